// Some questions are asked only after certain answers: data-asked-by names the choice, data-asked-when
// the answers. Without this script they stand there with their hint.

const asking = [...document.querySelectorAll("[data-asked-by]")];

function wanted(field) {
  const choice = document.getElementById(field.dataset.askedBy);
  if (!choice) return true;
  const above = choice.closest("[data-asked-by]");
  return (!above || wanted(above)) && field.dataset.askedWhen.split(" ").includes(choice.value);
}

function ask() {
  asking.forEach((field) => { field.hidden = !wanted(field); });
}

document.addEventListener("input", (event) => { if (event.target.matches("select")) ask(); });
ask();
