// A move that ends something is asked about once: <button data-confirm="…">. Without this script the
// form is simply sent, so whatever must never happen by mistake is asked about by the server too.

let agreed = null;

function make(question, label, stop) {
  const dialog = document.createElement("dialog");
  dialog.className = "dialog";
  dialog.setAttribute("aria-labelledby", "dialog-title");
  dialog.setAttribute("aria-describedby", "dialog-text");
  const title = Object.assign(document.createElement("h2"), { id: "dialog-title", textContent: label });
  const text = Object.assign(document.createElement("p"), { id: "dialog-text", textContent: question });
  const form = Object.assign(document.createElement("form"), { method: "dialog", className: "acts" });
  const yes = Object.assign(document.createElement("button"), {
    value: "yes", className: stop ? "btn stop" : "btn", textContent: `确认${label}`,
  });
  const no = Object.assign(document.createElement("button"), {
    value: "no", className: "btn line", textContent: "返回", autofocus: true,
  });
  form.append(yes, no);
  dialog.append(title, text, form);
  return dialog;
}

document.addEventListener("click", (event) => {
  const button = event.target.closest?.("button[data-confirm]");
  if (!button || !button.form || button === agreed || !window.HTMLDialogElement) return;
  if (!button.form.reportValidity()) {
    event.preventDefault();
    return;
  }
  event.preventDefault();
  const label = button.textContent.trim();
  const dialog = make(button.dataset.confirm, label, button.classList.contains("stop"));
  dialog.addEventListener("close", () => {
    dialog.remove();
    if (dialog.returnValue !== "yes") {
      button.focus();
      return;
    }
    agreed = button;
    button.form.requestSubmit ? button.form.requestSubmit(button) : button.click();
    agreed = null;
  });
  document.body.append(dialog);
  dialog.showModal();
});
