"""The two views of a reading side by side: which old paragraph lives on in which new one."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from declaration.documents.fate import Fate
from declaration.documents.reading import Paragraph


@dataclass(slots=True)
class ViewParagraph:
    """A paragraph of one view, made of one or more of the file's.

    `linked` are the places, in the other view, of those it shares words with.
    """

    text: str = ""
    style: str = ""
    label: str = ""
    bookmarks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    linked: list[int] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Views:
    """The paragraphs with all changes rejected, and with all accepted."""

    base: list[ViewParagraph]
    new: list[ViewParagraph]


def side_by_side(paragraphs: Sequence[Paragraph]) -> Views:
    """Both views, linked where a paragraph of the file has words in both."""
    base, base_of = _view(paragraphs, Fate.ADDED)
    new, new_of = _view(paragraphs, Fate.REMOVED)
    for at, paragraph in enumerate(paragraphs):
        if _lives_on(paragraph):
            old, later = base_of[at], new_of[at]
            if later not in base[old].linked:
                base[old].linked.append(later)
                new[later].linked.append(old)
    return Views(base, new)


def _view(paragraphs: Sequence[Paragraph], without: Fate) -> tuple[list[ViewParagraph], list[int]]:
    """The paragraphs of a view, and for each of the file's the place of that it is part of."""
    found: list[ViewParagraph] = []
    places: list[int] = []
    joined = False
    for paragraph in paragraphs:
        if not joined:
            found.append(ViewParagraph(label=paragraph.label))
        places.append(len(found) - 1)
        last = found[-1]
        last.text += paragraph.text(without)
        # the mark that stays decides the look, as in Word
        last.style = paragraph.style
        last.bookmarks = _once((*last.bookmarks, *paragraph.bookmarks))
        last.comments = _once((*last.comments, *paragraph.comments))
        joined = paragraph.end is without
    return found, places


def _lives_on(paragraph: Paragraph) -> bool:
    """Whether a word of it was kept, or all were replaced where they stood."""
    kept = "".join(piece.text for piece in paragraph.pieces if piece.fate is Fate.KEPT)
    if any(map(str.isalnum, kept)):
        return True
    replaced = paragraph.text(Fate.ADDED).strip() and paragraph.text(Fate.REMOVED).strip()
    return bool(replaced) and paragraph.end is Fate.KEPT


def _once(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
