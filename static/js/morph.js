// morph(old, next): makes one part of the page like another and keeps every node that stands in both,
// with its focus, its scrolling, what was typed and what was unfolded. Needs no attribute; `id`s help.

function syncAttributes(old, next) {
  for (const { name } of [...old.attributes]) {
    const isOfTheReader = name === "open" && old.localName === "details";
    if (!next.hasAttribute(name) && !isOfTheReader) old.removeAttribute(name);
  }
  for (const { name, value } of next.attributes) {
    if (old.getAttribute(name) !== value) old.setAttribute(name, value);
  }
}

const isSameKind = (old, next) =>
  old.nodeType === next.nodeType && old.nodeName === next.nodeName && (old.id ?? "") === (next.id ?? "");

/** The node among those left that becomes `next`: that of the same id, else the first of its kind. */
function counterpart(left, next) {
  if (next.id) return left.find((each) => each.id === next.id && each.nodeName === next.nodeName);
  return left[0] && isSameKind(left[0], next) ? left[0] : left.find((each) => !each.id && isSameKind(each, next));
}

function syncChildren(old, next) {
  const left = [...old.childNodes];
  let place = old.firstChild;
  for (const wanted of [...next.childNodes]) {
    const found = counterpart(left, wanted);
    if (!found) {
      old.insertBefore(wanted, place);
      continue;
    }
    left.splice(left.indexOf(found), 1);
    if (found === place) place = place.nextSibling;
    else old.insertBefore(found, place);
    morph(found, wanted);
  }
  for (const each of left) each.remove();
}

/** Make `old` like `next`, which is used up by it. */
export function morph(old, next) {
  if (old.nodeType !== Node.ELEMENT_NODE) {
    if (old.data !== next.data) old.data = next.data;
    return;
  }
  if (old.isEqualNode(next)) return;
  syncAttributes(old, next);
  syncChildren(old, next);
}
