// Talking to the server while a page stays open: the person may have been signed out meanwhile.

export class SignedOut extends Error {}

// The server understood and said no; `errors` are its sentences.
export class Refused extends Error {
  constructor(status, errors) {
    super(errors.join("；"));
    this.status = status;
  }
}

// What an address answers as data. Throws SignedOut, Refused, or TypeError where there is no connection.
export async function ask(url, body) {
  const answer = await fetch(url, {
    method: body ? "POST" : "GET",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual", // data is never redirected: it is the page for signing in
  });
  if (answer.type === "opaqueredirect" || [401, 403].includes(answer.status)) throw new SignedOut();
  const told = await answer.json().catch(() => ({}));
  if (answer.ok) return told;
  if (answer.status >= 500) throw new TypeError(String(answer.status));
  throw new Refused(answer.status, told.errors || ["没有办成，请刷新页面后重试。"]);
}

// Whoever signs in again, in another tab say, has a new token for forms; those of this page learn it.
export function renew(token) {
  document.querySelectorAll("input[name=csrfmiddlewaretoken]").forEach((input) => { input.value = token; });
}

// A link to the page for signing in, and back here.
export function signInLink(text = "重新登录") {
  const login = document.querySelector("[data-login]")?.dataset.login || "/login/";
  const href = `${login}?next=${encodeURIComponent(location.pathname)}`;
  return Object.assign(document.createElement("a"), { href, textContent: text });
}

// Calls `back` whenever the person returns to this tab, at most every few seconds.
export function onReturn(back, pause = 3000) {
  let last = Date.now();
  const returned = () => {
    if (document.visibilityState !== "visible" || Date.now() - last < pause) return;
    last = Date.now();
    back();
  };
  document.addEventListener("visibilitychange", returned);
  addEventListener("focus", returned);
  addEventListener("pageshow", (event) => event.persisted && back());
}
