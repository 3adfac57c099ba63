// input[data-tick-all=NAME] ticks all boxes of that name; [data-tick-count=NAME] and
// [data-tick-left=NAME] say how many are ticked and how many are not. Else: each is ticked by hand.
import { inDigits } from "./page.js";

const boxes = (name) => [...document.querySelectorAll(`input[type=checkbox][name="${name}"]`)];

function count(name) {
  const all = boxes(name);
  const ticked = all.filter((box) => box.checked).length;
  const say = (selector, number) => {
    for (const place of document.querySelectorAll(selector)) place.textContent = inDigits(String(number));
  };
  say(`[data-tick-count="${name}"]`, ticked);
  say(`[data-tick-left="${name}"]`, all.length - ticked);
  for (const whole of document.querySelectorAll(`[data-tick-all="${name}"]`)) {
    whole.checked = all.length > 0 && ticked === all.length;
    whole.indeterminate = ticked > 0 && ticked < all.length;
  }
}

document.addEventListener("change", ({ target }) => {
  if (target.dataset.tickAll) {
    for (const box of boxes(target.dataset.tickAll)) box.checked = target.checked;
    count(target.dataset.tickAll);
  } else if (target.type === "checkbox" && target.name) {
    count(target.name);
  }
});

for (const place of document.querySelectorAll("[data-tick-all], [data-tick-count], [data-tick-left]")) {
  const { tickAll, tickCount, tickLeft } = place.dataset;
  count(tickAll ?? tickCount ?? tickLeft);
}
