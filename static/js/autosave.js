// Keeps what is typed in <form data-autosave> after a pause, through the form's own address, and says
// so. What cannot be saved now (no connection, signed out) is copied in this browser and comes back.

import { arrived, drop, find, keep, sending } from "./copies.js";
import { refresh } from "./live.js";
import { Refused, SignedOut, ask, onReturn, renew, signInLink } from "./session.js";

const PAUSE = 3000;
const AGAIN = 15000; // after a broken connection
const OFFLINE = "网络不通，您填写的内容保存在本机，网络恢复后自动保存。";
const EXPIRED = "登录已过期，您填写的内容保存在本机，重新登录后自动恢复。";
const NOTHING_TYPED = "登录已过期，请先重新登录再填写。";
const ELSEWHERE = "这一栏在别处改过";

arrived();
document.querySelectorAll("form[data-copy]").forEach(watch);

function watch(form) {
  let key = form.dataset.copy;
  const note = form.insertBefore(document.createElement("p"), form.querySelector(".acts"));
  note.className = "saving";
  note.setAttribute("role", "status");
  const fields = () => [...form.elements].filter((input) => input.name.startsWith("field-"));
  const values = () => Object.fromEntries(fields().map((input) => [input.name, input.value]));
  const saving = "autosave" in form.dataset;
  let timer = 0;
  let copying = 0;
  let edits = 0;
  let saved = 0;
  let pending = null;
  let stopped = !saving; // a person decides first, or must sign in
  let chosen = false; // a choice may change which files a row needs

  function say(state, ...words) {
    note.dataset.state = state;
    note.replaceChildren(...words);
  }

  function copy() {
    clearTimeout(copying);
    if (edits === saved) return;
    const { action } = form;
    const kept = keep(key, { values: values(), version: form.elements.version.value, fresh: Boolean(form.elements.fresh), action });
    if (kept && stopped) form.dispatchEvent(new CustomEvent("safe", { bubbles: true }));
  }

  function later(pause = PAUSE) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(save, pause);
  }

  function save() {
    if (stopped || pending || form.dataset.sent || edits === saved) return;
    pending = send(edits).finally(() => { pending = null; });
  }

  async function send(seen) {
    say("saving", "正在保存…");
    try {
      const told = await ask(form.action, new FormData(form));
      form.elements.version.value = told.version;
      saved = seen;
      if (edits === seen) {
        drop(key);
        form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
      }
      say("saved", `已保存 ${told.saved_at}`);
      await settle();
    } catch (problem) {
      copy();
      failed(problem);
    }
    if (edits !== saved) later(note.dataset.state === "saved" ? PAUSE : AGAIN);
  }

  // A new row has its own address once it is saved, and its files can follow.
  async function settle() {
    const fresh = form.elements.fresh;
    if (fresh) {
      fresh.remove();
      key = form.dataset.copyLater;
      history.replaceState(null, "", form.action);
    }
    if (fresh || chosen) await refresh().catch(() => {});
    chosen = false;
  }

  function failed(problem) {
    if (problem instanceof SignedOut) {
      stopped = true;
      copy();
      say("unsaved", edits === saved ? NOTHING_TYPED : `未保存：${EXPIRED}`, signInLink());
    } else if (problem instanceof Refused) {
      stopped = true;
      say("unsaved", `未保存：${problem.message}`, problem.status === 409 ? "按“保存”核对两处不同的内容。" : "");
    } else {
      say("unsaved", `未保存：${OFFLINE}`);
    }
  }

  // Before more is typed: is one still signed in, and is this page still the newest?
  async function look() {
    if (pending || form.dataset.sent) return;
    try {
      const now = await ask(form.dataset.versionUrl);
      renew(now.token);
      if (now.row > Number(form.elements.version.value)) {
        stopped = true;
        elsewhere(now.saved_at);
      } else if (stopped && saving && note.dataset.state === "unsaved") {
        stopped = false;
        if (edits === saved) say("saved", "已重新登录。");
        else save();
      }
    } catch (problem) {
      copy();
      if (!(problem instanceof TypeError)) failed(problem);
    }
  }

  function forget() {
    edits = saved;
    clearTimeout(copying);
    drop(key);
    form.dispatchEvent(new CustomEvent("saved", { bubbles: true }));
  }

  function startAnew() {
    forget();
    form.reset();
    location.reload();
  }

  function elsewhere(when) {
    const newest = Object.assign(document.createElement("button"), {
      type: "button", className: "btn line s", textContent: "看最新内容",
    });
    newest.addEventListener("click", startAnew);
    const mine = edits === saved ? "" : "本页还有没保存的内容，按“保存”可核对两处不同。";
    say("unsaved", `${ELSEWHERE}（${when} 保存）。${mine}`, newest);
  }

  // What was typed before the session ended or the connection broke comes back, and can be thrown away.
  function restore() {
    const kept = find(key);
    if (!kept) return;
    const differs = fields().filter((input) => input.name in kept.values && kept.values[input.name] !== input.value);
    if (!differs.length) {
      if (saving) drop(key);
      return;
    }
    differs.forEach((input) => { input.value = kept.values[input.name]; });
    form.elements.version.value = kept.version;
    if (kept.fresh) form.action = kept.action;
    edits += 1;
    form.dispatchEvent(new CustomEvent("input", { bubbles: true, detail: "restored" }));
    form.prepend(offer());
  }

  function offer() {
    const box = document.createElement("div");
    box.className = "banner";
    box.dataset.level = "warning";
    const text = Object.assign(document.createElement("p"), { textContent: "已恢复未保存的内容，请看过后按“保存”。 " });
    const away = Object.assign(document.createElement("button"), {
      type: "button", className: "btn quiet s", textContent: "放弃恢复的内容",
    });
    away.addEventListener("click", startAnew);
    form.addEventListener("saved", () => box.remove());
    text.append(away);
    box.append(text);
    box.setAttribute("role", "status");
    return box;
  }

  // The button waits for what is on its way, or this window would be told that another had saved.
  form.addEventListener("submit", (event) => {
    clearTimeout(timer);
    if (event.submitter?.name === "discard") forget();
    copy();
    if (!pending) {
      if (edits !== saved) sending(key, form.action);
      return;
    }
    event.preventDefault();
    pending.finally(() => form.requestSubmit(event.submitter));
  });

  form.addEventListener("input", (event) => {
    if (event.detail === "restored") return; // saved when the person goes on typing, or presses the button
    edits += 1;
    clearTimeout(copying);
    copying = setTimeout(copy, 400);
    later();
  });
  form.addEventListener("change", (event) => { chosen ||= event.target.matches("select"); });
  document.addEventListener("visibilitychange", copy);
  addEventListener("pagehide", copy);
  addEventListener("online", save);
  if (saving) onReturn(look);
  restore();
}
