"""Paragraphs of a view gathered into passages: what each clause became, or a new clause."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from declaration.documents.both_views import ViewParagraph
from declaration.documents.clauses import STYLE_OF
from declaration.documents.matching import bare
from declaration.documents.styles import STYLES

_NAME_OF: Final = {style.id: style.name.lower() for style in STYLES}
KIND_OF: Final = {_NAME_OF[style]: kind for kind, style in STYLE_OF.items()}
"""The kind of clause that paragraphs of a style, by its name, are."""
SUB_ITEM: Final = _NAME_OF["SubItem"]
"""The name of the style of sub-items."""


@dataclass(frozen=True, slots=True)
class Owner:
    """An old passage whose words a paragraph holds, by its place, and which of its lines."""

    passage: int
    line: int


@dataclass(slots=True)
class Passage:
    """One clause's worth of paragraphs. `owners` are the old passages it has words of."""

    owners: list[int] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    style: str = ""
    paragraphs: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The lines, one below the other, numbers and letters taken off."""
        return "\n".join(self.lines)


def gather(
    paragraphs: Sequence[ViewParagraph], owned: Sequence[Sequence[Owner]], skip: set[int]
) -> list[Passage]:
    """The passages in order. Empty paragraphs, and those in `skip`, are in none."""
    return list(_gather(paragraphs, owned, skip))


def _gather(
    paragraphs: Sequence[ViewParagraph], owned: Sequence[Sequence[Owner]], skip: set[int]
) -> Iterator[Passage]:
    current: Passage | None = None
    for at, paragraph in enumerate(paragraphs):
        words = bare(paragraph.text)
        if at in skip or not words:
            continue
        owners = list(dict.fromkeys(owner.passage for owner in owned[at]))
        if current is None or not _goes_on(current, paragraph, owned[at]):
            if current is not None:
                yield current
            current = Passage(style=clause_style(paragraph))
        current.owners += [owner for owner in owners if owner not in current.owners]
        current.lines.append(words)
        current.paragraphs.append(at)
    if current is not None:
        yield current


def _goes_on(current: Passage, paragraph: ViewParagraph, owners: Sequence[Owner]) -> bool:
    """Whether a paragraph belongs to the passage before it."""
    if not owners:
        return _is_sub_item(paragraph, 0)
    if owners[0].passage not in current.owners:
        return False
    joins_another = len({owner.passage for owner in owners}) > 1
    return joins_another or _is_sub_item(paragraph, min(owner.line for owner in owners))


def _is_sub_item(paragraph: ViewParagraph, line: int) -> bool:
    """By its style; where the styles are lost, by its letter or by the line it was."""
    style = clause_style(paragraph)
    if style in KIND_OF:
        return False
    return style == SUB_ITEM or line > 0 or paragraph.label.startswith("(")


def clause_style(paragraph: ViewParagraph) -> str:
    """The name of its style, the English twin's like the Arabic one's."""
    return paragraph.style.lower().removesuffix(" (en)")
