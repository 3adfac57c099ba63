"""The rules of merging one by one, and the sentences that explain them."""

import re
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
        ("one inserts inside what the other replaces", ("فرص", "فرص أفضل في"), ("فرص التعلم", "خدمات الثقافة"), Reason.OVERLAP),
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


WHOLE = "تلتزم المدن."


@pytest.mark.parametrize(
    ("because", "base", "one", "other", "ar", "en"),
    [
        (
            "two rival numbers",
            BASE,
            reworded(("٣٠٪", "٤٠٪")),
            reworded(("٣٠٪", "٥٠٪")),
            "التعديلان يضعان مكان «٣٠٪» بديلين لا يجتمعان: «٤٠٪» و«٥٠٪».",
            "In place of “٣٠٪” the amendments put two that cannot both stand: “٤٠٪” and “٥٠٪”.",
        ),
        (
            "both replace the same words",
            BASE,
            reworded(("فرص التعلم", "خدمات الثقافة")),
            reworded(("فرص التعلم", "آفاق العمل")),
            "يغيّر التعديلان الكلمات نفسها «فرص التعلم»: أحدهما إلى «خدمات الثقافة» والآخر إلى «آفاق العمل».",
            "Both amendments change “فرص التعلم”: one to “خدمات الثقافة”, the other to “آفاق العمل”.",
        ),
        (
            "each wording is that of all the words at stake",
            BASE,
            reworded(("المدن المتعلمة", "مدننا")),
            reworded(("المتعلمة بإتاحة", "كلها بتوفير")),
            "التعديلان يتداخلان في «المدن المتعلمة بإتاحة»: يصير النص بأحدهما «مدننا بإتاحة» وبالآخر «المدن كلها بتوفير».",
            "The amendments overlap in “المدن المتعلمة بإتاحة”: one makes it “مدننا بإتاحة”, the other “المدن كلها بتوفير”.",
        ),
        (
            "one inserts inside what the other deletes",
            BASE,
            reworded((" فرص التعلم", "")),
            reworded(("فرص", "فرص أفضل في")),
            "يحذف أحد التعديلين «فرص التعلم» حيث يكتب الآخر «فرص أفضل في التعلم».",
            "One amendment deletes “فرص التعلم” where the other writes “فرص أفضل في التعلم”.",
        ),
        (
            "one deletes some of what the other replaces",
            BASE,
            reworded((" فرص التعلم", "")),
            reworded(("التعلم للجميع", "العمل")),
            "يحذف أحد التعديلين من «فرص التعلم للجميع» ما يغيّره الآخر: يصير النص بأحدهما «للجميع» وبالآخر «فرص العمل».",
            "One amendment deletes from “فرص التعلم للجميع” what the other changes: one makes it “للجميع”, the other “فرص العمل”.",
        ),
        (
            "one deletes the whole clause",
            WHOLE,
            "",
            "تلتزم المدن والقرى.",
            "يحذف أحد التعديلين «تلتزم المدن.» حيث يكتب الآخر «تلتزم المدن والقرى.».",
            "One amendment deletes “تلتزم المدن.” where the other writes “تلتزم المدن والقرى.”.",
        ),
        (
            "both insert at one point",
            BASE,
            reworded(("المتعلمة", "المتعلمة كلها")),
            reworded(("المتعلمة", "المتعلمة جميعها")),
            "التعديلان يضيفان في الموضع نفسه «كلها» و«جميعها»، ويبقى السؤال أيهما أولاً.",
            "The amendments add “كلها” and “جميعها” at one place; the question is which comes first.",
        ),
        (
            "one builds on the other's words",
            BASE,
            reworded(("المدن", "المدن الأعضاء")),
            reworded(("المدن", "المدن الأعضاء في الشبكة")),
            "أحد التعديلين يبني على كلمات يضيفها الآخر في الموضع نفسه: «الأعضاء» و«الأعضاء في الشبكة».",
            "One amendment builds on words the other adds at the same place: “الأعضاء” and “الأعضاء في الشبكة”.",
        ),
    ],
)  # fmt: skip
def test_a_conflict_is_one_sentence_that_names_both_wordings(
    because: str, base: str, one: str, other: str, ar: str, en: str
) -> None:
    (conflict,) = merge(base, {1: one, 2: other}).conflicts
    assert (conflict.said.ar, conflict.said.en) == (ar, en), because
    assert relation(base, one, other).said == conflict.said


@pytest.mark.parametrize(
    ("because", "one", "other", "ar"),
    [
        ("the same edit", ("فرص", "آفاق"), ("فرص", "آفاق"), "التعديلان يقولان الشيء نفسه: «آفاق»."),
        ("the same deletion", (" فرص", ""), (" فرص", ""), "التعديلان يقولان الشيء نفسه: حذف «فرص»."),
        (
            "neighbours",
            (" المتعلمة", ""),
            ("بإتاحة", "بتوفير"),
            "لا تعارض: يتجاور التغييران (حذف «المتعلمة»، و«بتوفير») ولا يتداخلان؛ يحسن النظر حيث يلتقيان.",
        ),
        (
            "different places",
            (" المتعلمة", ""),
            ("للجميع", "للكل"),
            "لا تعارض: يغيّر كل من التعديلين موضعاً آخر (حذف «المتعلمة»، و«للكل»)، ويُدمجان معاً.",
        ),
    ],
)  # fmt: skip
def test_what_is_no_conflict_is_explained_too(
    because: str, one: tuple[str, str], other: tuple[str, str], ar: str
) -> None:
    assert relation(BASE, reworded(one), reworded(other)).said.ar == ar, because


def test_of_many_wordings_those_are_named_that_the_reason_is_true_of() -> None:
    """Of three, the first two are no deletion: the one that deletes must be named."""
    (conflict,) = merge("أ ب ج", {1: "أ س ج", 2: "أ ص ج", 3: "أ ج"}).conflicts
    assert conflict.reason is Reason.DELETION
    assert conflict.said.ar == "يحذف أحد التعديلين «ب» حيث يكتب الآخر «س»؛ وهنا صيغ أخرى أيضاً."
    (chained,) = merge("أ ب ج د ه", {1: "أ س ج د ه", 2: "أ ب ج ص ه", 3: "أ ط ه"}).conflicts
    assert (chained.reason, chained.between) == (Reason.OVERLAP, (1, 3))


@pytest.mark.parametrize("reason", Reason)
def test_every_reason_has_its_sentence(reason: Reason) -> None:
    said = explain(reason, "الأساس", "الأول", "الثاني")
    assert "الأول" in said.ar
    assert "الأول" in said.en
    assert said.ar.endswith(".")
    assert said.en.endswith(".")


@pytest.mark.parametrize("reason", Reason)
def test_a_word_of_the_sentence_stands_between_any_two_wordings(reason: Reason) -> None:
    """Else two words of the other script would be read as one run, the second before the first."""
    for one, other in (("أول", "ثان"), ("", "ثان"), ("أول", "")):
        said = explain(reason, "أساس", one, other, gone=("ذاهب", "راحل"))
        assert all(re.search("[a-z]", part) for part in re.findall("”(.*?)“", said.en))
        assert all(re.search("[ء-ي]", part) for part in re.findall("»(.*?)«", said.ar))


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
