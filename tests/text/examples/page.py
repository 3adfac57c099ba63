"""All examples on one page, in the product's look, so that they can be looked at.

python -m tests.text.examples.page artefacts/examples.html [ar|en]

The page reads from right to left, or in English from left to right around the Arabic clauses.
"""

import sys
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from declaration.text import Change, diff
from tests.text.examples.drawing import Example, agrees, examples

STYLESHEET: Final = Path(__file__).parents[3] / "static" / "css" / "declaration.css"
PAGE: Final = """<!doctype html>
<html lang="{language}" dir="{direction}">
<meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<link rel="stylesheet" href="{stylesheet}">
<style>main {{ max-inline-size: 60rem; margin: 2rem auto; padding-inline: 1rem }}
section > h2 {{ margin-block: 3rem 1rem }} article {{ padding-block: .75rem; border-block-end: 1px solid var(--line) }}
.clause-text {{ white-space: pre-line; max-inline-size: none }} .differs {{ outline: 3px solid var(--no) }}</style>
<main><h1>{title}</h1>
{sections}
</main>
</html>
"""
FRAMES: Final = {
    "ar": {"direction": "rtl", "title": "أمثلة الفروق"},
    "en": {"direction": "ltr", "title": "Examples of differences"},
}


def page(language: str = "ar") -> str:
    """The page as HTML. An example that does not read as it should is outlined."""
    sections = "\n".join(
        f'<section><h2 lang="en" dir="ltr">{escape(section)}</h2>\n'
        + "\n".join(_article(example) for example in group)
        + "\n</section>"
        for section, group in groupby(examples(), key=lambda example: example.section)
    )
    return PAGE.format(
        stylesheet=STYLESHEET.as_uri(), sections=sections, language=language, **FRAMES[language]
    )


def _article(example: Example) -> str:
    shown = diff(example.old, example.new)
    right = any(agrees(reading, shown) for reading in example.readings)
    kinds = " · ".join(str(change.kind) for change in shown if change.op != "equal")
    return (
        f"<article{'' if right else ' class=differs'}>"
        f'<p lang="en" dir="ltr" class="soft small">{escape(example.says)} <b>{escape(kinds)}</b></p>'
        f'<p class="clause-text" lang="ar" dir="rtl">{"".join(map(_marked, shown))}</p></article>'
    )


def _marked(change: Change) -> str:
    if change.op == "equal":
        return escape(change.new)
    gone = f"<del>{escape(change.old)}</del>" if change.old else ""
    come = f'<ins data-kind="{change.kind}">{escape(change.new)}</ins>' if change.new else ""
    return gone + come


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(page(*sys.argv[2:3]), "utf-8")
