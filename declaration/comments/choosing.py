"""Which words a comment is about: chosen on the page, or typed and looked for."""

from dataclasses import dataclass
from typing import Final

from declaration.procedure.refusals import Invalid
from declaration.text import Folded, TextError, normalize

NO_SUCH_WORDS: Final = "These words do not stand in the text as you read it. Copy them as they are."
SEVERAL_PLACES: Final = "These words stand in several places. Say which of them you mean."
AROUND: Final = 30
"""Code points shown on either side of an occurrence, to tell it from the others."""


@dataclass(frozen=True)
class Occurrence:
    """A place where certain words stand: code points from `start` up to `stop`."""

    start: int
    stop: int
    before: str
    words: str
    after: str

    @property
    def place(self) -> str:
        """What a form calls it."""
        return f"{self.start}-{self.stop}"


@dataclass(frozen=True)
class Wanted:
    """What a form says of the words: a span, the words themselves, the place chosen of several."""

    start: int | None = None
    stop: int | None = None
    quote: str = ""
    place: str = ""


def occurrences(text: str, quote: str) -> tuple[Occurrence, ...]:
    """Every place where the words stand, whatever their marks and hamza seats.

    Whole words are preferred; parts of words are found only where no whole ones are.
    """
    sought = _normal(quote)
    found = [_occurrence(text, start, stop) for start, stop in Folded.of(text).find(sought)]
    whole = [each for each in found if _is_whole(text, each)]
    return tuple(whole or found)


def span_of(text: str, wanted: Wanted) -> tuple[int, int] | None:
    """The words meant, as code points of `text`; None when the whole of it is meant.

    Raises Invalid when the words do not stand there, and when they do so more than once.
    """
    quote = _normal(wanted.quote)
    if not quote:
        return None
    start, stop = wanted.start, wanted.stop
    if start is not None and stop is not None and text[start:stop].strip() == quote:
        return start, stop
    found = occurrences(text, quote)
    chosen = [each for each in found if each.place == wanted.place] or found
    if not chosen:
        raise Invalid({"quote": [NO_SUCH_WORDS]})
    if len(chosen) > 1:
        raise Invalid({"place": [SEVERAL_PLACES]})
    return chosen[0].start, chosen[0].stop


def _normal(quote: str) -> str:
    try:
        return normalize(quote).strip()
    except TextError:
        return quote.strip()


def _occurrence(text: str, start: int, stop: int) -> Occurrence:
    return Occurrence(
        start,
        stop,
        before=text[max(0, start - AROUND) : start],
        words=text[start:stop],
        after=text[stop : stop + AROUND],
    )


def _is_whole(text: str, found: Occurrence) -> bool:
    before, after = text[found.start - 1 : found.start], text[found.stop : found.stop + 1]
    return not (before.isalnum() or after.isalnum())
