"""Random people come and go, put questions, answer them, and end ballots."""

from dataclasses import replace
from datetime import timedelta
from sqlite3 import Row
from typing import Any, Final

from hypothesis import event, note
from hypothesis import strategies as st
from hypothesis.stateful import precondition, rule

from declaration import clock
from declaration.forums.operations import sittings
from declaration.journal import SYSTEM, Actor, Channel
from declaration.procedure import Act, Choice, Fate, Method, Outcome, Question
from declaration.procedure.majority import Tally
from declaration.voting import closing, ruling
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.machines.company import CITIES, Company, now_and_then, seldom
from tests.machines.wordings import REASONS

IN_A_SITTING: Final = [Method.CONSENSUS, Method.RECORDED, Method.ROLL_CALL, Method.SHOW_OF_HANDS]
CHOICES: Final = [
    Choice.IN_FAVOUR,
    Choice.IN_FAVOUR,
    Choice.IN_FAVOUR,
    Choice.AGAINST,
    Choice.ABSTAIN,
]


OFTEN: Final = {
    Question.AMENDMENT: 8,
    Question.PACKAGE: 3,
    Question.CLAUSE: 2,
    Question.RECONSIDERATION: 2,
    Question.DECLARATION: 1,
    Question.MOTION: 1,
}
"""How often each kind is asked where there is a subject for it."""


class Balloting(Company):
    """Rules about sittings, presence, ballots, votes and what follows from them."""

    @seldom
    @rule(data=st.data(), city=st.sampled_from(CITIES))
    def somebody_comes_or_goes(self, data: st.DataObject, city: str) -> None:
        name = data.draw(st.sampled_from([Act.NOTE_PRESENCE, Act.NOTE_PRESENCE, Act.END_PRESENCE]))
        who = self.likely(data, f"delegate.{city}", "secretariat")
        note_it = sittings.note_presence if name is Act.NOTE_PRESENCE else sittings.end_presence
        self.try_(name, who, lambda: note_it(1, city, self.hall.actor(who)))

    @precondition(lambda self: self._sitting() == "planned")
    @rule(data=st.data())
    def the_sitting_is_opened(self, data: st.DataObject) -> None:
        who = self.likely(data, "chair")
        self.try_(Act.OPEN_SITTING, who, lambda: sittings.open_sitting(1, self.hall.actor(who)))

    @seldom
    @rule(really=st.integers(0, 19))
    def the_sitting_is_closed(self, really: int) -> None:
        """Seldom, since the small forum has but one."""
        if really == 19 or self.ballots("open"):
            chair = self.hall.actor("chair")
            self.try_(Act.CLOSE_SITTING, chair, lambda: sittings.close_sitting(1, chair))

    @rule(data=st.data())
    def a_question_is_put(self, data: st.DataObject) -> None:
        self._opened(data, self._question(data))

    @rule(data=st.data())
    def a_question_is_put_and_decided(self, data: st.DataObject) -> None:
        """Everybody there answers, and the chair closes."""
        ballot = self._opened(data, self._question(data))
        if ballot is not None:
            self._decided(data, ballot)

    @precondition(lambda self: bool(self.ballots("open")))
    @rule(data=st.data(), city=st.sampled_from(CITIES))
    def somebody_answers(self, data: st.DataObject, city: str) -> None:
        ballot = data.draw(st.sampled_from(self.ballots("open")))
        by = data.draw(st.sampled_from(self._voices(city)))
        if ballot["method"] in (Method.CONSENSUS, Method.SILENCE) and not data.draw(now_and_then):
            reason = data.draw(REASONS)
            self.try_(Act.OBJECT, by, lambda: voting.raise_objection(ballot["id"], reason, by))
            return
        self._cast(ballot["id"], data.draw(st.sampled_from([*CHOICES, None])), by)

    @precondition(lambda self: bool(self.ballots("open")))
    @rule(data=st.data(), city=st.sampled_from(CITIES[:4]))
    def a_vote_is_sent_twice(self, data: st.DataObject, city: str) -> None:
        """And a colleague's newer one, in between, stays."""
        ballot = data.draw(st.sampled_from(self.ballots("open")))["id"]
        key = f"key-{self.hall.last_entry}"
        by = self.hall.actor(f"delegate.{city}").once(key)
        first, second = data.draw(st.permutations([Choice.IN_FAVOUR, Choice.AGAINST]))
        receipt = self._cast(ballot, first, by)
        if receipt is None:
            return
        colleague = self.on_behalf(city)
        self._cast(ballot, second, colleague)
        with clock.set_to(self.hall.now):
            again = self.hall.again(lambda: voting.cast(ballot, first, by))
        assert again == receipt
        self.look()

    @precondition(lambda self: bool(self.ballots("open")))
    @rule(data=st.data(), ayes=st.integers(0, 5), noes=st.integers(0, 3))
    def hands_are_counted(self, data: st.DataObject, ayes: int, noes: int) -> None:
        ballot = data.draw(st.sampled_from(self.ballots("open")))["id"]
        who = self.likely(data, "chair", "secretariat")
        self.try_(
            Act.ENTER_TOTALS,
            who,
            lambda: voting.enter_totals(ballot, Tally(ayes, noes), self.hall.actor(who)),
        )

    @precondition(lambda self: bool(self.ballots("open")))
    @rule(data=st.data(), hours=st.integers(-2, 90))
    def a_ballot_is_extended(self, data: st.DataObject, hours: int) -> None:
        ballot = data.draw(st.sampled_from(self.ballots("open")))["id"]
        who = self.likely(data, "chair")
        closes = self.hall.now + timedelta(hours=hours)
        self.try_(
            Act.EXTEND_BALLOT, who, lambda: voting.extend(ballot, closes, self.hall.actor(who))
        )

    @precondition(lambda self: bool(self.ballots("open")))
    @rule(data=st.data())
    def a_ballot_is_closed(self, data: st.DataObject) -> None:
        ballot = data.draw(st.sampled_from(self.ballots("open")))["id"]
        who = self.likely(data, "chair", "secretariat")
        self.try_(Act.CLOSE_BALLOT, who, lambda: closing.close(ballot, self.hall.actor(who)))

    @precondition(lambda self: bool(self.ballots("open")))
    @seldom
    @rule(data=st.data(), reason=REASONS)
    def a_ballot_is_voided(self, data: st.DataObject, reason: str) -> None:
        ballot = data.draw(st.sampled_from(self.ballots("open")))["id"]
        who = self.likely(data, "chair")
        self.try_(Act.VOID_BALLOT, who, lambda: closing.void(ballot, reason, self.hall.actor(who)))

    @rule()
    def the_clock_ticks(self) -> None:
        """What ran out is ended once, dated when it ended."""
        states, open_ = self.hall.states(), {row["id"]: row for row in self.ballots("open")}
        with clock.set_to(self.hall.now):
            ended = closing.tick()
            assert closing.tick() == 0
        entries = self.hall.new_entries()
        assert len(entries) == ended
        log = self.hall.actor("chair").log
        for entry in entries:
            assert (entry.act, entry.actor, entry.log) == (Act.CLOSE_BALLOT, SYSTEM.name, log)
            ballot = next(row for row in open_.values() if str(row["number"]) == entry.key)
            assert entry.at <= self.hall.now
            if ballot["method"] == Method.RECORDED:
                assert str(entry.at.replace(tzinfo=None)) in ballot["closes_at"]
        self.hall.follow(Act.CLOSE_BALLOT, states)
        for _entry in entries:
            event("a ballot ended by the clock")
            self.hall.ledger.done[Act.CLOSE_BALLOT] += 1
        self.look()

    @precondition(lambda self: bool(self.amendments("adopted")))
    @rule(data=st.data(), reason=REASONS)
    def the_chair_rules(self, data: st.DataObject, reason: str) -> None:
        adopted = data.draw(st.sampled_from(self.amendments("adopted")))
        same = [row for row in self.amendments() if row["clause"] == adopted["clause"]]
        other = data.draw(st.sampled_from(same))
        fate = data.draw(st.sampled_from(Fate))
        who = self.likely(data, "chair")
        tried = self.try_ruling(other["id"], fate, adopted["id"], who, reason)
        if not tried and other["state"] in ("admissible", "scheduled"):
            self.try_ruling(other["id"], Fate.STAYS, adopted["id"], "chair", "لأن النصين متكاملان.")

    def try_ruling(self, other: int, fate: Fate, adopted: int, who: str, reason: str) -> bool:
        by = self.hall.actor(who)
        before = set(self.chronicle.beside)
        if fate is Fate.STAYS:
            self.chronicle.beside.add(frozenset({other, adopted}))
        tried = self.try_(
            Act.RULE_CONSEQUENCE,
            who,
            lambda: ruling.rule_consequence(other, fate, adopted, by, reason=reason),
        )
        if not tried.done:
            self.chronicle.beside = before
        return tried.done

    def _sitting(self) -> str:
        return str(self.hall.value("SELECT state FROM sitting WHERE number = 1"))

    def _question(self, data: st.DataObject) -> Put:
        """What might be asked now, whether it may or not: as often as chairs ask it."""
        asked = {kind: found for kind, found in self._questions().items() if found}
        kind = data.draw(st.sampled_from([kind for kind in asked for _ in range(OFTEN[kind])]))
        subject = data.draw(st.sampled_from(asked[kind]))
        return Put(question=kind, method=Method.RECORDED, **subject)

    def _questions(self) -> dict[Question, list[dict[str, Any]]]:
        """The subjects there are for each kind of question."""
        alone = self.amendments("scheduled")
        if not self.tries % 8:
            alone = self.amendments()
        packages: dict[int, list[int]] = {}
        for row in self.amendments("admissible", "scheduled"):
            if row["package"] is not None:
                packages.setdefault(row["package"], []).append(row["id"])
        undecided = [row for row in self.clauses() if row["state"] in ("open", "settled")]
        revision = self.hall.value("SELECT max(id) FROM revision")
        return {
            Question.AMENDMENT: [
                {"amendments": (row["id"],)}
                for row in alone
                if row["package"] is None or not self.tries % 8
            ],
            Question.PACKAGE: [{"amendments": tuple(ids)} for ids in packages.values()],
            Question.RECONSIDERATION: [
                {"of_ballot_id": row["id"]} for row in self.ballots("closed")[-2:]
            ],
            Question.CLAUSE: [{"version_id": row["version_id"]} for row in undecided][:2],
            Question.DECLARATION: [{"revision_id": revision}],
            Question.MOTION: [{"motion": "رفع الجلسة"}],
        }

    def _opened(self, data: st.DataObject, put: Put) -> int | None:
        methods = [*IN_A_SITTING, Method.SILENCE] if self._sitting() == "open" else [Method.SILENCE]
        method = data.draw(st.sampled_from([*methods, Method.RECORDED]))
        written = method is Method.SILENCE or self._sitting() != "open"
        hours = 2 if data.draw(now_and_then) else 80
        closes = self.hall.now + timedelta(hours=hours) if written else None
        put = replace(put, method=method, written=written, closes=closes)
        who = self.likely(data, "chair", "secretariat")
        tried = self.try_(
            Act.OPEN_BALLOT,
            who,
            lambda: voting.open_ballot(self.text_id, put, self.hall.actor(who)),
        )
        if tried.value is None:
            return None
        note(f"ballot {tried.value}: {put}")
        return int(self.hall.value("SELECT id FROM ballot WHERE number = ?", tried.value))

    def _decided(self, data: st.DataObject, ballot_id: int) -> None:
        ballot = next(row for row in self.ballots("open") if row["id"] == ballot_id)
        chair = self.hall.actor("chair")
        if ballot["method"] in (Method.RECORDED, Method.ROLL_CALL):
            for city in CITIES[:4]:
                self._cast(ballot_id, data.draw(st.sampled_from(CHOICES)), self._voices(city)[0])
        if ballot["method"] == Method.SHOW_OF_HANDS:
            ayes = data.draw(st.integers(0, 4))
            self.try_(
                Act.ENTER_TOTALS,
                chair,
                lambda: voting.enter_totals(ballot_id, Tally(ayes, 4 - ayes), chair),
            )
        if ballot["method"] in (Method.CONSENSUS, Method.SILENCE) and data.draw(now_and_then):
            by = self.hall.actor("delegate.doha")
            self.try_(Act.OBJECT, by, lambda: voting.raise_objection(ballot_id, "لا نوافق.", by))
        if ballot["closes_at"]:
            self.hall.now += timedelta(hours=81)
            self.the_clock_ticks()
            return
        tried = self.try_(Act.CLOSE_BALLOT, chair, lambda: closing.close(ballot_id, chair))
        if tried.value is Outcome.ADOPTED:
            self._confirm_consequences(data, ballot)

    def _confirm_consequences(self, data: st.DataObject, ballot: Row) -> None:
        """The chair does what the page proposes, or leaves it for later."""
        asked = self.hall.ask(
            "SELECT amendment_id FROM ballot_subject WHERE ballot_id = ?", ballot["id"]
        )
        adopted = [row for row in self.amendments("adopted") if row["id"] in {a[0] for a in asked}]
        if not adopted or data.draw(now_and_then):
            return
        for other in self.amendments("admissible", "scheduled"):
            if other["clause"] == adopted[0]["clause"] and other["id"] != adopted[0]["id"]:
                for fate in (Fate.FALLS, Fate.SATISFIED):
                    if self.try_ruling(other["id"], fate, adopted[0]["id"], "chair", ""):
                        break

    def _voices(self, city: str) -> list[Actor]:
        """Who says what a city says: its delegates, or the secretariat for it."""
        own = [self.hall.actor(f"delegate.{city}")]
        if city == "jubail":
            own.append(self.hall.actor("colleague.jubail"))
        return [*own, self.on_behalf(city), self.on_behalf(city, Channel.ROLL_CALL)]

    def _cast(self, ballot: int, choice: Choice | None, by: Actor) -> voting.Receipt | None:
        name = Act.CAST_VOTE if choice else Act.TAKE_VOTE_BACK
        assert by.delegation_key is not None
        votes = self.chronicle.votes[ballot]
        before = votes.get(by.delegation_key)
        votes.pop(by.delegation_key, None)
        if choice is not None:
            votes[by.delegation_key] = choice.value
        tried = self.try_(name, by, lambda: voting.cast(ballot, choice, by))
        if not tried.done:
            votes.pop(by.delegation_key, None)
            if before is not None:
                votes[by.delegation_key] = before
        return tried.value
