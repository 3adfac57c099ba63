"""Every amendment of the sample applies, and does what its file says of it."""

from itertools import combinations

import pytest

from declaration.procedure.states import AmendmentState
from declaration.sample import sample_amendments, sample_forum
from declaration.sample.amendments import SampleAmendment
from declaration.sample.edits import NotOneOccurrence, apply_edits
from declaration.text import Op, conflicts, diff, inspect, merge
from declaration.text.inspection import Flaw

PROPOSALS = sample_amendments()
AMENDMENTS = PROPOSALS.amendments
FORUM = sample_forum()
KINDS = {clause.key: clause.kind for clause in FORUM.declaration.clauses}
KINDS |= {each.clause: each.adds for each in AMENDMENTS if each.adds}

each_amendment = pytest.mark.parametrize("amendment", AMENDMENTS, ids=lambda each: each.id)


def variants_of(clause: str, version: int) -> dict[str, str]:
    """The texts proposed for one version of a clause, nothing for a deletion."""
    return {
        each.id: "" if each.removes else each.text["ar"]
        for each in AMENDMENTS
        if (each.clause, each.version) == (clause, version)
        and not each.parent
        and (each.removes or "ar" in each.text)
    }


def places() -> list[tuple[str, int]]:
    return sorted({(each.clause, each.version) for each in AMENDMENTS if not each.adds})


@pytest.mark.parametrize(
    ("because", "edits", "expected"),
    [
        ("words are exchanged", [{"replace": "سنتين", "by": "ثلاث سنوات"}], "كل ثلاث سنوات، معاً"),
        ("added words are set off", [{"after": "كل", "add": "نحو"}], "كل نحو سنتين، معاً"),
        ("punctuation is not", [{"after": "معاً", "add": "، أو فرادى"}], "كل سنتين، معاً، أو فرادى"),
        ("words go with their comma", [{"delete": "، معاً"}], "كل سنتين"),
    ],
)
def test_an_edit_is_made_as_it_is_said(because: str, edits: list, expected: str) -> None:
    assert apply_edits("كل سنتين، معاً", edits) == expected, because


@pytest.mark.parametrize(("words", "times"), [("غائبة", 0), ("كل", 2)])
def test_an_edit_whose_words_do_not_occur_once_is_refused(words: str, times: int) -> None:
    with pytest.raises(NotOneOccurrence) as refused:
        apply_edits("كل سنة وكل شهر", [{"delete": words}])
    assert refused.value.occurrences == times


def test_there_are_enough_and_each_has_its_own_name() -> None:
    assert len(AMENDMENTS) >= 44
    assert len({each.id for each in AMENDMENTS}) == len(AMENDMENTS)


@each_amendment
def test_an_amendment_names_delegations_that_vote(amendment: SampleAmendment) -> None:
    voting = {each.key for each in FORUM.delegations if each.votes}
    sponsors = (amendment.by, *amendment.co_sponsors)
    assert set(sponsors) <= voting
    assert len(set(sponsors)) == len(sponsors)


@each_amendment
def test_an_amendment_changes_something(amendment: SampleAmendment) -> None:
    base = PROPOSALS.base(amendment)
    assert amendment.text or amendment.removes or amendment.moves
    assert all(text != base.get(language) for language, text in amendment.text.items())


@each_amendment
def test_nothing_in_an_amendment_needs_a_second_look(amendment: SampleAmendment) -> None:
    found = inspect(amendment.text.get("ar", ""))
    if KINDS[amendment.clause] in ("title", "heading") or "ar" not in amendment.text:
        found = [finding for finding in found if finding.flaw is not Flaw.OPEN_END]
    assert found == []


@each_amendment
def test_an_amendment_says_why(amendment: SampleAmendment) -> None:
    assert amendment.rationale["en"].endswith(".")
    assert amendment.rationale["ar"].endswith(".") or "ar" not in amendment.text
    because = {AmendmentState.INADMISSIBLE, AmendmentState.WITHDRAWN, AmendmentState.FALLEN}
    if amendment.state in because | {AmendmentState.SATISFIED}:
        assert all(amendment.because[language].endswith(".") for language in ("ar", "en"))


@each_amendment
def test_the_changes_of_an_amendment_are_of_the_kind_it_claims(amendment: SampleAmendment) -> None:
    if "ar" not in amendment.text or amendment.adds:
        return
    changes = diff(PROPOSALS.base(amendment)["ar"], amendment.text["ar"])
    kinds = {change.kind.value for change in changes if change.op is not Op.EQUAL}
    if amendment.change == "substance":
        assert "substance" in kinds
    else:
        assert kinds == {amendment.change}


@pytest.mark.parametrize(("clause", "version"), places())
def test_the_clashes_claimed_are_those_the_engine_finds(clause: str, version: int) -> None:
    variants = variants_of(clause, version)
    base = PROPOSALS.texts[clause, version]["ar"]
    found = {
        frozenset((one, other))
        for one, other, reason in conflicts(base, variants)
        if reason.conflicts
    }
    claimed = {frozenset((id, other)) for id in variants for other in PROPOSALS.named(id).clashes}
    assert found == claimed


@pytest.mark.parametrize(("clause", "version"), places())
def test_what_is_claimed_to_touch_touches_and_merges(clause: str, version: int) -> None:
    base, variants = PROPOSALS.texts[clause, version]["ar"], variants_of(clause, version)
    for one, other in combinations(variants, 2):
        result = merge(base, {one: variants[one], other: variants[other]})
        if other in PROPOSALS.named(one).touches:
            assert result.touching
            assert result.text is not None


def test_what_clashes_over_a_place_adds_at_one_place() -> None:
    additions = [each for each in AMENDMENTS if each.adds]
    for one, other in combinations(additions, 2):
        assert (one.after == other.after) == (other.id in one.clashes)


def test_clashing_and_touching_are_mutual() -> None:
    for each in AMENDMENTS:
        assert all(each.id in PROPOSALS.named(other).clashes for other in each.clashes)
        assert all(each.id in PROPOSALS.named(other).touches for other in each.touches)


def test_every_kind_of_proposal_is_there() -> None:
    assert any(each.removes for each in AMENDMENTS)
    assert any(each.moves and not each.text for each in AMENDMENTS)
    assert any(each.moves and each.text for each in AMENDMENTS)
    assert {"title", "heading", "preambular", "operative", "annex"} <= set(KINDS.values())
    assert {"title", "h-3"} <= {each.clause for each in AMENDMENTS}
    assert {each.change for each in AMENDMENTS} == {"substance", "spelling", "diacritics"}
    assert any("ar" not in each.text and "en" in each.text for each in AMENDMENTS)
    assert any(each.late for each in AMENDMENTS)


def test_every_fate_but_the_last_ones_is_there() -> None:
    found = {each.state for each in AMENDMENTS}
    assert found == set(AmendmentState) - {
        AmendmentState.DISCARDED,
        AmendmentState.REPLACED,
        AmendmentState.LAPSED,
    }


def test_some_are_made_on_a_version_that_has_moved_on() -> None:
    newest = dict(sorted(PROPOSALS.texts))
    behind = [
        each
        for each in AMENDMENTS
        if each.state is AmendmentState.ADMISSIBLE
        and not each.adds
        and each.version < newest[each.clause]
    ]
    rebased = {
        each.id: merge(
            PROPOSALS.texts[each.clause, each.version]["ar"],
            {"proposal": each.text["ar"], "current": PROPOSALS.texts[each.clause, 2]["ar"]},
        ).text
        for each in behind
    }
    assert any(text is None for text in rebased.values())
    assert any(text is not None for text in rebased.values())


def test_the_parts_of_a_divided_amendment_make_the_whole_again() -> None:
    [whole] = [each for each in AMENDMENTS if each.state is AmendmentState.DIVIDED]
    parts = {each.id: each for each in AMENDMENTS if each.divided_from == whole.id}
    for language in ("ar", "en"):
        texts = {id: part.text[language] for id, part in parts.items()}
        assert merge(PROPOSALS.base(whole)[language], texts).text == whole.text[language]


def test_a_compromise_replaces_three_and_waits_for_one_consent() -> None:
    [compromise] = [each for each in AMENDMENTS if each.replaces]
    sponsors = {PROPOSALS.named(id).by for id in compromise.replaces}
    assert len(compromise.replaces) == 3
    assert compromise.consents.keys() == sponsors
    assert sorted(compromise.consents.values()) == ["awaited", "given", "given"]


def test_a_package_splits_one_clause_into_two() -> None:
    packed = [each for each in AMENDMENTS if each.package]
    assert len({each.package for each in packed}) == 1
    changed, added = packed
    assert added.after == changed.clause


def test_an_amendment_to_an_amendment_changes_its_parent_s_words() -> None:
    [child] = [each for each in AMENDMENTS if each.parent]
    assert child.clause == PROPOSALS.named(child.parent).clause
    assert PROPOSALS.base(child) == PROPOSALS.named(child.parent).text
