"""Two orders of passages compared: what was changed, left out, added, moved, split, joined."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rapidfuzz.fuzz import ratio

from declaration.documents.edits import Added, Changed, Deleted, Edit, Joined, Moved, Split
from declaration.documents.passages import KIND_OF, Passage
from declaration.drafting.models import ClauseKind
from declaration.text import distance

_STILL_THE_SAME: Final = 0.2
"""Distance up to which an added passage is a removed one in another place."""
_AT_LEAST_ALIKE: Final = 60.0
"""Per cent of letters without which no such text is worth comparing word by word."""
_FOLLOWING: Final = {ClauseKind.PREAMBULAR, ClauseKind.OPERATIVE, ClauseKind.ANNEX}
"""Kinds that a new clause without a style of ours takes from the one before it."""


@dataclass(frozen=True, slots=True)
class Original:
    """A passage as it was; `key` is that of its clause, and empty where it never was one."""

    key: str
    kind: ClauseKind
    text: str


def compare(originals: Sequence[Original], passages: Sequence[Passage]) -> list[Edit]:
    """The edits that lead from the originals, which own the passages, to the passages."""
    return list(_Comparison(originals, passages).edits())


class _Comparison:
    def __init__(self, originals: Sequence[Original], passages: Sequence[Passage]) -> None:
        self._originals = originals
        self._passages = passages
        self._joined = {owner for p in passages if len(p.owners) > 1 for owner in p.owners}
        self._alone: Mapping[int, list[Passage]] = defaultdict(list)
        for passage in passages:
            if len(passage.owners) == 1 and passage.owners[0] not in self._joined:
                self._alone[passage.owners[0]].append(passage)
        present = {owner for passage in passages for owner in passage.owners}
        self._gone = [at for at in range(len(originals)) if at not in present]
        in_order = [p.owners[0] for p in passages if p.owners]
        self._in_place = set(_longest_rise(in_order))

    def edits(self) -> Iterator[Edit]:
        """In the order of the passages, then what was left out."""
        after: int | None = None
        told: set[int] = set()
        for passage in self._passages:
            owners = passage.owners
            if len(owners) > 1:
                yield Joined(tuple(self._originals[o].key for o in owners), passage.text)
            elif owners and owners[0] not in self._joined:
                if owners[0] not in told:
                    yield from self._same_clause(owners[0], after)
                told.add(owners[0])
            else:
                yield self._added(passage, after)
            after = owners[-1] if owners else after
        for at in self._gone:
            yield Deleted(self._originals[at].key)

    def _same_clause(self, owner: int, after: int | None) -> Iterator[Edit]:
        """What became of a clause that is still there by itself."""
        original, found = self._originals[owner], self._alone[owner]
        if len(found) > 1:
            yield Split(original.key, tuple(passage.text for passage in found))
        elif owner not in self._in_place:
            yield Moved(original.key, self._key(after), found[0].text)
        elif found[0].text != original.text:
            yield Changed(original.key, found[0].text)

    def _added(self, passage: Passage, after: int | None) -> Edit:
        """A new passage, unless its words are those of one that is gone."""
        for at in self._gone:
            if _is_still(self._originals[at].text, passage.text):
                self._gone.remove(at)
                return Moved(self._originals[at].key, self._key(after), passage.text)
        return Added(self._key(after), self._kind(passage, after), passage.text)

    def _kind(self, passage: Passage, after: int | None) -> ClauseKind:
        if passage.style in KIND_OF:
            return KIND_OF[passage.style]
        before = self._originals[after].kind if after is not None else ClauseKind.OPERATIVE
        return before if before in _FOLLOWING else ClauseKind.OPERATIVE

    def _key(self, at: int | None) -> str | None:
        keys = [original.key for original in self._originals[: at + 1]] if at is not None else []
        return next((key for key in reversed(keys) if key), None)


def _is_still(text: str, other: str) -> bool:
    """Whether two texts are one; letters are counted before words are compared."""
    alike = ratio(text, other, score_cutoff=_AT_LEAST_ALIKE) > 0
    return alike and distance(text, other) <= _STILL_THE_SAME


def _longest_rise(numbers: Sequence[int]) -> list[int]:
    """A longest rising subsequence: what stayed in order while the rest was moved."""
    ends: list[int] = []
    places: list[int] = []
    before: list[int] = []
    for at, number in enumerate(numbers):
        length = bisect_left(ends, number)
        before.append(places[length - 1] if length else -1)
        ends[length:] = [number, *ends[length + 1 :]]
        places[length:] = [at, *places[length + 1 :]]
    at = places[-1] if places else -1
    rise: list[int] = []
    while at >= 0:
        rise.append(numbers[at])
        at = before[at]
    return rise
