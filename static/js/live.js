// Parts of a page drawn anew while the rest stays as it is, with what is being typed: whatever carries
// data-live and an id is taken from the page that the server would show now. A part equals a reload.

import { signInLink } from "./session.js";

const BROKEN = "网络不通，没有办成，请稍后再试。";

let sent = 0; // forms so far: what was fetched before one of them is out of date

// Fetches this page again and draws its live parts, unless a form has been sent meanwhile.
export async function refresh(path = location.pathname) {
  const before = sent;
  const fresh = await page(await fetch(path));
  if (before === sent) swap(fresh);
}

// Sends a form, by this button, and draws what came of it.
export async function send(form, button, extra = {}) {
  const body = new FormData(form, button);
  Object.entries(extra).forEach(([name, value]) => body.set(name, value));
  form.setAttribute("aria-busy", "true");
  sent += 1;
  try {
    swap(await page(await fetch(form.action, { method: "POST", body })));
  } catch (problem) {
    tell(form, problem instanceof Text ? problem.node : BROKEN);
  } finally {
    form.removeAttribute("aria-busy");
  }
}

class Text extends Error {
  constructor(...nodes) {
    super("told");
    this.node = document.createDocumentFragment();
    this.node.append(...nodes);
  }
}

async function page(answer) {
  if (answer.redirected && new URL(answer.url).searchParams.has("next")) throw new Text("登录已过期，没有办成。", signInLink());
  if (!answer.ok && answer.status !== 422) throw new Text("没有办成，请刷新页面后重试。");
  return new DOMParser().parseFromString(await answer.text(), "text/html");
}

function tell(form, words) {
  const note = form.querySelector(".told") || form.appendChild(document.createElement("p"));
  note.className = "told error";
  note.setAttribute("role", "alert");
  note.replaceChildren(words);
}

// A question that is being asked about a button waits for its answer, or the button would be gone.
function swap(fresh) {
  const asking = document.querySelector("dialog[open]");
  if (asking) {
    asking.addEventListener("close", () => setTimeout(swap, 0, fresh), { once: true });
    return;
  }
  const here = place(document.activeElement);
  document.querySelectorAll("[data-live]").forEach((old) => {
    const now = fresh.getElementById(old.id);
    if (!now) return;
    carry(old, now);
    old.replaceWith(document.adoptNode(now));
  });
  document.dispatchEvent(new CustomEvent("live"));
  if (here && !document.contains(here.element)) focus(here);
}

// A name half typed in another part is typed in the new one too.
function carry(old, now) {
  old.querySelectorAll("input.input[id]:not([type=file])").forEach((input) => {
    const same = input.value !== input.defaultValue && now.querySelector(`#${CSS.escape(input.id)}`);
    if (same) same.value = input.value;
  });
}

// Where the focus stood, so that a key pressed again does the same again.
function place(element) {
  if (!element?.closest("[data-live]")) return null;
  const item = element.closest("[data-item]")?.dataset.item;
  return { element, id: element.id, name: element.name, value: element.value, item, part: element.closest("[data-live]").id };
}

function focus({ id, name, value, item, part }) {
  const root = document.getElementById(part);
  const same = (id && document.getElementById(id))
    || (name && root?.querySelector(`[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`))
    || (item && root?.querySelector(`[data-item="${CSS.escape(item)}"] .handle`));
  const target = same || root?.querySelector("h2") || root;
  if (target && !same) target.tabIndex = -1;
  target?.focus();
}

// Forms that change a live part leave the page where it is. Caught before forms.js counts it as sent.
document.addEventListener("submit", (event) => {
  if (!event.target.matches("form[data-swap]")) return;
  event.preventDefault();
  if (!event.target.hasAttribute("aria-busy")) send(event.target, event.submitter);
}, true);
