"""A comment's place in a text, followed through its versions."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import takewhile
from typing import Final

import regex
from rapidfuzz.distance import LCSseq

from declaration.text.alignment import Block
from declaration.text.folding import Folded
from declaration.text.kinds import substance_of
from declaration.text.script import blocks_between
from declaration.text.tokens import Tokens, is_line_break, is_punctuation, parse, read

_CONTEXT: Final = 32

_ONE_IN: Final = 5
"""Of so many words of a quote one may have changed as it was typed elsewhere; of fewer none."""
_LONGEST: Final = 100
"""Words of a quote that is looked for changed: a longer one is no longer one thought."""


class Hold(StrEnum):
    """How an anchor still holds."""

    ANCHORED = "anchored"
    EDITED = "edited"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Anchor:
    """Words of a text that a comment is about.

    `start` and `end` are code-point offsets in the version it stands in; `quote` are the words
    as first marked, whatever became of them; `prefix` and `suffix` what stood around them.
    """

    start: int
    end: int
    quote: str
    prefix: str = ""
    suffix: str = ""
    hold: Hold = Hold.ANCHORED

    @classmethod
    def of(cls, text: str, start: int, end: int) -> "Anchor":
        """The anchor on `text[start:end]`, widened to whole grapheme clusters.

        Raises ValueError when that is outside the text or holds no word.
        """
        if not 0 <= start < end <= len(text):
            raise ValueError(f"no words from {start} to {end} in a text of {len(text)}")
        edges = [found.start() for found in regex.finditer(r"\X", text)] + [len(text)]
        first, last = bisect_right(edges, start) - 1, bisect_right(edges, end - 1)
        while first < last and text[edges[first] : edges[first + 1]].isspace():
            first += 1
        while first < last and text[edges[last - 1] : edges[last]].isspace():
            last -= 1
        if first == last:
            raise ValueError(f"only spaces from {start} to {end}")
        start, end = edges[first], edges[last]
        return cls(
            start=start,
            end=end,
            quote=text[start:end],
            prefix=text[max(0, start - _CONTEXT) : start],
            suffix=text[end : end + _CONTEXT],
        )

    def follow(self, old: str, new: str) -> "Anchor | None":
        """Where the anchor stands in the next version of the text; None when it is orphaned.

        Followed word by word through the edit script, so that of two equal quotes the right one
        is kept. Words changed inside make it `EDITED`. If all its words are gone but stand among
        words written anew, it is `MOVED` there: where they stand just once, or just once between
        the words they stood between; a quote of at least five words also where one word in five
        differs, when that is said in one place alone. It never settles on words that were about
        something else.
        """
        before, after = parse(old), parse(new)
        blocks = blocks_between(before, after)
        first, last = _words_of(before, self.start, self.end)
        found = _followed(before, after, blocks, first, last, (self.start, self.end))
        if found:
            start, end = found
            hold = Hold.ANCHORED if new[start:end] == self.quote else Hold.EDITED
            return self._at(new, start, end, hold)
        place = _retyped(after, blocks, self)
        return self._at(new, *place, Hold.MOVED) if place else None

    def _at(self, text: str, start: int, end: int, hold: Hold) -> "Anchor":
        return replace(
            self,
            start=start,
            end=end,
            prefix=text[max(0, start - _CONTEXT) : start],
            suffix=text[end : end + _CONTEXT],
            hold=hold,
        )


def _words_of(text: Tokens, start: int, end: int) -> tuple[int, int]:
    """The words that a span of code points touches: from, up to."""
    first = max(0, bisect_right(text.starts, start) - 1)
    if text.end(first + 1) <= start:
        first += 1
    last = bisect_right(text.starts, end - 1)
    return first, last


def _followed(
    old: Tokens,
    new: Tokens,
    blocks: list[Block],
    first: int,
    last: int,
    span: tuple[int, int],
) -> tuple[int, int] | None:
    """The span of what became of words `first` to `last`, if anything of them can be told."""
    places: list[tuple[int, int]] = []
    step = at = 0
    for a, b, c, d in [*blocks, (len(old.words), len(old.words), len(new.words), len(new.words))]:
        kept_from, kept_to = max(at, first), min(a, last)
        if kept_from < kept_to:
            places.append(_place_of_kept(old, new, kept_from, kept_to, step, span))
        places.extend(_place_of_changed(new, (a, b, c, d), first, last))
        step, at = d - b, b
    if not places:
        return None
    return min(start for start, _ in places), max(end for _, end in places)


def _place_of_kept(
    old: Tokens, new: Tokens, first: int, last: int, step: int, span: tuple[int, int]
) -> tuple[int, int]:
    """Kept words in the new text; an anchor on part of a word stays on that part."""
    start = new.starts[first + step] + max(0, span[0] - old.starts[first])
    end = new.end(last + step) - max(0, old.end(last) - span[1])
    return start, end


def _place_of_changed(new: Tokens, block: Block, first: int, last: int) -> list[tuple[int, int]]:
    """The new words that stand for anchored ones: those put for them alone, or one for one."""
    a, b, c, d = block
    if c == d or a == b or b <= first or last <= a:
        return []
    if first <= a and b <= last:
        return [new.span(c, d)]
    if b - a == d - c:
        start, end = max(a, first) - a, min(b, last) - a
        return [new.span(c + start, c + end)]
    return []


def _retyped(new: Tokens, blocks: list[Block], anchor: Anchor) -> tuple[int, int] | None:
    """Where the quote stands among words written anew, if one place is the likeliest."""
    found: list[tuple[int, int]] = []
    for _, _, c, d in blocks:
        if c == d:
            continue
        start, end = new.span(c, d)
        written = Folded.of(new.text[start:end])
        found.extend((start + left, start + right) for left, right in written.find(anchor.quote))
    edges = {*new.starts, *(new.end(index + 1) for index in range(len(new.words)))}
    whole = [place for place in found if place[0] in edges and place[1] in edges]
    if not whole:
        return _reworded(new, blocks, substance_of(read(anchor.quote).words))
    if len(whole) == 1:
        return whole[0]
    before, after = substance_of(read(anchor.prefix).words), substance_of(read(anchor.suffix).words)
    shared = [_shared_words(new, place, before, after) for place in whole]
    most = max(shared)
    return whole[shared.index(most)] if most and shared.count(most) == 1 else None


def _shared_words(new: Tokens, place: tuple[int, int], before: list[str], after: list[str]) -> int:
    """How many words beside a place are those that stood beside the quote."""
    first, last = _words_of(new, *place)
    left = substance_of(new.words[max(0, first - 2 * len(before)) : first])
    right = substance_of(new.words[last : last + 2 * len(after)])
    return _alike(left[::-1], before[::-1]) + _alike(right, after)


def _alike(one: list[str], other: list[str]) -> int:
    same = (left == right for left, right in zip(one, other, strict=False))
    return sum(1 for _ in takewhile(bool, same))


def _reworded(new: Tokens, blocks: list[Block], quote: Sequence[str]) -> tuple[int, int] | None:
    """Where words written anew say nearly what the quote says, if that is one place alone."""
    if not _ONE_IN <= len(quote) <= _LONGEST:
        return None
    best, place = (0, 0), None
    latest_start, earliest_end = 0, len(new.words)
    for _, _, c, d in blocks:
        for kept, first, last in _nearly(new, c, d, quote):
            latest_start, earliest_end = max(latest_start, first), min(earliest_end, last)
            if latest_start >= earliest_end:
                return None
            if (kept, first - last) > best:
                best, place = (kept, first - last), new.span(first, last)
    return place


def _nearly(new: Tokens, c: int, d: int, quote: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    """Runs of the words `c` to `d` that keep enough of the quote's words, in their order.

    How many are kept, the first word, and the one after the last; both ends are kept ones.
    """
    places = [
        at
        for at, word in enumerate(new.words[c:d], start=c)
        if not is_punctuation(word) and not is_line_break(word)
    ]
    words, length = substance_of(new.words[c:d]), len(quote)
    least = length - length // _ONE_IN
    wanted = Counter(quote)
    for start in range(len(words) - least + 1):
        window = words[start : start + length]
        if window[0] not in wanted or (wanted & Counter(window)).total() < least:
            continue
        runs = [each for each in LCSseq.opcodes(quote, window) if each.tag == "equal"]
        kept = sum(each.dest_end - each.dest_start for each in runs)
        if kept >= least:
            first, last = start + runs[0].dest_start, start + runs[-1].dest_end - 1
            yield kept, places[first], places[last] + 1
