// The files of a slot: a new name is kept when one leaves its field, a replacement is sent when chosen.

import { refresh, send } from "./live.js";
import { scaled } from "./scale.js";
import { ask } from "./session.js";

// A new name or answer is kept at once, so the button that keeps them is only for those without scripts.
const unneeded = () => document.querySelectorAll("[data-unscripted]").forEach((part) => { part.hidden = true; });

const TITLE = "title-";
const REPLACEMENT = "replacement-";

async function rename(input) {
  const { form, value } = input;
  const body = new FormData();
  ["csrfmiddlewaretoken", "row"].forEach((name) => form.elements[name] && body.append(name, form.elements[name].value));
  body.append(input.name, value);
  let words = "";
  try {
    await ask(form.action, body);
    input.defaultValue = value;
  } catch (problem) {
    words = problem instanceof TypeError ? "网络不通，名称还没有保存。" : problem.message || "登录已过期，名称还没有保存。";
  }
  tell(input, words);
  if (words || document.activeElement?.name?.startsWith(TITLE)) return;
  await refresh().catch(() => {});
  const drawn = document.getElementsByName(input.name)[0];
  if (drawn) tell(drawn, words);
}

function tell(input, words) {
  const note = input.parentElement.querySelector(".told") || input.insertAdjacentElement("afterend", document.createElement("p"));
  note.className = words ? "told error" : "told muted small";
  note.setAttribute("role", "status");
  note.textContent = words || "名称已保存";
  input.toggleAttribute("aria-invalid", Boolean(words));
}

async function replace(input) {
  const file = await scaled(input.files[0], Number(input.form.dataset.edge));
  send(input.form, null, { replace: input.name.slice(REPLACEMENT.length), [input.name]: file });
}

document.addEventListener("change", ({ target }) => {
  if (!target.form?.matches("form[data-swap]")) return;
  if (target.name.startsWith(TITLE)) rename(target);
  else if (target.matches("select")) send(target.form, null);
  else if (target.name.startsWith(REPLACEMENT) && target.files.length) replace(target);
});

document.addEventListener("live", unneeded);
unneeded();
