"""What the desk's pages show: amendments chosen, what is to be decided, what will come of it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import Clause
from declaration.drafting.numbering import numbers
from declaration.drafting.queries import PlacedClause
from declaration.merging.answers import WORDS, Answers, Choice
from declaration.merging.composing import Base, Composition, place_name
from declaration.merging.restoring import Restoration
from declaration.merging.weaving import Numbered, Weave
from declaration.text import Change, Clash, Id, Misfit, Segment, Touching, diff


@dataclass(frozen=True)
class Who:
    """A delegation in a merged text: its place among the colours, its letter, its names."""

    place: int
    letter: str
    names: Mapping[str, str]


@dataclass(frozen=True)
class Candidate:
    """An adopted amendment that can go into the text."""

    amendment: Amendment
    wording: AmendmentRevision
    label: str
    who: Who
    changes: Sequence[Change]
    is_chosen: bool


@dataclass(frozen=True)
class ShownConflict:
    """A conflict of words, with what it can be settled by."""

    numbered: Numbered
    sentence: str
    choices: Sequence[Choice]
    restates: Candidate | None

    @property
    def mark(self) -> str:
        """Names its fields in the form."""
        return self.numbered.mark


@dataclass(frozen=True)
class ShownMisfit:
    """A question about the order of clauses. `after` is the place proposed where one is gone."""

    misfit: Misfit
    field: str
    sentence: str
    candidates: Sequence[Candidate]
    after: PlacedClause | None

    @property
    def clash(self) -> Clash:
        """What kind of question it is."""
        return self.misfit.clash


@dataclass(frozen=True)
class Seam:
    """A place where changes of different amendments meet, to be read by a person."""

    mark: str
    touching: Touching


@dataclass(frozen=True)
class Fate:
    """What becomes of an amendment that is not chosen."""

    amendment: Amendment
    label: str
    names: Mapping[str, str]
    becomes: str
    """`fell`, `satisfied`, `stays`, `open`, `rebased`, `conflicting` or `gone`."""


@dataclass(frozen=True)
class ShownClause:
    """A clause in the order as it will be."""

    number: str
    text: str
    state: str
    """`added`, `moved`, `removed`, `changed` or empty."""


class Subject(Base, Protocol):
    """What one page of the desk is about: a clause, or an amendment that others amend."""

    @property
    def version(self) -> int:
        """Its number now."""


@dataclass(frozen=True)
class Desk:
    """One page of the desk. `subject` is None for the arrangement; `clauses` stand in the text."""

    clauses: Sequence[PlacedClause]
    subject: Subject | None
    candidates: Sequence[Candidate]
    composition: Composition
    conflicts: Sequence[ShownConflict]
    misfits: Sequence[ShownMisfit]
    seams: Sequence[Seam]
    answers: Answers
    by_wording: Mapping[Id, Candidate]
    fates: Sequence[Fate] = ()

    @property
    def chosen(self) -> list[Candidate]:
        """The candidates that are chosen."""
        return [each for each in self.candidates if each.is_chosen]

    @property
    def woven(self) -> Weave | None:
        """The clause's new words, as far as decided; None where none of the chosen changes them."""
        return self.composition.texts.get(self.subject.clause_id) if self.subject else None

    @property
    def is_removed(self) -> bool:
        """Whether the clause goes."""
        return self.subject is not None and self.subject.clause_id in self.composition.removed

    @property
    def new_text(self) -> str | None:
        """What the clause will say; None while that is undecided, or if it goes."""
        if self.subject is None or self.is_removed:
            return None
        return self.woven.text if self.woven else self.subject.text

    @property
    def changes(self) -> Sequence[Change]:
        """What differs from the version as it stands."""
        if self.subject is None or self.new_text is None:
            return ()
        return diff(self.subject.text, self.new_text)

    @property
    def segments(self) -> Sequence[Segment]:
        """The new text with who brought what."""
        return self.woven.last.segments if self.woven else ()

    @property
    def seen(self) -> str:
        """The version of everything concerned, as the form sends it back."""
        ids = {each.amendment.clause_id or 0 for each in self.candidates}
        versions = {each.clause_id: each.version for each in self.clauses}
        if self.subject is not None:
            ids = {self.subject.clause_id}
            versions = {self.subject.clause_id: self.subject.version}
        return ",".join(f"{id_}:{versions.get(id_, 0)}" for id_ in sorted(ids))

    @property
    def lost(self) -> Sequence[str]:
        """Words typed for conflicts that are no longer there: shown, so that nothing is lost."""
        marks = {each.mark for each in self.conflicts}
        return [
            words
            for name, words in self.answers.fields.items()
            if name.startswith(WORDS) and words.strip() and name.removeprefix(WORDS) not in marks
        ]

    def who(self, ids: Iterable[Id], restates: Candidate | None = None) -> list[Who]:
        """The delegations behind words, each once; the text as it stands is nobody's."""
        found: dict[int, Who] = {}
        for id_ in ids:
            candidate = restates if id_ == "proposal" else self.by_wording.get(id_)
            if candidate is not None:
                found.setdefault(candidate.who.place, candidate.who)
        return list(found.values())

    @property
    def legend(self) -> list[Who]:
        """The delegations whose amendments are chosen."""
        return self.who(each.wording.id for each in self.chosen)

    @property
    def order(self) -> list[ShownClause]:
        """The clauses in the order they will have, with what happens to each."""
        return list(_shown_order(self.clauses, self.composition))

    @property
    def decided_places(self) -> dict[str, tuple[int, ...]]:
        """What prevails in each misfit that is decided, by its name."""
        return {
            place_name(each.misfit): tuple(int(id_) for id_ in wanted)
            for each in self.misfits
            if (wanted := self.answers.places(each.misfit))
        }


@dataclass(frozen=True)
class ShownRestoration:
    """A clause that does not stand as it was decided, with what is to be answered for that."""

    restoration: Restoration
    clause: Clause
    standing: PlacedClause | None
    woven: Weave | None
    conflicts: Sequence[ShownConflict]
    answers: Answers
    labels: Sequence[str]

    @property
    def current(self) -> str:
        """What the clause says now; empty where it does not stand."""
        return self.standing.text if self.standing else ""

    @property
    def new_text(self) -> str | None:
        """What it will say; None while that is undecided, or if the clause goes."""
        return self.woven.text if self.woven else None

    @property
    def changes(self) -> Sequence[Change]:
        """What differs from the clause as it stands."""
        return diff(self.current, self.new_text) if self.new_text is not None else ()

    @property
    def seen(self) -> str:
        """The version of the clause, as the form sends it back."""
        return f"{self.clause.id}:{self.standing.version if self.standing else 0}"


def _shown_order(
    clauses: Sequence[PlacedClause], composition: Composition
) -> Iterable[ShownClause]:
    standing = {clause.clause_id: clause for clause in clauses}
    order = composition.order
    kinds = [
        standing[id_].kind if id_ in standing else composition.added[id_].kind for id_ in order
    ]
    for id_, number in zip(order, numbers(kinds), strict=True):
        if id_ not in standing:
            yield ShownClause(number, composition.added[id_].text or "", "added")
            continue
        state = "moved" if id_ in composition.moved else ""
        said = composition.text_of(id_)
        yield ShownClause(number, said or standing[id_].text, state or ("changed" if said else ""))
    for id_ in sorted(composition.removed):
        yield ShownClause("", standing[id_].text, "removed")
