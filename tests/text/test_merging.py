"""The rules of merging one by one, and the sentences that explain them."""

from dataclasses import asdict

import pytest

from declaration.text import (
    Merge,
    Reason,
    Segment,
    UnknownConflict,
    conflicts,
    explain,
    merge,
    rebase,
    relation,
)

BASE = "تلتزم المدن المتعلمة بإتاحة فرص التعلم للجميع بنسبة ٣٠٪ على الأقل."


def reworded(*pairs: tuple[str, str]) -> str:
    text = BASE
    for old, new in pairs:
        assert old in text
        text = text.replace(old, new)
    return text


@pytest.mark.parametrize(
    ("because", "one", "other", "reason"),
    [
        ("both replace the same words", ("فرص التعلم", "خدمات الثقافة"), ("فرص التعلم", "آفاق العمل"), Reason.SAME_WORDS),
        ("two rival numbers", ("٣٠٪", "٤٠٪"), ("٣٠٪", "٥٠٪"), Reason.CONTRADICTION),
        ("two rival terms", ("المتعلمة", "المنتجة"), ("المتعلمة", "المبدعة"), Reason.CONTRADICTION),
        ("intervals share a word", ("المدن المتعلمة", "مدننا"), ("المتعلمة بإتاحة", "كلها بتوفير"), Reason.OVERLAP),
        ("one deletes what the other changes", (" المتعلمة", ""), ("المتعلمة", "المنتجة"), Reason.DELETION),
        ("one inserts inside what the other deletes", (" فرص التعلم", ""), ("فرص", "فرص أفضل في"), Reason.DELETION),
        ("both insert at one point", ("المتعلمة", "المتعلمة كلها"), ("المتعلمة", "المتعلمة جميعها"), Reason.SAME_PLACE),
        ("one builds on the other's words", ("المدن", "المدن الأعضاء"), ("المدن", "المدن الأعضاء في الشبكة"), Reason.DEPENDS),
        ("the same edit", ("فرص", "آفاق"), ("فرص", "آفاق"), Reason.IDENTICAL),
        ("neighbouring words", ("المدن", "مدننا"), ("المتعلمة", "المنتجة"), Reason.TOUCHING),
        ("different places", ("المدن", "مدننا"), ("للجميع", "للكل"), Reason.NONE),
    ],
)  # fmt: skip
def test_two_amendments_relate(
    because: str, one: tuple[str, str], other: tuple[str, str], reason: Reason
) -> None:
    left, right = reworded(one), reworded(other)
    found = relation(BASE, left, right)
    assert found.reason is reason, because
    assert relation(BASE, right, left).reason is reason
    assert bool(merge(BASE, {1: left, 2: right}).conflicts) is reason.conflicts
    listed = [pair[2] for pair in conflicts(BASE, {1: left, 2: right})]
    assert listed == ([] if reason in (Reason.TOUCHING, Reason.NONE) else [reason])


def test_a_conflict_names_both_wordings_in_both_languages() -> None:
    merged = merge(BASE, {1: reworded(("٣٠٪", "٤٠٪")), 2: reworded(("٣٠٪", "٥٠٪"))})
    said = merged.conflicts[0].said
    assert said.ar == "التعديلان يضعان مكان «٣٠٪» قيمتين لا تجتمعان: «٤٠٪» و«٥٠٪»."
    assert said.en == "The amendments put two rival values in place of “٣٠٪”: “٤٠٪” and “٥٠٪”."


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    said = explain(reason, "الأساس", "الأول", "الثاني")
    assert "الأول" in said.ar
    assert "الأول" in said.en
    assert said.ar.endswith(".")
    assert said.en.endswith(".")


def test_braces_in_an_amendment_are_words_like_others() -> None:
    assert "{one}" in explain(Reason.SAME_WORDS, "{base}", "{one}", "%s").ar


def test_rival_values_are_never_both_written() -> None:
    merged = merge(BASE, {1: reworded(("٣٠٪", "٤٠٪")), 2: reworded(("٣٠٪", "٥٠٪"))})
    assert merged.text is None
    assert merged.resolve({1: "٤٥٪"}).text == reworded(("٣٠٪", "٤٥٪"))


def test_a_heavy_rewording_does_not_swallow_a_word_in_the_next_sentence() -> None:
    base = "تضع المدن خططها بالتشاور مع سكانها. ترفع المدن تقاريرها كل عام إلى الأمانة."
    heavy = "يشارك الأهالي في رسم مستقبل أحيائهم كلها. ترفع المدن تقاريرها كل عام إلى الأمانة."
    small = base.replace("كل عام", "كل عامين")
    assert merge(base, {1: heavy, 2: small}).text == heavy.replace("كل عام", "كل عامين")


def test_what_does_not_conflict_is_merged_beside_a_conflict() -> None:
    merged = merge(
        BASE,
        {
            1: reworded(("٣٠٪", "٤٠٪"), ("فرص", "آفاق")),
            2: reworded(("٣٠٪", "٥٠٪"), ("للجميع", "للكل")),
        },
    )
    shown = "".join(segment.text for segment in merged.segments if segment.stays)
    assert merged.text is None
    assert shown == reworded(("فرص", "آفاق"), ("للجميع", "للكل"))


def test_deleting_the_clause_contradicts_an_addition_at_its_end() -> None:
    merged = merge(BASE, {1: "", 2: f"{BASE} ويُراجع ذلك سنوياً."})
    assert [conflict.reason for conflict in merged.conflicts] == [Reason.DELETION]
    assert conflicts(BASE, {1: "", 2: f"{BASE} ويُراجع ذلك سنوياً."}) == [(1, 2, Reason.DELETION)]
    assert merged.resolve({1: ""}).text == ""


def test_touching_changes_are_applied_and_told() -> None:
    merged = merge(
        BASE, {"أ": reworded(("المدن", "مدننا")), "ب": reworded(("المتعلمة", "المنتجة"))}
    )
    assert merged.text == reworded(("المدن المتعلمة", "مدننا المنتجة"))
    (place,) = merged.touching
    assert (place.before, place.after) == (("أ",), ("ب",))
    assert place.wordings == ("مدننا", "المنتجة")
    assert BASE[place.at :].startswith("المتعلمة")


def test_segments_say_who_did_what() -> None:
    merged = merge("أ ب ج د", {1: "أ س ج د", 2: "أ س ج", 3: "أ ب ج د هـ"})
    assert merged.text is not None
    assert merged.segments == (
        Segment("أ", base_span=(0, 1)),
        Segment("ب", base_span=(2, 3), deleted_by=(1, 2)),
        Segment(" س", inserted_by=(1, 2)),
        Segment(" ج", base_span=(4, 5)),
        Segment("د", base_span=(6, 7), deleted_by=(2,)),
        Segment(" هـ", inserted_by=(3,)),
    )


def test_spaces_at_a_seam_are_those_punctuation_calls_for() -> None:
    base = "تدعم المدن التعلم، والثقافة، والبيئة."
    merged = merge(
        base,
        {1: base.replace("، والثقافة", ""), 2: base.replace("التعلم،", "التعلم والعمل،")},
    )
    assert merged.text == "تدعم المدن التعلم والعمل، والبيئة."


def test_a_conflict_is_only_settled_by_its_number() -> None:
    with pytest.raises(UnknownConflict) as refusal:
        merge(BASE, {1: reworded(("فرص", "آفاق"))}).resolve({1: "مجالات"})
    assert refusal.value.number == 1


def test_a_proposal_is_restated_on_the_newest_wording() -> None:
    current = reworded(("تلتزم", "تتعهد"))
    restated = rebase(BASE, reworded(("فرص", "آفاق")), current)
    assert restated.text == current.replace("فرص", "آفاق")
    clash = rebase(BASE, reworded(("تلتزم", "تسعى")), current).conflicts[0]
    assert clash.options == {"proposal": "تسعى", "current": "تتعهد"}


def test_a_merge_is_plain_data_and_can_be_replayed() -> None:
    merged = merge(BASE, {1: reworded(("٣٠٪", "٤٠٪")), 2: reworded(("٣٠٪", "٥٠٪"))})
    settled = merged.resolve({1: "٤٥٪"})
    record = asdict(settled)
    again: Merge = merge(record["base"], dict(record["variants"]))
    assert again.resolve(dict(record["resolutions"])) == settled
