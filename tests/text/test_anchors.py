"""A comment stays on its words, says when they changed, and never settles on others."""

import pytest
import regex
from hypothesis import given
from hypothesis import strategies as st
from rapidfuzz.distance import LCSseq

from declaration.text import Anchor, Hold, tokenize
from declaration.text.kinds import substance_of
from tests.text.arabic import PROSE, bases_and_variants, clauses, hostile

BASE = "تدعم المدن تعلم الكبار كما تدعم المدن تعلم الصغار في كل حي."


def anchored(text: str, quote: str, nth: int = 1) -> Anchor:
    at = -1
    for _ in range(nth):
        at = text.index(quote, at + 1)
    return Anchor.of(text, at, at + len(quote))


@pytest.mark.parametrize(
    ("because", "quote", "nth", "new", "stands", "hold"),
    [
        ("the same text", "كل حي", 1, BASE, "كل حي", Hold.ANCHORED),
        ("words before it", "كل حي", 1, f"إيماناً بذلك، {BASE}", "كل حي", Hold.ANCHORED),
        ("part of a word", "حي", 1, BASE.replace("كل", "أي"), "حي", Hold.ANCHORED),
        (
            "the second of two equal quotes",
            "تدعم المدن",
            2,
            BASE.replace("تدعم المدن تعلم الكبار كما ", ""),
            "تدعم المدن",
            Hold.ANCHORED,
        ),
        (
            "a word inside it changed",
            "تعلم الصغار",
            1,
            BASE.replace("الصغار", "الأطفال"),
            "تعلم الأطفال",
            Hold.EDITED,
        ),
        (
            "a word put inside it",
            "تعلم الصغار",
            1,
            BASE.replace("تعلم الصغار", "تعلم جميع الصغار"),
            "تعلم جميع الصغار",
            Hold.EDITED,
        ),
        (
            "all of it reworded",
            "كل حي",
            1,
            BASE.replace("كل حي", "أحيائها"),
            "أحيائها",
            Hold.EDITED,
        ),
        (
            "one word of a reworded phrase",
            "الصغار",
            1,
            BASE.replace("تعلم الصغار", "تدريب الشباب"),
            "الشباب",
            Hold.EDITED,
        ),
        (
            "taken out here and typed again there",
            "في كل حي",
            1,
            "في كل حي، تدعم المدن تعلم الكبار كما تدعم المدن تعلم الصغار.",
            "في كل حي",
            Hold.MOVED,
        ),
        (
            "its own words in another order: on those that stayed",
            "تعلم الصغار",
            1,
            BASE.replace("تعلم الصغار", "الصغار تعلماً"),
            "الصغار",
            Hold.EDITED,
        ),
        (
            "typed again with other marks",
            "في كل حي",
            1,
            "في كلِّ حيٍّ، تدعم المدن تعلم الكبار كما تدعم المدن تعلم الصغار.",
            "في كلِّ حيٍّ",
            Hold.MOVED,
        ),
    ],
)
def test_an_anchor_follows(
    because: str, quote: str, nth: int, new: str, stands: str, hold: Hold
) -> None:
    anchor = anchored(BASE, quote, nth).follow(BASE, new)
    assert anchor is not None, because
    assert (new[anchor.start : anchor.end], anchor.hold) == (stands, hold), because
    assert anchor.quote == quote


@pytest.mark.parametrize(
    ("because", "quote", "nth", "new"),
    [
        ("its words are gone", "في كل حي", 1, BASE.replace(" في كل حي", "")),
        ("the clause is gone", "في كل حي", 1, ""),
        (
            "of two equal quotes its own is gone",
            "تدعم المدن",
            2,
            BASE.replace(" كما تدعم المدن تعلم الصغار", ""),
        ),
        (
            "typed again twice, nobody knows which",
            "في كل حي",
            1,
            "في كل حي، تدعم المدن تعلم الكبار في كل حي، كما تدعم المدن تعلم الصغار.",
        ),
        (
            "typed elsewhere with a word changed, too short to be told from other words",
            "في كل حي",
            1,
            "في كل مدينة، تدعم المدن تعلم الكبار كما تدعم المدن تعلم الصغار.",
        ),
    ],
)
def test_an_anchor_is_orphaned_when(because: str, quote: str, nth: int, new: str) -> None:
    assert anchored(BASE, quote, nth).follow(BASE, new) is None, because


SENTENCES = "تُنشأ مراكز التعلم في كل حي. تُفتح المكتبات مساءً. تُوفَّر الكتب للجميع."


@pytest.mark.parametrize("quote", ["في كل حي", "المكتبات", "تُوفَّر الكتب للجميع"])
def test_an_anchor_goes_along_when_sentences_change_places(quote: str) -> None:
    new = "تُفتح المكتبات مساءً. تُوفَّر الكتب للجميع. تُنشأ مراكز التعلم في كل حي."
    found = anchored(SENTENCES, quote).follow(SENTENCES, new)
    assert found is not None
    assert new[found.start : found.end] == quote
    assert found.hold in (Hold.ANCHORED, Hold.MOVED)


def test_of_two_places_where_it_was_typed_again_the_one_among_the_same_words_is_its_own() -> None:
    new = "في كل حي يلعب الصغار في كل حي، تدعم المدن تعلم الكبار كما تدعم المدن تعلم الصغار."
    found = anchored(BASE, "في كل حي").follow(BASE, new)
    assert found is not None
    assert (found.start, found.hold) == (new.rindex("في كل حي"), Hold.MOVED)


LONG = (
    "إذ نستذكر أهداف التنمية المستدامة ونؤكد أن التعلم حق للجميع مدى الحياة، "
    "نلتزم بتوفير مكتبة عامة لكل حي قديم."
)
PLEDGE = "نلتزم بتوفير مكتبة عامة لكل حي قديم"


@pytest.mark.parametrize(
    ("because", "again", "stands"),
    [
        ("a word changed inside", "نلتزم بتوفير مكتبة مجانية لكل حي قديم", True),
        ("its last word changed", "نلتزم بتوفير مكتبة عامة لكل حي جديد", True),
        ("two words of seven changed", "نلتزم بتوفير مكتبة مجانية لكل حي جديد", False),
        ("the same words in another order", "لكل حي قديم نلتزم بتوفير مكتبة عامة", False),
    ],
)
def test_a_long_quote_typed_elsewhere_is_known_again_when_one_word_in_five_changed(
    because: str, again: str, stands: bool
) -> None:
    new = f"{again}، {LONG.replace(f'، {PLEDGE}', '')}"
    found = anchored(LONG, PLEDGE).follow(LONG, new)
    assert (found is not None) is stands, because
    if found is not None:
        assert (found.hold, found.quote) == (Hold.MOVED, PLEDGE)
        assert again.startswith(new[found.start : found.end])


def test_nobody_knows_which_of_two_reworded_places_is_its_own() -> None:
    rest = LONG.replace(f"، {PLEDGE}", "")
    one, other = PLEDGE.replace("عامة", "مجانية"), PLEDGE.replace("قديم", "جديد")
    assert anchored(LONG, PLEDGE).follow(LONG, f"{one}، {other}، {rest}") is None


def test_a_restored_clause_takes_its_comments_back() -> None:
    """They stayed on its last version, and are followed from there."""
    anchor = anchored(BASE, "تعلم الصغار")
    assert anchor.follow(BASE, "") is None
    restored = BASE.replace("تدعم", "تشجع")
    back = anchor.follow(BASE, restored)
    assert back is not None
    assert restored[back.start : back.end] == "تعلم الصغار"


def test_words_changed_back_are_anchored_again() -> None:
    changed = BASE.replace("الصغار", "الأطفال")
    edited = anchored(BASE, "تعلم الصغار").follow(BASE, changed)
    assert edited is not None
    again = edited.follow(changed, BASE)
    assert again is not None
    assert (again.hold, again.quote) == (Hold.ANCHORED, "تعلم الصغار")


def test_a_mark_is_never_cut_from_its_letter() -> None:
    anchor = Anchor.of("التعلّمُ حق", 2, 5)
    assert anchor.quote == "تعلّ"


def test_a_mark_on_a_space_is_not_cut_off_it() -> None:
    anchor = Anchor.of("تلتزم \u064eالمدن", 5, 12)
    assert anchor.quote == " \u064eالمدن"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (-1, 2), (0, 99), (5, 6)])
def test_an_anchor_needs_words(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"words|spaces"):
        Anchor.of("تلتزم المدن", start, end)


def edges(text: str) -> set[int]:
    return {0, *(found.end() for found in regex.finditer(r"\X", text))}


@given(st.one_of(clauses, hostile), st.one_of(clauses, hostile), st.data())
def test_an_anchor_never_cuts_a_letter_whatever_the_texts(
    text: str, new: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    try:
        anchor = Anchor.of(text, start, end)
    except ValueError:
        return
    assert {anchor.start, anchor.end} <= edges(text)
    assert not anchor.quote.isspace()
    found = anchor.follow(text, new)
    assert found is None or {found.start, found.end} <= edges(new)


@given(bases_and_variants(), st.data())
def test_an_anchor_stands_on_its_words_or_says_so(
    case: tuple[str, dict[int, str]], data: st.DataObject
) -> None:
    base, variants = case
    if not base.strip():
        return
    start = data.draw(st.integers(0, len(base) - 1))
    end = data.draw(st.integers(start + 1, len(base)))
    if not base[start:end].strip():
        return
    anchor = Anchor.of(base, start, end)
    for text in variants.values():
        found = anchor.follow(base, text)
        if found is None:
            continue
        assert 0 <= found.start < found.end <= len(text)
        assert {found.start, found.end} <= edges(text)
        assert found.quote == anchor.quote
        assert (found.hold is Hold.ANCHORED) <= (text[found.start : found.end] == anchor.quote)


APART = [*dict.fromkeys(word for word in substance_of(" ".join(PROSE).split()) if word.isalpha())][
    :24
]


@given(st.permutations(APART), st.integers(5, 7), st.data())
def test_a_quote_typed_elsewhere_is_found_though_one_word_of_it_is_another(
    said: list[str], length: int, data: st.DataObject
) -> None:
    quote, rest = said[:length], said[length:]
    again = list(quote)
    again[data.draw(st.integers(1, length - 2))] = "مختلفة"
    old, new = " ".join([*rest, *quote]), " ".join([*again, *rest])
    anchor = Anchor.of(old, len(" ".join(rest)) + 1, len(old))
    found = anchor.follow(old, new)
    assert found is not None
    assert (new[found.start : found.end], found.hold) == (" ".join(again), Hold.MOVED)
    assert anchor.follow(old, " ".join([*again, *rest[:8], *again, *rest[8:]])) is None


@given(bases_and_variants(), st.data())
def test_an_anchor_that_moved_stands_on_its_own_words_or_on_four_in_five_of_them_in_order(
    case: tuple[str, dict[int, str]], data: st.DataObject
) -> None:
    base, variants = case
    if len(base) < 2:
        return
    start = data.draw(st.integers(0, len(base) - 2))
    end = data.draw(st.integers(start + 1, len(base)))
    if not base[start:end].strip():
        return
    anchor = Anchor.of(base, start, end)
    for text in variants.values():
        found = anchor.follow(base, text)
        if found is None or found.hold is not Hold.MOVED:
            continue
        quoted = substance_of(tokenize(anchor.quote))
        standing = substance_of(tokenize(text[found.start : found.end]))
        kept = LCSseq.similarity(quoted, standing)
        if kept < len(quoted):
            assert len(quoted) >= 5
            assert kept >= 0.8 * max(len(quoted), len(standing))
            assert {standing[0], standing[-1]} <= set(quoted)


@given(clauses, clauses, st.data())
def test_words_around_it_never_unsettle_an_anchor(
    base: str, before: str, data: st.DataObject
) -> None:
    if not base.strip():
        return
    start = data.draw(st.integers(0, len(base) - 1).filter(lambda at: not base[at].isspace()))
    anchor = Anchor.of(base, start, len(base))
    assert anchor.follow(base, base) == anchor
    new = f"{before}\nجديد\n{base}"
    found = anchor.follow(base, new)
    assert found is not None
