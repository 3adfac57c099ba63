"""Whom each act concerns: one rule for each act that anybody is told of.

A rule reads the record as it stands when the entry is handled, a moment after the act. Who may not
see what happened is told nothing of it, whatever they watch.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any, Final

from declaration.amendments.facts import SCREENED, recorded_sponsors
from declaration.amendments.models import Amendment, Route
from declaration.amendments.queries import amendments_to, newest, replaced_by
from declaration.comments.models import Thread
from declaration.comments.permissions import may_read_on_clause
from declaration.drafting.queries import newest_version
from declaration.notices.happenings import Happenings
from declaration.notices.kinds import Event, Kind
from declaration.notices.readers import Reader, who_may_read
from declaration.procedure.acts import Act, Role
from declaration.procedure.sponsors import to_reconfirm
from declaration.procedure.states import AmendmentState, Fate, Outcome, Question
from declaration.proof.entry import Entry
from declaration.voting.models import Ballot


@dataclass(frozen=True)
class News:
    """One event of an entry, and whom it concerns for one reason."""

    kind: Kind
    event: Event
    about_id: int
    readers: tuple[Reader, ...]


@dataclass(frozen=True)
class Made:
    """Something to tell, with the entry that it comes from and when that happened."""

    entry_id: int
    at: datetime
    news: News


Rule = Callable[[Entry, Happenings], Iterator[News]]


def news_of(entry: Entry, here: Happenings) -> list[News]:
    """Whom the entry concerns: each of them once for one event, and never who did it.

    Who is concerned for several reasons is told for the first: their own before what they watch.
    """
    told: set[tuple[int, Event, int]] = set()
    found = []
    for news in RULES.get(entry.act, _nothing)(entry, here):
        readers = []
        for reader in news.readers:
            once = (reader.membership_id, news.event, news.about_id)
            if once not in told and reader.by.name != entry.actor:
                told.add(once)
                readers.append(reader)
        if readers:
            found.append(News(news.kind, news.event, news.about_id, tuple(readers)))
    return found


def _nothing(_entry: Entry, _here: Happenings) -> Iterator[News]:
    yield from ()


def _of(kind: Kind, event: Event, amendment: Amendment, readers: Iterable[Reader]) -> News:
    """News of an amendment, for those of the readers who may read it."""
    return News(kind, event, amendment.id, tuple(who_may_read(readers, amendment)))


def _to_its_watchers(event: Event, amendment: Amendment, here: Happenings) -> Iterator[News]:
    """News of an amendment for those who watch it, or the clause that it concerns."""
    watching = here.watching(amendment_id=amendment.id)
    if amendment.clause_id is not None:
        watching = [*watching, *here.watching(clause_id=amendment.clause_id)]
    yield _of(Kind.WATCHED, event, amendment, watching)


def _listed(entry: Entry, name: str) -> list[Any]:
    """What an entry lists under a name; nothing where it lists nothing."""
    found = entry.data.get(name) or []
    assert isinstance(found, list)
    return found


def _of_amendment(kind: Kind, event: Event) -> Rule:
    """Those who stand behind the amendment, and those who watch it."""

    def rule(entry: Entry, here: Happenings) -> Iterator[News]:
        if (amendment := here.amendment(entry)) is not None:
            yield _of(kind, event, amendment, here.backing(amendment))
            yield from _to_its_watchers(event, amendment, here)

    return rule


def _submitted(entry: Entry, here: Happenings) -> Iterator[News]:
    if (amendment := here.amendment(entry)) is not None:
        officers = here.readers.holding(Role.SECRETARIAT)
        yield _of(Kind.OFFICE, Event.SUBMITTED, amendment, officers)


def _admitted(entry: Entry, here: Happenings) -> Iterator[News]:
    if (amendment := here.amendment(entry)) is None:
        return
    yield _of(Kind.SCREENING, Event.ADMITTED, amendment, here.backing(amendment))
    if amendment.parent_id is not None:
        parent = here.amendment_with_id(amendment.parent_id)
        yield _of(Kind.AMENDED, Event.SUB_AMENDED, amendment, here.backing(parent))
        watching = here.watching(amendment_id=parent.id)
        yield _of(Kind.WATCHED, Event.SUB_AMENDED, amendment, watching)
    yield from _consent_asked(amendment, here)
    yield from _to_its_watchers(Event.ADMITTED, amendment, here)


def _consent_asked(compromise: Amendment, here: Happenings) -> Iterator[News]:
    """Every main sponsor answers the wording that a compromise has now."""
    if compromise.route is Route.COMPROMISE and compromise.state in SCREENED:
        asked = [each for named in replaced_by(compromise.id) for each in here.leading(named)]
        yield _of(Kind.ASKED, Event.CONSENT_ASKED, compromise, asked)


def _reworded(entry: Entry, here: Happenings) -> Iterator[News]:
    if (amendment := here.amendment(entry)) is None:
        return
    asked = {int(each) for each in to_reconfirm(recorded_sponsors(amendment), _wording(amendment))}
    confirming = here.readers.delegates_of(sorted(asked))
    yield _of(Kind.ASKED, Event.CONFIRMATION_ASKED, amendment, confirming)
    yield from _consent_asked(amendment, here)
    if amendment.state is AmendmentState.SUBMITTED:
        yield from _submitted(entry, here)
    others = [each for each in here.backing(amendment) if each.by.delegation_id not in asked]
    yield _of(Kind.DECISIONS, Event.REVISED, amendment, others)
    yield from _to_its_watchers(Event.REVISED, amendment, here)


def _wording(amendment: Amendment) -> int:
    return newest(amendment).number


def _arabic_entered(entry: Entry, here: Happenings) -> Iterator[News]:
    if (amendment := here.amendment(entry)) is not None:
        yield _of(Kind.ASKED, Event.ARABIC_ENTERED, amendment, here.leading(amendment))


def _each_named(name: str, event: Event) -> Rule:
    """Those who stand behind the amendments that the entry lists under this name."""

    def rule(entry: Entry, here: Happenings) -> Iterator[News]:
        for amendment in here.amendments(entry, _listed(entry, name)):
            yield _of(Kind.DECISIONS, event, amendment, here.backing(amendment))
            yield from _to_its_watchers(event, amendment, here)

    return rule


def _withdrawn(entry: Entry, here: Happenings) -> Iterator[News]:
    yield from _of_amendment(Kind.DECISIONS, Event.WITHDRAWN)(entry, here)
    yield from _each_named("returned", Event.RETURNED)(entry, here)


FATES: Final = {Fate.FALLS: Event.FELL, Fate.SATISFIED: Event.SATISFIED}


def _ruled(entry: Entry, here: Happenings) -> Iterator[News]:
    event = FATES.get(Fate(str(entry.data["fate"])))
    if event is None or (amendment := here.amendment(entry)) is None:
        return
    yield from _of_amendment(Kind.DECISIONS, event)(entry, here)
    for child in amendments_to(amendment.id):
        if child.state is AmendmentState.FALLEN:
            yield _of(Kind.DECISIONS, Event.FELL, child, here.backing(child))
            yield from _to_its_watchers(Event.FELL, child, here)


def _kind_of(ballot: Ballot) -> Kind:
    return Kind.WRITING if ballot.written else Kind.BALLOTS


def _opened(entry: Entry, here: Happenings) -> Iterator[News]:
    ballot = here.ballot(entry, int(entry.key))
    electors = here.electors_of(ballot)
    yield News(_kind_of(ballot), Event.BALLOT_OPENED, ballot.id, tuple(electors))
    told = {reader.membership_id for reader in electors}
    for news in _of_its_subjects(ballot, Event.PUT, Event.BALLOT_OPENED, here):
        others = [reader for reader in news.readers if reader.membership_id not in told]
        yield News(news.kind, news.event, news.about_id, tuple(others))


DECIDED: Final = {
    Outcome.ADOPTED: (Event.ADOPTED, Event.BALLOT_ADOPTED),
    Outcome.REJECTED: (Event.REJECTED, Event.BALLOT_REJECTED),
    Outcome.VOID: (Event.UNDECIDED, Event.BALLOT_VOID),
}


def _closed(entry: Entry, here: Happenings) -> Iterator[News]:
    ballot = here.ballot(entry, int(entry.key))
    outcome = Outcome(str(entry.data.get("outcome", Outcome.VOID)))
    of_amendment, of_ballot = DECIDED[outcome]
    told = set()
    for news in _of_its_subjects(ballot, of_amendment, of_ballot, here):
        told |= {reader.membership_id for reader in news.readers}
        yield news
    if ballot.written:
        others = [each for each in here.electors_of(ballot) if each.membership_id not in told]
        yield News(Kind.WRITING, of_ballot, ballot.id, tuple(others))
    yield from _returned_by(ballot, outcome, entry, here)


def _of_its_subjects(
    ballot: Ballot, of_amendment: Event, of_ballot: Event, here: Happenings
) -> Iterator[News]:
    """Who stands behind or watches what a ballot is about."""
    put = [each.amendment_id for each in ballot.subjects if each.amendment_id is not None]
    for amendment in map(here.amendment_with_id, put):
        yield _of(Kind.DECISIONS, of_amendment, amendment, here.backing(amendment))
        yield from _to_its_watchers(of_amendment, amendment, here)
    for subject in ballot.subjects:
        if subject.version is not None:
            watching = here.watching(clause_id=subject.version.clause_id)
            yield News(Kind.WATCHED, of_ballot, ballot.id, tuple(watching))


def _returned_by(
    ballot: Ballot, outcome: Outcome, entry: Entry, here: Happenings
) -> Iterator[News]:
    """What comes back: replaced by a compromise that was rejected, or decided and reconsidered."""
    for subject in ballot.subjects:
        put = subject.amendment
        if outcome is Outcome.REJECTED and put is not None and put.route is Route.COMPROMISE:
            for amendment in replaced_by(put.id):
                if amendment.state is AmendmentState.ADMISSIBLE:
                    yield _of(Kind.DECISIONS, Event.RETURNED, amendment, here.backing(amendment))
        if (
            outcome is Outcome.ADOPTED
            and ballot.question is Question.RECONSIDERATION
            and subject.of_ballot is not None
        ):
            earlier = here.ballot(entry, subject.of_ballot.number)
            yield from _of_its_subjects(earlier, Event.RECONSIDERED, Event.BALLOT_VOID, here)


def _published(entry: Entry, here: Happenings) -> Iterator[News]:
    into = here.amendments(entry, [each["amendment"] for each in _listed(entry, "merged")])
    for amendment in into:
        yield _of(Kind.DECISIONS, Event.MERGED, amendment, here.backing(amendment))
    for name, event in (("conflicting", Event.TO_RESTATE), ("rebased", Event.REBASED)):
        for amendment in here.amendments(entry, _listed(entry, name)):
            yield _of(Kind.CARRIED, event, amendment, here.backing(amendment))
            if event is Event.TO_RESTATE and not here.leading(amendment):
                officers = here.readers.holding(Role.SECRETARIAT)
                yield _of(Kind.OFFICE, event, amendment, officers)
            watching = here.watching(amendment_id=amendment.id)
            yield _of(Kind.WATCHED, event, amendment, watching)
    for amendment in into:
        watching = here.watching(amendment_id=amendment.id)
        yield _of(Kind.WATCHED, Event.MERGED, amendment, watching)
    for clause_id in _changed_clauses(entry, here) | {
        each.clause_id for each in into if each.clause_id is not None
    }:
        watching = here.watching(clause_id=clause_id)
        yield News(Kind.WATCHED, Event.CLAUSE_CHANGED, clause_id, tuple(watching))
    yield from _restarted(entry, here)
    yield from _issued(entry, here)


def _changed_clauses(entry: Entry, here: Happenings) -> set[int]:
    return {here.clause(entry, each["key"]).id for each in _listed(entry, "clauses")}


def _restarted(entry: Entry, here: Happenings) -> Iterator[News]:
    """A silence procedure whose text changed begins anew, without an entry of its own."""
    for each in _listed(entry, "restarted"):
        ballot = here.ballot(entry, each["successor"])
        electors = here.electors_of(ballot)
        yield News(Kind.WRITING, Event.BALLOT_OPENED, ballot.id, tuple(electors))


def _issued(entry: Entry, here: Happenings) -> Iterator[News]:
    if (symbol := entry.data.get("symbol")) is not None:
        revision = here.revision(entry, str(symbol))
        yield News(Kind.TEXT, Event.REVISION_ISSUED, revision.id, here.readers.all)


def _commented(entry: Entry, here: Happenings) -> Iterator[News]:
    thread = here.thread(entry)
    this = int(str(entry.data["comment"]))
    if any(each.id == this and each.hidden_reason is not None for each in thread.comments):
        return
    taking_part = {each.person_id for each in thread.comments if each.id < this}
    answered = [each for each in here.readers.all if each.by.person_id in taking_part]
    watching = here.watching(clause_id=thread.clause_id, amendment_id=thread.amendment_id)
    if thread.amendment_id is not None:
        amendment = here.amendment_with_id(thread.amendment_id)
        answered += here.backing(amendment)
        answered = who_may_read(answered, amendment)
        watching = who_may_read(watching, amendment)
    else:
        answered, watching = _on_clause(thread, answered), _on_clause(thread, watching)
    yield News(Kind.COMMENTS, Event.COMMENTED, thread.id, tuple(answered))
    yield News(Kind.WATCHED, Event.COMMENTED, thread.id, tuple(watching))


def _on_clause(thread: Thread, readers: Iterable[Reader]) -> list[Reader]:
    clause = thread.clause
    assert clause is not None
    if newest_version(clause.id) is not None:
        return list(readers)
    return [reader for reader in readers if may_read_on_clause(reader.by, clause)]


def _of_clause(event: Event) -> Rule:
    def rule(entry: Entry, here: Happenings) -> Iterator[News]:
        clause = here.clause(entry, entry.key)
        watching = here.watching(clause_id=clause.id)
        yield News(Kind.WATCHED, event, clause.id, tuple(watching))

    return rule


def _sitting_opened(entry: Entry, here: Happenings) -> Iterator[News]:
    sitting = here.sitting(entry)
    yield News(Kind.SITTINGS, Event.SITTING_OPENED, sitting.id, here.readers.all)


def _frozen(entry: Entry, here: Happenings) -> Iterator[News]:
    signatories = tuple(here.readers.holding(Role.SIGNATORY))
    yield News(Kind.SIGNING, Event.TO_SIGN, here.declaration(entry).id, signatories)


def _mandate_lodged(entry: Entry, here: Happenings) -> Iterator[News]:
    officers = tuple(here.readers.holding(Role.SECRETARIAT))
    yield News(Kind.OFFICE, Event.MANDATE_LODGED, here.mandate(entry).id, officers)


def _mandate(event: Event) -> Rule:
    def rule(entry: Entry, here: Happenings) -> Iterator[News]:
        mandate = here.mandate(entry)
        signatories = [
            reader
            for reader in here.readers.holding(Role.SIGNATORY)
            if reader.by.delegation_id == mandate.delegation_id
        ]
        yield News(Kind.SIGNING, event, mandate.id, tuple(signatories))

    return rule


RULES: Final[Mapping[Act, Rule]] = MappingProxyType(
    {
        Act.SUBMIT: _submitted,
        Act.PROPOSE_COMPROMISE: _submitted,
        Act.ADMIT: _admitted,
        Act.REFUSE: _of_amendment(Kind.SCREENING, Event.INADMISSIBLE),
        Act.ENTER_ARABIC: _arabic_entered,
        Act.REVISE: _reworded,
        Act.RESTATE: _reworded,
        Act.WITHDRAW: _withdrawn,
        Act.DIVIDE: _of_amendment(Kind.DECISIONS, Event.DIVIDED),
        Act.GIVE_CONSENT: _each_named("replaced", Event.REPLACED),
        Act.TAKE_CONSENT_BACK: _each_named("returned", Event.RETURNED),
        Act.RULE_CONSEQUENCE: _ruled,
        Act.OPEN_BALLOT: _opened,
        Act.CLOSE_BALLOT: _closed,
        Act.VOID_BALLOT: _closed,
        Act.PUBLISH: _published,
        Act.ISSUE_REVISION: _issued,
        Act.SETTLE_CLAUSE: _of_clause(Event.CLAUSE_SETTLED),
        Act.REOPEN_CLAUSE: _of_clause(Event.CLAUSE_REOPENED),
        Act.BEGIN_ADOPTION: _each_named("lapsed", Event.LAPSED),
        Act.RESUME_NEGOTIATION: _each_named("returned", Event.RETURNED),
        Act.COMMENT: _commented,
        Act.OPEN_SITTING: _sitting_opened,
        Act.FREEZE: _frozen,
        Act.LODGE_MANDATE: _mandate_lodged,
        Act.ACCEPT_MANDATE: _mandate(Event.MANDATE_ACCEPTED),
        Act.REFUSE_MANDATE: _mandate(Event.MANDATE_REFUSED),
    }
)
"""The rule of every act that anybody is told of."""
