"""Whole clauses through random acts, with real Arabic texts and the real engine."""

from dataclasses import dataclass, replace

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from declaration.procedure import (
    AMENDMENT,
    CLAUSE,
    Act,
    AmendmentState,
    ClauseState,
    DeclarationState,
    Facts,
    Fate,
    Outcome,
    Question,
    Refusal,
    after,
    possible,
)
from declaration.procedure.consequences import FATES, consequence, excluded_by
from declaration.procedure.substance import Substance, substance
from declaration.procedure.voting_order import voting_order
from declaration.text import merge, rebase

A = AmendmentState
CLAUSES = [
    "تلتزم المدن بتخصيص 20% من ميزانياتها لبرامج التعلم مدى الحياة بحلول عام 2030.",
    "ندعو البلديات والجامعات إلى إتاحة مرافقها للمتعلمين من جميع الأعمار، مجاناً.",
    "تنشئ الشبكة لجنة للمتابعة، وترفع اللجنة تقريراً سنوياً إلى المدن الأعضاء.",
]
ALONE = Facts(
    is_in_the_text=False, parent_awaits_its_vote=True, children_put=0, undecided_children=0
)
WORDS = ["المدن", "كافة", "بحلول", "2035", "30%", "والنساء", "الشركاء", "المحلية", "مجاناً،", "لا"]


@dataclass
class Proposal:
    """An amendment as a room would keep it."""

    text: str | None
    state: AmendmentState = A.DRAFT
    is_current: bool = True


class Clause(RuleBasedStateMachine):
    """One clause in negotiation, with the amendments to it."""

    def __init__(self) -> None:
        super().__init__()
        self.base = CLAUSES[0]
        self.state = ClauseState.OPEN
        self.amendments: dict[int, Proposal] = {}
        self.submitted: set[int] = set()
        self.adopted_on_base: set[int] = set()
        self.ruled_otherwise: set[frozenset[int]] = set()
        self.entries: list[tuple[int, Act]] = []
        self.moved = 0

    @precondition(lambda self: not self.amendments)
    @rule(clause=st.sampled_from(CLAUSES))
    def another_clause(self, clause: str) -> None:
        self.base = clause

    @precondition(lambda self: len(self.amendments) < 6)
    @rule(data=st.data())
    def somebody_drafts(self, data: st.DataObject) -> None:
        self.amendments[len(self.amendments) + 1] = Proposal(self.some_text(data))

    @rule(data=st.data())
    def one_goes_the_straight_way(self, data: st.DataObject) -> None:
        number = len(self.amendments) + 1
        if number > 8:
            return
        self.amendments[number] = Proposal(self.some_text(data))
        facts = replace(
            ALONE,
            stage=DeclarationState.NEGOTIATION,
            amendments_open=True,
            changes_something=True,
            arabic_is_confirmed=True,
            scope_is_clear=True,
            on_current_version=True,
        )
        for act in (Act.SUBMIT, Act.ADMIT, Act.SCHEDULE):
            assert self.move(number, act, facts)
        self.submitted.add(number)

    @precondition(lambda self: bool(self.amendments))
    @rule(data=st.data())
    def somebody_acts(self, data: st.DataObject) -> None:
        number = data.draw(st.sampled_from(sorted(self.amendments)))
        amendment = self.amendments[number]
        offered = possible(AMENDMENT, amendment.state)
        if not offered:
            return
        act = data.draw(st.sampled_from(offered))
        if act in {Act.OPEN_BALLOT, Act.RULE_CONSEQUENCE, Act.DIVIDE, Act.GIVE_CONSENT}:
            return
        text = self.some_text(data) if act is Act.REVISE else amendment.text
        if act is Act.TAKE_OVER:
            amendment.is_current = False
        facts = replace(
            ALONE,
            reason=data.draw(st.sampled_from(["", "مبرر"])),
            stage=DeclarationState.NEGOTIATION,
            amendments_open=data.draw(st.booleans()),
            changes_something=text != self.base,
            arabic_is_confirmed=data.draw(st.booleans()),
            scope_is_clear=substance(self.base, text) is not Substance.REPLACES,
            on_current_version=amendment.is_current,
            was_admissible=False,
        )
        if self.move(number, act, facts):
            if act is Act.REVISE:
                amendment.text, amendment.is_current = text, True
            if act is Act.RESTATE:
                amendment.text, amendment.is_current = self.some_text(data), True
            if act in {Act.SUBMIT, Act.PROPOSE_COMPROMISE}:
                assert facts.amendments_open or act is Act.PROPOSE_COMPROMISE
                self.submitted.add(number)

    @rule(votes=st.lists(st.booleans(), min_size=1, max_size=5), otherwise=st.booleans())
    def the_furthest_removed_is_put(self, votes: list[bool], otherwise: bool) -> None:
        scheduled = {
            number: one.text
            for number, one in self.amendments.items()
            if one.state is A.SCHEDULED and one.is_current
        }
        if not scheduled:
            return
        number = voting_order(self.base, scheduled)[0].id
        adopted = {one: self.amendments[one].text for one in self.adopted_on_base}
        ruled = {one for one in adopted if frozenset({one, number}) in self.ruled_otherwise}
        rivals = set(excluded_by(self.base, scheduled[number], adopted)) - ruled
        ready = replace(
            ALONE,
            on_current_version=True,
            notice_is_over=True,
            adopted_rivals=len(rivals),
        )
        if rivals:
            assert not self.move(number, Act.OPEN_BALLOT, ready)
            assert self.move(number, Act.RULE_CONSEQUENCE, replace(ALONE, fate=Fate.FALLS))
            return
        assert self.move(number, Act.OPEN_BALLOT, ready)
        assert not self.move(number, Act.WITHDRAW, ALONE)
        carried = 2 * votes.count(True) > len(votes)
        outcome = Outcome.ADOPTED if carried else Outcome.REJECTED
        facts = Facts(question=Question.AMENDMENT, outcome=outcome)
        assert self.move(number, Act.CLOSE_BALLOT, facts)
        if carried:
            self.adopted_on_base.add(number)
            self.the_chair_rules(number, otherwise)

    def the_chair_rules(self, adopted: int, otherwise: bool) -> None:
        for number, one in self.amendments.items():
            if one.state not in {A.ADMISSIBLE, A.SCHEDULED} or not one.is_current:
                continue
            fate = consequence(self.base, self.amendments[adopted].text, one.text).fate
            if fate is Fate.FALLS and otherwise:
                self.ruled_otherwise.add(frozenset({adopted, number}))
                fate = Fate.STAYS
            assert self.move(
                number, Act.RULE_CONSEQUENCE, replace(ALONE, fate=fate, reason="قرار الرئيس")
            )

    @precondition(lambda self: bool(self.adopted_on_base))
    @rule()
    def the_desk_publishes(self) -> None:
        inputs = {n: self.amendments[n].text for n in self.adopted_on_base}
        if any(text is None for text in inputs.values()):
            return
        merged = merge(self.base, {n: text or "" for n, text in inputs.items()})
        wordings = {
            c.number: " ".join(dict.fromkeys(filter(None, c.options.values())))
            for c in merged.conflicts
        }
        text = merged.resolve(wordings).text
        assert text is not None
        if merged.conflicts and not self.ruled_otherwise:
            assert all(FATES[c.reason] is not Fate.FALLS for c in merged.conflicts)
        for number in self.adopted_on_base:
            assert self.move(number, Act.PUBLISH, Facts())
        self.publish(text)

    def publish(self, text: str) -> None:
        self.state = after(CLAUSE, self.state, Act.PUBLISH, Facts())
        assert self.state is ClauseState.OPEN
        for one in self.amendments.values():
            if one.state in {A.DRAFT, A.SUBMITTED, A.ADMISSIBLE, A.SCHEDULED} and one.is_current:
                restated = rebase(self.base, one.text, text).text if one.text else one.text
                one.is_current = one.text is None or restated is not None
                one.text = restated or one.text
        self.base = text
        self.adopted_on_base.clear()
        self.ruled_otherwise.clear()

    def some_text(self, data: st.DataObject) -> str | None:
        kind = data.draw(st.sampled_from(["replace", "insert", "delete", "clause"]))
        words = self.base.split()
        if kind == "clause":
            return None
        at = data.draw(st.integers(0, len(words) - 1))
        until = at if kind == "insert" else min(len(words), at + data.draw(st.integers(1, 3)))
        new = (
            []
            if kind == "delete"
            else data.draw(st.lists(st.sampled_from(WORDS), min_size=1, max_size=2))
        )
        return " ".join([*words[:at], *new, *words[until:]]) or None

    def move(self, number: int, act: Act, facts: Facts) -> bool:
        amendment = self.amendments[number]
        try:
            amendment.state = after(AMENDMENT, amendment.state, act, facts)
        except Refusal:
            return False
        self.entries.append((number, act))
        self.moved += 1
        return True

    @invariant()
    def nothing_adopted_falls(self) -> None:
        adopted = [n for n in self.adopted_on_base if self.amendments[n].state is A.ADOPTED]
        assert set(adopted) == self.adopted_on_base
        for one in adopted:
            for other in adopted:
                if one >= other or frozenset({one, other}) in self.ruled_otherwise:
                    continue
                texts = self.amendments[one].text, self.amendments[other].text
                assert consequence(self.base, *texts).fate is not Fate.FALLS

    @invariant()
    def nothing_submitted_is_lost(self) -> None:
        unseen = {A.DRAFT, A.DISCARDED}
        assert self.submitted == {n for n, a in self.amendments.items() if a.state not in unseen}

    @invariant()
    def every_act_is_journalled(self) -> None:
        assert len(self.entries) == self.moved

    @invariant()
    def the_journal_replays_to_the_same_end(self) -> None:
        opened = {n for n, act in self.entries if act is Act.OPEN_BALLOT}
        decided = {n for n, act in self.entries if act is Act.CLOSE_BALLOT}
        assert opened == decided
        for number, one in self.amendments.items():
            if one.state in {A.ADOPTED, A.MERGED, A.REJECTED}:
                assert number in decided


TestClause = Clause.TestCase
TestClause.settings = settings(deadline=None, stateful_step_count=30, max_examples=150)
