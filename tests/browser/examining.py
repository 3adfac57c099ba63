"""What is asked of a page as it stands in Chromium: whatever is wrong comes back as sentences."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

import axe_playwright_python
from playwright.sync_api import Page

AXE: Final = Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text("utf-8")
LEVELS: Final = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ABOUT_COLOUR: Final = ["color-contrast", "link-in-text-block"]
"""The rules that read colours: in nothing else do light and dark differ."""
WIDTHS: Final = (360, 768, 1440)

ASK_AXE: Final = """async (only) => {
  const options = { runOnly: only, resultTypes: ["violations"], preload: false };
  const found = await axe.run(document, options);
  return found.violations.flatMap(({ id, nodes }) => nodes.map(
    ({ html, any }) => `${id}: ${html.slice(0, 240)} (${any.map((each) => each.message).join(" ")})`,
  ));
}"""
TOO_WIDE: Final = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const out = [...document.body.querySelectorAll("*")].filter((element) => {
    const box = element.getBoundingClientRect();
    return box.width && (box.right > width + 1 || box.left < -1) && !element.closest(".scroll");
  });
  return ["the page scrolls sideways"].concat(out.slice(-3).map((each) => each.outerHTML.slice(0, 200)));
}"""
ASTRAY: Final = """() => [...document.querySelectorAll("svg.picture")].flatMap((drawing) => {
  const frame = drawing.getBoundingClientRect();
  const labels = [...drawing.querySelectorAll("text")].filter((each) => each.checkVisibility());
  const boxes = labels.map((each) => [each, each.getBoundingClientRect()]);
  const out = boxes.filter(([, box]) => box.left < frame.left - 3 || box.right > frame.right + 3);
  const upon = boxes.filter(([label, box], at) => boxes.slice(at + 1).some(([other, beside]) =>
    other.getAttribute("y") === label.getAttribute("y")
    && Math.min(box.right, beside.right) - Math.max(box.left, beside.left) > 1));
  return out.map(([label]) => `a label leaves its picture: ${label.textContent}`)
    .concat(upon.map(([label]) => `a label lies upon another: ${label.textContent}`));
})"""
HIDDEN_FOCUS: Final = """() => {
  const stops = [...document.querySelectorAll(
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']",
  )].filter((each) => !each.disabled && each.checkVisibility({ visibilityProperty: true }));
  const covered = (stop) => {
    stop.focus();
    if (document.activeElement !== stop) return null;
    const box = stop.getBoundingClientRect();
    const [left, right] = [Math.max(box.left, 0), Math.min(box.right, innerWidth)];
    const [top, bottom] = [Math.max(box.top, 0), Math.min(box.bottom, innerHeight)];
    const name = stop.outerHTML.slice(0, 200);
    if (left >= right || top >= bottom) return `focus outside the window: ${name}`;
    for (const along of [0.5, 0.05, 0.95]) for (const down of [0.5, 0.1, 0.9]) {
      const found = document.elementFromPoint(
        left + (right - left) * along, top + (bottom - top) * down,
      );
      if (found && (stop.contains(found) || found.contains(stop))) return null;
    }
    return `focus covered: ${name}`;
  };
  const found = [...stops, ...stops.toReversed()].map(covered).filter(Boolean);
  document.activeElement.blur();
  scrollTo(0, 0);
  return found;
}"""


def faults(page: Page) -> Iterator[str]:
    """All that is wrong with the page, at each width, in light and dark."""
    page.evaluate(AXE)
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 800 if width < 600 else 900})
        said = [*page.evaluate(TOO_WIDE), *page.evaluate(ASTRAY), *page.evaluate(HIDDEN_FOCUS)]
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            said += page.evaluate(ASK_AXE, _rules(theme))
        yield from (f"{width}: {sentence}" for sentence in said)


def _rules(theme: str) -> dict[str, object]:
    if theme == "dark":
        return {"type": "rule", "values": ABOUT_COLOUR}
    return {"type": "tag", "values": LEVELS}
