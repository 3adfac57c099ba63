"""A ballot as a page shows it to one person, gathered from its rows."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from declaration import clock
from declaration.drafting.queries import revision_text
from declaration.journal import Actor
from declaration.pictures import Picture
from declaration.procedure import Ground, Share, Tally
from declaration.procedure.acts import Act
from declaration.procedure.conditions import BY_NAME, BY_OBJECTION
from declaration.procedure.deadlines import has_passed
from declaration.procedure.states import BallotState, Method, Outcome, Question
from declaration.voting import picture, recount
from declaration.voting.asked import Asked, asked_in
from declaration.voting.consequences import Proposed, proposed_after
from declaration.voting.models import Ballot
from declaration.voting.permissions import answers_for, enters_answers, open_acts, presides
from declaration.voting.queries import Answer, answers_in, ballot_numbered, seen_of
from declaration.voting.recording import exported, is_counted


@dataclass(frozen=True)
class Recounted:
    """A result, and what code that knows none of our rules makes of its exported record."""

    result: dict[str, Any]
    differences: Sequence[str]


@dataclass(frozen=True)
class BallotPage:
    """A ballot with everything about it. All numbers are delegations."""

    ballot: Ballot
    seen: int
    asked: Asked
    answers: Sequence[Answer]
    own: Answer | None
    """That of the reader's delegation, if it is an elector and the reader answers for it."""
    may_answer: bool
    """Whether the reader can vote or object at this moment."""
    why_not: str
    """The name of the condition that keeps a delegate from answering; empty when nothing does."""
    acts: Sequence[Act]
    presides: bool
    may_enter: bool
    """Whether the reader may write down what delegations say."""
    may_rule: bool
    """Whether the reader rules on what follows from an adoption."""
    recounted: Recounted | None
    follows: Sequence[Proposed]

    @property
    def tally(self) -> Tally:
        """What was cast so far, or counted."""
        totals = self.ballot.totals
        if self.ballot.method is Method.SHOW_OF_HANDS:
            totals = totals.get("counted", {})
        elif self.ballot.method in BY_NAME:
            return Tally.of([answer.choice for answer in self.answers])
        return Tally(totals.get("for", 0), totals.get("against", 0), totals.get("abstaining", 0))

    @property
    def objections(self) -> Sequence[Answer]:
        """Those who object, in the order in which they did."""
        found = [answer for answer in self.answers if answer.objection]
        return sorted(found, key=lambda each: each.objection.raised_at)  # type: ignore[union-attr]

    @property
    def silent(self) -> Sequence[Answer]:
        """Those who could answer by name and have not."""
        if self.ballot.method not in BY_NAME:
            return []
        asked = [each for each in self.answers if self.ballot.written or each.is_present]
        return [each for each in asked if each.choice is None]

    @property
    def answered(self) -> int:
        """How many have answered."""
        return sum(answer.choice is not None for answer in self.answers)

    @property
    def present(self) -> int:
        """How many electors are present; in writing, how many answered."""
        if self.ballot.written:
            return sum(a.choice is not None or a.objection is not None for a in self.answers)
        return sum(answer.is_present for answer in self.answers)

    @property
    def quorum_needed(self) -> int | None:
        """How many must be present for a decision; None where none is asked for."""
        quorum = self.ballot.rule["quorum"]
        return None if quorum is None else Share(*quorum).least(len(self.answers))

    @property
    def has_quorum(self) -> bool:
        """Whether enough are present."""
        return self.quorum_needed is None or self.present >= self.quorum_needed

    @property
    def is_open(self) -> bool:
        """Whether answers are taken, time aside."""
        return self.ballot.state is BallotState.OPEN

    @property
    def time_is_over(self) -> bool:
        """Whether its deadline has passed and nobody has closed it yet."""
        return self.is_open and has_passed(self.ballot.closes_at, clock.now())

    @property
    def takes_votes(self) -> bool:
        """Whether delegations choose between for, against and abstaining."""
        return self.ballot.method in BY_NAME

    @property
    def takes_objections(self) -> bool:
        """Whether delegations object or keep silent."""
        return self.ballot.method in BY_OBJECTION

    @property
    def picture(self) -> Picture:
        """The result as a picture, of the numbers that `tally` and the objections are."""
        if self.takes_objections:
            return picture.of_objections(len(self.objections), len(self.answers))
        because = self.ballot.because
        needed = None if because.get("ground") == Ground.NO_QUORUM else because.get("needed")
        return picture.of_votes(self.tally, len(self.answers), needed)

    @property
    def unruled(self) -> int:
        """How many consequences the chair has not ruled upon."""
        return sum(each.ruled is None for each in self.follows)


def ballot_page(declaration_id: int, number: int, by: Actor) -> BallotPage:
    """The ballot as the person sees it. Raises NoResultFound. Twenty statements at most."""
    ballot = ballot_numbered(declaration_id, number)
    answers = answers_in(ballot)
    own = next(
        (a for a in answers if a.elector.delegation_id == by.delegation_id and answers_for(by)),
        None,
    )
    why_not = why_not_now(ballot, own, by)
    return BallotPage(
        ballot=ballot,
        seen=seen_of(declaration_id, number) or 0,
        asked=asked_in(ballot, revision_text(declaration_id)),
        answers=answers,
        own=own,
        may_answer=own is not None and ballot.state is BallotState.OPEN and not why_not,
        why_not=why_not,
        acts=open_acts(by, ballot),
        presides=presides(by),
        may_enter=enters_answers(by, ballot),
        may_rule=by.can(Act.RULE_CONSEQUENCE),
        recounted=_recounted(ballot) if is_counted(ballot) else None,
        follows=proposed_after(ballot) if _adopted_amendments(ballot) else [],
    )


def why_not_now(ballot: Ballot, own: Answer | None, by: Actor) -> str:
    """The name of the condition that keeps a delegate from answering now; empty when none does."""
    if ballot.state is not BallotState.OPEN or not answers_for(by):
        return ""
    if own is None:
        return "it_is_an_elector"
    if has_passed(ballot.closes_at, clock.now()):
        return "the_deadline_has_not_passed"
    return "" if ballot.written or own.is_present else "it_is_present"


def _adopted_amendments(ballot: Ballot) -> bool:
    return (
        ballot.question in (Question.AMENDMENT, Question.PACKAGE)
        and ballot.state is BallotState.CLOSED
        and ballot.result is Outcome.ADOPTED
    )


def _recounted(ballot: Ballot) -> Recounted:
    record = exported([ballot])["ballots"][0]
    return Recounted(record["result"], recount.differences(record))
