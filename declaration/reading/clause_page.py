"""What a clause's page shows, gathered from the rooms."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy.exc import NoResultFound

from declaration.amendments.mapping import clash_picture
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendments_of
from declaration.amendments.relating import confronted, matrix
from declaration.amendments.shown import Named, ShownAmendment, named, shown
from declaration.drafting.models import Clause, ClauseVersion, Declaration
from declaration.drafting.queries import (
    ClauseTranslation,
    PlacedClause,
    RevisionText,
    clause_named,
    newest_translations,
    revision_text,
    versions_of,
)
from declaration.journal import Actor
from declaration.pictures import Picture
from declaration.procedure.states import AmendmentState
from declaration.reading.clause_life import life_of
from declaration.reading.since import Since, changed_since
from declaration.text import Change, diff


@dataclass(frozen=True)
class HistoryStep:
    """A version of the clause, with what it changed in the one before."""

    version: ClauseVersion
    changes: Sequence[Change]


@dataclass(frozen=True)
class ClausePage:
    """A clause with everything about it. `placed` is None when it does not stand in the text."""

    clause: Clause
    name: Named
    placed: PlacedClause | None
    before: PlacedClause | None
    after: PlacedClause | None
    amendments: Sequence[ShownAmendment]
    history: Sequence[HistoryStep]
    english: ClauseTranslation | None
    """The newest English, which may translate an earlier version than the newest."""
    since: Since | None
    """What changed since the reader last looked; None when nothing did."""
    life: Picture | None
    """Its versions, amendments and ballots over time; None before there is any."""
    confronted: int
    """How many of the amendments are held against each other: the admissible ones."""
    clashes: Picture | None
    """Which of them do not go together; None where all do."""
    clashing: frozenset[int]
    """The ids of those that do not go with another one."""


def clause_page(declaration: Declaration, clause_key: str, by: Actor) -> ClausePage:
    """Gather the page. Raises NoResultFound. Some thirteen statements, however much there is."""
    clause = clause_named(declaration.id, clause_key)
    text = revision_text(declaration.id)
    placed = text.by_id(clause.id)
    place = text.clauses.index(placed) if placed else -1
    states = [state for state in AmendmentState if state is not AmendmentState.DISCARDED]
    rows = amendments_of(declaration.id, states=states, own=by.delegation_id, clause_id=clause.id)
    versions = versions_of(clause.id)
    if not versions and not any(may_read(by, each) for each in rows):
        raise NoResultFound
    readable = [each for each in rows if may_read(by, each)]
    against = confronted(readable)
    pairs = matrix(placed.text, against) if placed else []
    return ClausePage(
        clause=clause,
        name=named(text, clause.id),
        placed=placed,
        before=text.clauses[place - 1] if placed and place > 0 else None,
        after=text.clauses[place + 1] if placed and place + 1 < len(text.clauses) else None,
        amendments=[shown(each, text) for each in readable],
        history=_history(versions),
        english=newest_translations([clause.id], "en").get(clause.id),
        since=_since(declaration.id, text, clause.id, by),
        life=life_of(clause, versions, readable, stands=placed is not None),
        confronted=len(against) if placed else 0,
        clashes=_map(against, pairs),
        clashing=frozenset(
            each.id for one, other, how in pairs if how == "clash" for each in (one, other)
        ),
    )


def _map(
    amendments: Sequence[Amendment], pairs: Sequence[tuple[Amendment, Amendment, str]]
) -> Picture | None:
    if not pairs:
        return None
    between = [(one.id, other.id, how) for one, other, how in pairs]
    return clash_picture([shown(each) for each in amendments], between)


def _since(declaration_id: int, text: RevisionText, clause_id: int, by: Actor) -> Since | None:
    if by.membership_id is None:
        return None
    found = changed_since(declaration_id, text, by.membership_id, only=clause_id)
    return found[0] if found and found[0].seen is not None else None


def _history(versions: Sequence[ClauseVersion]) -> list[HistoryStep]:
    older = [version.text for version in versions[1:]] + [""]
    return [
        HistoryStep(version, diff(before, version.text))
        for version, before in zip(versions, older, strict=True)
    ]
