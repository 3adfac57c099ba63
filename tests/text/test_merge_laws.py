"""Laws of merging: nothing lost, nothing invented, and the order never matters."""

import random
from dataclasses import asdict
from itertools import combinations

import regex
from hypothesis import given
from hypothesis import strategies as st

from declaration.text import Merge, Reason, conflicts, merge, rebase, relation, tokenize
from tests.text.arabic import bases_and_variants, clauses, hostile, variants_of

Case = tuple[str, dict[int, str]]


def words(text: str) -> list[str]:
    return [token for token in tokenize(text) if not token.isspace() or "\n" in token]


@given(clauses)
def test_no_variant_and_the_base_itself_change_nothing(base: str) -> None:
    assert merge(base, {}).text == base
    assert merge(base, {1: base}).text == base
    assert merge(base, {1: base, 2: base}).text == base


@given(st.one_of(clauses, hostile), st.one_of(clauses, hostile))
def test_one_variant_is_the_result(base: str, text: str) -> None:
    assert merge(base, {1: text}).text == text
    assert merge(base, {1: text, 2: text}).text == text
    assert merge(base, {1: text, 2: base}).text == text or words(text) == words(base)


@given(bases_and_variants(), st.randoms(use_true_random=False))
def test_the_order_of_amendments_never_changes_the_merge(case: Case, source: random.Random) -> None:
    base, variants = case
    shuffled = dict(source.sample(list(variants.items()), k=len(variants)))
    assert merge(base, shuffled) == merge(base, variants)
    assert list(map(asdict, merge(base, shuffled).segments)) == list(
        map(asdict, merge(base, variants).segments)
    )


@given(bases_and_variants())
def test_a_variant_proposed_twice_counts_once(case: Case) -> None:
    base, variants = case
    twice = {**variants, **{key + 100: text for key, text in variants.items()}}
    once, again = merge(base, variants), merge(base, twice)
    assert again.text == once.text
    assert len(again.conflicts) == len(once.conflicts)


def as_variant_has_it(merged: Merge, id_: int) -> list[str]:
    """The words of one variant, read off the provenance of the merge."""
    return [
        word
        for segment in merged.segments
        if (id_ not in segment.deleted_by if segment.base_span else id_ in segment.inserted_by)
        for word in words(segment.text)
    ]


@given(bases_and_variants())
def test_nothing_is_lost_and_nothing_invented(case: Case) -> None:
    """Undoing what others did gives each variant back, word by word; undoing all gives the base."""
    base, variants = case
    merged = merge(base, variants)
    assert [w for s in merged.segments if s.base_span for w in words(s.text)] == words(base)
    for segment in merged.segments:
        assert segment.inserted_by == () or segment.base_span is None
        if segment.base_span:
            assert words(base[slice(*segment.base_span)]) == words(segment.text)
    if merged.text is None:
        return
    assert "".join(segment.text for segment in merged.segments if segment.stays) == merged.text
    for id_, text in variants.items():
        assert as_variant_has_it(merged, id_) == words(text)


@given(
    st.one_of(bases_and_variants(), st.tuples(hostile, st.dictionaries(st.integers(1, 3), hostile)))
)
def test_no_span_of_a_merge_or_relation_cuts_a_letter(case: Case) -> None:
    base, variants = case
    merged = merge(base, variants)
    spans = [conflict.span for conflict in merged.conflicts]
    spans += [segment.base_span for segment in merged.segments if segment.base_span]
    spans += [(place.at, place.at) for place in merged.touching]
    spans += [relation(base, one, other).span for one, other in combinations(variants.values(), 2)]
    ends = {0, *(found.end() for found in regex.finditer(r"\X", base))}
    assert {end for span in spans for end in span} <= ends


@given(bases_and_variants())
def test_each_option_of_a_conflict_is_what_its_variant_says(case: Case) -> None:
    base, variants = case
    merged = merge(base, variants)
    for conflict in merged.conflicts:
        assert words(base[slice(*conflict.span)]) == words(conflict.base_words)
        assert len(set(map(tuple, map(words, conflict.options.values())))) > 1
        assert conflict.reason.conflicts
        assert conflict.said.ar
        for id_, option in conflict.options.items():
            assert option in variants[id_]


@given(bases_and_variants())
def test_the_reason_of_a_conflict_is_true_of_the_two_variants_it_names(case: Case) -> None:
    base, variants = case
    for conflict in merge(base, variants).conflicts:
        one, other = conflict.between
        alone = merge(base, {one: variants[one], other: variants[other]}).conflicts
        start, end = conflict.span
        assert conflict.reason in {
            each.reason for each in alone if start <= each.span[0] and each.span[1] <= end
        }


@given(bases_and_variants(), st.data())
def test_a_resolution_fills_its_conflict_alone(case: Case, data: st.DataObject) -> None:
    base, variants = case
    merged = merge(base, variants)
    if not merged.conflicts:
        return
    chosen = data.draw(st.sampled_from(merged.conflicts))
    wording = data.draw(st.one_of(st.sampled_from(list(chosen.options.values())), clauses))
    settled = merged.resolve({chosen.number: wording})
    assert settled.conflicts == tuple(c for c in merged.conflicts if c != chosen)
    assert elsewhere(settled, chosen.number) == elsewhere(merged, chosen.number)
    agreed = [s.text for s in settled.segments if s.resolution == chosen.number and s.stays]
    assert words("".join(agreed)) == words(wording)


def elsewhere(merged: Merge, number: int) -> list[tuple[object, ...]]:
    """The words and provenance of all segments but those of one conflict."""
    return [
        (words(s.text), s.base_span, s.inserted_by, s.deleted_by, s.conflict)
        for s in merged.segments
        if number not in (s.conflict, s.resolution) and words(s.text)
    ]


@given(bases_and_variants(), st.data())
def test_conflicts_can_be_settled_one_by_one_or_all_at_once(
    case: Case, data: st.DataObject
) -> None:
    base, variants = case
    merged = merge(base, variants)
    choices = {
        conflict.number: data.draw(st.sampled_from(list(conflict.options.values())))
        for conflict in merged.conflicts
    }
    stepwise = merged
    for number, wording in choices.items():
        stepwise = stepwise.resolve({number: wording})
    assert stepwise == merged.resolve(choices)
    assert stepwise.text is not None


@given(bases_and_variants(most=2))
def test_restating_on_a_merged_text_is_merging_at_once(case: Case) -> None:
    base, variants = case
    if len(variants) < 2:
        return
    proposal, other = variants.values()
    current = merge(base, {"q": other}).text
    assert current is not None
    together = merge(base, {"p": proposal, "q": other})
    if together.text is not None:
        assert rebase(base, proposal, current).text == together.text


@given(bases_and_variants(), st.data())
def test_conflicts_are_those_that_a_merge_of_the_two_has(case: Case, data: st.DataObject) -> None:
    base, variants = case
    reasons = {(one, other): reason for one, other, reason in conflicts(base, variants)}
    for one in variants:
        for other in variants:
            if one >= other:
                continue
            merged = merge(base, {one: variants[one], other: variants[other]})
            reason = reasons.get((one, other), Reason.NONE)
            assert reason.conflicts == bool(merged.conflicts)
            related = relation(base, variants[one], variants[other])
            assert related.reason == reason or (
                reason is Reason.NONE and related.reason in (Reason.TOUCHING, Reason.NONE)
            )
            assert related.said.ar


@given(clauses.flatmap(lambda base: st.tuples(st.just(base), variants_of(base))))
def test_deleting_everything_contradicts_every_change(case: tuple[str, str]) -> None:
    base, text = case
    if words(base) and words(text) != words(base) and words(text):
        merged = merge(base, {1: text, 2: ""})
        assert [conflict.reason for conflict in merged.conflicts] == [Reason.DELETION]


@given(clauses, st.data())
def test_spacing_never_makes_a_conflict(base: str, data: st.DataObject) -> None:
    loose = "".join(
        token * data.draw(st.integers(1, 3)) if token == " " else token for token in tokenize(base)
    )
    text = data.draw(variants_of(base))
    merged = merge(base, {1: loose, 2: text})
    assert merged.text is not None
    assert words(merged.text) == words(text)
