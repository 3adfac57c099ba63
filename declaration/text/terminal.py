"""Differences and merges as a terminal shows them, word by word, with colours or without."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from rich.text import Text

from declaration.text.changes import Change, Op
from declaration.text.merging import Conflict, Merge
from declaration.text.visual import visual

Part = tuple[str, str]
"""A stretch of one line, and what it is: "", or a key of `_STYLES`."""

_STYLES: Final = {"gone": "red strike", "come": "green underline", "open": "yellow"}
_MARKS: Final = {"gone": ("[-", "-]"), "come": ("{+", "+}"), "open": ("⟦", "⟧")}


@dataclass(frozen=True, slots=True)
class Terminal:
    """What the terminal can do. One without colours is given marks: [-gone-] and {+come+}.

    One that `is_plain` neither shapes nor reorders Arabic, and is given it in visual order.
    """

    has_colours: bool = True
    is_plain: bool = False

    def diff(self, changes: Iterable[Change]) -> Text:
        """Two texts as one: what is gone, then what came; of mere spacing only the new."""
        return self._written(_parts_of_diff(changes))

    def merge(self, merged: Merge) -> Text:
        """The merged text; where a conflict is undecided its number and the base's words."""
        return self._written(_parts_of_merge(merged))

    def conflict(self, conflict: Conflict) -> Text:
        """A conflict in a few lines: number, reason, and what each variant puts there."""
        lines = [f"{conflict.number}. {conflict.said.ar}", f"   {conflict.said.en}"]
        lines += [f"   {id_}: {option or '∅'}" for id_, option in conflict.options.items()]
        return self._written([("\n".join(lines), "")])

    def _written(self, parts: Iterable[Part]) -> Text:
        return Text("\n").join(self._line(line) for line in _lines(parts))

    def _line(self, parts: Sequence[Part]) -> Text:
        """One line. In visual order its stretches go from right to left, each shaped by itself."""
        return Text.assemble(*map(self._part, reversed(parts) if self.is_plain else parts))

    def _part(self, part: Part) -> Part:
        text, what = part
        shown = visual(text) if self.is_plain else text
        if self.has_colours or not what:
            return shown, _STYLES.get(what, "")
        before, after = _MARKS[what]
        return f"{before}{shown}{after}", ""


def _parts_of_diff(changes: Iterable[Change]) -> Iterator[Part]:
    for change in changes:
        if change.op is Op.EQUAL or not (change.old + change.new).strip():
            yield change.new, ""
            continue
        if change.old:
            yield change.old, "gone"
        if change.new:
            yield change.new, "come"


def _parts_of_merge(merged: Merge) -> Iterator[Part]:
    for segment in merged.segments:
        if segment.conflict is not None:
            words = segment.text.strip()
            yield segment.text.removesuffix(words) or " ", ""
            yield f"{segment.conflict}: {words}", "open"
        elif segment.stays:
            yield segment.text, ""


def _lines(parts: Iterable[Part]) -> list[list[Part]]:
    """The parts, line by line."""
    lines: list[list[Part]] = [[]]
    for text, what in parts:
        first, *rest = text.split("\n")
        if first:
            lines[-1].append((first, what))
        lines.extend([(line, what)] if line else [] for line in rest)
    return lines
