"""What can be put to the vote now, offered to who presides; and an offer read back."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _
from sqlalchemy import select

from declaration.amendments.facts import label
from declaration.amendments.forms import call
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of
from declaration.amendments.shown import name_of, named
from declaration.drafting.models import Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.formats import current_writing, digits, listed
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    ClauseState,
    DeclarationState,
    Question,
)
from declaration.voting.models import Ballot

MOTION: Final = "motion"
UNDECIDED: Final = frozenset({ClauseState.OPEN, ClauseState.SETTLED})


@dataclass(frozen=True)
class Subject:
    """One thing that can be put: `value` stands in forms and addresses."""

    value: str
    title: str


@dataclass(frozen=True)
class Chosen:
    """A subject read back from a form."""

    question: Question
    amendments: tuple[int, ...] = ()
    version_id: int | None = None
    revision_id: int | None = None
    of_ballot_id: int | None = None


def puttable(declaration: Declaration) -> list[Subject]:
    """Everything that may be put at this stage. Eight statements at most."""
    text = revision_text(declaration.id)
    offers: list[Subject] = []
    if declaration.state is DeclarationState.NEGOTIATION:
        offers += _amendments(declaration.id, text)
    if declaration.state in (DeclarationState.NEGOTIATION, DeclarationState.ADOPTION):
        offers += _clauses(text)
    if declaration.state is DeclarationState.ADOPTION:
        offers.append(Subject(f"revision:{text.id}", _("The declaration as a whole")))
    offers += _decided(declaration.id)
    return [*offers, Subject(MOTION, _("A motion"))]


def _amendments(declaration_id: int, text: RevisionText) -> Iterator[Subject]:
    rows = amendments_of(declaration_id, states=[AmendmentState.SCHEDULED])
    place = {clause.clause_id: clause.position for clause in text.clauses}
    packages: dict[int, list[Amendment]] = {}
    for row in sorted(
        rows, key=lambda r: (place.get(r.clause_id or 0, 0), r.voting_place or 0, r.id)
    ):
        if row.package is not None:
            packages.setdefault(row.package, []).append(row)
            continue
        told = {"number": _shown(label(row)), "clause": call(named(text, row.clause_id))}
        yield Subject(f"amendment:{row.id}", _("Amendment %(number)s · %(clause)s", **told))
    for package, members in packages.items():
        numbers = listed([_shown(label(each)) for each in members], current_writing())
        yield Subject(f"package:{package}", _("Amendments %(numbers)s together", numbers=numbers))


def _clauses(text: RevisionText) -> Iterator[Subject]:
    for clause in text.clauses:
        if clause.state in UNDECIDED:
            title = _("%(clause)s, as it stands", clause=call(name_of(clause)))
            yield Subject(f"version:{clause.version_id}", title)


def _decided(declaration_id: int) -> Iterator[Subject]:
    query = (
        select(Ballot.id, Ballot.number)
        .where(
            Ballot.declaration_id == declaration_id,
            Ballot.state == BallotState.CLOSED,
            Ballot.question.in_([Question.AMENDMENT, Question.PACKAGE, Question.CLAUSE]),
        )
        .order_by(Ballot.number.desc())
    )
    for ballot_id, number in db.session.execute(query):
        title = _("Reconsidering ballot %(number)s", number=_shown(str(number)))
        yield Subject(f"ballot:{ballot_id}", title)


def _shown(number: str) -> str:
    return digits(number, current_writing())


def chosen(value: str, declaration_id: int) -> Chosen:
    """The subject that a form names. Raises ValueError for what no form of ours offers."""
    kind, _colon, number = value.partition(":")
    if kind == MOTION:
        return Chosen(Question.MOTION)
    key = int(number)
    match kind:
        case "amendment":
            return Chosen(Question.AMENDMENT, amendments=(key,))
        case "package":
            query = (
                select(Amendment.id)
                .where(
                    Amendment.declaration_id == declaration_id,
                    Amendment.package == key,
                    Amendment.state.in_([AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED]),
                )
                .order_by(Amendment.id)
            )
            return Chosen(Question.PACKAGE, amendments=tuple(db.session.scalars(query)))
        case "version":
            return Chosen(Question.CLAUSE, version_id=key)
        case "revision":
            return Chosen(Question.DECLARATION, revision_id=key)
        case "ballot":
            return Chosen(Question.RECONSIDERATION, of_ballot_id=key)
    raise ValueError(value)
