"""Plays the sample through the operations, up to the morning of its second day."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from declaration.drafting import operations as drafting
from declaration.forums import founding
from declaration.forums.forum_file import ForumFile
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    SittingState,
)
from declaration.sample.amendments import Proposals
from declaration.sample.company import Company
from declaration.sample.debate import Debate, SampleBallot, SampleSitting
from declaration.sample.following import Audience
from declaration.sample.pace import Pace, moved
from declaration.sample.proposing import Proposing
from declaration.sample.sitting import Hall
from declaration.sample.talking import Talking

INTO_THE_SITTING: Final = timedelta(minutes=50)
"""How long the open sitting has lasted at the moment where the sample stops."""
QUARTER: Final = timedelta(minutes=15)
STILL_OPEN: Final = timedelta(hours=6)
"""How much longer amendments are taken, since the secretariat gave them more time."""
INTO_THE_DEBATE: Final = timedelta(minutes=7)
"""How long before that moment the clause was taken up that is being spoken on."""


def stage(
    file: ForumFile, proposals: Proposals, debate: Debate, *, host: str, now: datetime
) -> Company:
    """Found the sample's forum and play it so that its second morning is `now`.

    The sittings and the window are moved there; the dates of the event stay. Everything happens
    by the operations that pages call, at its own moment. Raises what they raise.
    """
    here = next(each for each in debate.sittings if each.state is SittingState.OPEN)
    planned = next(each.starts for each in file.sittings if each.number == here.number)
    assert planned is not None
    began = now - INTO_THE_SITTING
    began -= timedelta(seconds=began.timestamp() % QUARTER.total_seconds())
    file = moved(file, began - planned)
    company, pace = _found(file, host)
    play = _Play(file, proposals, debate, company, pace)
    audience = Audience(company, pace)
    play.submissions()
    audience.look()
    play.first_day()
    audience.read()
    play.second_day(now)
    audience.tell()
    return company


def _found(file: ForumFile, host: str) -> tuple[Company, Pace]:
    opens = file.declaration.opens
    assert opens is not None
    pace = Pace(opens - timedelta(days=1))
    with pace.after():
        by = founding.found(file, host=host)
        drafting.import_declaration(file.declaration, by)
    company = Company.of(file.forum.key)
    pace.reach(opens)
    with pace.after():
        drafting.open_negotiation(company.declaration_id, company.secretary)
    return company, pace


class _Play:
    """The sample's files against the clock."""

    def __init__(
        self, file: ForumFile, proposals: Proposals, debate: Debate, company: Company, pace: Pace
    ) -> None:
        self.file, self.debate, self.company, self.pace = file, debate, company, pace
        self.amendments = proposals.amendments
        self.proposing = Proposing(company, pace)
        self.hall = Hall(company, pace, proposals, self.proposing.ids)
        self.talking = Talking(company, pace, self.proposing.ids)
        self.starts = {each.number: each.starts for each in file.sittings}

    def submissions(self) -> None:
        """What came in while the window was open."""
        for told in self.amendments:
            if not (told.late or told.parent or told.divided_from):
                self.proposing.propose(told)
        packages: dict[str, list[str]] = {}
        for told in self.amendments:
            if told.package:
                packages.setdefault(told.package, []).append(told.id)
        for names in packages.values():
            self.proposing.pack(names)
        for thread in self.debate.threads:
            if thread.version is not None:
                self.talking.discuss(thread)

    def first_day(self) -> None:
        """The sittings that are over, and the evening after them."""
        for sitting in self.debate.sittings:
            if sitting.state is SittingState.CLOSED:
                self._sitting(sitting)
                self.hall.close(sitting)
        for told in self.amendments:
            if told.parent is not None:
                self.proposing.propose(told)
            if told.state is AmendmentState.WITHDRAWN:
                self.proposing.withdraw(told)
        closes = self.file.declaration.closes
        assert closes is not None
        self.pace.reach(closes + timedelta(minutes=40))
        for told in self.amendments:
            if told.late:
                self.proposing.propose(told)
        for thread in self.debate.threads:
            if thread.version is None and thread.subject.amendment in {None, *self.hall.ids}:
                self.talking.discuss(thread)
        for ballot in self.debate.ballots:
            if ballot.sitting is None and ballot.state is BallotState.OPEN:
                self._schedule(ballot.question.amendment)
                self.hall.hold(ballot, ())

    def second_day(self, now: datetime) -> None:
        """More time for amendments, and the sitting that is under way at `now`."""
        here = next(each for each in self.debate.sittings if each.state is SittingState.OPEN)
        morning = self.starts[here.number]
        assert morning is not None
        self.pace.reach(morning - timedelta(minutes=30))
        closes = now + STILL_OPEN
        closes -= timedelta(seconds=closes.timestamp() % QUARTER.total_seconds())
        with self.pace.after():
            drafting.set_window(
                self.company.declaration_id,
                opens=self.file.declaration.opens,
                closes=closes,
                by=self.company.secretary,
            )
        for told in self.amendments:
            if told.state is AmendmentState.SCHEDULED and told.id not in self._asked():
                self._schedule(told.id)
        self._sitting(here)
        self.pace.reach(now - INTO_THE_DEBATE)
        self.hall.take_floor(self.debate.speakers)

    def _asked(self) -> set[str]:
        return {
            each.question.amendment
            for each in self.debate.ballots
            if each.question.amendment and each.state is not BallotState.PREPARED
        }

    def _sitting(self, told: SampleSitting) -> None:
        start = self.starts[told.number]
        assert start is not None
        self.pace.reach(start - timedelta(minutes=10))
        ballots = [
            each
            for each in self.debate.ballots
            if each.sitting == told.number and each.state is not BallotState.PREPARED
        ]
        for ballot in ballots:
            self._schedule(ballot.question.amendment)
        self.hall.open(told)
        self._divide(ballots)
        present = [each for each in self.company.electors if each not in told.absent]
        published = 0
        for ballot in ballots:
            if ballot.question.clause and published < len(self.debate.publications):
                self.hall.publish(self.debate.publications[published])
                published += 1
            self.hall.hold(ballot, present)
            for statement in self.debate.statements:
                if statement.ballot == ballot.question:
                    self.hall.speak(statement)

    def _divide(self, ballots: Iterable[SampleBallot]) -> None:
        """Divide what will be voted in parts."""
        asked = {each.question.amendment for each in ballots}
        for whole in self.amendments:
            parts = [each for each in self.amendments if each.divided_from == whole.id]
            if any(part.id in asked for part in parts):
                self.proposing.divide(whole, parts)
                for part in parts:
                    self.proposing.schedule(part.id)

    def _schedule(self, name: str | None) -> None:
        if name in self.proposing.ids:
            self.proposing.schedule(name)
