"""What delegations do with the sample's amendments, from the draft to the list of what is voted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import select

from declaration.amendments import operations as amendments
from declaration.amendments.models import AmendmentRevision
from declaration.amendments.wording import Wording
from declaration.drafting.models import ClauseKind
from declaration.drafting.queries import clause_named, versions_of
from declaration.extensions import db
from declaration.journal import Actor, Channel
from declaration.procedure.states import AmendmentState
from declaration.sample.amendments import ARABIC, ENGLISH, SampleAmendment
from declaration.sample.company import Company
from declaration.sample.pace import Pace

UNSCREENED: Final = frozenset({AmendmentState.DRAFT, AmendmentState.SUBMITTED})
GIVEN: Final = "given"


@dataclass
class Proposing:
    """The amendments of a play: `ids` are their rows, by the names the sample gives them."""

    company: Company
    pace: Pace
    ids: dict[str, int] = field(default_factory=dict)

    def propose(self, told: SampleAmendment) -> None:
        """Hand an amendment in, let others join it, and screen it, as far as it is told."""
        proposer = self.company.delegate(told.by)
        if told.late:
            self.ids[told.id] = self._enter(told)
        elif told.replaces:
            self.ids[told.id] = self._compromise(told, proposer)
        else:
            with self.pace.after(300):
                self.ids[told.id] = self._draft(told, proposer)
            if told.state is AmendmentState.DRAFT:
                return
            with self.pace.after():
                amendments.submit(self.ids[told.id], proposer)
        if told.state not in UNSCREENED:
            self._screen(told)

    def _draft(self, told: SampleAmendment, proposer: Actor) -> int:
        return amendments.save_draft(
            self.company.declaration_id,
            wording_of(told),
            proposer,
            clause_key=None if told.adds else told.clause,
            base_version_id=self._version_id(told),
            parent_id=self.ids[told.parent] if told.parent else None,
        )

    def _version_id(self, told: SampleAmendment) -> int | None:
        if not told.version:
            return None
        clause = clause_named(self.company.declaration_id, told.clause)
        return next(v.id for v in versions_of(clause.id) if v.number == told.version)

    def _enter(self, told: SampleAmendment) -> int:
        """The secretariat hands in what came on paper after the window had closed."""
        by = self.company.secretary.on_behalf_of(
            self.company.delegations[told.by], told.by, Channel.ON_BEHALF
        )
        with self.pace.after(300):
            return amendments.enter(
                self.company.declaration_id,
                wording_of(told),
                by,
                clause_key=None if told.adds else told.clause,
            )

    def _compromise(self, told: SampleAmendment, proposer: Actor) -> int:
        with self.pace.after(900):
            return amendments.propose_compromise(
                [self.ids[name] for name in told.replaces], wording_of(told), proposer
            )

    def _screen(self, told: SampleAmendment) -> None:
        row, secretary = self.ids[told.id], self.company.secretary
        if told.state is AmendmentState.INADMISSIBLE:
            with self.pace.after(240):
                amendments.refuse(row, told.because[ARABIC], secretary)
            return
        with self.pace.after(240):
            amendments.admit(row, secretary)
        for delegation in told.co_sponsors:
            with self.pace.after(60):
                amendments.co_sponsor(row, self.company.delegate(delegation))
        for delegation, answer in told.consents.items():
            if answer == GIVEN:
                with self.pace.after(600):
                    amendments.give_consent(row, self.company.delegate(delegation))
        if told.recommendation is not None:
            with self.pace.after(300):
                amendments.recommend(
                    row,
                    told.recommendation.advice,
                    secretary,
                    note=told.recommendation.note[ARABIC],
                    shown=True,
                )

    def pack(self, names: Iterable[str]) -> None:
        """Bind amendments into a package."""
        with self.pace.after(300):
            amendments.pack([self.ids[name] for name in names], self.company.secretary)

    def divide(self, whole: SampleAmendment, parts: Sequence[SampleAmendment]) -> None:
        """Divide an amendment; its parts are known by their words."""
        with self.pace.after(300):
            rows = amendments.divide(self.ids[whole.id], self.company.secretary)
        query = select(AmendmentRevision).where(AmendmentRevision.amendment_id.in_(rows))
        words = {said.text: said.amendment_id for said in db.session.scalars(query)}
        for part in parts:
            self.ids[part.id] = words[part.text[ARABIC]]

    def withdraw(self, told: SampleAmendment) -> None:
        """Take an amendment back."""
        with self.pace.after():
            amendments.withdraw(self.ids[told.id], self.company.delegate(told.by))

    def schedule(self, name: str) -> None:
        """Put an amendment on the list of what will be voted."""
        with self.pace.after():
            amendments.schedule(self.ids[name], self.company.secretary)


def wording_of(told: SampleAmendment) -> Wording:
    """What the amendment proposes, as a delegate would type it."""
    return Wording(
        text=told.text.get(ARABIC),
        text_en=told.text.get(ENGLISH),
        removes=told.removes,
        moves=told.moves or told.adds is not None,
        after=told.after,
        kind=ClauseKind(told.adds) if told.adds else None,
        rationale=told.rationale[ARABIC] or told.rationale[ENGLISH],
    )
