"""What happens in the sample's sittings: presence, ballots, and what follows from them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Final

from sqlalchemy import select

from declaration.drafting.queries import revision_text
from declaration.endorsement.operations import make_statement
from declaration.extensions import db
from declaration.forums.operations import sittings
from declaration.forums.queries import open_sitting
from declaration.merging.operations import Plan, publish
from declaration.plenary import speaking
from declaration.plenary.floor import speakers_list
from declaration.procedure import Floor, Tally, consequences
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    Choice,
    Fate,
    Method,
    Outcome,
    Question,
)
from declaration.sample.amendments import ARABIC, Proposals, SampleAmendment
from declaration.sample.company import Company
from declaration.sample.debate import (
    SampleBallot,
    SamplePublication,
    SampleSitting,
    SampleSpeaker,
    SampleStatement,
    SpeakersList,
    Subject,
)
from declaration.sample.pace import Pace
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.models import Ballot
from declaration.voting.ruling import rule_consequence

WAITING: Final = "waiting"
ENDED: Final = "ended"
BY_NAME: Final = (Method.RECORDED, Method.ROLL_CALL)
FATES: Final[Mapping[AmendmentState, Fate]] = {
    AmendmentState.FALLEN: Fate.FALLS,
    AmendmentState.SATISFIED: Fate.SATISFIED,
}


class UnlikeTheSample(Exception):
    """The operations led elsewhere than the sample's files say."""


@dataclass
class Hall:
    """Where the sample's ballots are held; `ids` are the rows of its amendments by name."""

    company: Company
    pace: Pace
    proposals: Proposals
    ids: Mapping[str, int]
    ballots: dict[Subject, int] = field(default_factory=dict)

    def open(self, sitting: SampleSitting) -> None:
        """Note who is there, and open the sitting."""
        present = [each for each in self.company.electors if each not in sitting.absent]
        self._seat(sitting.number, present)
        with self.pace.after(120):
            sittings.open_sitting(sitting.number, self.company.chair)

    def _seat(self, number: int, delegations: Iterable[str]) -> None:
        for delegation in delegations:
            with self.pace.after(2):
                sittings.note_presence(number, delegation, self.company.secretary)

    def close(self, sitting: SampleSitting) -> None:
        """End the sitting."""
        with self.pace.after(120):
            sittings.close_sitting(sitting.number, self.company.chair)

    def hold(self, told: SampleBallot, present: Iterable[str]) -> None:
        """Put a question to the vote as it is told: up to its result, or as far as it has come.

        Raises UnlikeTheSample when another outcome follows from the votes.
        """
        row = self._opened(told)
        if told.method in BY_NAME:
            self._vote(told, row, present)
        if told.method is Method.SHOW_OF_HANDS:
            counted = Tally(*(told.totals[choice] for choice in Choice))
            with self.pace.after(60):
                voting.enter_totals(row, counted, self.company.chair)
        if told.state is BallotState.OPEN:
            return
        for delegation in told.left:
            with self.pace.after(2):
                sittings.end_presence(told.sitting or 0, delegation, self.company.secretary)
        with self.pace.after():
            outcome = closing.close(row, self.company.chair)
        if told.method in BY_NAME or told.method is Method.SHOW_OF_HANDS:
            with self.pace.after(20):
                closing.declare(row, self.company.chair)
        self._seat(told.sitting or 0, told.left)
        if outcome is not told.outcome:
            raise UnlikeTheSample(f"{told.question}: {outcome}, not {told.outcome}")
        if outcome is Outcome.ADOPTED and told.question.amendment:
            self._rule(self.proposals.named(told.question.amendment))

    def _opened(self, told: SampleBallot) -> int:
        with self.pace.after(90) as now:
            closes = now + timedelta(hours=told.hours) if told.hours else None
            put = voting.Put(
                question=Question.AMENDMENT if told.question.amendment else Question.CLAUSE,
                method=told.method,
                amendments=(self.ids[told.question.amendment],) if told.question.amendment else (),
                version_id=self._version_of(told.question.clause),
                closes=closes,
            )
            number = voting.open_ballot(self.company.declaration_id, put, self.company.chair)
        query = select(Ballot.id).where(
            Ballot.declaration_id == self.company.declaration_id, Ballot.number == number
        )
        self.ballots[told.question] = db.session.scalars(query).one()
        return self.ballots[told.question]

    def _version_of(self, clause: str | None) -> int | None:
        if clause is None:
            return None
        placed = revision_text(self.company.declaration_id).by_key(clause)
        return placed.version_id if placed else None

    def _vote(self, told: SampleBallot, row: int, present: Iterable[str]) -> None:
        for delegation in present:
            choice = told.choice_of(delegation)
            if choice is not None:
                with self.pace.after(4):
                    voting.cast(row, choice, self.company.voter(delegation, told.method))

    def _rule(self, adopted: SampleAmendment) -> None:
        """Confirm what is proposed to follow, where the sample says that the chair did."""
        rivals = {
            each.id: each
            for each in self.proposals.amendments
            if (each.clause, each.version) == (adopted.clause, adopted.version)
            and ARABIC in each.text
            and each.id in self.ids
        }
        base = self.proposals.base(adopted)
        texts = {name: each.text[ARABIC] for name, each in rivals.items()}
        if adopted.id not in texts:
            return
        for name, proposed in consequences(base[ARABIC], texts, adopted.id).items():
            fate = FATES.get(rivals[name].state)
            if fate is not None and proposed.fate is fate:
                with self.pace.after(60):
                    rule_consequence(self.ids[name], fate, self.ids[adopted.id], self.company.chair)

    def speak(self, told: SampleStatement) -> None:
        """Put a delegation's statement beside the ballot it is about."""
        with self.pace.after(120):
            make_statement(
                self.ballots[told.ballot],
                told.kind,
                told.text,
                self.company.delegate(told.by),
                self.company.rules,
            )

    def publish(self, told: SamplePublication) -> None:
        """Publish what the desk has merged."""
        text = revision_text(self.company.declaration_id)
        clauses = {self.proposals.named(name).clause for name in told.merges}
        standing = [placed for key in sorted(clauses) if (placed := text.by_key(key))]
        plan = Plan(
            chosen=tuple(self.ids[name] for name in told.merges),
            seen={placed.clause_id: placed.version for placed in standing},
            symbol=told.symbol,
        )
        with self.pace.after(600):
            publish(self.company.declaration_id, plan, self.company.secretary)

    def take_floor(self, told: SpeakersList) -> None:
        """Take the clause up and play its list of speakers as far as it has come.

        Who waits asked after the last of the others began: a point of order would else be first.
        Raises UnlikeTheSample when the rules order the list otherwise.
        """
        placed = revision_text(self.company.declaration_id).by_key(told.clause)
        if placed is None:
            raise UnlikeTheSample(f"{told.clause} is not in the text")
        with self.pace.after():
            speaking.take_up(placed.clause_id, self.company.chair)
        called = [each for each in told.speakers if each.turn != WAITING]
        for each in called:
            self._ask(each)
        for each in called:
            self._call(each)
        if called and called[-1].turn == ENDED:
            with self.pace.after(150):
                speaking.end_turn(self.company.chair)
        for each in told.speakers:
            if each.turn == WAITING:
                self._ask(each)
        if told.closed:
            with self.pace.after(10):
                speaking.close_list(self.company.chair)

    def _ask(self, told: SampleSpeaker) -> None:
        floor = Floor.POINT_OF_ORDER if told.point_of_order else Floor.GENERAL
        with self.pace.after(10):
            speaking.request_floor(floor, self.company.delegate(told.delegation))

    def _call(self, told: SampleSpeaker) -> None:
        sitting = open_sitting(self.company.forum_id)
        waiting = speakers_list(sitting.id, self.company.rules).waiting if sitting else []
        if not waiting or waiting[0].delegation.key != told.delegation:
            raise UnlikeTheSample(f"{told.delegation} does not speak next")
        with self.pace.after(150):
            speaking.give_floor(waiting[0].id, self.company.chair)
