import pytest

from declaration.procedure import FORUM, AmendmentState, BallotState, Role, Rules
from declaration.procedure.compromise import Consent, agreement
from declaration.procedure.packages import Member, PackageFault, package_faults
from declaration.procedure.reconsideration import End, can_be_reconsidered, returned_by
from declaration.procedure.sponsors import (
    Sponsor,
    are_enough,
    may_take_over,
    standing,
    to_reconfirm,
)
from declaration.procedure.statements import (
    EMPTY_STATEMENT,
    OWN_AMENDMENT,
    STATEMENT_TOO_LONG,
    StatementKind,
    statement_faults,
)
from declaration.procedure.sub_amendments import children_first, depth, fall_with, may_be_amended
from declaration.procedure.visibility import enters_warnings, may_see

THREE = {31: "tunis", 32: "doha", 33: "jubail"}


def yes(delegation: str, revision: int = 1) -> Consent[str]:
    return Consent(delegation, revision, given=True)


def taken_back(delegation: str, revision: int = 1) -> Consent[str]:
    return Consent(delegation, revision, given=False)


ALL_THREE = [yes("tunis"), yes("doha"), yes("jubail")]


@pytest.mark.parametrize(
    ("because", "consents", "revision", "replaced"),
    [
        ("nobody has answered", [], 1, set()),
        ("one is missing", [yes("tunis"), yes("doha")], 1, set()),
        ("every main sponsor consents", ALL_THREE, 1, {31, 32, 33}),
        ("one takes consent back", [*ALL_THREE, taken_back("doha")], 1, {31, 33}),
        (
            "and gives it again",
            [*ALL_THREE, taken_back("doha"), yes("doha")],
            1,
            {31, 32, 33},
        ),
        ("taken back before all agreed", [yes("tunis"), taken_back("tunis")], 1, set()),
        ("a revised compromise asks all again", ALL_THREE, 2, set()),
        (
            "and stands when all answer",
            [*ALL_THREE, *(yes(d, 2) for d in THREE.values())],
            2,
            {31, 32, 33},
        ),
        ("a stranger's consent is not asked", [*ALL_THREE[:2], yes("sfax")], 1, set()),
        (
            "nobody is left",
            [*ALL_THREE, *(taken_back(d) for d in THREE.values())],
            1,
            set(),
        ),
    ],
)
def test_a_compromise_replaces(
    because: str, consents: list[Consent[str]], revision: int, replaced: set[int]
) -> None:
    found = agreement(THREE, consents, revision)
    assert found.replaced == replaced, because
    assert found.returned == THREE.keys() - replaced
    assert found.stands is bool(replaced)


def test_a_compromise_names_whose_consent_is_missing() -> None:
    assert agreement(THREE, [yes("tunis")], 1).awaited == {"doha", "jubail"}


def test_one_sponsor_of_two_amendments_consents_once_for_both() -> None:
    found = agreement({1: "tunis", 2: "tunis"}, [yes("tunis")], 1)
    assert found.replaced == {1, 2}


def test_reconsideration_returns_the_amendment_and_what_ended_because_of_it() -> None:
    ends = {
        1: End(AmendmentState.MERGED),
        2: End(AmendmentState.FALLEN, by=1),
        3: End(AmendmentState.SATISFIED, by=1),
        4: End(AmendmentState.FALLEN, by=9),
        5: End(AmendmentState.REJECTED),
    }
    assert returned_by(1, ends) == [1, 2, 3]


def test_only_a_decision_that_stands_is_reconsidered() -> None:
    assert [state for state in BallotState if can_be_reconsidered(state)] == [BallotState.CLOSED]


READY = Member(AmendmentState.SCHEDULED, on_current_version=True)


@pytest.mark.parametrize(
    ("because", "members", "faults"),
    [
        ("two that are ready", [READY, READY], ()),
        ("one is no package", [READY], (PackageFault.ALONE,)),
        (
            "one is not scheduled",
            [READY, Member(AmendmentState.ADMISSIBLE, True)],
            (PackageFault.STATES_DIFFER,),
        ),
        (
            "one stands on an old version",
            [READY, Member(AmendmentState.SCHEDULED, False)],
            (PackageFault.OLD_VERSION,),
        ),
    ],
)
def test_a_package_is_put_whole(
    because: str, members: list[Member], faults: tuple[PackageFault, ...]
) -> None:
    assert package_faults(members) == faults, because


SPONSORS = [
    Sponsor("doha", confirmed_revision=1),
    Sponsor("tunis", main=True),
    Sponsor("sfax", confirmed_revision=2),
    Sponsor("jubail", confirmed_revision=2, left=True),
]


def test_a_new_wording_asks_co_sponsors_to_reconfirm() -> None:
    assert standing(SPONSORS, revision=2) == ["tunis", "sfax"]
    assert to_reconfirm(SPONSORS, revision=2) == ["doha"]


def test_an_amendment_needs_the_sponsors_the_rules_ask_for() -> None:
    assert are_enough(SPONSORS, 2, FORUM)
    assert not are_enough(SPONSORS, 2, Rules(least_sponsors=3))


@pytest.mark.parametrize(
    ("because", "delegation", "allowed"),
    [
        ("a co-sponsor carries on", "doha", True),
        ("the main sponsor withdrew it", "tunis", False),
        ("one that left does not", "jubail", False),
        ("nor does a stranger", "rabat", False),
    ],
)
def test_a_co_sponsor_takes_over(because: str, delegation: str, allowed: bool) -> None:
    assert may_take_over(SPONSORS, delegation) is allowed, because


@pytest.mark.parametrize(
    ("because", "kind", "text", "delegation", "faults"),
    [
        ("a plain explanation", StatementKind.AFTER_THE_VOTE, "صوتنا مؤيدين", "doha", ()),
        ("of nothing", StatementKind.POSITION, " \n", "doha", (EMPTY_STATEMENT,)),
        ("too long", StatementKind.RESERVATION, "كلمة " * 401, "doha", (STATEMENT_TOO_LONG,)),
        ("on its own amendment", StatementKind.BEFORE_THE_VOTE, "نص", "tunis", (OWN_AMENDMENT,)),
        ("a sponsor may reserve its position", StatementKind.RESERVATION, "نص", "tunis", ()),
    ],
)
def test_a_statement_is_recorded(
    because: str, kind: StatementKind, text: str, delegation: str, faults: tuple[str, ...]
) -> None:
    found = statement_faults(kind, text, FORUM, delegation=delegation, sponsors={"tunis"})
    assert found == faults, because


PARENTS = {"31-a": "31", "31-b": "31", "40-a": "40"}


def test_amendments_to_an_amendment_are_one_level_deep() -> None:
    assert (depth("31", PARENTS), depth("31-a", PARENTS)) == (0, 1)
    assert may_be_amended("31", AmendmentState.ADMISSIBLE, PARENTS, FORUM)
    assert not may_be_amended("31-a", AmendmentState.ADMISSIBLE, PARENTS, FORUM)
    assert not may_be_amended("31", AmendmentState.PUT, PARENTS, FORUM)
    assert not may_be_amended("31", AmendmentState.ADMISSIBLE, PARENTS, Rules(amendment_depth=0))


def test_nothing_amends_itself() -> None:
    with pytest.raises(ValueError):
        depth("a", {"a": "b", "b": "a"})


def test_an_amendment_to_an_amendment_is_decided_before_it() -> None:
    order = ["31", "40-a", "31-b", "32", "31-a"]
    assert children_first(order, PARENTS) == ["31-b", "31-a", "31", "40-a", "32"]


def test_it_falls_with_its_parent() -> None:
    states = {
        "31": AmendmentState.REJECTED,
        "31-a": AmendmentState.SCHEDULED,
        "31-b": AmendmentState.REJECTED,
    }
    assert fall_with("31", states, {"31-a": "31", "31-b": "31"}) == ["31-a"]
    states["31"] = AmendmentState.ADOPTED
    assert fall_with("31", states, {"31-a": "31", "31-b": "31"}) == []


@pytest.mark.parametrize(
    ("because", "state", "role", "own", "was_admissible", "seen"),
    [
        ("one's own draft", AmendmentState.DRAFT, Role.DELEGATE, True, False, True),
        ("not to the secretariat", AmendmentState.DRAFT, Role.SECRETARIAT, False, False, False),
        ("the secretariat screens", AmendmentState.SUBMITTED, Role.SECRETARIAT, False, False, True),
        ("others wait", AmendmentState.SUBMITTED, Role.DELEGATE, False, False, False),
        ("refused in private", AmendmentState.INADMISSIBLE, Role.CHAIR, False, False, False),
        ("public once admitted", AmendmentState.ADMISSIBLE, Role.OBSERVER, False, True, True),
        ("withdrawn in public", AmendmentState.WITHDRAWN, Role.OBSERVER, False, True, True),
        ("withdrawn unscreened", AmendmentState.WITHDRAWN, Role.OBSERVER, False, False, False),
    ],
)
def test_an_amendment_is_visible_when_due(
    because: str, state: AmendmentState, role: Role, own: bool, was_admissible: bool, seen: bool
) -> None:
    assert may_see(state, {role}, own=own, was_admissible=was_admissible) is seen, because


@pytest.mark.parametrize(
    ("because", "state", "role", "own", "enters"),
    [
        ("admissible ones", AmendmentState.ADMISSIBLE, Role.OBSERVER, False, True),
        ("one's own draft", AmendmentState.DRAFT, Role.DELEGATE, True, True),
        ("nobody else's draft", AmendmentState.DRAFT, Role.SECRETARIAT, False, False),
        ("submitted, to the secretariat", AmendmentState.SUBMITTED, Role.SECRETARIAT, False, True),
        ("submitted, to no other city", AmendmentState.SUBMITTED, Role.DELEGATE, False, False),
        ("what is over", AmendmentState.REJECTED, Role.DELEGATE, True, False),
    ],
)
def test_warnings_use_what_is_admissible_and_ones_own(
    because: str, state: AmendmentState, role: Role, own: bool, enters: bool
) -> None:
    assert enters_warnings(state, {role}, own=own) is enters, because
