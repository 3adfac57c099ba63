"""From the last decided amendment to the last signature."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Final

from sqlalchemy import select

from declaration.amendments.models import Amendment
from declaration.amendments.queries import amendments_of
from declaration.drafting.models import Origin
from declaration.drafting.queries import revision_text, revisions_of
from declaration.endorsement import freezing
from declaration.endorsement import operations as endorsement
from declaration.extensions import db
from declaration.merging.composing import compose, place_name
from declaration.merging.operations import Plan, publish
from declaration.merging.outlooks import gone_places, inputs_of
from declaration.merging.weaving import Numbered
from declaration.plenary import stages
from declaration.procedure.statements import StatementKind
from declaration.procedure.states import AmendmentState, ClauseState, Method, Outcome, Question
from declaration.sample.company import Company
from declaration.sample.pace import Pace
from declaration.text import Clash, Id, Misfit
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.models import Ballot

AT_ONCE: Final = 250
"""Amendments in one revision: the entry that names each of them has to fit into the record."""

RESERVATION: Final = "نفهم من هذا الإعلان أنه لا يرتب على مدينتنا التزاماً مالياً جديداً."


class NotAdopted(Exception):
    """The declaration as a whole found no majority; the rehearsal cannot go on."""


@dataclass
class Concluding:
    """The desk, the adoption, the freeze and the signatures."""

    company: Company
    pace: Pace
    fingerprint: str = field(default="")

    def adopted(self) -> list[Amendment]:
        """What was adopted and is not in the text yet."""
        rows = amendments_of(self.company.declaration_id, states=(AmendmentState.ADOPTED,))
        return [row for row in rows if row.parent_id is None]

    def merge(self) -> None:
        """Publish everything adopted, every conflict with agreed words: one revision, or several.

        What is adopted on one clause is never parted.
        """
        while rows := _at_once(self.adopted()):
            self._publish(rows)

    def _publish(self, rows: Sequence[Amendment]) -> None:
        text = revision_text(self.company.declaration_id)
        places: dict[str, tuple[int, ...]] = {}

        def settled(misfit: Misfit) -> Sequence[Id]:
            prevails = misfit.ids[:1] if misfit.clash is Clash.MOVED_TWO_WAYS else misfit.ids
            places[place_name(misfit)] = tuple(int(each) for each in prevails)
            return prevails

        composition = compose(
            text.clauses,
            inputs_of(rows),
            agreed=lambda _clause: agreed_words,
            places=settled,
            gone=gone_places(text, rows),
        )
        plan = Plan(
            chosen=tuple(row.id for row in rows),
            seen={
                placed.clause_id: placed.version
                for row in rows
                if (placed := text.by_id(row.clause_id or 0))
            },
            resolutions={clause: woven.agreed for clause, woven in composition.texts.items()},
            places=places,
            symbol=self._symbol(),
        )
        with self.pace.after(1800):
            publish(self.company.declaration_id, plan, self.company.secretary)

    def _symbol(self) -> str:
        used = {revision.symbol for revision in revisions_of(self.company.declaration_id)}
        return next(symbol for n in range(1, 1000) if (symbol := f"Rev.{n}") not in used)

    def adopt(self) -> None:
        """Settle what nobody changed, vote on what was amended, adopt the whole."""
        lapsing = [row.id for row in stages.lapsing(self.company.declaration_id)]
        with self.pace.after(600):
            stages.begin_adoption(
                self.company.declaration_id, self.company.secretary, listed=lapsing
            )
        for clause_id, version_id, amended in self._clauses():
            if amended:
                self._by_consensus(
                    voting.Put(
                        question=Question.CLAUSE,
                        method=Method.CONSENSUS,
                        version_id=version_id,
                    )
                )
            else:
                with self.pace.after(5):
                    stages.settle_clause(clause_id, self.company.chair)
        whole = voting.Put(
            question=Question.DECLARATION,
            method=Method.CONSENSUS,
            revision_id=revision_text(self.company.declaration_id).id,
        )
        if self._by_consensus(whole) is not Outcome.ADOPTED:
            raise NotAdopted
        with self.pace.after(60):
            stages.adopt(self.company.declaration_id, self.company.secretary)

    def _clauses(self) -> list[tuple[int, int, bool]]:
        """Clause, version, and whether amendments made it; those that are still open."""
        return [
            (each.clause_id, each.version_id, each.origin is Origin.MERGE)
            for each in revision_text(self.company.declaration_id).clauses
            if each.state is ClauseState.OPEN
        ]

    def _by_consensus(self, put: voting.Put) -> Outcome:
        with self.pace.after(20):
            number = voting.open_ballot(self.company.declaration_id, put, self.company.chair)
        query = select(Ballot.id).where(
            Ballot.declaration_id == self.company.declaration_id, Ballot.number == number
        )
        ballot_id = db.session.scalars(query).one()
        with self.pace.after(20):
            return closing.close(ballot_id, self.company.chair)

    def freeze(self) -> None:
        """Fix the text for ever."""
        with self.pace.after(600):
            self.fingerprint = freezing.freeze(self.company.declaration_id, self.company.secretary)

    def sign(self, delegations: Sequence[str]) -> None:
        """Lodge, accept and sign for each of these; the first makes a reservation."""
        for place, delegation in enumerate(delegations):
            signatory = self.company.signatory(delegation)
            with self.pace.after(30):
                mandate = endorsement.lodge_mandate(self.company.declaration_id, None, signatory)
            with self.pace.after(30):
                endorsement.decide_mandate(mandate, self.company.secretary, accept=True)
            signature = endorsement.Signature(
                name=f"الموقِّع عن وفد {delegation}",
                office="رئيس المدينة",
                statement=RESERVATION if place == 0 else "",
                kind=StatementKind.RESERVATION,
            )
            with self.pace.after(30):
                endorsement.endorse(
                    self.company.declaration_id,
                    signature,
                    signatory,
                    fingerprint=self.fingerprint,
                    signed_in_again=True,
                )


def _at_once(rows: Sequence[Amendment]) -> list[Amendment]:
    """As many of them as one revision takes, clause by clause; all of one clause in any case."""
    taken: list[Amendment] = []
    in_order = sorted(rows, key=lambda row: (row.clause_id or 0, row.id))
    for _clause, group in groupby(in_order, key=lambda row: row.clause_id):
        more = list(group)
        if taken and len(taken) + len(more) > AT_ONCE:
            break
        taken += more
    return taken


def agreed_words(conflict: Numbered) -> str:
    """What a desk would agree on here: both wordings, one after the other, without repeating."""
    wordings = dict.fromkeys(words.strip() for words in conflict.conflict.options.values())
    return " ".join(words for words in wordings if words)
