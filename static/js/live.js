// [data-live=URL][data-seen][id]: asked for again every data-every seconds (10) with ?seen=; 204 leaves
// it, 200 changes what differs and keeps the focus. When no answer comes, [data-offline] appears until
// one does, which is asked for at once when the line or the reader is back. Else: reload.
import { morph } from "./morph.js";

const JITTER = 0.12;
const LONGEST = 8;
const PATIENCE = 10_000;

const spread = (seconds) => 1000 * seconds * (1 + JITTER * (2 * Math.random() - 1));
const offline = document.querySelector("[data-offline]");
const timers = new Map();
const asking = new Set();
let lastAnswer = new Date();

function sayOffline(away) {
  if (!offline || offline.hidden === !away) return;
  const time = offline.querySelector("[data-at]");
  if (away && time) time.textContent = lastAnswer.toLocaleTimeString("en-GB").slice(0, 5);
  offline.hidden = !away;
}

/** Somebody types or sends there: nothing may be changed under the hands. */
const isInUse = (part) =>
  part.querySelector("form[data-sent]") !== null ||
  (part.contains(document.activeElement) && document.activeElement.matches("input, textarea, select"));

function change(part, html) {
  const holder = document.createElement("template");
  holder.innerHTML = html;
  const next = holder.content.getElementById(part.id);
  if (!next) throw new Error(`the answer holds no #${part.id}`);
  const focused = part.contains(document.activeElement) ? document.activeElement : null;
  morph(part, next);
  if (focused && document.activeElement !== focused) {
    (document.getElementById(focused.id) ?? part.querySelector("[id$=-head]") ?? part).focus({ preventScroll: true });
  }
  document.dispatchEvent(new Event("live"));
}

async function answerFor(part) {
  const address = new URL(part.dataset.live, location.href);
  address.searchParams.set("seen", part.dataset.seen ?? "");
  const answer = await fetch(address, {
    headers: { "X-Part": part.id },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  // the sign-in has ended: the page itself leads there, and back
  if (answer.type === "opaqueredirect") location.reload();
  if (!answer.ok) throw new Error(String(answer.status));
  return answer.status === 204 ? null : answer.text();
}

async function ask(id, failures = 0) {
  const part = document.getElementById(id);
  if (!part?.dataset.live || asking.has(id)) return;
  let failed = failures;
  asking.add(id);
  if (!document.hidden && !isInUse(part)) {
    try {
      const html = await answerFor(part);
      if (html !== null && !isInUse(part)) change(part, html);
      lastAnswer = new Date();
      failed = 0;
    } catch {
      failed += 1;
    }
    sayOffline(failed > 1);
  }
  asking.delete(id);
  later(id, failed);
}

function later(id, failed) {
  const every = Number(document.getElementById(id)?.dataset.every ?? 10);
  timers.set(id, setTimeout(ask, spread(Math.min(Math.max(LONGEST, every), every * 2 ** Math.min(failed, 3))), id, failed));
}

function askAtOnce() {
  if (document.hidden) return;
  for (const [id, timer] of timers) {
    clearTimeout(timer);
    ask(id, 1);
  }
}

addEventListener("online", askAtOnce);
document.addEventListener("visibilitychange", askAtOnce);
addEventListener("offline", () => timers.size && sayOffline(true));

for (const part of document.querySelectorAll("[data-live][id]")) later(part.id, 0);
