// Manners of every form: sent once, nothing typed is lost by leaving, errors are where the eye is.

import { dropAll, dropOld } from "./copies.js";

const changed = new Set();

// What was typed and not saved does not outlive its owner's visit on a shared computer.
dropOld();
document.querySelector("form[data-sign-out]")?.addEventListener("submit", dropAll);

document.querySelector("[data-focus]")?.focus();

// A link of the error summary leads into the field, not only to it.
document.addEventListener("click", (event) => {
  const link = event.target.closest?.(".errors a[href^='#']");
  const field = link && document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (!field) return;
  event.preventDefault();
  const input = field.matches("fieldset") ? field.querySelector("input") : field;
  (input || field).focus({ preventScroll: true });
  (field.closest(".field") || field).scrollIntoView({ block: "start" });
});

// Leaving with something unsaved is asked about; a form says it cares with data-unsaved.
document.addEventListener("input", (event) => {
  const form = event.target.form;
  if (form?.matches("[data-unsaved]")) changed.add(form);
});

// Saved without leaving the page, or copied until one has signed in again: nothing is left to lose.
["saved", "safe"].forEach((name) => document.addEventListener(name, (event) => changed.delete(event.target)));

addEventListener("beforeunload", (event) => {
  if (changed.size) event.preventDefault();
});

// After the browser has taken the form away (a disabled button would not be sent), no second press.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.getAttribute("method")?.toLowerCase() !== "post") return;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  form.dataset.sent = "yes";
  changed.delete(form);
  const pressed = event.submitter;
  setTimeout(() => {
    form.setAttribute("aria-busy", "true");
    form.querySelectorAll("button:not([type=button])").forEach((button) => {
      if (button === pressed) button.dataset.label = button.textContent;
      button.disabled = true;
    });
    const download = pressed?.hasAttribute("data-download"); // the answer is a file: this page stays
    if (pressed && !download) pressed.textContent = "正在提交…";
    setTimeout(reopen, download ? 3000 : 20000, form);
  });
});

function reopen(form) {
  delete form.dataset.sent;
  form.removeAttribute("aria-busy");
  form.querySelectorAll("button:not([type=button])").forEach((button) => {
    button.disabled = false;
    if (button.dataset.label) button.textContent = button.dataset.label;
  });
}

// Back from the next page: the form can be sent again.
addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[data-sent]").forEach(reopen);
});

// How many characters are left in a long text; the server judges, this only tells.
document.querySelectorAll("textarea[data-max]").forEach((area) => {
  const limit = Number(area.dataset.max);
  const note = area.insertAdjacentElement("afterend", document.createElement("p"));
  note.className = "count";
  const tell = () => {
    const left = limit - [...area.value].length;
    note.textContent = left < 0 ? `超出 ${-left} 字（最多 ${limit} 字）` : `还可填 ${left} 字`;
  };
  area.addEventListener("input", tell);
  tell();
});

// “Select all” of a list: data-all names the boxes it rules.
document.querySelectorAll("input[data-all]").forEach((all) => {
  const boxes = [...document.querySelectorAll(`input[type=checkbox][name="${CSS.escape(all.dataset.all)}"]`)];
  all.closest("label")?.removeAttribute("hidden"); // without this script it would do nothing
  all.addEventListener("change", () => boxes.forEach((box) => { box.checked = all.checked; }));
  boxes.forEach((box) => box.addEventListener("change", () => { all.checked = boxes.every((b) => b.checked); }));
});
