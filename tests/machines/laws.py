"""What must be true of a forum whatever anybody does, read from its tables by an outsider."""

import json
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any, Final

from sqlalchemy import select

from declaration.drafting.queries import revision_text
from declaration.endorsement.freezing import frozen_text
from declaration.extensions import db
from declaration.journal import sealing
from declaration.procedure import Fate, Outcome, consequence
from declaration.voting import recount
from declaration.voting.models import Ballot
from declaration.voting.recording import exported
from tests.machines.hall import Hall

FOLLOWING: Final = "('submitted', 'admissible', 'scheduled', 'put', 'adopted', 'replaced')"
"""The states in which an amendment is about the text as it now stands."""

NEWEST_WORDING: Final = """
    (SELECT r.id FROM amendment_revision r WHERE r.amendment_id = a.id
     ORDER BY r.number DESC LIMIT 1)
"""


@dataclass
class Chronicle:
    """What an outsider wrote down as it happened; the tables may not contradict it later."""

    revisions: dict[int, list[tuple[str, str]]] = field(default_factory=dict)
    votes: dict[int, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    beside: set[frozenset[int]] = field(default_factory=set)
    """Pairs that the chair ruled to stand beside each other, one of them adopted."""
    frozen: tuple[str, bytes] | None = None
    recounted: set[int] = field(default_factory=set)

    @classmethod
    def of(cls, hall: Hall) -> "Chronicle":
        """What there is to write down of a forum when one comes to it."""
        found = cls()
        for ballot_id, delegation, choice in votes_stored(hall):
            found.votes[ballot_id][delegation] = choice
        for row in hall.ask("SELECT id, because FROM amendment"):
            for other in json.loads(row["because"]).get("beside", ()):
                found.beside.add(frozenset({row["id"], other}))
        return found


def votes_stored(hall: Hall) -> list[tuple[int, str, str]]:
    query = """SELECT v.ballot_id, d.key, v.choice FROM vote v
               JOIN delegation d ON d.id = v.delegation_id WHERE v.choice IS NOT NULL"""
    return [tuple(row) for row in hall.ask(query)]


def old_revisions_read_as_they_were(hall: Hall, chronicle: Chronicle) -> None:
    query = """SELECT r.serial, c.key, v.text FROM revision r
               JOIN revision_entry e ON e.revision_id = r.id
               JOIN clause c ON c.id = e.clause_id
               JOIN clause_version v ON v.id = e.version_id
               ORDER BY r.serial, e.position"""
    read: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for serial, key, text in hall.ask(query):
        read[serial].append((key, text))
    for serial, text in chronicle.revisions.items():
        assert read[serial] == text, serial
    chronicle.revisions = dict(read)


def the_votes_are_those_acknowledged(hall: Hall, chronicle: Chronicle) -> None:
    stored: dict[int, dict[str, str]] = defaultdict(dict)
    for ballot_id, delegation, choice in votes_stored(hall):
        assert delegation not in stored[ballot_id], "counted twice"
        stored[ballot_id][delegation] = choice
    assert stored == {ballot: votes for ballot, votes in chronicle.votes.items() if votes}


def every_result_follows_from_its_votes(hall: Hall, chronicle: Chronicle) -> None:
    """By a recount that shares no code with the room; nothing is decided without quorum."""
    closed = {row["id"] for row in hall.ask("SELECT id FROM ballot WHERE closed_at IS NOT NULL")}
    fresh = closed - chronicle.recounted
    if not fresh:
        return
    ballots = db.session.scalars(select(Ballot).where(Ballot.id.in_(fresh))).all()
    for written in json.loads(json.dumps(exported(ballots)))["ballots"]:
        assert recount.differences(written) == [], written
        decided = written["result"]["outcome"] != Outcome.VOID
        assert decided == (written["method"] == "silence" or recount.quorate(written)), written
        ballot_id = next(each.id for each in ballots if str(each.number) == written["ballot"])
        votes = {e["delegation"]: e["vote"] for e in written["electors"] if e["vote"]}
        assert votes == chronicle.votes[ballot_id], "a vote was lost, or came after closing"
    chronicle.recounted |= closed


def a_question_is_asked_once_at_a_time(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT b.question, count(DISTINCT b.id) FROM ballot_subject s
               JOIN ballot b ON b.id = s.ballot_id
               LEFT JOIN clause_version v ON v.id = s.version_id
               WHERE b.state = 'open'
               GROUP BY b.question, s.amendment_id, v.clause_id, s.revision_id, s.of_ballot_id,
                        s.motion
               HAVING count(DISTINCT b.id) > 1"""
    assert hall.ask(query) == []


def what_is_in_the_text_still_is_not_voted(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT id, state FROM amendment
               WHERE awaits_removal AND state IN ('scheduled', 'put', 'adopted', 'merged')"""
    assert [tuple(row) for row in hall.ask(query)] == []


def what_is_put_is_in_an_open_ballot(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT a.id, a.state, b.state AS ballot FROM amendment a
               LEFT JOIN ballot_subject s ON s.amendment_id = a.id AND s.current
               LEFT JOIN ballot b ON b.id = s.ballot_id
               WHERE (a.state = 'put') <> (coalesce(b.state, '') = 'open')"""
    assert [tuple(row) for row in hall.ask(query)] == []


def what_is_decided_was_decided_by_a_ballot(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT a.id, a.number, a.state FROM amendment a
               WHERE a.state IN ('adopted', 'merged', 'rejected') AND NOT EXISTS (
                   SELECT 1 FROM ballot_subject s JOIN ballot b ON b.id = s.ballot_id
                   WHERE s.amendment_id = a.id AND s.current AND b.state = 'closed'
                   AND b.result = CASE a.state WHEN 'rejected' THEN 'rejected' ELSE 'adopted' END)
               AND NOT (a.state = 'rejected' AND EXISTS (
                   SELECT 1 FROM amendment p WHERE p.divided_from_id = a.id)
                   AND NOT EXISTS (SELECT 1 FROM amendment p
                                   WHERE p.divided_from_id = a.id AND p.state <> 'rejected'))"""
    assert [tuple(row) for row in hall.ask(query)] == []


def nothing_adopted_excludes_another(hall: Hall, chronicle: Chronicle) -> None:
    query = f"""SELECT a.id, r.text, r.removes, r.base_version_id, r.base_amendment_revision_id,
                       coalesce(v.text, w.text) AS base, s.ballot_id
                FROM amendment a JOIN amendment_revision r ON r.id = {NEWEST_WORDING}
                LEFT JOIN clause_version v ON v.id = r.base_version_id
                LEFT JOIN amendment_revision w ON w.id = r.base_amendment_revision_id
                LEFT JOIN ballot_subject s ON s.amendment_id = a.id AND s.current
                WHERE a.state = 'adopted' AND coalesce(v.text, w.text) IS NOT NULL"""
    for one, other in combinations(hall.ask(query), 2):
        bases = {
            (row["base_version_id"], row["base_amendment_revision_id"]) for row in (one, other)
        }
        if len(bases) > 1 or frozenset({one["id"], other["id"]}) in chronicle.beside:
            continue
        follows = consequence(one["base"], _proposed(one), _proposed(other))
        assert follows.fate is not Fate.FALLS, (dict(one), dict(other), follows)


def _proposed(row: Any) -> str | None:
    if row["removes"]:
        return None
    return row["base"] if row["text"] is None else row["text"]


def what_is_pending_is_about_the_newest_text(hall: Hall, _chronicle: Chronicle) -> None:
    """Or is marked, so that nobody votes on it. What leaves the text again waits for that."""
    query = f"""SELECT a.id, a.number, a.state, c.key, v.number AS base FROM amendment a
                JOIN amendment_revision r ON r.id = {NEWEST_WORDING}
                JOIN clause c ON c.id = a.clause_id
                JOIN clause_version v ON v.id = r.base_version_id
                WHERE a.state IN {FOLLOWING} AND NOT a.needs_rebasing
                AND NOT (a.awaits_removal AND a.state IN ('admissible', 'replaced'))
                AND v.number < (SELECT max(number) FROM clause_version WHERE clause_id = c.id)"""
    assert [tuple(row) for row in hall.ask(query)] == []


def what_amends_an_amendment_is_about_its_newest_wording(hall: Hall, _chronicle: Chronicle) -> None:
    query = f"""SELECT a.id, a.number, a.state, w.number AS base FROM amendment a
                JOIN amendment_revision r ON r.id = {NEWEST_WORDING}
                JOIN amendment_revision w ON w.id = r.base_amendment_revision_id
                WHERE a.state IN {FOLLOWING} AND NOT a.needs_rebasing
                AND w.number < (SELECT max(number) FROM amendment_revision
                                WHERE amendment_id = a.parent_id)"""
    assert [tuple(row) for row in hall.ask(query)] == []


def what_amends_an_amendment_falls_with_it(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT a.id, a.state, p.id AS parent, p.state AS parent_state FROM amendment a
               JOIN amendment p ON p.id = a.parent_id
               WHERE p.state IN ('rejected', 'fallen', 'satisfied', 'withdrawn', 'lapsed')
               AND a.state IN ('submitted', 'admissible', 'scheduled', 'put')"""
    assert [tuple(row) for row in hall.ask(query)] == []


def what_is_replaced_is_replaced_by_something(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT a.id FROM amendment a WHERE a.state = 'replaced' AND NOT EXISTS (
                   SELECT 1 FROM replaces x JOIN amendment k ON k.id = x.compromise_id
                   WHERE x.amendment_id = a.id AND k.state IN
                   ('admissible', 'scheduled', 'put', 'adopted', 'merged', 'divided'))"""
    assert [tuple(row) for row in hall.ask(query)] == []


def amendments_are_numbered_without_gaps_or_twins(hall: Hall, _chronicle: Chronicle) -> None:
    query = """SELECT number FROM amendment WHERE part = '' AND number IS NOT NULL
               ORDER BY number"""
    numbers = [row["number"] for row in hall.ask(query)]
    assert numbers == list(range(1, hall.value("SELECT last_amendment FROM declaration") + 1))


def what_is_frozen_never_changes(hall: Hall, chronicle: Chronicle) -> None:
    rows = hall.ask("SELECT fingerprint, canonical, revision_id FROM freeze")
    if chronicle.frozen is not None:
        assert rows, "the frozen text is gone"
    if not rows:
        return
    now = (rows[0]["fingerprint"], bytes(rows[0]["canonical"]))
    assert chronicle.frozen in (None, now)
    chronicle.frozen = now
    assert rows[0]["revision_id"] == hall.value("SELECT max(id) FROM revision")
    assert frozen_text(revision_text(hall.world.declaration_id)).body() == now[1]
    query = "SELECT count(*) FROM clause WHERE state <> 'adopted' AND id IN "
    placed = "(SELECT clause_id FROM revision_entry WHERE revision_id = ?)"
    assert hall.value(query + placed, rows[0]["revision_id"]) == 0


def the_journal_holds(hall: Hall) -> None:
    """Sealed and recomputed from its own bytes."""
    log = hall.actor("secretariat").log
    sealing.seal(log)
    assert list(sealing.verify(log)) == []


LAWS: Final[tuple[Callable[[Hall, Chronicle], None], ...]] = (
    old_revisions_read_as_they_were,
    the_votes_are_those_acknowledged,
    every_result_follows_from_its_votes,
    a_question_is_asked_once_at_a_time,
    what_is_put_is_in_an_open_ballot,
    what_is_in_the_text_still_is_not_voted,
    what_is_decided_was_decided_by_a_ballot,
    nothing_adopted_excludes_another,
    what_is_pending_is_about_the_newest_text,
    what_amends_an_amendment_is_about_its_newest_wording,
    what_amends_an_amendment_falls_with_it,
    what_is_replaced_is_replaced_by_something,
    amendments_are_numbered_without_gaps_or_twins,
    what_is_frozen_never_changes,
)
"""What is looked at after every act that was done."""
