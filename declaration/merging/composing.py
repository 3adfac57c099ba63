"""What a set of amendments makes of the text: computed the same way for a preview, for a dry run
before any vote, and for publication."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Protocol, TypeAlias

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import ClauseKind
from declaration.merging.weaving import Agree, Variant, Weave, by_number, weave
from declaration.text import (
    Add,
    Arrangement,
    Clash,
    Id,
    Misfit,
    Move,
    Rearrangement,
    Remove,
    arrange,
)

Agreed: TypeAlias = Callable[[int], Agree]
"""What was agreed for the conflicts of a clause."""

Places: TypeAlias = Callable[[Misfit], Sequence[Id] | None]
"""The wordings that prevail in a misfit of the arrangement, in order; None while undecided."""


class Base(Protocol):
    """What is amended: a clause as it stands, or the wording of an amendment."""

    @property
    def clause_id(self) -> int:
        """Tells it from the others."""

    @property
    def text(self) -> str:
        """Its words."""


@dataclass(frozen=True, kw_only=True)
class Input:
    """One amendment's wording, chosen to go into the text.

    `base` are the words it was made against: those of an older version where it has not been
    restated; None where it adds a clause.
    """

    revision_id: int
    amendment_id: int
    clause_id: int
    base: str | None = None
    text: str | None = None
    text_en: str | None = None
    kind: ClauseKind = ClauseKind.OPERATIVE
    adds: bool = False
    moves: bool = False
    removes: bool = False
    after: int | None = None
    """The clause it should follow, where it adds or moves; None is first of all."""

    @classmethod
    def of(cls, amendment: Amendment, wording: AmendmentRevision) -> "Input":
        """The wording of an amendment as an input; its base version is loaded."""
        assert amendment.clause_id is not None
        return cls(
            revision_id=wording.id,
            amendment_id=amendment.id,
            clause_id=amendment.clause_id,
            base=wording.base_version.text if wording.base_version else None,
            text=wording.text,
            text_en=wording.text_en,
            kind=wording.kind,
            adds=amendment.adds_clause,
            moves=wording.moves,
            removes=wording.removes,
            after=wording.after_clause_id,
        )


@dataclass(frozen=True)
class Composition:
    """What the chosen amendments make of the text, with everything still to be decided.

    `texts` holds a weave for each clause whose words change; ids are wording ids.
    """

    texts: Mapping[int, Weave]
    added: Mapping[int, Input]
    removed: frozenset[int]
    contested: frozenset[int]
    """Clauses that one amendment removes and another changes or moves: a person must choose."""
    arrangement: Arrangement
    moved: frozenset[int] = field(default_factory=frozenset)

    @property
    def misfits(self) -> tuple[Misfit, ...]:
        """What a person can decide about the order of clauses."""
        return tuple(m for m in self.arrangement.misfits if m.clash is not Clash.MOVED_AND_REMOVED)

    @property
    def undecided(self) -> int:
        """How many conflicts are left, of words and of places."""
        words = sum(len(woven.undecided) for woven in self.texts.values())
        return words + len(self.misfits) + len(self.contested) + len(self._left_out)

    @property
    def order(self) -> tuple[int, ...]:
        """The clauses in their new order, as far as it is decided."""
        return tuple(int(key) for key in self.arrangement.preview)

    @property
    def _left_out(self) -> set[int]:
        """Additions for which no place was found although nothing else is undecided."""
        return set() if self.arrangement.misfits else self.added.keys() - set(self.order)

    def text_of(self, clause_id: int) -> str | None:
        """A clause's new words; None when they are not decided, or the clause is removed."""
        return self.texts[clause_id].text if clause_id in self.texts else None


def place_name(misfit: Misfit) -> str:
    """What stays the same about a misfit while others are decided: its kind and its clauses."""
    return f"{misfit.clash.value}:{'-'.join(map(str, misfit.keys))}"


def by_name(places: Mapping[str, Sequence[int]]) -> Places:
    """Decide each misfit by its name."""
    return lambda misfit: places.get(place_name(misfit))


def undecided_places(_misfit: Misfit) -> None:
    """Decide nothing."""


def compose(
    clauses: Sequence[Base],
    inputs: Iterable[Input],
    *,
    agreed: Agreed = lambda _clause_id: by_number({}),
    places: Places = undecided_places,
    gone: Mapping[int, Sequence[int]] | None = None,
) -> Composition:
    """Apply `inputs` to the text `clauses`. The order of inputs is without effect.

    `agreed` gives the agreed wording of each numbered conflict of a clause, `places` what
    prevails in each misfit of the arrangement. `gone` holds, for places after a clause that
    stands no longer, the clauses that once stood before it, the nearest first.
    """
    chosen = sorted(inputs, key=lambda each: each.revision_id)
    texts = {
        clause.clause_id: weave(clause.text, variants, agreed(clause.clause_id))
        for clause in clauses
        if (variants := _variants(chosen, clause.clause_id))
    }
    changes: dict[Id, Rearrangement] = {
        each.revision_id: change for each in chosen if (change := _change(each)) is not None
    }
    removes = {each.clause_id for each in chosen if each.removes}
    moves = frozenset(each.clause_id for each in chosen if each.moves)
    order = [clause.clause_id for clause in clauses]
    arrangement = _arranged(order, changes, gone or {}, places)
    return Composition(
        texts=texts,
        added={each.clause_id: each for each in chosen if each.adds},
        removed=frozenset(removes),
        contested=frozenset(removes & (texts.keys() | moves)),
        arrangement=arrangement,
        moved=moves,
    )


def _variants(chosen: Sequence[Input], clause_id: int) -> dict[Id, Variant]:
    return {
        each.revision_id: Variant(each.base, each.text)
        for each in chosen
        if each.clause_id == clause_id and each.text is not None and each.base is not None
    }


def _change(each: Input) -> Rearrangement | None:
    if each.adds:
        return Add(each.clause_id, after=each.after)
    if each.removes:
        return Remove(each.clause_id)
    if each.moves:
        return Move(each.clause_id, after=each.after)
    return None


def _arranged(
    order: Sequence[int],
    changes: Mapping[Id, Rearrangement],
    gone: Mapping[int, Sequence[int]],
    places: Places,
) -> Arrangement:
    """The order with all changes. A place after a vanished clause is near where that stood."""
    base = list(order)
    made = dict(changes)
    for key, before in gone.items():
        nearest = next((each for each in before if each in base), None)
        base.insert(base.index(nearest) + 1 if nearest is not None else 0, key)
        made[f"gone-{key}"] = Remove(key)
    arrangement = arrange(base, made)
    while decided := {
        misfit.number: tuple(wanted)
        for misfit in arrangement.misfits
        if misfit.mark not in dict(arrangement.decisions) and (wanted := _decided(misfit, places))
    }:
        arrangement = arrangement.resolve(decided)
    return arrangement


def _decided(misfit: Misfit, places: Places) -> Sequence[Id] | None:
    """What prevails, where the decision is one that loses no adopted clause or removal."""
    wanted = places(misfit)
    if wanted is None or misfit.clash is Clash.MOVED_AND_REMOVED:
        return None
    complete = misfit.clash in (Clash.SAME_PLACE, Clash.PLACE_GONE)
    fits = set(wanted) == set(misfit.ids) if complete else set(wanted) <= set(misfit.ids)
    return wanted if fits and wanted else None
