// <time datetime data-clock=SECONDS data-over>: minutes and seconds left, counted from when the part
// came, whatever the device's own clock says; past the end it goes on and says so. Else: the time itself.
import { inDigits } from "./page.js";

/** By the instant of the end: when that is on this device's steady clock, in seconds. */
const ends = new Map();

const steady = () => performance.now() / 1000;

function minutesAndSeconds(seconds) {
  const whole = Math.abs(seconds);
  return `${Math.trunc(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

function run(time) {
  if (!ends.has(time.dateTime)) ends.set(time.dateTime, steady() + Number(time.dataset.clock));
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
