"""Random people propose, support, reword, screen, divide and bind amendments."""

from collections.abc import Callable
from sqlite3 import Row
from typing import Final

from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.procedure import MACHINES, Act, AmendmentState, Substance, possible
from declaration.text import separate
from tests.machines.company import CITIES, DELEGATES, Company, now_and_then, seldom
from tests.machines.wordings import REASONS, changed_twice, edited, prose

ENGLISH: Final = "Cities shall make learning available to all residents."

LEADERS: Final = {
    Act.SAVE_DRAFT,
    Act.DISCARD_DRAFT,
    Act.SUBMIT,
    Act.SPLIT,
    Act.REVISE,
    Act.RESTATE,
    Act.WITHDRAW,
    Act.CONFIRM_ARABIC,
}
"""What a delegation does with its own amendment."""

OTHERS: Final = {
    Act.CO_SPONSOR,
    Act.LEAVE_SPONSORS,
    Act.CONFIRM_SPONSORSHIP,
    Act.TAKE_OVER,
    Act.GIVE_CONSENT,
    Act.TAKE_CONSENT_BACK,
}
"""What any delegation may do with another's."""

Deed = Callable[[], object]


class Amending(Company):
    """Rules about amendments, from a draft to the list of what is voted."""

    @precondition(lambda self: len(self.amendments()) < 14)
    @rule(data=st.data(), who=st.sampled_from(DELEGATES))
    def something_is_proposed(self, data: st.DataObject, who: str) -> None:
        """And goes some way on the straight road."""
        clause = data.draw(st.sampled_from(self._places()))
        wording = self._wording(data, clause)
        tried = self.try_(
            Act.SAVE_DRAFT,
            who,
            lambda: amendments.save_draft(
                self.text_id, wording, self.hall.actor(who), clause_key=clause
            ),
        )
        if tried.value is not None:
            self._goes_on(tried.value, who, data.draw(st.sampled_from([3, 2, 1, 0])))

    def _goes_on(self, id_: int, who: str, steps: int) -> None:
        actor, secretariat = self.hall.actor(who), self.hall.actor("secretariat")
        road: list[tuple[Act, str, Deed]] = [
            (Act.SUBMIT, who, lambda: amendments.submit(id_, actor)),
            (Act.ADMIT, "secretariat", lambda: amendments.admit(id_, secretariat)),
            (Act.SCHEDULE, "secretariat", lambda: amendments.schedule(id_, secretariat)),
        ]
        for name, whose, deed in road[:steps]:
            if not self.try_(name, whose, deed).done:
                return

    @seldom
    @rule(data=st.data(), city=st.sampled_from(CITIES))
    def something_comes_on_paper(self, data: st.DataObject, city: str) -> None:
        clause = data.draw(st.sampled_from(self._places()))
        by = self.on_behalf(city)
        wording = self._wording(data, clause)
        self.try_(
            Act.SUBMIT,
            by,
            lambda: amendments.enter(self.text_id, wording, by, clause_key=clause),
        )

    @precondition(lambda self: bool(self.amendments()))
    @rule(data=st.data())
    def somebody_acts_on_an_amendment(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.amendments()))
        offered = [
            name
            for name in possible(MACHINES["amendment"], AmendmentState(one["state"]))
            if name in DEEDS
        ]
        if not offered or data.draw(now_and_then):
            offered = sorted(DEEDS)
        name = data.draw(st.sampled_from(offered))
        if name in LEADERS and one["leader"]:
            who = self.likely(data, f"delegate.{one['leader']}")
        elif name in LEADERS | OTHERS:
            who = self.likely(data, *DELEGATES)
        else:
            who = self.likely(data, "chair" if name is Act.RULE_ON_SCOPE else "secretariat")
        self.try_(name, who, DEEDS[name](self, data, one, who))

    @precondition(lambda self: bool(self.amendments()))
    @seldom
    @rule(data=st.data())
    def somebody_acts_on_what_he_read_before(self, data: st.DataObject) -> None:
        one = data.draw(st.sampled_from(self.amendments()))
        who = self.hall.actor("secretariat")
        before = one["edition"] - 1
        self.refused(Act.ADMIT, who, lambda: amendments.admit(one["id"], who, seen=before))
        self.refused(Act.SCHEDULE, who, lambda: amendments.schedule(one["id"], who, seen=before))

    @precondition(lambda self: bool(self.amendments("admissible", "scheduled")))
    @rule(data=st.data(), who=st.sampled_from(DELEGATES), far=st.sampled_from([3, 2, 1]))
    def an_amendment_is_amended(self, data: st.DataObject, who: str, far: int) -> None:
        parent = data.draw(st.sampled_from(self.amendments("admissible", "scheduled")))
        wording = Wording(text=data.draw(edited(parent["text"] or parent["base"] or ENGLISH)))
        tried = self.try_(
            Act.SAVE_DRAFT,
            who,
            lambda: amendments.save_draft(
                self.text_id,
                wording,
                self.hall.actor(who),
                clause_key=parent["clause"],
                parent_id=parent["id"],
            ),
        )
        if tried.value is not None:
            self._goes_on(tried.value, who, far)

    @precondition(lambda self: len(self._on_one_clause()) > 1)
    @rule(data=st.data(), agreed=st.booleans())
    def a_compromise_is_proposed(self, data: st.DataObject, agreed: bool) -> None:
        """And often everybody agrees to it."""
        rows = self._on_one_clause()
        named = data.draw(st.permutations(rows))[:3]
        ids = sorted({row["id"] for row in named})
        wording = Wording(text=data.draw(edited(rows[0]["base"] or data.draw(prose))))
        leaders = [f"delegate.{row['leader']}" for row in named if row["leader"]]
        who = self.likely(data, "secretariat", *leaders)
        tried = self.try_(
            Act.PROPOSE_COMPROMISE,
            who,
            lambda: amendments.propose_compromise(ids, wording, self.hall.actor(who)),
        )
        compromise = tried.value
        if compromise is None or not agreed:
            return
        officer = self.hall.actor("officer")
        self.try_(Act.ADMIT, officer, lambda: amendments.admit(compromise, officer))
        for leader in sorted(set(leaders)):
            by = self.hall.actor(leader)
            self.try_(Act.GIVE_CONSENT, by, lambda by=by: amendments.give_consent(compromise, by))

    @precondition(lambda self: bool(self._divisible()))
    @rule(data=st.data())
    def one_is_divided(self, data: st.DataObject) -> None:
        """And its parts may go to the vote at once."""
        one = data.draw(st.sampled_from(self._divisible()))
        who = self.likely(data, "chair", "secretariat")
        by = self.hall.actor(who)
        tried = self.try_(Act.DIVIDE, who, lambda: amendments.divide(one["id"], by))
        officer = self.hall.actor("officer")
        for part in tried.value or ():
            self.try_(Act.SCHEDULE, officer, lambda part=part: amendments.schedule(part, officer))

    def _divisible(self) -> list[Row]:
        """Screened amendments that make several changes."""
        rows = self.amendments("admissible", "scheduled")
        return [row for row in rows if row["text"] and len(separate(row["base"], row["text"])) > 1]

    @precondition(lambda self: bool(self.amendments("submitted", "admissible", "scheduled")))
    @seldom
    @rule(data=st.data(), who=st.sampled_from(DELEGATES))
    def one_changes_hands(self, data: st.DataObject, who: str) -> None:
        """A co-sponsor joins, the main sponsor withdraws, and the other takes it over."""
        one = data.draw(st.sampled_from(self.amendments("submitted", "admissible", "scheduled")))
        leader, heir = f"delegate.{one['leader']}", self.hall.actor(who)
        if leader not in DELEGATES:
            return
        main = self.hall.actor(leader)
        self.try_(Act.CO_SPONSOR, heir, lambda: amendments.co_sponsor(one["id"], heir))
        if self.try_(Act.WITHDRAW, main, lambda: amendments.withdraw(one["id"], main)).done:
            self.try_(Act.TAKE_OVER, heir, lambda: amendments.take_over(one["id"], heir))

    @precondition(lambda self: len(self.amendments("submitted", "admissible")) > 1)
    @seldom
    @rule(data=st.data(), scheduled=st.booleans())
    def some_are_bound_together(self, data: st.DataObject, scheduled: bool) -> None:
        rows = self.amendments("submitted", "admissible")
        chosen = data.draw(st.lists(st.sampled_from(rows), min_size=2, max_size=2))
        ids = [row["id"] for row in chosen]
        who = self.likely(data, "secretariat")
        tried = self.try_(Act.PACK, who, lambda: amendments.pack(ids, self.hall.actor(who)))
        if tried.done and scheduled:
            by = self.hall.actor("secretariat")
            for id_ in sorted(set(ids)):
                self.try_(Act.SCHEDULE, by, lambda id_=id_: amendments.schedule(id_, by))

    @precondition(lambda self: bool(self.amendments("scheduled")))
    @rule(data=st.data(), reason=REASONS)
    def the_order_is_changed(self, data: st.DataObject, reason: str) -> None:
        clause = data.draw(st.sampled_from(self.amendments("scheduled")))["clause"]
        rows = [row["id"] for row in self.amendments("scheduled") if row["clause"] == clause]
        order = data.draw(st.permutations(rows))
        who = self.likely(data, "chair")
        self.try_(
            Act.REORDER,
            who,
            lambda: amendments.reorder(self.text_id, clause, order, reason, self.hall.actor(who)),
        )

    def _places(self) -> list[str | None]:
        """Clauses that are amended often, then the others; none, where one is added."""
        keys = [row["key"] for row in self.clauses()]
        often = [key for key in ("access", "centres", "network") if key in keys]
        return [*often, *often, None, *keys]

    def _on_one_clause(self) -> list[Row]:
        """The screened amendments to one clause, of the clause that has most."""
        rows = [
            row
            for row in self.amendments("admissible", "scheduled")
            if not row["parent_id"] and (row["route"] != "compromise" or not self.tries % 8)
        ]
        by_clause = [[r for r in rows if r["clause_id"] == row["clause_id"]] for row in rows]
        return max(by_clause, key=len, default=[])

    def _wording(self, data: st.DataObject, clause: str | None) -> Wording:
        texts = {row["key"]: row["text"] for row in self.clauses()}
        place = data.draw(st.sampled_from([None, *texts]))
        rationale = data.draw(REASONS)
        if clause is None:
            return Wording(text=data.draw(prose), moves=True, after=place, rationale=rationale)
        base = texts[clause]
        kind = data.draw(st.sampled_from(KINDS))
        match kind:
            case "removal":
                return Wording(removes=True, rationale=rationale)
            case "place":
                return Wording(moves=True, after=place)
            case "both":
                return Wording(text=data.draw(edited(base)), moves=True, after=place)
            case "english":
                return Wording(text_en=ENGLISH)
            case "another text":
                return Wording(text=data.draw(prose))
            case "two changes":
                return Wording(text=data.draw(changed_twice(base)), rationale=rationale)
            case _:
                return Wording(text=data.draw(edited(base)), rationale=rationale)


KINDS: Final = [
    *["words"] * 6,
    "two changes",
    "two changes",
    "removal",
    "place",
    "both",
    "english",
    "another text",
]
"""What an amendment carries, as often as delegations would."""


def _simply(name: str) -> Callable[[Amending, st.DataObject, Row, str], Deed]:
    operation = getattr(amendments, name)
    return lambda them, data, one, who: lambda: operation(one["id"], them.hall.actor(who))


def _saved(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    wording = Wording(text=data.draw(edited(one["text"] or one["base"] or ENGLISH)))
    return lambda: amendments.save_draft(
        them.text_id,
        wording,
        them.hall.actor(who),
        clause_key=one["clause"],
        draft_id=one["id"],
        seen=one["edition"],
    )


def _revised(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    wording = Wording(text=data.draw(edited(one["text"] or one["base"] or ENGLISH)))
    return lambda: amendments.revise(one["id"], wording, them.hall.actor(who), seen=one["edition"])


def _restated(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    text = data.draw(edited(one["base"] or ENGLISH))
    return lambda: amendments.restate(one["id"], text, them.hall.actor(who))


def _translated(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    text = data.draw(edited(one["base"] or ENGLISH))
    return lambda: amendments.enter_arabic(one["id"], text, them.hall.actor(who))


def _refused(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    reason = data.draw(REASONS)
    return lambda: amendments.refuse(one["id"], reason, them.hall.actor(who))


def _ruled(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    reason = data.draw(REASONS)
    return lambda: amendments.rule_on_scope(one["id"], reason, them.hall.actor(who))


def _advised(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    advice = data.draw(st.sampled_from(["adopt", "reject", "merge-with"]))
    other = data.draw(st.sampled_from(them.amendments()))["id"]
    return lambda: amendments.recommend(
        one["id"], advice, them.hall.actor(who), with_id=other, shown=True
    )


def _classed(them: Amending, data: st.DataObject, one: Row, who: str) -> Deed:
    substance, reason = data.draw(st.sampled_from(Substance)), data.draw(REASONS)
    by = them.hall.actor(who)
    return lambda: amendments.correct_substance(one["id"], substance, reason, by)


DEEDS: Final[dict[Act, Callable[[Amending, st.DataObject, Row, str], Deed]]] = {
    Act.SAVE_DRAFT: _saved,
    Act.DISCARD_DRAFT: _simply("discard_draft"),
    Act.SUBMIT: _simply("submit"),
    Act.SPLIT: _simply("split"),
    Act.ADMIT: _simply("admit"),
    Act.REFUSE: _refused,
    Act.RULE_ON_SCOPE: _ruled,
    Act.ENTER_ARABIC: _translated,
    Act.CONFIRM_ARABIC: _simply("confirm_arabic"),
    Act.RECOMMEND: _advised,
    Act.CORRECT_SUBSTANCE: _classed,
    Act.REVISE: _revised,
    Act.RESTATE: _restated,
    Act.WITHDRAW: _simply("withdraw"),
    Act.TAKE_OVER: _simply("take_over"),
    Act.CO_SPONSOR: _simply("co_sponsor"),
    Act.LEAVE_SPONSORS: _simply("leave_sponsors"),
    Act.CONFIRM_SPONSORSHIP: _simply("confirm_sponsorship"),
    Act.GIVE_CONSENT: _simply("give_consent"),
    Act.TAKE_CONSENT_BACK: _simply("take_consent_back"),
    Act.DIVIDE: _simply("divide"),
    Act.UNPACK: _simply("unpack"),
    Act.SCHEDULE: _simply("schedule"),
    Act.UNSCHEDULE: _simply("unschedule"),
}
"""How each act on an amendment is tried."""
