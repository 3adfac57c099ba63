// [data-live=URL][data-seen][id]: asked for again every data-every seconds (10) with ?seen=; 204 leaves
// it, 200 replaces it, keeping the focus. After two failures [data-offline] appears. Else: reload.
const JITTER = 0.13;
const LONGEST = 30;

const spread = (seconds) => 1000 * seconds * (1 + JITTER * (2 * Math.random() - 1));
const offline = document.querySelector("[data-offline]");
let lastAnswer = new Date();

function sayOffline(away) {
  if (!offline) return;
  offline.hidden = !away;
  const time = offline.querySelector("[data-at]");
  if (away && time) time.textContent = lastAnswer.toLocaleTimeString("en-GB").slice(0, 5);
}

/** Somebody types there: nothing may be replaced under the hands. */
const isBeingFilled = (part) =>
  part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select");

function replace(part, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const next = holder.content.getElementById(part.id);
  if (!next) throw new Error(`the answer holds no #${part.id}`);
  const focused = part.contains(document.activeElement) ? document.activeElement.id : "";
  part.replaceWith(next);
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

async function ask(id, failures) {
  const part = document.getElementById(id);
  if (!part?.dataset.live) return;
  let failed = failures;
  if (!document.hidden && !isBeingFilled(part)) {
    try {
      const address = new URL(part.dataset.live, location.href);
      address.searchParams.set("seen", part.dataset.seen ?? "");
      const answer = await fetch(address, { headers: { "X-Part": id }, redirect: "error" });
      if (!answer.ok) throw new Error(String(answer.status));
      if (answer.status !== 204) replace(part, await answer.text());
      lastAnswer = new Date();
      failed = 0;
    } catch {
      failed += 1;
    }
    sayOffline(failed > 1);
  }
  const every = Number(document.getElementById(id)?.dataset.every ?? 10);
  setTimeout(ask, spread(Math.min(LONGEST, every * 2 ** Math.min(failed, 3))), id, failed);
}

for (const part of document.querySelectorAll("[data-live][id]")) {
  setTimeout(ask, spread(Number(part.dataset.every ?? 10)), part.id, 0);
}
