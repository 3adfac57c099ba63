"""Decides everything that is undecided, clause by clause, in the order the rules propose."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from declaration.amendments import operations as amendments
from declaration.amendments.models import Amendment, Route
from declaration.amendments.queries import (
    agreement_on,
    amendment_shown,
    amendments_of,
    main_sponsor,
    newest,
    replaced_by,
)
from declaration.amendments.wording import proposed_text
from declaration.drafting.queries import newest_version
from declaration.extensions import db
from declaration.merging.parents import ParentPlan, merge_into_parent
from declaration.procedure import Tally, voting_order
from declaration.procedure.states import (
    AmendmentState,
    BallotState,
    Choice,
    Method,
    Outcome,
    Question,
)
from declaration.sample.company import Company
from declaration.sample.pace import Pace
from declaration.text import rebase
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.consequences import proposed_after
from declaration.voting.models import Ballot, Vote
from declaration.voting.ruling import rule_consequence

UNDECIDED: Final = (AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED)
METHODS: Final = (Method.RECORDED, Method.ROLL_CALL, Method.SHOW_OF_HANDS, Method.CONSENSUS)
BY_NAME: Final = (Method.RECORDED, Method.ROLL_CALL)
FAVOUR: Final = (0.3, 1.0)
"""How likely a delegation is to favour a question: drawn once for each, between these."""
AWAY: Final = "none"
CHOICES: Final = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAIN, AWAY)


@dataclass
class Negotiating:
    """The secretariat, the chair and the delegations at work; `seed` decides how they vote.

    A recorded vote is an act for each delegation, so of those there are as many as fit into
    `votes`; after that the meeting counts hands, or nobody objects.
    """

    company: Company
    pace: Pace
    seed: int
    votes: int
    present: Sequence[str]
    decided: Callable[[], None] = field(default=lambda: None)
    """Told after every question that was decided."""

    def screen(self) -> None:
        """Admit what has an Arabic text, and bring up to date what clashed with a publication."""
        for row in self._rows((AmendmentState.SUBMITTED,)):
            if newest(row).text is not None or newest(row).text_en is None:
                with self.pace.after(20):
                    amendments.admit(row.id, self.company.secretary)
        for row in self._rows(UNDECIDED):
            if row.needs_rebasing:
                self._restate(row)

    def agree(self) -> None:
        """Let every sponsor who was asked consent to the compromises."""
        for row in self._rows(UNDECIDED):
            if row.route is not Route.COMPROMISE:
                continue
            awaited = agreement_on(row, replaced_by(row.id)).awaited
            for delegation, delegation_id in self.company.delegations.items():
                if delegation_id in awaited:
                    with self.pace.after(20):
                        amendments.give_consent(row.id, self.company.delegate(delegation))

    def finish_open(self) -> None:
        """Let those who have not voted vote, and close what is open in the hall."""
        query = select(Ballot.id).where(
            Ballot.declaration_id == self.company.declaration_id,
            Ballot.state == BallotState.OPEN,
            Ballot.sitting_id.is_not(None),
        )
        for ballot_id in db.session.scalars(query).all():
            voted = select(Vote.delegation_id).where(Vote.ballot_id == ballot_id)
            already = set(db.session.scalars(voted))
            waiting = [
                each for each in self.present if self.company.delegations[each] not in already
            ]
            self._vote(ballot_id, Method.RECORDED, self._draw("open"), waiting)
            if self._close(ballot_id) is Outcome.ADOPTED:
                self._rule(ballot_id)

    def decide(self, clause_ids: Sequence[int]) -> None:
        """Put everything undecided on these clauses to the vote."""
        for clause_id in clause_ids:
            while rows := self._rows(UNDECIDED, clause_id):
                ready = [row for row in rows if not row.needs_rebasing]
                if not ready:
                    self._restate(rows[0])
                    continue
                self._put(_first(ready))

    def clauses_with_amendments(self) -> list[int]:
        """Clauses on which something is undecided, additions too."""
        query = (
            select(Amendment.clause_id)
            .where(
                Amendment.declaration_id == self.company.declaration_id,
                Amendment.state.in_(UNDECIDED),
            )
            .distinct()
            .order_by(Amendment.clause_id)
        )
        return [each for each in db.session.scalars(query) if each is not None]

    def _rows(
        self, states: Sequence[AmendmentState], clause_id: int | None = None
    ) -> Sequence[Amendment]:
        return amendments_of(self.company.declaration_id, states=states, clause_id=clause_id)

    def _draw(self, what: str) -> Random:
        return Random(f"{self.seed}:{what}")  # noqa: S311

    def _restate(self, row: Amendment) -> None:
        """The proposer keeps to its own words where they clash; what is left of nothing goes."""
        main, wording, row_id = main_sponsor(row), newest(row), row.id
        assert main is not None
        proposer = self.company.delegate(main.delegation.key)
        base, text = wording.base_text, wording.text
        current = _standing(row)
        assert text is not None
        merged = rebase(base, text, current)
        own = merged.resolve({each.number: each.options["proposal"] for each in merged.conflicts})
        with self.pace.after(60):
            if own.text in (None, "", current):
                amendments.withdraw(row_id, proposer)
            else:
                amendments.restate(row_id, own.text or "", proposer)

    def _put(self, row: Amendment) -> None:
        together = self._package(row)
        if not together:
            return
        ids = [each.id for each in together]
        for each in together:
            if each.state is AmendmentState.ADMISSIBLE:
                with self.pace.after(5):
                    amendments.schedule(each.id, self.company.secretary)
        rng = self._draw(f"{row.number}{row.part}")
        parent_id = row.parent_id
        ballot_id = self._open(
            voting.Put(
                question=Question.PACKAGE if len(ids) > 1 else Question.AMENDMENT,
                method=self._method(rng),
                amendments=tuple(ids),
            ),
            rng,
        )
        if self._close(ballot_id) is Outcome.ADOPTED:
            if parent_id is not None:
                with self.pace.after(60):
                    merge_into_parent(
                        parent_id, ParentPlan(chosen=(ids[0],)), self.company.secretary
                    )
            self._rule(ballot_id)
        self.decided()

    def _package(self, row: Amendment) -> list[Amendment]:
        """What is put together with it; a package that is no longer whole is dissolved."""
        if row.package is None:
            return [row]
        query = select(Amendment.state).where(
            Amendment.declaration_id == row.declaration_id, Amendment.package == row.package
        )
        if all(state in UNDECIDED for state in db.session.scalars(query)):
            return [each for each in self._rows(UNDECIDED) if each.package == row.package]
        with self.pace.after(5):
            amendments.unpack(row.id, self.company.secretary)
        return []

    def _method(self, rng: Random) -> Method:
        method = rng.choices(METHODS, weights=(6, 1, 2, 1))[0]
        if method in BY_NAME and self.votes < len(self.present):
            return Method.SHOW_OF_HANDS
        return method

    def _open(self, put: voting.Put, rng: Random) -> int:
        """Open the ballot and let the hall answer; gives the ballot's id."""
        with self.pace.after(60):
            number = voting.open_ballot(self.company.declaration_id, put, self.company.chair)
        ballot_id = self._ballot(number)
        if put.method in BY_NAME:
            self._vote(ballot_id, put.method, rng, self.present)
        elif put.method is Method.SHOW_OF_HANDS:
            favour = rng.uniform(*FAVOUR)
            drawn = [_drawn(rng, favour) for _ in self.present]
            counted = Tally(*(drawn.count(choice) for choice in Choice))
            with self.pace.after(30):
                voting.enter_totals(ballot_id, counted, self.company.chair)
        elif put.question is not Question.DECLARATION and rng.random() < 0.25:
            objecting = self.company.delegate(rng.choice(self.present))
            with self.pace.after(10):
                voting.raise_objection(
                    ballot_id, "نرى الإبقاء على النص الوارد في المشروع.", objecting
                )
        return ballot_id

    def _ballot(self, number: int) -> int:
        query = select(Ballot.id).where(
            Ballot.declaration_id == self.company.declaration_id, Ballot.number == number
        )
        return db.session.scalars(query).one()

    def _vote(self, ballot_id: int, method: Method, rng: Random, voters: Sequence[str]) -> None:
        favour = rng.uniform(*FAVOUR)
        self.votes -= len(voters)
        for delegation in voters:
            choice = _drawn(rng, favour)
            if choice is None:
                continue
            voter = self.company.voter(delegation, method)
            with self.pace.after(1):
                voting.cast(ballot_id, choice, voter)
            if rng.random() < 0.03:
                with self.pace.after(1):
                    voting.cast(ballot_id, Choice.ABSTAIN, voter)

    def _close(self, ballot_id: int) -> Outcome:
        with self.pace.after(20):
            return closing.close(ballot_id, self.company.chair)

    def _rule(self, ballot_id: int) -> None:
        """Confirm what is proposed to follow from an adoption, one ruling after the other."""
        query = select(Ballot).where(Ballot.id == ballot_id).options(selectinload(Ballot.subjects))
        follows = [
            (each.amendment.id, each.consequence.fate, each.adopted.id)
            for each in proposed_after(db.session.scalars(query).one())
            if each.ruled is None
        ]
        for amendment_id, fate, adopted_id in follows:
            if db.session.get_one(Amendment, amendment_id).state in UNDECIDED:
                with self.pace.after(15):
                    rule_consequence(amendment_id, fate, adopted_id, self.company.chair)


def _first(rows: Sequence[Amendment]) -> Amendment:
    """What is put next: amendments to amendments, then the furthest removed in substance."""
    if children := [row for row in rows if row.parent_id is not None]:
        return children[0]
    by_id = {row.id: row for row in rows}
    base = newest(rows[0]).base_text or ""
    texts = {row.id: proposed_text(newest(row), base) for row in rows}
    return by_id[voting_order(base, texts)[0].id]


def _standing(row: Amendment) -> str:
    """The words the amendment would have to be made against now."""
    if row.parent_id is not None:
        return newest(amendment_shown(row.parent_id)).text or ""
    version = newest_version(row.clause_id or 0)
    return version.text if version else ""


def _drawn(rng: Random, favour: float) -> Choice | None:
    """One delegation's answer; None, it does not vote."""
    weights = (favour, 1.15 - favour, 0.12, 0.03)
    drawn = rng.choices(CHOICES, weights=weights)[0]
    return drawn if isinstance(drawn, Choice) else None
