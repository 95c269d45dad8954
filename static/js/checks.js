// A tick is stored as it is made; without this script the button under the list stores them all.

const form = document.querySelector("form[data-checks]");
const boxes = [...document.querySelectorAll(`input[type=checkbox][form="${form?.id}"]`)];
const left = document.querySelectorAll("[data-checks-left]");

function tell(answer) {
  left.forEach((place) => {
    const link = place.querySelector("a");
    place.textContent = answer.left ? `还有 ${answer.left} 项没有核对。` : "已全部核对。";
    if (link && answer.left) place.append(link);
  });
  boxes.forEach((box) => {
    const line = answer.lines[box.value];
    box.closest("li").querySelector("small").textContent = line ? line.stamps.join(" · ") : "";
    box.closest("li").querySelector("input[name=was]")?.remove();
    if (!line?.ticked) return;
    const was = Object.assign(document.createElement("input"), { type: "hidden", name: "was", value: box.value });
    was.setAttribute("form", form.id);
    box.closest("li").append(was);
  });
}

async function store(box) {
  const body = new FormData();
  for (const name of ["csrfmiddlewaretoken", "submission"]) body.set(name, form.elements[name].value);
  body.set(box.checked ? "item" : "was", box.value);
  const answer = await fetch(form.action, { method: "POST", body, headers: { Accept: "application/json" } });
  if (!answer.ok) throw new Error(answer.statusText);
  tell(await answer.json());
}

boxes.forEach((box) => box.addEventListener("change", async () => {
  box.disabled = true;
  try {
    await store(box);
  } catch {
    box.checked = !box.checked;
    left.forEach((place) => { place.textContent = "没有保存，请检查网络后再试，或者刷新页面。"; });
  }
  box.disabled = false;
  box.focus({ preventScroll: true });
}));

if (form) form.querySelector("button").hidden = true;
