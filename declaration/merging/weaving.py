"""One clause's new words, woven by one merge after another, with every conflict numbered through.

Pure functions over the text engine: a preview, a publication and a replay are the same weave.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from declaration.text import Conflict, Id, Merge, Touching, merge, rebase, tokenize


@dataclass(frozen=True)
class Variant:
    """A clause as one wording would have it, and the words the wording was made against."""

    base: str
    text: str


@dataclass(frozen=True)
class Made:
    """How an earlier version came about: its merge, decided, and the text that came of it.

    `result` is None where the clause was removed.
    """

    merged: Merge
    result: str | None


@dataclass(frozen=True)
class Numbered:
    """A conflict of a weave. `restates` is the wording that is brought up to date in its step."""

    number: int
    conflict: Conflict
    agreed: str | None = None
    restates: Id | None = None
    occurrence: int = 0

    @property
    def mark(self) -> str:
        """What stays the same about the conflict when its number changes: its words."""
        return mark_of(self.conflict, self.occurrence, self.restates)


Agree: TypeAlias = Callable[[Numbered], str | None]
"""What was agreed for a conflict; None while nothing was."""


@dataclass(frozen=True)
class Step:
    """One merge of a weave, before and after its conflicts were decided."""

    undecided: Merge
    settled: Merge
    conflicts: tuple[Numbered, ...]


@dataclass(frozen=True)
class Weave:
    """The new words of a clause; `text` is None while a conflict is undecided.

    A wording made against an older text is first restated; while that is undecided, the last
    step leaves it out.
    """

    base: str
    steps: tuple[Step, ...]
    text: str | None

    @property
    def last(self) -> Merge:
        """The merge that gives the new text, as far as it is decided."""
        return self.steps[-1].settled

    @property
    def conflicts(self) -> tuple[Numbered, ...]:
        """Every conflict there was, decided or not."""
        return tuple(each for step in self.steps for each in step.conflicts)

    @property
    def undecided(self) -> tuple[Numbered, ...]:
        """The conflicts for which nothing is agreed yet."""
        return tuple(each for each in self.conflicts if each.agreed is None)

    @property
    def touching(self) -> tuple[Touching, ...]:
        """Where changes of different wordings meet."""
        return tuple(touch for step in self.steps for touch in step.settled.touching)

    @property
    def agreed(self) -> dict[int, str]:
        """What was agreed, by number: enough to weave the same again."""
        return {each.number: each.agreed for each in self.conflicts if each.agreed is not None}


def mark_of(conflict: Conflict, occurrence: int = 0, restates: Id | None = None) -> str:
    """A short name for a conflict, from its words alone: it outlives a new version elsewhere.

    `occurrence` tells apart conflicts of the same words, in the order of the text.
    """
    told = (restates, occurrence, conflict.base_words, sorted(set(conflict.options.values())))
    return hashlib.sha256(repr(told).encode()).hexdigest()[:12]


def by_number(agreed: Mapping[int, str]) -> Agree:
    """Decide each conflict by its number."""
    return lambda each: agreed.get(each.number)


def weave(base: str, variants: Mapping[Id, Variant], agree: Agree) -> Weave:
    """All variants of a clause in one text, those of an older text restated on `base` first.

    The order of the mapping never matters.
    """
    loom = _Loom(agree)
    current: dict[Id, str] = {}
    for id_ in sorted(variants, key=str):
        variant = variants[id_]
        if variant.base == base:
            current[id_] = variant.text
            continue
        restated = loom.settle(rebase(variant.base, variant.text, base), restates=id_)
        if restated.text is not None:
            current[id_] = restated.text
    return loom.woven(base, loom.settle(merge(base, current)))


def weave_without(made: Made, gone: Collection[Id], current: str, agree: Agree) -> Weave:
    """A clause as it would stand if the wordings `gone` had never been merged.

    The earlier merge is made again with its other wordings and what was agreed for them; what
    came after it is put on top.
    """
    rest = {id_: text for id_, text in made.merged.variants if id_ not in gone}
    loom = _Loom(_as_agreed_before(made.merged, agree))
    again = loom.settle(merge(made.merged.base, rest))
    loom.agree = agree
    if made.result is None or made.result == current or again.text is None:
        return loom.woven(made.merged.base, again)
    return loom.woven(made.merged.base, loom.settle(rebase(made.result, current, again.text)))


def _as_agreed_before(earlier: Merge, agree: Agree) -> Agree:
    known = dict(earlier.resolutions)
    undecided = _numbered(merge(earlier.base, dict(earlier.variants)).conflicts)
    by_mark = {each.mark: known[each.number] for each in undecided if each.number in known}

    def decide(each: Numbered) -> str | None:
        said = agree(each)
        return said if said is not None else by_mark.get(each.mark)

    return decide


def _numbered(
    conflicts: Sequence[Conflict], *, after: int = 0, restates: Id | None = None
) -> list[Numbered]:
    """The conflicts of one step, numbered after those before it."""
    seen: Counter[str] = Counter()
    numbered = []
    for each in conflicts:
        words = mark_of(each)
        numbered.append(
            Numbered(after + each.number, each, restates=restates, occurrence=seen[words])
        )
        seen[words] += 1
    return numbered


def words_outside(merged: Merge) -> list[str]:
    """The words of a merge that lie in no conflict, with those it takes away."""
    return [
        f"{'+' if segment.stays else '-'}{word}"
        for segment in merged.segments
        if segment.conflict is None and segment.resolution is None
        for word in tokenize(segment.text)
        if word != " "
    ]


@dataclass
class _Loom:
    """A weave in the making."""

    agree: Agree
    steps: list[Step] = field(default_factory=list)
    count: int = 0

    def settle(self, undecided: Merge, restates: Id | None = None) -> Merge:
        """Decide what is agreed of one merge. What lies outside its conflicts never changes."""
        asked = _numbered(undecided.conflicts, after=self.count, restates=restates)
        numbered = tuple(replace(each, agreed=self.agree(each)) for each in asked)
        agreed = {each.conflict.number: each.agreed for each in numbered if each.agreed is not None}
        settled = undecided.resolve(agreed) if agreed else undecided
        assert words_outside(settled) == words_outside(undecided), "an agreed wording leaked"
        self.count += len(numbered)
        self.steps.append(Step(undecided, settled, numbered))
        return settled

    def woven(self, base: str, last: Merge) -> Weave:
        """The finished weave."""
        is_decided = all(each.agreed is not None for step in self.steps for each in step.conflicts)
        return Weave(base, tuple(self.steps), last.text if is_decided else None)
