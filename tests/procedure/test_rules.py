import json

import pytest

from declaration.procedure import FORUM, GENERAL_ASSEMBLY, Invalid, Majority, Question, Rules, Share
from declaration.procedure.rules import AMERICAN_STATES


def test_the_defaults_are_those_of_a_forum_of_cities() -> None:
    assert FORUM.quorum_to_open.least(30) == 10
    assert FORUM.quorum_to_decide.least(30) == 16
    assert FORUM.silence_hours == 72
    assert FORUM.majorities(Question.AMENDMENT) == (Majority.SIMPLE,)
    assert FORUM.majorities(Question.CLAUSE) == (Majority.SIMPLE,)
    assert FORUM.majorities(Question.DECLARATION) == (Majority.CONSENSUS, Majority.TWO_THIRDS)
    assert FORUM.majorities(Question.RECONSIDERATION) == (Majority.TWO_THIRDS,)


@pytest.mark.parametrize("rules", [FORUM, GENERAL_ASSEMBLY, AMERICAN_STATES])
def test_a_profile_survives_being_written_down(rules: Rules) -> None:
    assert Rules.of(json.loads(json.dumps(rules.as_dict()))) == rules


def test_what_a_profile_leaves_out_keeps_its_default() -> None:
    assert Rules.of({"silence_hours": 96}) == Rules(silence_hours=96)


@pytest.mark.parametrize(
    ("because", "entry", "written"),
    [
        ("not a number", "silence_hours", "72"),
        ("yes is no number", "turns", True),
        ("less than an hour of silence", "silence_hours", 0),
        ("three levels of amendments", "amendment_depth", 2),
        ("an unknown majority", "clause_majority", "three-quarters"),
        ("no majority at all", "declaration_majorities", []),
        ("one of them unknown", "declaration_majorities", ["consensus", "acclaim"]),
        ("more than the whole", "quorum_to_open", {"numerator": 3, "denominator": 2}),
        ("a share in words", "quorum_to_decide", "half"),
        ("neither yes nor no", "observers_comment", "perhaps"),
        ("an unknown entry", "casting_vote", True),
    ],
)
def test_a_wrong_entry_is_refused_by_its_name(because: str, entry: str, written: object) -> None:
    with pytest.raises(Invalid) as refused:
        Rules.of({entry: written})
    assert refused.value.errors.keys() == {entry}, because


def test_all_wrong_entries_are_told_at_once() -> None:
    with pytest.raises(Invalid) as refused:
        Rules.of({"silence_hours": 0, "turns": "two", "unheard_of": 1, "notice_hours": 12})
    assert refused.value.errors.keys() == {"silence_hours", "turns", "unheard_of"}


def test_a_number_outside_its_limits_cannot_be_built_either() -> None:
    with pytest.raises(ValueError):
        Rules(silence_hours=0)


def test_a_share_keeps_whether_it_must_be_exceeded() -> None:
    rules = Rules(quorum_to_decide=Share(1, 2, more_than=True))
    assert Rules.of(rules.as_dict()).quorum_to_decide.more_than
