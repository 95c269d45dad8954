// Counts down on the server's clock: data-due and data-now are the server's seconds, so a wrong
// clock in this computer changes nothing. Goes on from templates/components/remaining.html.

const DAY = 86400;
const started = performance.now();

function words(left) {
  if (left < 0) return null;
  const [days, hours, minutes, seconds] = [left / DAY, left / 3600, (left / 60) % 60, left % 60].map(Math.floor);
  if (left >= 3 * DAY) return [[days, "天"], [hours % 24, "小时"]];
  if (left >= 3600) return [[hours, "小时"], [minutes, "分"]];
  return [[minutes, "分"], [seconds, "秒"]];
}

function write(element, pairs) {
  const place = element.querySelector("[data-left]");
  if (!pairs) {
    (place || element).textContent = "已截止";
    place?.classList.add("over");
  } else if (place) {
    place.replaceChildren(...pairs.flatMap(([n, unit]) => {
      const small = document.createElement("small");
      small.textContent = unit;
      return [String(n), small];
    }));
  } else {
    element.textContent = `剩 ${pairs.map(([n, unit]) => `${n} ${unit}`).join(" ")}`;
  }
}

function tick(element) {
  const now = Number(element.dataset.now) + (performance.now() - started) / 1000;
  const left = Number(element.dataset.due) - now;
  element.toggleAttribute("data-late", left < 0);
  element.toggleAttribute("data-close", left >= 0 && left < DAY);
  element.toggleAttribute("data-near", left >= DAY && left < 3 * DAY);
  write(element, words(left));
  if (left < 0) return;
  const step = left < 3600 ? 1 : 60;
  setTimeout(tick, (left % step || step) * 1000 + 20, element);
}

document.querySelectorAll(".countdown[data-due]").forEach(tick);

// A page brought back from the cache has an old clock: ask the server again.
addEventListener("pageshow", (event) => {
  if (event.persisted && document.querySelector(".countdown")) location.reload();
});
