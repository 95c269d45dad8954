// The reviewer's bench by keys: to the decision, to the checklist, to the next dossier, and what the keys are.
// They share the switch of the viewer's keys; without this script every one of them is a link on the page.

const help = document.querySelector("dialog[data-keys-help]");
const go = (selector) => document.querySelector(selector)?.click();

function lead(id) {
  const place = document.getElementById(id);
  if (!place) return;
  place.scrollIntoView({ block: "start" });
  const wanted = ["details[open] form :is(input:not([type=hidden]), textarea)", "summary", "input:not([type=hidden])", "button", "a"];
  const first = wanted.map((selector) => place.querySelector(selector)).find(Boolean);
  first?.focus({ preventScroll: true });
}

const keys = {
  d: () => lead("decide"),
  c: () => lead("checks"),
  n: () => go("a[rel=next]"),
  p: () => go("a[rel=prev]"),
  "?": () => help?.showModal(),
};

document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || localStorage.getItem("viewer-keys") === "off") return;
  if (event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
  const doing = keys[event.key.toLowerCase()] || (event.key === "？" && keys["?"]);
  if (!doing) return;
  event.preventDefault();
  doing();
});

// The way to a decision opens it.
document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href^='#move-']");
  const form = link && document.getElementById(link.hash.slice(1));
  if (!form) return;
  form.closest("details").open = true;
  form.querySelector("input:not([type=hidden]), textarea, button")?.focus({ preventScroll: true });
});

document.querySelectorAll("[data-keys-open]").forEach((button) => {
  button.hidden = !help;
  button.addEventListener("click", () => help.showModal());
});
