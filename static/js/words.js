// [data-choose-words][data-choose-for=#FORM]: words chosen by mouse, touch or, in a textarea with
// data-only-read, by keyboard fill the form's start, end and quote. Else: words are typed there.
import { whenIdle } from "./page.js";

const segmenter = new Intl.Segmenter("ar", { granularity: "word" });
const codePoints = (text) => [...text].length;

/** The clause's own text under a node: lines joined, without letters and words only heard. */
function linesOf(area) {
  const lines = [...area.querySelectorAll("[data-line]")];
  return lines.length ? lines : [area];
}

function textNodes(line) {
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT, (node) =>
    node.parentElement.closest(".unseen, .letter") ? NodeFilter.FILTER_REJECT : NodeFilter.FILTER_ACCEPT,
  );
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
}

/** Where a point of the page lies in the clause's text, in UTF-16 units. */
function offsetOf(area, node, offset) {
  const point = document.createRange();
  point.setStart(node, offset);
  let length = 0;
  for (const [index, line] of linesOf(area).entries()) {
    if (index > 0) length += 1;
    for (const text of textNodes(line)) {
      if (text === node) return length + offset;
      if (point.comparePoint(text, 0) >= 0) return length;
      length += text.data.length;
    }
  }
  return length;
}

const textOf = (area) =>
  linesOf(area)
    .map((line) => textNodes(line).map((node) => node.data).join(""))
    .join("\n");

/** Grow a choice to whole words; null when it holds none. */
function snap(text, start, end) {
  let [from, to] = [null, null];
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (!isWordLike || index + segment.length <= start || index >= end) continue;
    from ??= index;
    to = index + segment.length;
  }
  return from === null ? null : [from, to];
}

function choose(area, text, start, end) {
  const form = document.querySelector(area.dataset.chooseFor);
  const words = snap(text, Math.min(start, end), Math.max(start, end));
  if (!form || !words) return;
  const [from, to] = words;
  form.elements.start.value = codePoints(text.slice(0, from));
  form.elements.end.value = codePoints(text.slice(0, to));
  form.elements.quote.value = text.slice(from, to);
  form.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}

document.addEventListener(
  "selectionchange",
  whenIdle(100, () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const within = range.commonAncestorContainer;
    const area = (within.closest ? within : within.parentElement).closest("[data-choose-words]");
    if (!area || area.matches("textarea")) return;
    const start = offsetOf(area, range.startContainer, range.startOffset);
    const end = offsetOf(area, range.endContainer, range.endOffset);
    choose(area, textOf(area), start, end);
    globalThis.CSS?.highlights?.set("chosen", new Highlight(range));
  }),
);

document.addEventListener("chosen", ({ target }) => {
  const bar = document.querySelector("[data-choose-bar]");
  if (!bar) return;
  bar.hidden = false;
  const quote = bar.querySelector("[data-quote]");
  if (quote) quote.textContent = target.elements.quote.value;
  bar.querySelector("[data-choose-go]").onclick = () => {
    bar.hidden = true;
    target.scrollIntoView({ block: "center" });
    target.querySelector("textarea:not([name=quote])")?.focus({ preventScroll: true });
  };
});

// a readonly textarea cannot be selected from the keyboard, so this one refuses every change
for (const area of document.querySelectorAll("textarea[data-only-read]")) {
  const words = area.value;
  area.setAttribute("aria-readonly", "true");
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  area.addEventListener("input", () => (area.value = words));
  area.addEventListener("keyup", () => {
    if (area.selectionStart !== area.selectionEnd) {
      choose(area, words, area.selectionStart, area.selectionEnd);
    }
  });
}
