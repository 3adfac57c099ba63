"""Results are computed from the record, and by a script that shares nothing with the rules."""

import ast
import copy
import json
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.procedure import (
    FORUM,
    MORE_THAN_HALF,
    BallotRecord,
    Choice,
    CredentialsState,
    Elector,
    Majority,
    Method,
    Objection,
    Outcome,
    Question,
    Rules,
    Tally,
    is_elector,
    majority_for,
    quorum_for,
    read_record,
    recomputed,
    record_of,
    result,
    tally_of,
    voting_record,
)
from declaration.voting import recount

NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
SCRIPT = Path(recount.__file__)
CITIES = ["doha", "jubail", "rabat", "sfax", "tunis", "yanbu"]


def ballot(**changes: Any) -> BallotRecord:
    plain: dict[str, Any] = {
        "key": "B1",
        "question": Question.AMENDMENT,
        "method": Method.RECORDED,
        "majority": Majority.SIMPLE,
        "quorum": MORE_THAN_HALF,
        "electors": [Elector(city, True, True) for city in CITIES],
        "opened": NOON,
        "closed": NOON + HOUR,
    }
    return BallotRecord(**(plain | changes))


def present(*cities: str) -> list[Elector]:
    return [Elector(city, True, city in cities) for city in CITIES]


YES, NO, ABSTAIN = Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAIN


@pytest.mark.parametrize(
    ("because", "changes", "outcome"),
    [
        ("three to two", {"votes": dict(zip(CITIES, [YES, YES, YES, NO, NO], strict=False))}, Outcome.ADOPTED),
        ("nobody took part", {}, Outcome.REJECTED),
        ("one short of quorum", {"electors": present("doha", "sfax", "tunis"), "votes": {"doha": YES}}, Outcome.VOID),
        (
            "in writing presence is having answered",
            {
                "written": True,
                "electors": present(),
                "votes": {"doha": YES, "sfax": YES, "tunis": ABSTAIN, "rabat": NO},
            },
            Outcome.ADOPTED,
        ),
        ("too few answered in writing", {"written": True, "votes": {"doha": YES}}, Outcome.VOID),
        ("hands", {"method": Method.SHOW_OF_HANDS, "totals": Tally(2, 3, 1)}, Outcome.REJECTED),
        ("consensus", {"method": Method.CONSENSUS, "majority": Majority.CONSENSUS}, Outcome.ADOPTED),
        (
            "an objection in the hall needs no reason",
            {
                "method": Method.CONSENSUS,
                "majority": Majority.CONSENSUS,
                "objections": [Objection("sfax", NOON)],
            },
            Outcome.REJECTED,
        ),
        (
            "silence asks for nobody's presence",
            {
                "method": Method.SILENCE,
                "majority": Majority.CONSENSUS,
                "quorum": None,
                "electors": present(),
                "closes": NOON + HOUR,
            },
            Outcome.ADOPTED,
        ),
        (
            "silence is broken by a reason",
            {
                "method": Method.SILENCE,
                "majority": Majority.CONSENSUS,
                "quorum": None,
                "closes": NOON + 9 * HOUR,
                "objections": [Objection("sfax", NOON, "لم نستشر مجلس المدينة")],
            },
            Outcome.REJECTED,
        ),
    ],
)  # fmt: skip
def test_a_result_follows_from_the_record(
    because: str, changes: dict[str, Any], outcome: Outcome
) -> None:
    assert result(ballot(**changes)).outcome is outcome, because


@pytest.mark.parametrize(
    ("because", "changes"),
    [
        ("a vote by no elector", {"votes": {"paris": YES}}),
        ("an objection by no elector", {"objections": [Objection("paris", NOON)]}),
        ("an elector twice", {"electors": [Elector("doha"), Elector("doha")]}),
        ("entered totals beside names", {"totals": Tally(1, 0)}),
        ("hands with names", {"method": Method.SHOW_OF_HANDS, "votes": {"doha": YES}}),
        ("hands not counted", {"method": Method.SHOW_OF_HANDS}),
        ("more hands than electors", {"method": Method.SHOW_OF_HANDS, "totals": Tally(6, 1)}),
        ("silence without a deadline", {"method": Method.SILENCE}),
        ("silence closed early", {"method": Method.SILENCE, "closes": NOON + 2 * HOUR}),
    ],
)
def test_a_record_that_contradicts_itself_is_refused(because: str, changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        result(ballot(**changes))


@pytest.mark.parametrize(
    ("because", "question", "method", "tried", "majority"),
    [
        ("amendments by simple majority", Question.AMENDMENT, Method.RECORDED, (), Majority.SIMPLE),
        ("consensus wherever it is asked", Question.CLAUSE, Method.CONSENSUS, (), Majority.CONSENSUS),
        ("silence is consensus", Question.AMENDMENT, Method.SILENCE, (), Majority.CONSENSUS),
        ("the whole, by vote", Question.DECLARATION, Method.ROLL_CALL, (), Majority.TWO_THIRDS),
        ("nothing left to try", Question.DECLARATION, Method.RECORDED, (Majority.TWO_THIRDS,), None),
        ("to decide once more", Question.RECONSIDERATION, Method.RECORDED, (), Majority.TWO_THIRDS),
    ],
)  # fmt: skip
def test_a_ballot_takes_its_majority_from_the_rules(
    because: str,
    question: Question,
    method: Method,
    tried: tuple[Majority, ...],
    majority: Majority | None,
) -> None:
    assert majority_for(FORUM, question, method, tried) is majority, because


def test_silence_alone_asks_for_no_quorum() -> None:
    assert [method for method in Method if quorum_for(Rules(), method) is None] == [Method.SILENCE]


@pytest.mark.parametrize("credentials", CredentialsState)
def test_electors_are_the_accredited_voting_delegations(credentials: CredentialsState) -> None:
    accepted = credentials is CredentialsState.ACCEPTED
    assert is_elector(credentials, votes=True) is accepted
    assert not is_elector(credentials, votes=False)


@st.composite
def ballots(draw: st.DrawFn) -> BallotRecord:
    method = draw(st.sampled_from(Method))
    by_objection = method in {Method.CONSENSUS, Method.SILENCE}
    majority = Majority.CONSENSUS if by_objection else draw(st.sampled_from(Majority))
    cities = draw(st.lists(st.sampled_from(CITIES), min_size=1, unique=True))
    electors = [Elector(city, draw(st.booleans()), draw(st.booleans())) for city in cities]
    votes, objections, totals = {}, [], None
    if method in {Method.RECORDED, Method.ROLL_CALL}:
        votes = draw(st.dictionaries(st.sampled_from(cities), st.sampled_from(Choice)))
    elif method is Method.SHOW_OF_HANDS:
        ayes = draw(st.integers(0, len(cities)))
        totals = Tally(ayes, draw(st.integers(0, len(cities) - ayes)))
    else:
        raised = draw(st.lists(st.sampled_from(cities), unique=True))
        objections = [
            Objection(
                city, NOON + draw(st.integers(0, 90)) * HOUR, draw(st.sampled_from(["", "سبب"]))
            )
            for city in raised
        ]
    return ballot(
        key=draw(st.sampled_from(["B1", "B2", "B3"])),
        method=method,
        majority=majority,
        quorum=quorum_for(FORUM, method),
        electors=electors,
        votes=votes,
        objections=objections,
        totals=totals,
        written=draw(st.booleans()),
        closes=NOON + 72 * HOUR if method is Method.SILENCE else None,
        closed=NOON + 73 * HOUR,
    )


@given(ballots())
def test_a_record_tells_its_ballot_again(drawn: BallotRecord) -> None:
    written = json.loads(json.dumps(record_of(drawn)))
    assert recomputed(written) == result(drawn)
    assert record_of(read_record(written)) == written


@given(ballots())
def test_the_recount_agrees_with_the_rules(drawn: BallotRecord) -> None:
    assert recount.differences(record_of(drawn)) == []


@given(ballots(), st.sampled_from(["outcome", "for", "against", "present"]))
def test_the_recount_finds_a_result_that_does_not_follow(drawn: BallotRecord, name: str) -> None:
    written = copy.deepcopy(record_of(drawn))
    false = {"outcome": "forged"}.get(name, 99)
    written["result"][name] = false
    assert recount.differences(written)


@given(ballots())
def test_no_vote_is_counted_twice(drawn: BallotRecord) -> None:
    tally = tally_of(drawn)
    assert tally.taking_part <= len(drawn.electors)
    if drawn.method in {Method.RECORDED, Method.ROLL_CALL}:
        assert tally.taking_part == len(drawn.votes)


def test_the_recount_runs_alone(tmp_path: Path) -> None:
    record = tmp_path / "record.json"
    file = voting_record([ballot(votes={"doha": YES}), ballot(key="B2", votes={"sfax": NO})])
    record.write_text(json.dumps(file, ensure_ascii=False), "utf-8")
    run = [sys.executable, "-I", str(SCRIPT), str(record)]
    done = subprocess.run(run, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "2 of 2 results follow from the record\n")
    file["ballots"][0]["electors"][3]["vote"] = "against"
    record.write_text(json.dumps(file), "utf-8")
    assert subprocess.run(run, capture_output=True, check=False).returncode == 1
    record.write_text("{}", "utf-8")
    assert subprocess.run(run, capture_output=True, check=False).returncode == 2


def test_the_recount_imports_the_standard_library_alone() -> None:
    tree = ast.parse(SCRIPT.read_text("utf-8"))
    imported = {
        name.split(".")[0]
        for node in ast.walk(tree)
        for name in (
            [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else []
        )
    }
    assert imported <= sys.stdlib_module_names
