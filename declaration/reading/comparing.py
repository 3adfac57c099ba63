"""Two revisions side by side: what became of each clause."""

from collections.abc import Sequence
from dataclasses import dataclass

from declaration.amendments.shown import Named, name_of
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.text import Change, diff


@dataclass(frozen=True)
class Compared:
    """One clause in two revisions; `before` None: added, `after` None: removed."""

    before: PlacedClause | None
    after: PlacedClause | None
    changes: Sequence[Change]
    moved: bool
    language: str = "ar"
    """The language of the changes."""

    @property
    def name(self) -> Named:
        """What the clause is called."""
        return name_of(self.stands)

    @property
    def stands(self) -> PlacedClause:
        """The clause as the newer revision has it, or the older one had it."""
        clause = self.after or self.before
        assert clause is not None
        return clause

    @property
    def changed(self) -> bool:
        """Whether there is anything to show."""
        return self.before is None or self.after is None or self.moved or self.reworded

    @property
    def reworded(self) -> bool:
        """Whether the words differ."""
        return any(change.op != "equal" for change in self.changes)


def compared(before: RevisionText, after: RevisionText, language: str = "ar") -> list[Compared]:
    """Every clause of either revision, in the newer one's order, in the reader's language.

    A removed clause is shown where it stood. A clause has moved when it no longer follows the
    same clause, among those that stand in both.
    """
    old = {clause.clause_id: clause for clause in before.clauses}
    new = {clause.clause_id: clause for clause in after.clauses}
    kept_before = [i for i in old if i in new]
    kept_after = [i for i in new if i in old]
    stayed = set(_longest_common(kept_before, kept_after))
    rows = [
        _in_both(old[clause.clause_id], clause, language, moved=clause.clause_id not in stayed)
        if clause.clause_id in old
        else Compared(before=None, after=clause, changes=(), moved=False)
        for clause in after.clauses
    ]
    previous: int | None = None
    for clause in before.clauses:
        if clause.clause_id not in new:
            gone = Compared(before=clause, after=None, changes=(), moved=False)
            rows.insert(_place_after(rows, previous), gone)
        previous = clause.clause_id
    return rows


def _in_both(old: PlacedClause, new: PlacedClause, language: str, *, moved: bool) -> Compared:
    """A clause that stands in both; in Arabic where a translation is missing or lags behind."""
    was, reads = old.translations.get(language), new.translations.get(language)
    if was is None or reads is None or (was == reads and old.text != new.text):
        return Compared(old, new, diff(old.text, new.text), moved)
    return Compared(old, new, diff(was, reads), moved, language)


def _place_after(rows: Sequence[Compared], clause_id: int | None) -> int:
    for place, row in enumerate(rows):
        if row.stands.clause_id == clause_id:
            return place + 1
    return 0


def _longest_common(first: Sequence[int], second: Sequence[int]) -> list[int]:
    """The most clauses that keep their order: the others are the ones that moved."""
    place = {clause_id: i for i, clause_id in enumerate(second)}
    best: list[list[int]] = []
    for clause_id in first:
        fits = [run for run in best if place[run[-1]] < place[clause_id]]
        longest = max(fits, key=len, default=[])
        best.append([*longest, clause_id])
    return max(best, key=len, default=[])
