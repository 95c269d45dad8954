// The images of a dossier, one at a time: before, next, larger, smaller, turned, as wide as the desk.
// Keys ← → + - T W 0. Turning is for reading only; the file stays as it is.

const STEPS = [1, 1.5, 2, 3, 4];

function viewer(root) {
  const stage = root.querySelector("[data-stage]");
  const image = root.querySelector("[data-image]");
  const links = [...root.querySelectorAll(".strip a")];
  const button = (name) => root.querySelector(`[data-do="${name}"]`);
  const state = { index: Number(root.dataset.index) || 0, zoom: 0, turn: 0, wide: false };

  function place() {
    const sideways = state.turn % 180 !== 0;
    const [width, height] = [image.naturalWidth, image.naturalHeight];
    if (!width) return;
    const [w, h] = sideways ? [height, width] : [width, height];
    const whole = Math.min(stage.clientWidth / w, stage.clientHeight / h);
    const scale = (state.wide ? stage.clientWidth / w : whole) * STEPS[state.zoom];
    stage.classList.add("free");
    Object.assign(image.style, { width: `${width * scale}px`, height: `${height * scale}px` });
    // turning swings the image out of its place: bring what is seen back to the middle
    const [seenW, seenH] = [w * scale, h * scale];
    const left = Math.max(0, (stage.clientWidth - seenW) / 2);
    const top = Math.max(0, (stage.clientHeight - seenH) / 2);
    const [x, y] = { 0: [0, 0], 90: [seenW, 0], 180: [seenW, seenH], 270: [0, seenH] }[state.turn];
    image.style.transform = `translate(${left + x}px, ${top + y}px) rotate(${state.turn}deg)`;
    button("smaller").disabled = state.zoom === 0;
    button("larger").disabled = state.zoom === STEPS.length - 1;
  }

  function show(index) {
    state.index = Math.max(0, Math.min(links.length - 1, index));
    Object.assign(state, { zoom: 0, turn: 0 });
    stage.scrollTo(0, 0);
    const link = links[state.index];
    image.src = link.href;
    image.alt = link.dataset.title;
    root.querySelector("[data-title]").textContent = link.dataset.title;
    root.querySelector("[data-at]").textContent = state.index + 1;
    links.forEach((other) => other.removeAttribute("aria-current"));
    link.setAttribute("aria-current", "true");
    const strip = link.closest(".strip");
    strip.scrollLeft = link.offsetLeft - strip.offsetLeft - strip.clientWidth / 2;
    button("previous").disabled = state.index === 0;
    button("next").disabled = state.index === links.length - 1;
  }

  const acts = {
    previous: () => show(state.index - 1),
    next: () => show(state.index + 1),
    larger: () => { state.zoom = Math.min(state.zoom + 1, STEPS.length - 1); place(); },
    smaller: () => { state.zoom = Math.max(state.zoom - 1, 0); place(); },
    turn: () => { state.turn = (state.turn + 90) % 360; place(); },
    wide: () => { Object.assign(state, { zoom: 0, wide: true }); place(); stage.scrollTo(0, 0); },
    fit: () => { Object.assign(state, { zoom: 0, turn: 0, wide: false }); place(); },
  };
  const keys = { ArrowLeft: "previous", ArrowRight: "next", "+": "larger", "=": "larger", "-": "smaller", t: "turn", T: "turn", w: "wide", W: "wide", 0: "fit" };

  root.querySelectorAll("[data-tools]").forEach((tools) => { tools.hidden = false; });
  root.addEventListener("click", (event) => {
    const doing = event.target.closest("[data-do]")?.dataset.do;
    const link = event.target.closest(".strip a");
    if (doing) acts[doing]();
    if (link && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      show(links.indexOf(link));
    }
  });

  // The keys work wherever one is on the page, except where one types, and can be switched off
  // (people who speak to their computer would press them without meaning to).
  const wanted = root.querySelector("[data-keys]");
  wanted.checked = localStorage.getItem("viewer-keys") !== "off";
  wanted.addEventListener("change", () => localStorage.setItem("viewer-keys", wanted.checked ? "on" : "off"));
  document.addEventListener("keydown", (event) => {
    if (!wanted.checked || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input:not([type=checkbox]), textarea, select") || document.querySelector("dialog[open]")) return;
    const doing = keys[event.key];
    if (!doing) return;
    event.preventDefault();
    acts[doing]();
  });

  // Drag an enlarged image about.
  let from = null;
  stage.addEventListener("pointerdown", (event) => {
    if (event.pointerType !== "mouse") return;
    from = [event.clientX + stage.scrollLeft, event.clientY + stage.scrollTop];
    stage.classList.add("grabbing");
    event.preventDefault();
  });
  addEventListener("pointermove", (event) => from && stage.scrollTo(from[0] - event.clientX, from[1] - event.clientY));
  addEventListener("pointerup", () => { from = null; stage.classList.remove("grabbing"); });

  // A link beside the image, <a data-show="3">, leads to the fourth one.
  document.addEventListener("click", (event) => {
    const link = event.target.closest("[data-show]");
    if (!link) return;
    event.preventDefault();
    show(Number(link.dataset.show));
    root.scrollIntoView({ block: "nearest" }); // on a phone the images stand below the answers
  });

  image.addEventListener("load", place);
  addEventListener("resize", place);
  show(state.index);
}

document.querySelectorAll(".viewer").forEach(viewer);
