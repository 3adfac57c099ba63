"""Laws of weaving: what is agreed fills its conflict alone, and nothing depends on order."""

import random

from hypothesis import given
from hypothesis import strategies as st

from declaration.merging.weaving import (
    Made,
    Variant,
    Weave,
    by_number,
    weave,
    weave_without,
    words_outside,
)
from declaration.text import merge, normalize

WORDS = ["المدن", "تلتزم", "التعلّم", "،", "لا", "2030", "40%", "الجميع", "المراكز", "(UNESCO)"]
clauses = st.lists(st.sampled_from(WORDS), min_size=1, max_size=10).map(
    lambda words: str(normalize(" ".join(words)))
)
several = st.lists(clauses, max_size=4)


def woven(base: str, texts: list[str], agreed: dict[int, str] | None = None) -> Weave:
    variants = {at: Variant(base, text) for at, text in enumerate(texts)}
    return weave(base, variants, by_number(agreed or {}))


@given(clauses, several, st.randoms())
def test_the_order_of_wordings_never_changes_the_text(
    base: str, texts: list[str], source: random.Random
) -> None:
    variants = {at: Variant(base, text) for at, text in enumerate(texts)}
    shuffled = dict(source.sample(list(variants.items()), k=len(variants)))
    assert weave(base, variants, by_number({})) == weave(base, shuffled, by_number({}))


@given(clauses, several, st.lists(clauses, min_size=4, max_size=4))
def test_an_agreed_wording_fills_its_conflict_alone(
    base: str, texts: list[str], wordings: list[str]
) -> None:
    undecided = woven(base, texts)
    agreed = {each.number: wordings[each.number % len(wordings)] for each in undecided.conflicts}
    decided = woven(base, texts, agreed)
    assert decided.text is not None
    assert decided.undecided == ()
    assert words_outside(decided.last) == words_outside(undecided.last)


@given(clauses, several)
def test_without_conflict_it_is_the_plain_merge(base: str, texts: list[str]) -> None:
    assert woven(base, texts).text == merge(base, dict(enumerate(texts))).text


@given(clauses, clauses, clauses)
def test_a_wording_of_an_older_text_is_restated_first(old: str, new: str, text: str) -> None:
    made = weave(new, {"late": Variant(old, text)}, by_number({}))
    restated = merge(old, {"proposal": text, "current": new})
    assert [each.conflict for each in made.conflicts] == list(restated.conflicts)
    if restated.text is not None:
        assert made.text == restated.text


@given(clauses, several, st.sets(st.integers(0, 3)))
def test_taking_wordings_out_gives_the_merge_without_them(
    base: str, texts: list[str], gone: set[int]
) -> None:
    made = merge(base, dict(enumerate(texts)))
    if made.text is None:
        return
    rest = {at: text for at, text in enumerate(texts) if at not in gone}
    restored = weave_without(Made(made, made.text), gone, made.text, by_number({}))
    assert restored.text == merge(base, rest).text


@given(clauses, clauses, clauses)
def test_what_came_later_stays_on_top_or_is_asked_about(base: str, text: str, later: str) -> None:
    made = Made(merge(base, {1: text}), text)
    restored = weave_without(made, {1}, later, by_number({}))
    if text == base:
        assert restored.text == later
    if later == text:
        assert restored.text == base
    assert restored.text is not None or restored.undecided


def test_what_was_agreed_before_is_agreed_again() -> None:
    base = "نتعهد بنسبة 40% في عام 2030."
    texts = {
        1: "نتعهد بنسبة 50% في عام 2030.",
        2: "نتعهد بنسبة 60% في عام 2030.",
        3: base + " آمين",
    }
    made = merge(base, texts).resolve({1: "55%"})
    assert made.text is not None
    restored = weave_without(Made(made, made.text), {3}, made.text, by_number({}))
    assert restored.text == "نتعهد بنسبة 55% في عام 2030."
    assert restored.agreed == {1: "55%"}
