// Copies of what was typed and is not saved yet, in this browser only. Many a computer in a township is
// shared: a copy goes when it is saved, when its owner signs out, and after a day in any case.

const MARK = "typed:";
const DAY = 24 * 3600 * 1000;
let closed = false; // signing out: nothing is copied any more while the page goes away

// A browser may forbid storage or have no room left: then there is no copy, and everything else works.
function quietly(act) {
  try {
    return act();
  } catch {
    return null;
  }
}

function names() {
  return Object.keys(localStorage).filter((name) => name.startsWith(MARK));
}

export function keep(key, copy) {
  return !closed && quietly(() => {
    localStorage.setItem(MARK + key, JSON.stringify({ ...copy, at: Date.now() }));
    return true;
  });
}

export function find(key) {
  return quietly(() => JSON.parse(localStorage.getItem(MARK + key)));
}

export function drop(key) {
  quietly(() => localStorage.removeItem(MARK + key));
}

export function dropAll() {
  closed = true;
  quietly(() => names().forEach((name) => localStorage.removeItem(name)));
}

export function dropOld() {
  quietly(() => names().forEach((name) => {
    const copy = quietly(() => JSON.parse(localStorage.getItem(name)));
    if (!(copy?.at > Date.now() - DAY)) localStorage.removeItem(name);
  }));
}

// A form sent by its button leaves this page: the copy goes once the next page shows that it was saved.
export function sending(key, action) {
  quietly(() => sessionStorage.setItem("sent", JSON.stringify({ key, action })));
}

export function arrived() {
  const sent = quietly(() => JSON.parse(sessionStorage.getItem("sent")));
  quietly(() => sessionStorage.removeItem("sent"));
  if (!sent) return;
  const [row] = new URL(sent.action).pathname.split("/").slice(-2);
  const form = [...document.forms].find((other) => other.action === sent.action && "autosave" in other.dataset);
  if (location.hash === `#row-${row}` || (form && !form.elements.fresh && form.dataset.copy !== sent.key)) drop(sent.key);
}
