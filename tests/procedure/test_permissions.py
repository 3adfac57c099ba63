import pytest

from declaration.procedure import FORUM, Act, Role, Rules, is_on_behalf, may
from declaration.procedure.permissions import FOR_A_DELEGATION, MAY, PERSONAL

OBSERVER, DELEGATE, SIGNATORY = Role.OBSERVER, Role.DELEGATE, Role.SIGNATORY
SECRETARIAT, CHAIR = Role.SECRETARIAT, Role.CHAIR

TABLE = [
    ("propose", Act.SUBMIT, {DELEGATE, SECRETARIAT}),
    ("co-sponsor", Act.CO_SPONSOR, {DELEGATE, SECRETARIAT}),
    ("withdraw", Act.WITHDRAW, {DELEGATE, SECRETARIAT}),
    ("vote", Act.CAST_VOTE, {DELEGATE, SECRETARIAT}),
    ("screen", Act.ADMIT, {SECRETARIAT}),
    ("schedule", Act.SCHEDULE, {SECRETARIAT}),
    ("merge and correct", Act.PUBLISH, {SECRETARIAT}),
    ("freeze", Act.FREEZE, {SECRETARIAT}),
    ("open a ballot", Act.OPEN_BALLOT, {SECRETARIAT, CHAIR}),
    ("close a ballot", Act.CLOSE_BALLOT, {SECRETARIAT, CHAIR}),
    ("reorder", Act.REORDER, {SECRETARIAT, CHAIR}),
    ("rule on what falls", Act.RULE_CONSEQUENCE, {CHAIR}),
    ("rule on a text that replaces a clause", Act.RULE_ON_SCOPE, {CHAIR}),
    ("endorse", Act.ENDORSE, {SIGNATORY}),
    ("record a signature on paper", Act.RECORD_PAPER_SIGNATURE, {SECRETARIAT}),
    ("comment", Act.COMMENT, {DELEGATE, SIGNATORY, SECRETARIAT, CHAIR}),
]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize(("what", "act", "roles"), TABLE)
def test_an_act_is_open_to_its_roles_alone(
    what: str, act: Act, roles: set[Role], role: Role
) -> None:
    assert may(act, {role}) is (role in roles), what


def test_every_act_has_its_row() -> None:
    assert MAY.keys() == set(Act)


@pytest.mark.parametrize("act", sorted(set(Act) - PERSONAL))
def test_without_a_role_nothing_is_open_but_ones_own_account(act: Act) -> None:
    assert not may(act, set())


@pytest.mark.parametrize("act", sorted(PERSONAL))
def test_everyone_keeps_their_own_account(act: Act) -> None:
    assert may(act, set())


def test_observers_comment_only_where_the_forum_lets_them() -> None:
    assert not may(Act.COMMENT, {OBSERVER}, FORUM)
    assert may(Act.COMMENT, {OBSERVER}, Rules(observers_comment=True))


def test_one_person_may_hold_several_roles() -> None:
    assert may(Act.ENDORSE, {DELEGATE, SIGNATORY})
    assert may(Act.SUBMIT, {DELEGATE, SIGNATORY})


def test_neither_observer_nor_chair_votes_or_amends() -> None:
    for act in (Act.CAST_VOTE, Act.SUBMIT, Act.SAVE_DRAFT, Act.OBJECT):
        assert not may(act, {OBSERVER, CHAIR}), act


@pytest.mark.parametrize("act", sorted(FOR_A_DELEGATION))
def test_what_the_secretariat_does_for_a_delegation_is_marked_so(act: Act) -> None:
    assert is_on_behalf(act, {SECRETARIAT}, own_delegation=False)
    assert not is_on_behalf(act, {DELEGATE, SIGNATORY}, own_delegation=True)


def test_its_own_acts_are_not_on_behalf() -> None:
    assert not is_on_behalf(Act.ADMIT, {SECRETARIAT}, own_delegation=False)
