// The keyboard and the buttons, which do the same things.

import { moved, resized } from "./masking-boxes.js";

const STEP = 50; // half a percent of the page; with Ctrl a tenth of that
const ARROWS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

export function keys(desk) {
  const { form, stage, state, history } = desk;
  const acts = {
    add: desk.middle,
    remove: () => desk.remove(state.chosen),
    undo: desk.back,
    redo: desk.again,
    larger: () => desk.zoom(1),
    smaller: () => desk.zoom(-1),
    fit: () => desk.zoom(0),
    push: desk.push,
    look: desk.look,
    adopt: () => desk.adopt(),
    yes: () => desk.send("covered"),
    no: () => desk.send("clear"),
  };
  const letters = { a: "add", c: "adopt", "+": "larger", "=": "larger", "-": "smaller", 0: "fit", v: "look", s: "yes", n: "no" };

  form.addEventListener("click", (event) => {
    const doing = event.target.closest("[data-do]")?.dataset.do;
    if (doing) acts[doing]();
  });

  stage.addEventListener("focusin", (event) => {
    const index = desk.marks().indexOf(event.target);
    if (index >= 0) desk.choose(index);
  });

  stage.addEventListener("keydown", (event) => {
    const index = desk.marks().indexOf(event.target);
    if (index < 0) return;
    const way = ARROWS[event.key];
    if (way) {
      const [dx, dy] = way.map((n) => n * (event.ctrlKey ? STEP / 10 : STEP));
      const old = history.boxes[index];
      const made = event.shiftKey ? resized(old, "es", dx, dy) : moved(old, dx, dy);
      desk.change(index, made, { together: event.repeat });
      event.target.scrollIntoView({ block: "nearest", inline: "nearest" });
      desk.say(event.target.getAttribute("aria-label"));
    } else if (event.key === "Delete" || event.key === "Backspace") {
      desk.remove(index);
    } else {
      return;
    }
    event.preventDefault();
  });

  // Letters work wherever one is on the page, except where one types, and can be switched off (people
  // who speak to their computer would press them without meaning to).
  const wanted = form.querySelector("[data-keys]");
  wanted.checked = localStorage.getItem("masking-keys") !== "off";
  wanted.addEventListener("change", () => localStorage.setItem("masking-keys", wanted.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    const held = event.ctrlKey || event.metaKey;
    const letter = event.key.toLowerCase();
    let doing = held || !wanted.checked || event.repeat ? "" : letters[letter];
    if (held && letter === "z") doing = event.shiftKey ? "redo" : "undo";
    if (held && letter === "y") doing = "redo";
    if (!doing) return;
    event.preventDefault();
    acts[doing]();
  });
}
