// Sends the files of <form data-upload> one after another and shows how far each is. The address and
// the answer are the form's own; without this script the form is sent as it stands.

const MESSAGES = { 0: "网络中断，未上传", 403: "没有权限，请刷新页面后重试", 413: "文件太大", 503: "系统繁忙，请稍后重试" };

function row(list, file) {
  const item = document.createElement("li");
  const name = Object.assign(document.createElement("span"), { textContent: file.name });
  const bar = Object.assign(document.createElement("progress"), { max: 100, value: 0 });
  bar.setAttribute("aria-label", `${file.name} 上传进度`);
  const state = Object.assign(document.createElement("span"), { textContent: "等待上传" });
  item.append(name, bar, state);
  list.append(item);
  return { item, bar, state };
}

function reasons(request) {
  try {
    const { errors } = JSON.parse(request.responseText);
    if (errors?.length) return errors.join("；");
  } catch { /* a page, not data: the code must do */ }
  return MESSAGES[request.status] || `没有上传成功（${request.status}）`;
}

function send(form, name, file, { item, bar, state }) {
  const body = new FormData();
  form.querySelectorAll("input[type=hidden], input[type=text], select").forEach((input) => {
    if (input.name) body.append(input.name, input.value);
  });
  body.append(name, file);
  const request = new XMLHttpRequest();
  request.open("POST", form.getAttribute("action") || location.href);
  request.setRequestHeader("Accept", "application/json");
  request.setRequestHeader("X-Requested-With", "XMLHttpRequest");
  request.upload.addEventListener("progress", ({ loaded, total }) => {
    bar.value = (loaded / total) * 100;
    state.textContent = loaded < total ? `${Math.floor(bar.value)}%` : "正在检查…";
  });
  return new Promise((done) => {
    request.addEventListener("loadend", () => {
      const ok = request.status >= 200 && request.status < 300;
      bar.hidden = !ok;
      state.textContent = ok ? "已上传" : "未上传";
      if (!ok) {
        const why = Object.assign(document.createElement("span"), { className: "wrong", textContent: reasons(request) });
        item.append(why);
      }
      done(ok);
    });
    request.send(body);
  });
}

async function upload(form, input, files) {
  const list = form.querySelector(".sending");
  list.hidden = false;
  list.replaceChildren();
  input.disabled = true;
  const rows = files.map((file) => row(list, file));
  let all = true;
  for (const [index, file] of files.entries()) {
    all = (await send(form, input.name, file, rows[index])) && all;
  }
  input.disabled = false;
  input.value = "";
  form.dispatchEvent(new CustomEvent("uploaded", { bubbles: true, detail: { all } }));
  if (all) {
    location.reload();
    return;
  }
  const again = Object.assign(document.createElement("a"), { href: location.href, textContent: "刷新列表，查看已上传的" });
  list.append(document.createElement("li"));
  list.lastElementChild.append(again);
}

document.querySelectorAll("form[data-upload]").forEach((form) => {
  const input = form.querySelector("input[type=file]");
  const limit = Number(input.dataset.limit || Infinity);
  const start = (chosen) => {
    const files = [...chosen].slice(0, input.multiple ? limit : 1);
    if (files.length) upload(form, input, files);
  };
  form.querySelectorAll("button:not([type=button])").forEach((button) => { button.hidden = true; });
  form.classList.add("drop");
  input.addEventListener("change", () => start(input.files));
  form.addEventListener("dragover", (event) => { event.preventDefault(); form.classList.add("over"); });
  form.addEventListener("dragleave", () => form.classList.remove("over"));
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.classList.remove("over");
    start(event.dataTransfer.files);
  });
});
