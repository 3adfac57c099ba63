"""Changes to a clause as Word tracks them: words and paragraph marks, each with its author.

A line break belongs to the paragraph it ends, as in Word, where accepting the deletion of a
paragraph mark joins the paragraph with the next and keeps the next one's look. Source:
ISO/IEC 29500-1, 17.13.5.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Final
from unicodedata import bidirectional

from declaration.documents.body import Body, Mark
from declaration.documents.clauses import STYLE_OF, bookmark_name, letter_list, numbered
from declaration.documents.fate import Fate
from declaration.documents.ooxml import paragraph, runs
from declaration.documents.values import ClauseText
from declaration.documents.wording import Label
from declaration.text import diff, tokenize

_SEAM: Final = "\0"
_NUMBERS_MEET: Final = re.compile(rf"\d[^\d{_SEAM}]*{_SEAM}[^\d{_SEAM}]*\d")
_PARTING: Final = {"AL", "R", "L", "WS", "ON", "B", "S"}


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring words of one fate; `by` is who changed them, and None where kept."""

    text: str
    fate: Fate = Fate.KEPT
    by: Mark | None = None


def spans_between(base: str, text: str, by: Mark | None = None) -> list[Span]:
    """The words of both texts in order, those that changed being `by` its author."""
    spans = []
    for change in diff(base, text):
        if change.op == "equal":
            spans.append(Span(change.old))
            continue
        if change.old:
            spans.append(Span(change.old, Fate.REMOVED, by))
        if change.new:
            spans.append(Span(change.new, Fate.ADDED, by))
    return spans


@dataclass(slots=True)
class _Line:
    """One paragraph: its spans, and the fate of the mark at its end."""

    spans: list[Span] = field(default_factory=list)
    end: Span = field(default_factory=lambda: Span("\n"))

    def is_new(self) -> bool:
        """Whether nothing of it was there before."""
        return all(span.fate is Fate.ADDED for span in (*self.spans, self.end))


def add_tracked_clause(
    body: Body,
    clause: ClauseText,
    spans: Sequence[Span],
    number: str,
    comments: Iterable[tuple[str, Mark]] = (),
) -> None:
    """The clause's paragraphs with its changes tracked, its words within its bookmark.

    `spans` hold the words of both texts. A clause added or removed whole has one fate
    throughout, and its number and paragraph marks share it.
    """
    language = body.language
    whole = spans[0] if spans and len({(s.fate, s.by) for s in spans}) == 1 else Span("")
    lines = _lines(keep_numbers_apart(spans), Span("\n", whole.fate, whole.by))
    mark = body.next_id()
    opening = [f'<w:bookmarkStart w:id="{mark}" w:name="{bookmark_name(clause.key)}"/>']
    closing = [f'<w:bookmarkEnd w:id="{mark}"/>']
    for text, by in comments:
        start, end, reference = body.comment(text, by, language)
        opening.append(start)
        closing.append(end + _tracked(body, reference, whole))
    old_line = 0
    for at, line in enumerate(lines):
        content = "".join(_words(body, span) for span in line.spans)
        if at == 0:
            content = _number(body, number, whole) + "".join(opening) + content
        if at == len(lines) - 1:
            content += "".join(closing)
        place = old_line if whole.by is None else at
        new = at > 0 and whole.by is None and line.is_new()
        style, list_id = _look(body, clause, place, new=new)
        body.add(paragraph(style, content, language, list_id=list_id, mark=_end(body, line.end)))
        old_line += line.end.fate is not Fate.ADDED


def _look(body: Body, clause: ClauseText, place: int, *, new: bool) -> tuple[str, int]:
    """The style of a paragraph and its list: those of the old line, at `place`, whose mark it has.

    Whoever rejects the changes thus finds the old paragraphs as they looked.
    """
    if new:
        return "SubItem", body.list_showing(f"({Label.NEW.say(body.language)})", body.language)
    if place == 0:
        return STYLE_OF[clause.kind], 0
    return "SubItem", letter_list(body, place, body.language)


def _lines(spans: Iterable[Span], last: Span) -> list[_Line]:
    """The spans by paragraph, `last` the mark that ends the clause."""
    lines = [_Line()]
    for span in _with_marks_behind_their_lines([*spans, last]):
        head, *rest = span.text.split("\n")
        if head:
            lines[-1].spans.append(replace(span, text=head))
        for piece in rest:
            lines[-1].end = replace(span, text="\n")
            lines.append(_Line())
            if piece:
                lines[-1].spans.append(replace(span, text=piece))
    lines.pop()
    return lines


def _with_marks_behind_their_lines(spans: list[Span]) -> list[Span]:
    """Whole lines added or removed carry the mark behind them, not the one before.

    «A, then added: break B» before a kept break is the same text as «A break, then added:
    B break», and only the latter leaves A's paragraph alone.
    """
    placed: list[Span] = []
    for span in spans:
        before = placed[-1] if placed else None
        if (
            before is not None
            and before.fate is not Fate.KEPT
            and before.text.startswith("\n")
            and span.fate is Fate.KEPT
            and span.text.startswith("\n")
            and (len(placed) < 2 or placed[-2].fate is Fate.KEPT)
        ):
            placed[-1] = Span("\n")
            placed.append(replace(before, text=before.text[1:] + "\n"))
            span = replace(span, text=span.text[1:])
        if span.text:
            placed.append(span)
    return placed


def keep_numbers_apart(spans: Sequence[Span]) -> list[Span]:
    """Let no removed number touch an added one: both take the words between them and others along.

    Side by side, «2030» and «2035» are one left-to-right group to a reader's software, and
    the new one is shown before the old; so are they with only «،» between.
    """
    apart = list(spans)
    for at in range(len(apart) - 1):
        first, second = apart[at], apart[at + 1]
        if not _run_together(first, second):
            continue
        if at + 2 < len(apart) and (words := _border(apart[at + 2], from_end=False)):
            apart[at] = replace(first, text=first.text + words)
            apart[at + 1] = replace(second, text=second.text + words)
            apart[at + 2] = Span(apart[at + 2].text.removeprefix(words))
        elif at > 0 and (words := _border(apart[at - 1], from_end=True)):
            apart[at] = replace(first, text=words + first.text)
            apart[at + 1] = replace(second, text=words + second.text)
            apart[at - 1] = Span(apart[at - 1].text.removesuffix(words))
    return [span for span in apart if span.text]


def _run_together(first: Span, second: Span) -> bool:
    """Whether a number of one and a number of the other meet, one removed and one added."""
    if {first.fate, second.fate} != {Fate.ADDED, Fate.REMOVED}:
        return False
    met = _NUMBERS_MEET.search(first.text + _SEAM + second.text)
    return met is not None and not _parts_numbers(met[0].replace(_SEAM, ""))


def _border(span: Span, *, from_end: bool) -> str:
    """The kept words next to a change, up to the first that numbers cannot join across."""
    if span.fate is not Fate.KEPT:
        return ""
    words: list[str] = []
    tokens = tokenize(span.text)
    for token in reversed(tokens) if from_end else tokens:
        if "\n" in token or any(map(str.isdigit, token)):
            return ""
        words.append(token)
        if _parts_numbers(token):
            return "".join(reversed(words) if from_end else words)
    return ""


def _parts_numbers(text: str) -> bool:
    """Whether a letter, space or bracket is in it: no number continues across (UAX #9, W4)."""
    return any(bidirectional(character) in _PARTING for character in text)


def _words(body: Body, span: Span) -> str:
    said = runs(span.text, body.language, deleted=span.fate is Fate.REMOVED)
    return _tracked(body, said, span)


def _number(body: Body, number: str, whole: Span) -> str:
    printed = numbered(number, body.language)
    if whole.fate is Fate.REMOVED:
        printed = printed.replace("<w:t ", "<w:delText ").replace("</w:t>", "</w:delText>")
    return _tracked(body, printed, whole)


def _tracked(body: Body, markup: str, span: Span) -> str:
    """Runs within the change that `span` stands for."""
    if span.by is None or not markup:
        return markup
    tag = f"w:{span.fate}"
    return f'<{tag} w:id="{body.next_id()}" {span.by.attributes()}>{markup}</{tag}>'


def _end(body: Body, end: Span) -> str:
    """What is tracked on a paragraph's mark."""
    if end.by is None:
        return ""
    return f'<w:{end.fate} w:id="{body.next_id()}" {end.by.attributes()}/>'
