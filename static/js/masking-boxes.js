// Boxes of a page: their edges in 1/10,000 of it. Plain arithmetic and a memory of what was before.

export const SCALE = 10000;
export const SMALLEST = 40;
export const MOST = 60;

const between = (low, n, high) => Math.round(Math.min(Math.max(n, low), high));

export function box(x, y, otherX, otherY) {
  const [left, right] = [Math.min(x, otherX), Math.max(x, otherX)].map((n) => between(0, n, SCALE));
  const [top, bottom] = [Math.min(y, otherY), Math.max(y, otherY)].map((n) => between(0, n, SCALE));
  return { left, top, right, bottom };
}

export function moved({ left, top, right, bottom }, dx, dy) {
  const x = between(-left, dx, SCALE - right);
  const y = between(-top, dy, SCALE - bottom);
  return { left: left + x, top: top + y, right: right + x, bottom: bottom + y };
}

// `edges` are the letters of those that move: n, e, s, w.
export function resized(old, edges, dx, dy) {
  const made = { ...old };
  if (edges.includes("w")) made.left = between(0, old.left + dx, old.right - SMALLEST);
  if (edges.includes("e")) made.right = between(old.left + SMALLEST, old.right + dx, SCALE);
  if (edges.includes("n")) made.top = between(0, old.top + dy, old.bottom - SMALLEST);
  if (edges.includes("s")) made.bottom = between(old.top + SMALLEST, old.bottom + dy, SCALE);
  return made;
}

export function holds(outer, inner) {
  return outer.left <= inner.left && outer.top <= inner.top && outer.right >= inner.right && outer.bottom >= inner.bottom;
}

export function percents({ left, top, right, bottom }) {
  return { left: left / 100, top: top / 100, width: (right - left) / 100, height: (bottom - top) / 100 };
}

// What was drawn, step by step: undone and done again.
export class History {
  constructor(boxes) {
    this.steps = [boxes];
    this.at = 0;
  }

  get boxes() {
    return this.steps[this.at];
  }

  get canUndo() {
    return this.at > 0;
  }

  get canRedo() {
    return this.at < this.steps.length - 1;
  }

  // `together`: part of the step before, as a key that is held down.
  put(boxes, { together = false } = {}) {
    if (!together || !this.canUndo) this.at += 1;
    this.steps.splice(this.at, Infinity, boxes);
  }

  undo() {
    if (this.canUndo) this.at -= 1;
  }

  redo() {
    if (this.canRedo) this.at += 1;
  }
}
