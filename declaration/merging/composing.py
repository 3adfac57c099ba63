"""What a set of amendments makes of the text: computed the same way for a preview, for a dry run
before any vote, and for publication."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import ClauseKind
from declaration.drafting.queries import PlacedClause
from declaration.text import (
    Add,
    Arrangement,
    Id,
    Merge,
    Move,
    Rearrangement,
    Remove,
    arrange,
    merge,
)


@dataclass(frozen=True, kw_only=True)
class Input:
    """One amendment's wording, chosen to go into the text."""

    revision_id: int
    amendment_id: int
    clause_id: int
    text: str | None = None
    kind: ClauseKind = ClauseKind.OPERATIVE
    adds: bool = False
    moves: bool = False
    removes: bool = False
    after: int | None = None
    """The clause it should follow, where it adds or moves; None is first of all."""

    @classmethod
    def of(cls, amendment: Amendment, wording: AmendmentRevision) -> "Input":
        """The wording of an amendment as an input."""
        assert amendment.clause_id is not None
        return cls(
            revision_id=wording.id,
            amendment_id=amendment.id,
            clause_id=amendment.clause_id,
            text=wording.text,
            kind=wording.kind,
            adds=amendment.adds_clause,
            moves=wording.moves,
            removes=wording.removes,
            after=wording.after_clause_id,
        )


@dataclass(frozen=True)
class Composition:
    """What the chosen amendments make of the text, with everything still to be decided.

    `texts` holds a merge for each clause whose words change; ids are wording ids.
    """

    texts: Mapping[int, Merge]
    added: Mapping[int, Input]
    removed: frozenset[int]
    contested: frozenset[int]
    """Clauses that one amendment removes and another changes: a person must choose."""
    arrangement: Arrangement
    moved: frozenset[int] = field(default_factory=frozenset)

    @property
    def undecided(self) -> int:
        """How many conflicts are left, of words and of places."""
        words = sum(len(m.conflicts) for m in self.texts.values() if m.text is None)
        return words + len(self.arrangement.conflicts) + len(self.contested)

    def text_of(self, clause_id: int) -> str | None:
        """A clause's new words; None when they are not decided, or the clause is removed."""
        return self.texts[clause_id].text if clause_id in self.texts else None


def compose(
    clauses: Sequence[PlacedClause],
    inputs: Iterable[Input],
    *,
    resolutions: Mapping[int, Mapping[int, str]] | None = None,
    places: Mapping[int, Sequence[int]] | None = None,
) -> Composition:
    """Apply `inputs` to the text `clauses`; every wording is made against these versions.

    `resolutions` holds, by clause, the agreed wording of each numbered conflict; `places` the
    wording ids that prevail in each numbered conflict of the arrangement, in order. The order of
    inputs is without effect. Raises UnknownConflict when a number is none of them.
    """
    chosen = sorted(inputs, key=lambda each: each.revision_id)
    resolutions = resolutions or {}
    bases = {clause.clause_id: clause.text for clause in clauses}
    added = {each.clause_id: each for each in chosen if each.adds}
    texts = {
        clause_id: _settled(merge(base, variants), resolutions.get(clause_id, {}))
        for clause_id, base in bases.items()
        if (variants := _variants(chosen, clause_id))
    }
    removed = frozenset(each.clause_id for each in chosen if each.removes)
    changes: dict[Id, Rearrangement] = {
        each.revision_id: change for each in chosen if (change := _change(each)) is not None
    }
    arrangement = arrange([clause.clause_id for clause in clauses], changes)
    if places:
        arrangement = arrangement.resolve(places)
    return Composition(
        texts=texts,
        added=added,
        removed=removed,
        contested=removed & texts.keys(),
        arrangement=arrangement,
        moved=frozenset(each.clause_id for each in chosen if each.moves),
    )


def _variants(chosen: Sequence[Input], clause_id: int) -> dict[Id, str]:
    return {
        each.revision_id: each.text
        for each in chosen
        if each.clause_id == clause_id and each.text is not None and not each.adds
    }


def _settled(merged: Merge, agreed: Mapping[int, str]) -> Merge:
    return merged.resolve(agreed) if agreed else merged


def _change(each: Input) -> Rearrangement | None:
    if each.adds:
        return Add(each.clause_id, after=each.after)
    if each.removes:
        return Remove(each.clause_id)
    if each.moves:
        return Move(each.clause_id, after=each.after)
    return None
