// textarea[data-preview=URL][data-preview-in=#ID]: its form is posted there while it changes, and #ID
// filled with the HTML answered; what [data-said] in it says is told at most every three seconds.
import { tell, whenIdle } from "./page.js";

const PATIENCE = 400;
const SILENCE = 3000;

for (const text of document.querySelectorAll("textarea[data-preview]")) {
  const place = document.querySelector(text.dataset.previewIn);
  const say = whenIdle(SILENCE, tell);
  let asking = new AbortController();

  const ask = whenIdle(PATIENCE, async () => {
    asking.abort();
    asking = new AbortController();
    try {
      const answer = await fetch(text.dataset.preview, {
        method: "POST",
        body: new FormData(text.form),
        signal: asking.signal,
        redirect: "error",
      });
      if (!answer.ok) return;
      place.innerHTML = await answer.text();
      const said = place.querySelector("[data-said]");
      if (said) say(said.textContent.trim());
    } catch {
      // the next change asks again; the text itself is safe in its form
    }
  });
  if (place) text.addEventListener("input", ask);
}
