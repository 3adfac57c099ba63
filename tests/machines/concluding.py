"""Random people settle clauses, change the stage, freeze, sign, and take back what they signed."""

from datetime import timedelta

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from declaration.drafting import operations as drafting
from declaration.endorsement import freezing
from declaration.endorsement import operations as endorsement
from declaration.endorsement.models import Endorsement
from declaration.extensions import db
from declaration.files.keeping import receive
from declaration.plenary import stages
from declaration.procedure import FORUM, Act, Method, Outcome, Question, StatementKind
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.endorsement.situations import SIGNATURE
from tests.files.papers import PDF
from tests.machines.company import CITIES, DELEGATES, Company, now_and_then, seldom
from tests.machines.wordings import REASONS

STAGES = {
    Act.ADOPT_DECLARATION: stages.adopt,
    Act.FREEZE: freezing.freeze,
    Act.CLOSE_DECLARATION: stages.close,
}


class Concluding(Company):
    """Rules about the declaration as a whole, and about those who join it."""

    @seldom
    @rule(data=st.data())
    def a_clause_is_settled(self, data: st.DataObject) -> None:
        clause = data.draw(st.sampled_from(self.clauses()))["id"]
        who = self.likely(data, "chair")
        self.try_(
            Act.SETTLE_CLAUSE, who, lambda: stages.settle_clause(clause, self.hall.actor(who))
        )

    @seldom
    @rule(data=st.data(), reason=REASONS)
    def a_clause_is_reopened(self, data: st.DataObject, reason: str) -> None:
        clause = data.draw(st.sampled_from(self.clauses()))["id"]
        who = self.likely(data, "chair")
        self.try_(
            Act.REOPEN_CLAUSE,
            who,
            lambda: stages.reopen_clause(clause, reason, self.hall.actor(who)),
        )

    @seldom
    @rule(hours=st.sampled_from([48, 300, -3]))
    def the_window_is_set(self, hours: int) -> None:
        by = self.hall.actor("secretariat")
        opens = self.hall.now - timedelta(hours=1)
        closes = self.hall.now + timedelta(hours=hours)
        self.try_(
            Act.SET_WINDOW,
            by,
            lambda: drafting.set_window(self.text_id, opens=opens, closes=closes, by=by),
        )

    @precondition(lambda self: self.stage() == "negotiation")
    @rule(data=st.data(), really=st.integers(0, 5), hastily=now_and_then)
    def adoption_begins(self, data: st.DataObject, really: int, hastily: bool) -> None:
        """One time in three; now and then without having looked at what lapses."""
        if really > 1:
            return
        listed = [] if hastily else [row.id for row in stages.lapsing(self.text_id)]
        who = self.likely(data, "secretariat")
        self.try_(
            Act.BEGIN_ADOPTION,
            who,
            lambda: stages.begin_adoption(self.text_id, self.hall.actor(who), listed=listed),
        )

    @precondition(lambda self: self.stage() in ("adoption", "adopted"))
    @rule(data=st.data(), reason=REASONS)
    def negotiation_is_resumed(self, data: st.DataObject, reason: str) -> None:
        who = self.likely(data, "secretariat")
        self.try_(
            Act.RESUME_NEGOTIATION,
            who,
            lambda: stages.resume_negotiation(self.text_id, reason, self.hall.actor(who)),
        )

    @precondition(lambda self: self.stage() == "adoption")
    @rule(data=st.data())
    def all_that_is_left_is_put(self, data: st.DataObject) -> None:
        """Clause by clause, then the whole, by consensus; now and then somebody objects."""
        asked = [
            Put(question=Question.CLAUSE, method=Method.CONSENSUS, version_id=row["version_id"])
            for row in self.clauses()
            if row["state"] in ("open", "settled")
        ]
        revision = self.hall.value("SELECT max(id) FROM revision")
        whole = Put(question=Question.DECLARATION, method=Method.CONSENSUS, revision_id=revision)
        for put in [*asked, whole]:
            if self._by_consensus(put, objects=data.draw(now_and_then)) is None:
                return

    def _by_consensus(self, put: Put, *, objects: bool) -> Outcome | None:
        chair = self.hall.actor("chair")
        opened = self.try_(
            Act.OPEN_BALLOT, chair, lambda: voting.open_ballot(self.text_id, put, chair)
        )
        if opened.value is None:
            return None
        id_ = self.hall.value("SELECT id FROM ballot WHERE number = ?", opened.value)
        if objects:
            by = self.hall.actor("delegate.tunis")
            self.try_(Act.OBJECT, by, lambda: voting.raise_objection(id_, "", by))
        return self.try_(Act.CLOSE_BALLOT, chair, lambda: closing.close(id_, chair)).value

    @precondition(lambda self: self.stage() in ("adoption", "adopted", "frozen"))
    @rule(data=st.data())
    def the_declaration_goes_on(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(STAGES)))
        if self.stage() == "adopted" and not data.draw(now_and_then):
            name = Act.FREEZE
        if name is Act.CLOSE_DECLARATION and not data.draw(now_and_then):
            return
        who = self.likely(data, "secretariat")
        self.try_(name, who, lambda: STAGES[name](self.text_id, self.hall.actor(who)))

    @precondition(lambda self: self.stage() in ("adopted", "frozen", "closed"))
    @rule(data=st.data(), city=st.sampled_from(CITIES), reason=REASONS)
    def a_mandate_is_lodged_and_checked(self, data: st.DataObject, city: str, reason: str) -> None:
        by = self.hall.actor(f"delegate.{city}")
        lodged = self.try_(
            Act.LODGE_MANDATE, by, lambda: endorsement.lodge_mandate(self.text_id, None, by)
        )
        if lodged.value is None:
            return
        mandate, accept = lodged.value, not data.draw(now_and_then)
        who = self.likely(data, "secretariat")
        self.try_(
            Act.ACCEPT_MANDATE if accept else Act.REFUSE_MANDATE,
            who,
            lambda: endorsement.decide_mandate(
                mandate, self.hall.actor(who), accept=accept, reason=reason
            ),
        )

    @precondition(lambda self: self.stage() in ("adopted", "frozen", "closed"))
    @rule(data=st.data(), again=st.booleans(), other=now_and_then)
    def somebody_signs(self, data: st.DataObject, again: bool, other: bool) -> None:
        """Having read this text or another, signed in again or not."""
        rows = self.hall.ask("SELECT fingerprint FROM freeze")
        fingerprint = rows[0]["fingerprint"] if rows and not other else "0" * 64
        who = self.likely(data, "signatory.yanbu")
        tried = self.try_(
            Act.ENDORSE,
            who,
            lambda: endorsement.endorse(
                self.text_id,
                SIGNATURE,
                self.hall.actor(who),
                fingerprint=fingerprint,
                signed_in_again=again,
            ),
        )
        assert not tried.done or (again and rows and not other)

    @precondition(lambda self: self.stage() in ("frozen", "closed"))
    @rule(data=st.data(), city=st.sampled_from(CITIES))
    def a_signature_on_paper_is_recorded(self, data: st.DataObject, city: str) -> None:
        delegation = self.hall.value("SELECT id FROM delegation WHERE key = ?", city)
        scan = receive(PDF, "صفحة التوقيع.pdf")
        who = self.likely(data, "secretariat")
        self.try_(
            Act.RECORD_PAPER_SIGNATURE,
            who,
            lambda: endorsement.record_paper_signature(
                self.text_id, delegation, scan, SIGNATURE, self.hall.actor(who)
            ),
            on_behalf=city,
        )

    @precondition(lambda self: bool(self.hall.ask("SELECT 1 FROM endorsement")))
    @rule(data=st.data(), reason=REASONS)
    def a_signature_is_taken_back(self, data: st.DataObject, reason: str) -> None:
        ids = [row[0] for row in self.hall.ask("SELECT id FROM endorsement ORDER BY id")]
        signature = data.draw(st.sampled_from(ids))
        who = self.likely(data, "signatory.yanbu")
        self.try_(
            Act.WITHDRAW_ENDORSEMENT,
            who,
            lambda: endorsement.withdraw_endorsement(
                signature, self.hall.actor(who), reason=reason
            ),
        )
        assert db.session.get(Endorsement, signature) is not None

    @precondition(lambda self: bool(self.ballots("open", "closed")))
    @seldom
    @rule(data=st.data(), kind=st.sampled_from(StatementKind))
    def somebody_explains(self, data: st.DataObject, kind: StatementKind) -> None:
        ballot = data.draw(st.sampled_from(self.ballots("open", "closed")))["id"]
        who = self.likely(data, *DELEGATES)
        by = self.hall.actor(who)
        self.try_(
            Act.MAKE_STATEMENT,
            who,
            lambda: endorsement.make_statement(
                ballot, kind, "نتمسك بما أعلناه في الجلسة.", by, FORUM
            ),
        )
