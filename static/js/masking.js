// 画遮盖框: by mouse, by touch and by keyboard. It writes the same numbers that are typed where it does not
// run, and what it draws is only a picture of them: the server judges and paints.

import { History, MOST, box, holds, percents } from "./masking-boxes.js";
import { keys } from "./masking-keys.js";
import { pointer } from "./masking-pointer.js";

const HANDLES = ["nw", "n", "ne", "e", "se", "s", "sw", "w"];
const ZOOMS = [1, 1.5, 2, 3, 4];
const FULL = `一页最多画 ${MOST} 个遮盖框，请合并相邻的框。`;

function masker(form) {
  const find = (name) => form.querySelector(`[data-${name}]`);
  const [stage, sheet, fields] = ["stage", "sheet", "fields"].map(find);
  const layer = sheet.appendChild(Object.assign(document.createElement("div"), { className: "layer" }));
  const found = [...form.querySelectorAll("[data-box]")].map(reading);
  const history = new History(typed(fields));
  const state = { zoom: 0, whole: false, chosen: -1 };

  const desk = {
    form, stage, sheet, state, history,
    marks: () => [...layer.querySelectorAll(".mark")],
    // Everything that is changed is changed here.
    put(boxes, { together = false, chosen = state.chosen } = {}) {
      if (boxes.length > Math.max(MOST, history.boxes.length)) return desk.say(FULL, true);
      history.put(boxes, { together });
      state.chosen = Math.min(chosen, boxes.length - 1);
      show();
      write();
      return true;
    },
    change(index, made, how) {
      return desk.put(history.boxes.map((old, n) => (n === index ? made : old)), { chosen: index, ...how });
    },
    add(made) {
      if (desk.put([...history.boxes, made], { chosen: history.boxes.length })) desk.focus(history.boxes.length - 1);
    },
    remove(index) {
      if (index < 0) return desk.say("先选一个框，再删除。");
      desk.put(history.boxes.filter((_, n) => n !== index), { chosen: Math.max(0, index - 1) });
      desk.say("删除了一个框，还有 " + history.boxes.length + " 个。");
      return desk.focus(state.chosen);
    },
    draw(index, made) {
      place(desk.marks()[index], made);
    },
    focus(index) {
      (desk.marks()[index] || stage).focus({ preventScroll: false });
    },
    choose(index) {
      state.chosen = index;
      desk.marks().forEach((mark, n) => mark.classList.toggle("chosen", n === index));
      buttons();
    },
    back() {
      history.undo();
      show();
      write();
      desk.say("撤销了一步。");
    },
    again() {
      history.redo();
      show();
      write();
      desk.say("重做了一步。");
    },
    adopt(all = found.filter((one) => one.proposed)) {
      const open = all.filter((one) => !covered(one.box));
      if (open.length && desk.put([...history.boxes, ...open.map((one) => one.box)], { chosen: history.boxes.length })) {
        desk.say(`采用了 ${open.length} 处。`);
        desk.focus(history.boxes.length - 1);
      }
    },
    zoom(step) {
      const [across, down] = [stage.scrollLeft + stage.clientWidth / 2, stage.scrollTop + stage.clientHeight / 2];
      const before = sheet.offsetWidth;
      state.zoom = step === 0 ? 0 : Math.max(0, Math.min(ZOOMS.length - 1, state.zoom + (state.whole ? 0 : step)));
      state.whole = step === 0 && !state.whole;
      const whole = Math.min(1, stage.clientHeight / (stage.clientWidth * (sheet.offsetHeight / before)));
      sheet.style.width = `${(state.whole ? whole : ZOOMS[state.zoom]) * 100}%`;
      const grown = sheet.offsetWidth / before;
      stage.scrollTo(across * grown - stage.clientWidth / 2, down * grown - stage.clientHeight / 2);
      buttons();
    },
    // Drawing on a picture that fills the window of a telephone: the finger draws or pushes, not both.
    push() {
      const on = stage.classList.toggle("pushing");
      find("do='push'").setAttribute("aria-pressed", on);
    },
    look() {
      const on = stage.classList.toggle("looking");
      find("do='look'").setAttribute("aria-pressed", on);
    },
    middle() {
      const [left, top] = [stage.scrollLeft + stage.clientWidth / 2, stage.scrollTop + stage.clientHeight / 2];
      const [x, y] = [(left / sheet.offsetWidth) * 10000, (top / sheet.offsetHeight) * 10000];
      desk.add(box(x - 1000, y - 250, x + 1000, y + 250));
    },
    say(words, wrong = false) {
      const told = find("said");
      told.textContent = words;
      told.classList.toggle("error", wrong);
      return false;
    },
    send(answer) {
      form.requestSubmit(form.querySelector(`button[name=answer][value=${answer}]`));
    },
  };

  function covered(one) {
    return history.boxes.some((drawn) => holds(drawn, one));
  }

  function show() {
    const here = layer.contains(document.activeElement);
    while (desk.marks().length > history.boxes.length) desk.marks().pop().remove();
    while (desk.marks().length < history.boxes.length) layer.append(mark());
    desk.marks().forEach((element, n) => {
      place(element, history.boxes[n]);
      element.setAttribute("aria-label", words(n, history.boxes[n]));
    });
    found.forEach((one) => {
      const done = covered(one.box);
      one.shape.hidden = done;
      one.adopt.hidden = done;
      if (one.proposed) one.item.hidden = done;
    });
    const open = found.filter((one) => one.proposed && !covered(one.box)).length;
    const all = find("do='adopt'");
    if (all) all.hidden = !open;
    if (all) all.textContent = `全部采用（${open} 处）`;
    desk.choose(Math.min(state.chosen, history.boxes.length - 1));
    if (here && !layer.contains(document.activeElement)) stage.focus({ preventScroll: true });
  }

  function buttons() {
    const able = { undo: history.canUndo, redo: history.canRedo, remove: state.chosen >= 0, larger: state.whole || state.zoom < ZOOMS.length - 1, smaller: state.zoom > 0 };
    Object.entries(able).forEach(([name, on]) => { find(`do='${name}'`).disabled = !on; });
    find("count").textContent = history.boxes.length;
  }

  // The numbers that are sent; forms.js hears that something has changed.
  function write() {
    fields.replaceChildren(...history.boxes.flatMap((one) => Object.entries(percents(one)).map(([name, value]) => (
      Object.assign(document.createElement("input"), { type: "hidden", name, value: value.toFixed(2) })
    ))));
    form.elements[0].dispatchEvent(new Event("input", { bubbles: true }));
  }

  found.forEach((one) => {
    one.shape = layer.appendChild(Object.assign(document.createElement("div"), { className: one.proposed ? "proposal" : "doubt", title: `机器读到：${one.what}` }));
    place(one.shape, one.box);
    one.shape.dataset.what = one.what;
    one.shape.addEventListener("click", () => { if (!desk.dragged) desk.adopt([one]); });
    one.adopt.addEventListener("click", () => desk.adopt([one]));
  });
  form.querySelectorAll("[data-plain]").forEach((plain) => { plain.hidden = true; });
  form.querySelectorAll("[data-tools]").forEach((tools) => { tools.hidden = false; });
  stage.classList.add("live");
  stage.setAttribute("role", "application");
  form.addEventListener("submit", (event) => {
    if (event.submitter?.value !== "clear" || !history.boxes.length) return;
    event.preventDefault();
    desk.say(`已经画了 ${history.boxes.length} 个遮盖框。不需要遮盖的，请先删除这些框，再选“否”。`, true);
  });
  pointer(desk);
  keys(desk);
  show();
}

function mark() {
  const made = Object.assign(document.createElement("div"), { className: "mark", tabIndex: 0 });
  made.setAttribute("role", "group");
  made.setAttribute("aria-roledescription", "遮盖框");
  made.append(...HANDLES.map((edges) => {
    const handle = Object.assign(document.createElement("span"), { className: `grip ${edges}` });
    handle.dataset.edges = edges;
    return handle;
  }));
  return made;
}

function place(element, one) {
  Object.entries(percents(one)).forEach(([side, value]) => { element.style[side] = `${value}%`; });
}

function words(n, one) {
  const { left, top, width, height } = percents(one);
  return `第 ${n + 1} 个遮盖框，左 ${left}%，上 ${top}%，宽 ${width}%，高 ${height}%`;
}

function reading(item) {
  const [left, top, right, bottom] = item.dataset.box.split(" ").map(Number);
  return { item, box: { left, top, right, bottom }, what: item.dataset.what, proposed: "proposed" in item.dataset, adopt: item.querySelector("[data-adopt]") };
}

// What stands in the numbers; a row that cannot be read is left to the person and no box.
function typed(fields) {
  const rows = [...fields.querySelectorAll("[data-row]")].map((row) => (
    ["left", "top", "width", "height"].map((name) => Math.round(parseFloat(row.querySelector(`[name=${name}]`).value) * 100))
  ));
  return rows.filter((row) => row.every(Number.isFinite)).map(([left, top, width, height]) => box(left, top, left + width, top + height));
}

document.querySelectorAll("[data-masker]").forEach(masker);
