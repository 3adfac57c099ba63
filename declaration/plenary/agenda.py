"""The agenda by clause: what is still to be put, in which order, and what comes next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from declaration.amendments.forms import call
from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of, newest
from declaration.amendments.shown import ShownAmendment, named, shown
from declaration.amendments.wording import proposed_text
from declaration.drafting.models import Declaration, Origin
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.procedure import Consequence, Placed, children_first, consequences, voting_order
from declaration.procedure.states import AmendmentState, ClauseState, DeclarationState, Method
from declaration.voting.facts import whole_is_adopted

ON_THE_AGENDA = (
    AmendmentState.ADMISSIBLE,
    AmendmentState.SCHEDULED,
    AmendmentState.PUT,
    AmendmentState.ADOPTED,
)
UNDECIDED = frozenset({ClauseState.OPEN, ClauseState.SETTLED})


@dataclass(frozen=True)
class Turn:
    """An amendment in its turn, with what its adoption would mean for the others."""

    each: ShownAmendment
    placed: Placed[int] | None
    if_adopted: Mapping[int, Consequence]

    @property
    def state(self) -> AmendmentState:
        """Where the amendment stands."""
        return self.each.amendment.state


@dataclass(frozen=True)
class Question:
    """What to put next: `subject` as the opening form names it."""

    subject: str
    method: Method
    clause: str
    turn: Turn | None = None


@dataclass(frozen=True)
class AgendaClause:
    """A clause with its amendments in voting order; None is what would add clauses."""

    clause: PlacedClause | None
    called: str
    turns: Sequence[Turn]

    def in_state(self, *states: AmendmentState) -> list[Turn]:
        """The turns of amendments in these states."""
        return [turn for turn in self.turns if turn.state in states]

    @property
    def put(self) -> Turn | None:
        """The amendment whose ballot is open, if one is."""
        return next(iter(self.in_state(AmendmentState.PUT)), None)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to put about it."""
        waiting = self.in_state(AmendmentState.SCHEDULED, AmendmentState.PUT)
        return not waiting and (self.clause is None or self.clause.state not in UNDECIDED)


@dataclass(frozen=True)
class Agenda:
    """The whole agenda of a declaration at one of its stages."""

    declaration: Declaration
    text: RevisionText
    clauses: Sequence[AgendaClause]
    whole_is_adopted: bool

    def of(self, key: str | None) -> AgendaClause | None:
        """The clause with this key."""
        return next((each for each in self.clauses if each.clause and each.clause.key == key), None)

    def next_question(self, first: AgendaClause | None = None) -> Question | None:
        """What to put next, on the clause one is at if anything is left there."""
        order = [*([first] if first else []), *self.clauses]
        asked = (_next_amendment(each) or _next_as_amended(each) for each in order)
        if self.declaration.state is DeclarationState.NEGOTIATION:
            return next((each for each in asked if each is not None), None)
        if self.declaration.state is not DeclarationState.ADOPTION or self.whole_is_adopted:
            return None
        clauses = (_as_it_stands(each) for each in order)
        found = next((each for each in clauses if each is not None), None)
        return found or Question(f"revision:{self.text.id}", Method.CONSENSUS, "")


def agenda_of(declaration: Declaration, sitting_id: int | None = None) -> Agenda:
    """The clauses with something to decide, those of the sitting first. Seven statements."""
    text = revision_text(declaration.id)
    rows = amendments_of(declaration.id, states=ON_THE_AGENDA)
    by_clause: dict[int | None, list[Amendment]] = {}
    for row in rows:
        stands = text.by_id(row.clause_id or 0) is not None
        by_clause.setdefault(row.clause_id if stands else None, []).append(row)
    order = sorted(text.clauses, key=lambda each: each.sitting_id != sitting_id)
    clauses = [
        AgendaClause(
            each,
            call(named(text, each.clause_id)),
            _turns(each.text, by_clause.get(each.clause_id, [])),
        )
        for each in order
    ]
    if None in by_clause:
        clauses.append(AgendaClause(None, call(named(text, None)), _turns("", by_clause[None])))
    return Agenda(declaration, text, clauses, whole_is_adopted(declaration.id, text.id))


def _turns(base: str, rows: Sequence[Amendment]) -> list[Turn]:
    """As ordered by the chair, else as the kernel proposes; what amends an amendment before it."""
    by_id = {each.id: each for each in rows}
    proposals = _proposals(base, rows)
    corrected = {each.id: each.substance for each in rows if each.substance is not None}
    places = {each.id: each for each in voting_order(base, proposals, corrected)}
    proposed = [*places, *(id_ for id_ in by_id if id_ not in places)]
    by_hand = sorted(proposed, key=lambda id_: by_id[id_].voting_place or len(rows) + 1)
    parents = {each.id: each.parent_id for each in rows if each.parent_id in by_id}
    return [
        Turn(
            shown(by_id[id_]),
            places.get(id_),
            consequences(base, proposals, id_) if id_ in places else {},
        )
        for id_ in children_first(by_hand, parents)
    ]


def _proposals(base: str, rows: Sequence[Amendment]) -> dict[int, str | None]:
    """What each undecided amendment proposes in place of the text, in the order of submission."""
    found: dict[int, str | None] = {}
    for each in sorted(rows, key=lambda row: (row.number or 0, row.id)):
        latest = newest(each)
        says = latest.text is not None or latest.removes
        undecided = each.state is not AmendmentState.ADOPTED
        if undecided and says and each.parent_id is None and base and latest.base_text == base:
            found[each.id] = proposed_text(latest, base)
    return found


def _next_amendment(item: AgendaClause) -> Question | None:
    for turn in item.in_state(AmendmentState.SCHEDULED):
        amendment = turn.each.amendment
        package = amendment.package
        subject = f"amendment:{amendment.id}" if package is None else f"package:{package}"
        return Question(subject, Method.RECORDED, item.called, turn)
    return None


def _next_as_amended(item: AgendaClause) -> Question | None:
    """A clause whose amendments are decided and merged is put as amended."""
    clause = item.clause
    if clause is None or clause.origin is not Origin.MERGE or item.turns:
        return None
    return _as_it_stands(item)


def _as_it_stands(item: AgendaClause) -> Question | None:
    if item.clause is None or item.clause.state not in UNDECIDED:
        return None
    return Question(f"version:{item.clause.version_id}", Method.CONSENSUS, item.called)
