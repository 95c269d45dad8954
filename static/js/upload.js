// Sends the files of <form data-upload> one after another and shows how far each is. What could not be
// sent stays in the list and goes again, by its button or when the connection is back: the same bytes
// twice are one file. The address and the answer are the form's own.

import { refresh } from "./live.js";
import { scaled } from "./scale.js";
import { ask, onReturn, renew, signInLink } from "./session.js";

const MESSAGES = { 0: "网络中断，未上传", 413: "文件太大", 429: "系统繁忙，请稍后重试", 503: "系统繁忙，请稍后重试" };
const queue = []; // of all forms of the page, in the order in which files were chosen
const lists = new Map(); // by form: what is on its way stays when the part around it is drawn anew
let running = false;

function make(tag, words = {}) {
  return Object.assign(document.createElement(tag), words);
}

function job(form, file) {
  const item = make("li");
  const bar = make("progress", { max: 100, value: 0 });
  bar.setAttribute("aria-label", `${file.name} 上传进度`);
  const state = make("span", { textContent: "等待上传" });
  item.append(make("span", { textContent: file.name }), bar, state);
  return { key: nameOf(form), item, bar, state, file, ready: null, failed: false };
}

function nameOf(form) {
  return `${form.getAttribute("action")} ${form.elements.row?.value || ""} ${form.elements.part?.value || ""}`;
}

function formOf(key) {
  return [...document.querySelectorAll("form[data-upload]")].find((form) => nameOf(form) === key);
}

function reasons(request) {
  try {
    const { errors } = JSON.parse(request.responseText);
    if (errors?.length) return errors.join("；");
  } catch { /* a page, not data: the code must do */ }
  return MESSAGES[request.status] || `没有上传成功（${request.status}）`;
}

function post(form, file, { bar, state }) {
  const input = form.querySelector("input[type=file]");
  const body = new FormData();
  form.querySelectorAll("input[type=hidden]").forEach((field) => body.append(field.name, field.value));
  body.append(input.name, file);
  const request = new XMLHttpRequest();
  request.open("POST", form.getAttribute("action") || location.href);
  request.setRequestHeader("Accept", "application/json");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = (loaded / total) * 100;
    state.textContent = loaded < total ? `${Math.floor(bar.value)}%` : "正在检查…";
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => done(request));
    request.send(body);
  });
}

async function run(one) {
  const form = formOf(one.key);
  if (!form) return;
  one.item.querySelector(".wrong")?.remove();
  one.bar.hidden = false;
  one.state.textContent = "正在准备…";
  one.ready ||= await scaled(one.file, Number(form.dataset.edge));
  const request = await post(form, one.ready, one);
  one.failed = request.status < 200 || request.status >= 300;
  one.bar.hidden = one.failed;
  one.state.textContent = one.failed ? "未上传" : "已上传";
  if (one.failed) explain(one, request);
}

function explain(one, request) {
  const why = make("span", { className: "wrong" });
  const out = [401, 403].includes(request.status);
  const refused = request.status === 422 || request.status === 404;
  one.again = !refused;
  if (out) why.append("登录已过期，未上传。", signInLink(), "（在新窗口登录后回到本页，会继续上传）");
  else why.append(reasons(request));
  why.querySelector("a")?.setAttribute("target", "_blank");
  const button = make("button", { type: "button", className: "btn line s", textContent: refused ? "知道了" : "重试" });
  button.append(make("span", { className: "sr", textContent: one.file.name }));
  button.addEventListener("click", () => (refused ? forget(one) : start([one])));
  why.append(" ", button);
  one.item.append(why);
}

function forget(one) {
  const list = one.item.parentElement;
  one.item.remove();
  jobs(one.key).delete(one);
  if (!list.children.length) list.hidden = true;
}

function jobs(key) {
  if (!lists.has(key)) lists.set(key, new Set());
  return lists.get(key);
}

async function start(some) {
  some.forEach((one) => { one.failed = false; one.state.textContent = "等待上传"; });
  queue.push(...some);
  if (running) return;
  running = true;
  while (queue.length) await run(queue.shift());
  running = false;
  lists.forEach((set) => set.forEach((one) => { if (!one.failed) set.delete(one); }));
  await refresh().catch(() => {});
}

function again() {
  const waiting = [...lists.values()].flatMap((set) => [...set]).filter((one) => one.failed && one.again);
  if (waiting.length) start(waiting);
}

function choose(form, files) {
  const input = form.querySelector("input[type=file]");
  const limit = input.multiple ? Number(form.dataset.limit) || Infinity : 1;
  const added = [...files].slice(0, limit).map((file) => job(form, file));
  added.forEach((one) => jobs(one.key).add(one));
  show(form);
  input.value = "";
  if (added.length) start(added);
}

function show(form) {
  const list = form.querySelector(".sending");
  const mine = [...jobs(nameOf(form))];
  list.hidden = !mine.length;
  list.replaceChildren(...mine.map(({ item }) => item));
}

function enhance(form) {
  if (form.classList.contains("drop")) return;
  const input = form.querySelector("input[type=file]");
  form.querySelectorAll("button:not([type=button])").forEach((button) => { button.hidden = true; });
  form.classList.add("drop");
  show(form);
  input.addEventListener("change", () => choose(form, input.files));
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    choose(form, event.dataTransfer.files);
  });
}

const all = () => document.querySelectorAll("form[data-upload]").forEach(enhance);
const unsent = () => running || [...lists.values()].some((set) => [...set].some(({ failed, again: may }) => failed && may));

addEventListener("online", again);
onReturn(async () => {
  const state = document.querySelector("[data-version-url]")?.dataset.versionUrl;
  if (!running && state && unsent()) ask(state).then(({ token }) => { renew(token); again(); }).catch(() => {});
});
addEventListener("beforeunload", (event) => { if (unsent()) event.preventDefault(); });
document.addEventListener("live", all);
all();
