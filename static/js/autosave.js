// Keeps what is typed in <form data-autosave> after a pause, through the form's own address. What is
// wrong is said when the person presses the button; without this script the button does it all.

const PAUSE = 3000;

document.querySelectorAll("form[data-autosave]").forEach((form) => {
  const note = Object.assign(document.createElement("p"), { className: "muted small" });
  note.setAttribute("role", "status");
  form.querySelector(".acts").insertAdjacentElement("beforebegin", note);
  let timer = 0;
  let edits = 0;
  let pending = null;
  let stopped = false;

  const later = () => {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, PAUSE);
  };

  function save() {
    if (pending || form.dataset.sent) return;
    pending = keep(edits).finally(() => { pending = null; });
  }

  async function keep(seen) {
    try {
      const answer = await fetch(form.action, {
        method: "POST",
        headers: { Accept: "application/json" },
        body: new FormData(form),
      });
      const told = await answer.json();
      if (answer.ok) {
        form.elements.version.value = told.version;
        note.textContent = `已自动保存 ${told.saved_at}`;
        if (seen === edits) form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
      } else {
        stopped = true;
        note.textContent = `没有自动保存：${told.errors.join("；")}请按“保存”。`;
      }
    } catch {
      note.textContent = "网络不通，还没有自动保存；您填的内容还在本页。";
    }
    if (seen !== edits) later();
  }

  // The button waits for what is on its way, or this window would be told that another had saved.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (!pending) return;
    event.preventDefault();
    pending.finally(() => form.requestSubmit(event.submitter));
  });

  form.addEventListener("input", () => {
    edits += 1;
    later();
  });
});
