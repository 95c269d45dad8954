// The hand: a box is drawn on the bare picture, moved by its middle and resized by its grips.

import { SCALE, box, moved, resized } from "./masking-boxes.js";

const SLIP = 6; // pixels: less than that is a click, not a box

export function pointer(desk) {
  const { stage, sheet, history } = desk;
  let doing = null;

  const spot = (event) => {
    const rim = sheet.getBoundingClientRect();
    return [((event.clientX - rim.left) / rim.width) * SCALE, ((event.clientY - rim.top) / rim.height) * SCALE];
  };

  sheet.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    if (doing) return stop(); // a second finger enlarges the page: nothing is drawn
    desk.dragged = false;
    if (stage.classList.contains("pushing")) {
      if (event.pointerType === "mouse") push(event);
      return;
    }
    event.preventDefault();
    const mark = event.target.closest(".mark");
    const index = desk.marks().indexOf(mark);
    if (mark) desk.focus(index);
    const old = history.boxes[index];
    const edges = event.target.dataset.edges;
    if (!mark) draw(event);
    else if (edges) follow(event, (dx, dy) => desk.draw(index, resized(old, edges, dx, dy)), (dx, dy) => desk.change(index, resized(old, edges, dx, dy)), () => desk.draw(index, old));
    else follow(event, (dx, dy) => desk.draw(index, moved(old, dx, dy)), (dx, dy) => desk.change(index, moved(old, dx, dy)), () => desk.draw(index, old));
  });

  function draw(event) {
    const [x, y] = spot(event);
    const rubber = Object.assign(document.createElement("div"), { className: "rubber" });
    const at = (dx, dy) => box(x, y, x + dx, y + dy);
    const show = (dx, dy) => {
      const made = at(dx, dy);
      const sides = { left: made.left, top: made.top, width: made.right - made.left, height: made.bottom - made.top };
      Object.entries(sides).forEach(([side, n]) => { rubber.style[side] = `${n / 100}%`; });
      if (!rubber.isConnected) sheet.append(rubber);
    };
    stage.focus({ preventScroll: true });
    follow(event, show, (dx, dy) => {
      rubber.remove();
      const made = at(dx, dy);
      if (made.right - made.left >= 10 && made.bottom - made.top >= 10) desk.add(made);
    }, () => rubber.remove());
  }

  // The window is listened to: what is drawn anew loses hold of the pointer.
  function follow(start, during, done, undone) {
    const [x, y] = spot(start);
    const end = new AbortController();
    const way = (event) => { const [toX, toY] = spot(event); return [toX - x, toY - y]; };
    const mine = (event) => event.pointerId === start.pointerId;
    doing = { cancel() { end.abort(); doing = null; undone(); } };
    addEventListener("pointermove", (event) => {
      if (!mine(event)) return;
      desk.dragged ||= Math.hypot(event.clientX - start.clientX, event.clientY - start.clientY) > SLIP;
      if (desk.dragged) during(...way(event));
    }, end);
    addEventListener("pointerup", (event) => {
      if (!mine(event)) return;
      end.abort();
      doing = null;
      if (desk.dragged) done(...way(event));
      else undone();
    }, end);
    addEventListener("pointercancel", (event) => mine(event) && doing?.cancel(), end);
    addEventListener("keydown", (event) => event.key === "Escape" && doing?.cancel(), end);
  }

  function stop() {
    doing?.cancel();
  }

  function push(start) {
    const from = [start.clientX + stage.scrollLeft, start.clientY + stage.scrollTop];
    const end = new AbortController();
    start.preventDefault();
    addEventListener("pointermove", (event) => stage.scrollTo(from[0] - event.clientX, from[1] - event.clientY), end);
    addEventListener("pointerup", () => end.abort(), end);
  }
}
