// [data-choose-words][data-choose-for=#FORM]: words fill the form's start, end and quote when they are
// selected, when their first and their last are tapped, or, in a textarea with data-only-read, by
// keyboard. Else: words are typed there.
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

/** The words of a text, as places in it. */
function* wordsOf(text) {
  for (const { segment, index, isWordLike } of segmenter.segment(text)) {
    if (isWordLike) yield [index, index + segment.length];
  }
}

/** Grow a choice to whole words; null when it holds none. */
function snap(text, start, end) {
  const held = [...wordsOf(text)].filter(([from, to]) => to > start && from < end);
  return held.length ? [held[0][0], held.at(-1)[1]] : null;
}

/** The node and offset of a clause's text, the reverse of `offsetOf`. */
function pointOf(area, wanted) {
  let passed = 0;
  for (const [index, line] of linesOf(area).entries()) {
    if (index > 0) passed += 1;
    for (const text of textNodes(line)) {
      if (wanted <= passed + text.data.length) return [text, Math.max(0, wanted - passed)];
      passed += text.data.length;
    }
  }
  return null;
}

/** The word of a clause under a point of the screen; null between the words. */
function wordAt(area, text, { clientX, clientY }) {
  const range = document.caretPositionFromPoint
    ? document.caretPositionFromPoint(clientX, clientY)
    : document.caretRangeFromPoint(clientX, clientY);
  const node = range?.offsetNode ?? range?.startContainer;
  if (node?.nodeType !== Node.TEXT_NODE || !area.contains(node)) return null;
  const at = offsetOf(area, node, range.offset ?? range.startOffset);
  return [...wordsOf(text)].find(([from, to]) => from <= at && at <= to) ?? null;
}

/** What to show of a choice: all of it, or how it begins and ends. */
function inBrief(quote) {
  const words = quote.split(/\s+/);
  return words.length > 12 ? `${words.slice(0, 6).join(" ")} … ${words.slice(-4).join(" ")}` : quote;
}

const formOf = (area) => document.querySelector(area.dataset.chooseFor);

function choose(area, text, start, end) {
  const form = formOf(area);
  const words = snap(text, Math.min(start, end), Math.max(start, end));
  if (!form || !words) return;
  const [from, to] = words;
  form.elements.start.value = codePoints(text.slice(0, from));
  form.elements.end.value = codePoints(text.slice(0, to));
  form.elements.quote.value = text.slice(from, to);
  form.dispatchEvent(new CustomEvent("chosen", { bubbles: true }));
}

function draw(range) {
  if (range) globalThis.CSS?.highlights?.set("chosen", new Highlight(range));
  else globalThis.CSS?.highlights?.delete("chosen");
}

let tapped = null;
let finger = false;

const areaOf = (node) => (node.closest ? node : node.parentElement).closest("[data-choose-words]");

document.addEventListener(
  "selectionchange",
  whenIdle(100, () => {
    const chosen = getSelection();
    if (!chosen.rangeCount || chosen.isCollapsed) return;
    const range = chosen.getRangeAt(0);
    const area = areaOf(range.commonAncestorContainer);
    if (!area || area.matches("textarea")) return;
    const start = offsetOf(area, range.startContainer, range.startOffset);
    const end = offsetOf(area, range.endContainer, range.endOffset);
    tapped = null;
    choose(area, textOf(area), start, end);
    draw(range);
  }),
);

// Handles are hard to hold with a thumb, hardest in a text that runs from the right: so the first
// word is tapped, then the last. A tap that only puts the phone's own selection away chooses nothing.
document.addEventListener("pointerdown", ({ pointerType }) => {
  finger = pointerType === "touch" && getSelection().isCollapsed;
});

document.addEventListener("click", (event) => {
  const area = finger && areaOf(event.target);
  if (!area || area.matches("textarea")) return;
  const text = textOf(area);
  const word = wordAt(area, text, event);
  const from = tapped?.area === area ? tapped.word : null;
  if (!word || (!from && event.target.closest("a"))) return;
  event.preventDefault();
  const start = Math.min(word[0], from?.[0] ?? word[0]);
  const end = Math.max(word[1], from?.[1] ?? word[1]);
  tapped = from ? null : { area, word };
  choose(area, text, start, end);
  const range = document.createRange();
  range.setStart(...pointOf(area, start + 1));
  range.setStart(range.startContainer, range.startOffset - 1);
  range.setEnd(...pointOf(area, end));
  draw(range);
});

document.addEventListener("chosen", ({ target: form }) => {
  const bar = document.querySelector("[data-choose-bar]");
  if (!bar) return;
  bar.hidden = false;
  bar.querySelector("[data-quote]").textContent = inBrief(form.elements.quote.value);
  bar.querySelector("[data-choose-go]").onclick = () => {
    bar.hidden = true;
    tapped = null;
    form.scrollIntoView({ block: "center" });
    form.querySelector("textarea:not([name=quote])")?.focus({ preventScroll: true });
  };
  bar.querySelector("[data-choose-none]").onclick = () => {
    bar.hidden = true;
    tapped = null;
    for (const name of ["start", "end", "quote"]) form.elements[name].value = "";
    getSelection().removeAllRanges();
    draw(null);
  };
});

// a readonly textarea cannot be selected from the keyboard, so this one refuses every change
for (const area of document.querySelectorAll("textarea[data-only-read]")) {
  const words = area.value;
  const take = () => {
    if (area.selectionStart !== area.selectionEnd) {
      choose(area, words, area.selectionStart, area.selectionEnd);
    }
  };
  area.setAttribute("aria-readonly", "true");
  area.addEventListener("beforeinput", (event) => event.preventDefault());
  area.addEventListener("input", () => (area.value = words));
  area.addEventListener("keyup", take);
  area.addEventListener("select", take);
}
