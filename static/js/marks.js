// Marking without leaving the place where one reads: what was typed elsewhere on the page stays.

function fill(event) {
  const phrases = event.target.closest("select[data-into]");
  if (!phrases || !phrases.value) return;
  const reason = document.getElementById(phrases.dataset.into);
  reason.value = [reason.value.trim(), phrases.value].filter(Boolean).join(" ");
  phrases.value = "";
  reason.focus();
}

function sectionOf(form) {
  const code = (form.elements.target?.value ?? form.elements.section.value).split("|")[0];
  return `section-${code}`;
}

function renew(page, form) {
  const place = form.closest("#return") ? "return" : sectionOf(form);
  for (const id of new Set([sectionOf(form), "return"])) {
    const fresh = page.getElementById(id);
    if (fresh) document.getElementById(id)?.replaceWith(fresh);
  }
  const note = document.getElementById("send_back-note");
  const said = page.getElementById("send_back-note");
  if (note && said && note.value === note.defaultValue) note.value = note.defaultValue = said.value;
  const here = document.getElementById(place);
  (here?.querySelector(".mark .wrong .input") ?? here?.querySelector(".mark > summary"))?.focus();
}

async function send(event) {
  const form = event.target.closest("form[data-mark]");
  if (!form) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  try {
    const answer = await fetch(form.action, { method: "POST", body });
    if (!answer.ok && answer.status !== 422) throw new Error(answer.statusText);
    renew(new DOMParser().parseFromString(await answer.text(), "text/html"), form);
  } catch {
    form.submit(); // the server's own page says what is the matter
  }
}

document.addEventListener("change", fill);
document.addEventListener("submit", send);
