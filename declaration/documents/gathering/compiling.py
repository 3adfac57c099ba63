"""The compilation: every amendment everybody may read, clause by clause, in the order of voting."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

from sqlalchemy.exc import NoResultFound

from declaration import clock
from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.wording import proposed_text
from declaration.documents.compilation import name_of
from declaration.documents.gathering.covers import (
    clause_texts,
    cover_of,
    imprint_of,
    status_of,
)
from declaration.documents.gathering.proposals import clause_above, in_voting_order, is_current
from declaration.documents.numbering import in_digits
from declaration.documents.values import (
    ClauseText,
    Compilation,
    CompiledAmendment,
    CompiledClause,
)
from declaration.documents.wording import Label
from declaration.drafting.models import Declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.formats import name_in, state_word
from declaration.forums.models import Forum
from declaration.pictures import Standing
from declaration.procedure.visibility import COUNTED
from declaration.reading.rolling import convergence
from declaration.text import relation


def compilation(
    forum: Forum, declaration: Declaration, *, clause: str | None = None
) -> Compilation:
    """The amendments to every clause that has any, or to the one named.

    Raises NoResultFound where the text has no such clause. Six statements; for every clause, some
    more for each revision, unless they are remembered.
    """
    text = revision_text(declaration.id)
    if clause is not None and text.by_key(clause) is None:
        raise NoResultFound(clause)
    under: dict[int | None, list[Amendment]] = defaultdict(list)
    for each in amendments_of(declaration.id, states=COUNTED):
        under[clause_above(each, text)].append(each)
    gathering = _Gathering(forum, text)
    return Compilation(
        imprint=imprint_of(forum, text, "ar", clock.now(), Label.COMPILATION.say("ar")),
        cover=cover_of(forum, "ar", status_of(declaration)),
        clauses=tuple(
            gathering.clause(placed, under[placed.clause_id])
            for placed in text.clauses
            if clause == placed.key or (clause is None and under[placed.clause_id])
        ),
        standings=_standings(forum, declaration) if clause is None else (),
    )


def _standings(forum: Forum, declaration: Declaration) -> tuple[Standing, ...]:
    return tuple(
        Standing(
            each.symbol or in_digits(str(each.serial), forum.digits),
            each.brackets,
            each.options,
            each.agreed,
            each.clauses,
        )
        for each in convergence(declaration, forum.log)
    )


class _Gathering:
    """What one compilation is made from."""

    def __init__(self, forum: Forum, text: RevisionText) -> None:
        self._digits = forum.digits
        self._text = text
        self._clauses: Mapping[str, ClauseText] = {each.key: each for each in clause_texts(text)}

    def clause(self, placed: PlacedClause, rows: Sequence[Amendment]) -> CompiledClause:
        """A clause and its amendments."""
        ordered = in_voting_order(placed, rows)
        pairs = list(_conflicting(placed, ordered))
        conflicts: dict[int, list[str]] = defaultdict(list)
        for one, other, said in pairs:
            conflicts[one.id].append(self._sentence(other, said))
            conflicts[other.id].append(self._sentence(one, said))
        place = {each.id: at for at, each in enumerate(ordered)}
        return CompiledClause(
            self._clauses[placed.key],
            tuple(self._amendment(each, placed, conflicts[each.id]) for each in ordered),
            tuple((place[one.id], place[other.id]) for one, other, _said in pairs),
        )

    def _amendment(
        self, amendment: Amendment, placed: PlacedClause, conflicts: Sequence[str]
    ) -> CompiledAmendment:
        wording = newest(amendment)
        base = wording.base_text
        behind = sorted(
            (each for each in amendment.sponsors if each.left_at is None),
            key=lambda each: not each.main,
        )
        return CompiledAmendment(
            number=label(amendment),
            sponsors=tuple(name_in(each.delegation.names, "ar") for each in behind)
            or (Label.SECRETARIAT.say("ar"),),
            text=proposed_text(wording, base or placed.text),
            adds=amendment.adds_clause and amendment.parent_id is None,
            rationale=wording.rationale,
            state=str(state_word("amendment", amendment.state).word),
            conflicts=tuple(conflicts),
            base=None if is_current(amendment, placed) else base,
            place=self._place(amendment, placed),
        )

    def _place(self, amendment: Amendment, placed: PlacedClause) -> str:
        """Where it would put a clause, or what it speaks about, if not the clause above."""
        wording = newest(amendment)
        if amendment.parent_id is not None:
            return Label.TO_AMENDMENT.say("ar")
        if not amendment.adds_clause and not wording.moves:
            outdated = not is_current(amendment, placed)
            return Label.TO_EARLIER.say("ar") if outdated else ""
        after = self._text.by_id(wording.after_clause_id or 0)
        if after is None:
            return Label.BEFORE_ALL.say("ar")
        return Label.AFTER.say("ar", name_of(self._clauses[after.key], "ar", self._digits))

    def _sentence(self, other: Amendment, said: str) -> str:
        return Label.CONFLICT_WITH.say("ar", in_digits(label(other), self._digits), said)


def _conflicting(
    placed: PlacedClause, rows: Sequence[Amendment]
) -> Iterator[tuple[Amendment, Amendment, str]]:
    """Every two that cannot both stand, and why."""
    texts = [
        (each, proposed_text(newest(each), placed.text) or "")
        for each in rows
        if is_current(each, placed)
    ]
    for (one, text), (other, beside) in combinations(texts, 2):
        between = relation(placed.text, text, beside)
        if between.reason.conflicts:
            yield one, other, between.said.ar
