// <time data-countdown datetime data-forms>: its [data-left] is kept true, spoken at 10, 5, 1 minutes.
// Without it the sentence stays as the server wrote it.
import { inDigits, tell } from "./page.js";

const MINUTE = 60_000;
const SPOKEN = new Set([10, 5, 1]);
const plural = new Intl.PluralRules(document.documentElement.lang);

const fill = (sentence, values) => sentence.replace(/\{(\w+)\}/g, (_, name) => values[name]);

function duration(minutes, forms) {
  const parts = [
    ["day", Math.floor(minutes / 1440)],
    ["hour", Math.floor((minutes % 1440) / 60)],
    ["minute", minutes % 60],
  ]
    .filter(([, count]) => count > 0)
    .slice(0, 2)
    .map(([unit, count]) => fill(forms[unit][plural.select(count)], { n: count }));
  return parts.length > 1 ? fill(forms.and, { one: parts[0], other: parts[1] }) : parts[0];
}

function sentence(minutes, forms) {
  return minutes < 1 ? forms.soon : fill(forms.in, { duration: duration(minutes, forms) });
}

function update(time) {
  const forms = JSON.parse(time.dataset.forms);
  const left = new Date(time.dateTime) - Date.now();
  const minutes = Math.floor(left / MINUTE);
  const shown = time.querySelector("[data-left]");
  const words = left <= 0 ? forms.passed : sentence(minutes, forms);
  const next = forms.comma + inDigits(words);
  if (shown.textContent === next) return;
  shown.textContent = next;
  if (SPOKEN.has(minutes)) tell(time.closest("[data-speak]")?.textContent.trim() ?? words);
}

const updateAll = () => document.querySelectorAll("time[data-countdown]").forEach(update);
updateAll();
setInterval(updateAll, 5_000);
document.addEventListener("live", updateAll);
