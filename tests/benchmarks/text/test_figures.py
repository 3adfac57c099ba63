"""The figures measure what they say, and what the engine promises of itself holds beside its peers."""

import pytest

from declaration.text import conflicts, diff
from tests.benchmarks.rows import Row, as_data
from tests.benchmarks.text.correctness import Judgement, judged, touches_told
from tests.benchmarks.text.differs import DIFFERS, by_diff_match_patch, by_difflib
from tests.benchmarks.text.mergers import Merger, by_engine, by_git, by_merge3, by_patches
from tests.benchmarks.text.pairs import corpus_pairs
from tests.benchmarks.text.speed import corpus_time, each_diff, long_time, rivals, variants_time
from tests.text.draws import Draw, Meeting, draws
from tests.text.scripts import Edit

CLAUSE = "تلتزم المدن المتعلمة بإتاحة فرص التعلم لجميع سكانها مدى الحياة"
WORDS = tuple(CLAUSE.split())
APART = Draw(
    Meeting.DISJOINT,
    WORDS,
    ((Edit(1, 2, ("البلديات",)),), (Edit(4, 5, ()),), (Edit(8, 8, ("مجاناً",)),)),
)
AGAINST = Draw(Meeting.OVERLAP, WORDS, ((Edit(4, 6, ("موارد",)),), (Edit(5, 7, ("معارف",)),)))


@pytest.mark.parametrize("merger", [by_engine, by_patches, by_git, by_merge3])
def test_every_merger_applies_what_is_far_apart(merger: Merger) -> None:
    assert merger([APART, APART]) == [APART.by_hand, APART.by_hand]


@pytest.mark.parametrize("merger", [by_engine, by_git, by_merge3])
def test_a_contradiction_between_draws_without_one_is_told_alone(merger: Merger) -> None:
    assert merger([APART, AGAINST, APART]) == [APART.by_hand, None, APART.by_hand]


def test_an_answer_is_judged_by_hand_application() -> None:
    assert judged(APART, APART.by_hand) is Judgement.BY_HAND
    assert judged(APART, None) is Judgement.REPORTED
    assert judged(APART, APART.base) is Judgement.WRONG


@pytest.mark.parametrize("differ", DIFFERS.values(), ids=DIFFERS)
def test_every_differ_runs_on_the_corpus(differ) -> None:
    assert differ(*corpus_pairs()[0])


def test_there_are_as_many_pairs_as_the_paragraphs_give() -> None:
    assert len(corpus_pairs()) == 212
    assert corpus_pairs(1) == corpus_pairs(1) != corpus_pairs(2)


def test_a_row_knows_how_many_times_quicker_it_is() -> None:
    assert Row("diff", 2.0, "ms", "difflib", 10.0).ratio == 5.0
    assert Row("overlaps reported", 100.0, "%", "patches", 40.0).ratio is None
    assert as_data([Row("diff", 2.0, "ms", "jsdiff", None, "no node")])[0]["ratio"] is None


def test_the_engine_is_four_times_as_fast_as_difflib_and_seven_times_as_diff_match_patch() -> None:
    ours = corpus_time(diff)
    assert corpus_time(by_difflib) >= 4 * ours
    assert corpus_time(by_diff_match_patch) >= 7 * ours


def test_cost_grows_near_linearly_with_length() -> None:
    assert long_time(diff, 20_000) <= 1.5 * 20 * long_time(diff, 1_000)


def test_conflicts_among_200_variants_cost_at_most_half_more_than_their_diffs() -> None:
    assert variants_time(conflicts, rivals) <= 1.5 * variants_time(each_diff, rivals)


@pytest.mark.parametrize("repeated", [False, True])
@pytest.mark.parametrize("meeting", Meeting)
def test_the_engine_merges_nothing_wrongly(meeting: Meeting, repeated: bool) -> None:
    drawn = list(draws(meeting, 500, seed=11, repeated=repeated))
    right = Judgement.REPORTED if meeting is Meeting.OVERLAP else Judgement.BY_HAND
    for draw, text in zip(drawn, by_engine(drawn), strict=True):
        judgement = judged(draw, text)
        assert judgement is not Judgement.WRONG if draw.ambiguous else judgement is right, draw


def test_the_engine_tells_every_touch() -> None:
    assert touches_told(500).figure == 100.0
