// The items of <… data-reorder> are put in order by dragging their handle, or with ↑ and ↓ on it; the
// order goes through the form around them. Without this script its buttons 上移 and 下移 do it.

import { send } from "./live.js";

const PAUSE = 700; // several presses of a key are sent once
const EDGE = 60; // pixels from the edge of the window where dragging scrolls
const STEP = 12;

function items(list) {
  return [...list.querySelectorAll(":scope > [data-item]")];
}

function enhance(list) {
  if (list.dataset.ready || items(list).length < 2) return;
  list.dataset.ready = "yes";
  items(list).forEach((item) => {
    const handle = Object.assign(document.createElement("button"), { type: "button", className: "handle" });
    handle.setAttribute("aria-label", `移动“${item.dataset.name}”：拖动，或按上、下方向键`);
    handle.textContent = "⠿";
    item.querySelector("[data-handle]").prepend(handle);
    drag(list, item, handle);
    keys(list, item, handle);
  });
}

// The window is listened to, not the handle: an element that changes its place loses hold of the pointer.
function drag(list, item, handle) {
  handle.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    const before = order(list);
    const end = new AbortController();
    item.classList.add("dragging");
    const drop = () => {
      end.abort();
      item.classList.remove("dragging");
      if (order(list) !== before) save(list);
    };
    addEventListener("pointermove", ({ clientY }) => move(list, item, clientY), end);
    addEventListener("pointerup", drop, end);
    addEventListener("pointercancel", drop, end);
  });
}

function move(list, item, y) {
  if (y < EDGE) scrollBy(0, -STEP);
  if (y > innerHeight - EDGE) scrollBy(0, STEP);
  const over = items(list).find((other) => other !== item && within(other, y));
  if (over) over[above(over, item) ? "before" : "after"](item);
}

function keys(list, item, handle) {
  handle.addEventListener("keydown", (event) => {
    const other = { ArrowUp: item.previousElementSibling, ArrowDown: item.nextElementSibling }[event.key];
    if (!["ArrowUp", "ArrowDown"].includes(event.key)) return;
    event.preventDefault();
    if (!other?.matches("[data-item]")) return;
    other[event.key === "ArrowUp" ? "before" : "after"](item);
    handle.focus();
    say(list, `“${item.dataset.name}”现在是第 ${items(list).indexOf(item) + 1} 个`);
    clearTimeout(list.saving);
    list.saving = setTimeout(save, PAUSE, list);
  });
}

function within(element, y) {
  const { top, bottom } = element.getBoundingClientRect();
  return y >= top && y <= bottom;
}

function above(one, other) {
  return Boolean(one.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING);
}

function order(list) {
  return items(list).map((item) => item.dataset.item).join(",");
}

function save(list) {
  send(list.closest("form"), null, { order: order(list) });
}

function say(list, text) {
  const note = list.querySelector(":scope > .sr[role=status]") || list.appendChild(document.createElement(list.matches("ul, ol") ? "li" : "p"));
  note.className = "sr";
  note.setAttribute("role", "status");
  note.textContent = text;
}

const all = () => document.querySelectorAll("[data-reorder]").forEach(enhance);
document.addEventListener("live", all);
all();
