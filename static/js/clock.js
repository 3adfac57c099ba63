// [data-now=INSTANT] <time datetime data-clock data-over>: minutes and seconds left, counted from when
// the part came, whatever the device's own clock says; past the end it goes on. Else: the time itself.
import { inDigits } from "./page.js";

/** By the instant of the end: when that is on this device's steady clock, in seconds. */
const ends = new Map();

const steady = () => performance.now() / 1000;

function minutesAndSeconds(seconds) {
  const whole = Math.abs(seconds);
  return `${Math.trunc(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function run(time) {
  if (!ends.has(time.dateTime)) {
    const now = time.closest("[data-now]")?.dataset.now ?? Date.now();
    ends.set(time.dateTime, steady() + (new Date(time.dateTime) - new Date(now)) / 1000);
  }
  const left = Math.ceil(ends.get(time.dateTime) - steady());
  const isOver = left < 0;
  time.classList.toggle("over", isOver);
  const words = inDigits(isOver ? `${minutesAndSeconds(left)} ${time.dataset.over}` : minutesAndSeconds(left));
  if (time.textContent !== words) time.textContent = words;
}

const runAll = () => document.querySelectorAll("time[data-clock]").forEach(run);
runAll();
setInterval(runAll, 500);
document.addEventListener("live", runAll);
