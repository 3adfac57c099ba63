// form[data-draft=URL]: posted there a second after typing stops and when the page is left; the answer
// {saved} goes to [data-saved]. What could not be saved stays on this device until it is sent. A form
// sent while it is being saved waits for that, or it would be out of date where it arrives.
import { whenIdle } from "./page.js";

const KEPT = "draft:";
const PATIENCE = 5_000;
const keyOf = (form) =>
  KEPT + (document.body.dataset.person ?? "") + new URL(form.dataset.draft, location.href).pathname;

function typed(form) {
  const fields = [...new FormData(form)].filter(
    ([name, value]) => typeof value === "string" && name !== "csrf_token",
  );
  return Object.fromEntries(fields);
}

function say(form, sentence) {
  const place = form.querySelector("[data-saved]");
  if (place) place.textContent = sentence;
}

function keep(form) {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify(typed(form)));
    form.dataset.unsaved = "kept";
  } catch {
    form.dataset.unsaved = "lost";
  }
  say(form, form.querySelector("[data-saved]")?.dataset.failed ?? "");
}

async function save(form) {
  if (form.dataset.sent) return;
  // what is typed from now on is for the next time
  delete form.dataset.unsaved;
  try {
    const answer = await fetch(form.dataset.draft, {
      method: "POST",
      body: new FormData(form),
      headers: { Accept: "application/json" },
      keepalive: true,
      redirect: "error",
    });
    if (!answer.ok) throw new Error(String(answer.status));
    const { saved, fields = {} } = await answer.json();
    for (const [name, value] of Object.entries(fields)) {
      if (form.elements[name]) form.elements[name].value = value;
    }
    localStorage.removeItem(keyOf(form));
    say(form, saved);
  } catch {
    keep(form);
  }
}

function restore(form) {
  const kept = localStorage.getItem(keyOf(form));
  if (!kept) return;
  for (const [name, value] of Object.entries(JSON.parse(kept))) {
    const field = form.elements[name];
    if (field?.matches?.("textarea, input:not([type=hidden], [type=checkbox], [type=radio])")) {
      field.value = value;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    }
  }
}

for (const form of document.querySelectorAll("form[data-draft]")) {
  let saving = Promise.resolve();
  let waiting = 0;
  const saveNext = () => {
    waiting += 1;
    saving = saving.then(() => form.dataset.unsaved && save(form)).finally(() => (waiting -= 1));
  };
  const soon = whenIdle(1000, saveNext);
  restore(form);
  form.addEventListener("input", () => {
    form.dataset.unsaved = "yes";
    soon();
  });
  form.addEventListener("focusout", ({ relatedTarget }) => {
    if (relatedTarget?.form !== form || relatedTarget.type !== "submit") saveNext();
  });
  let isHeld = false;
  let mayPass = false;
  form.addEventListener("submit", async (event) => {
    if (mayPass || !waiting) return;
    event.preventDefault();
    event.stopPropagation();
    if (isHeld) return;
    isHeld = true;
    event.submitter?.setAttribute("aria-busy", "true");
    await Promise.race([saving, new Promise((resolve) => setTimeout(resolve, PATIENCE))]);
    isHeld = false;
    mayPass = true;
    form.requestSubmit(event.submitter ?? undefined);
    mayPass = false;
  });
  addEventListener("pagehide", () => form.dataset.unsaved && save(form));
}

document.addEventListener("submit", ({ target }) => {
  if (target.dataset.draft) {
    target.dataset.sent = "yes";
    localStorage.removeItem(keyOf(target));
  }
  // a shared laptop keeps nothing of who has signed out
  if (!target.matches("[data-sign-out]")) return;
  for (const key of Object.keys(localStorage)) if (key.startsWith(KEPT)) localStorage.removeItem(key);
});
