"""What is written of a picture: for a page, and for paper."""

import base64
import re
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml.html import fragment_fromstring

from declaration.pictures import (
    WIDTH,
    BallotWords,
    ClashWords,
    Hand,
    Part,
    Picture,
    Tone,
    ballot,
    breadth,
    clashes,
    cut,
    drawn,
    laid_out,
    lines_of,
    size_on_paper,
)
from tests.pictures.drawings import ARABIC, ENGLISH, labels, written

SVG = "{http://www.w3.org/2000/svg}"


def named(label: str, hand: Hand = ARABIC) -> Picture:
    words = BallotWords(label, "الجواب", "الوفود", "المطلوب")
    return ballot([Part(label, 3, Tone.FOR), Part("ضد", 2, Tone.AGAINST)], 2, words, hand)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1))
def test_whatever_a_label_holds_is_text(label: str) -> None:
    root = written(named(label))
    assert root.findtext("title") == label
    assert cut(label, 250) in [each.text for each in root.iter("text")] or len(label) > 20
    assert {each.tag for each in root.iter()} == {"svg", "title", "desc", "text", "line"}


def test_it_is_one_image_with_a_name_and_a_description() -> None:
    root = ET.fromstring(drawn(named("مع"), "result"))
    assert root.get("role") == "img"
    ids = {each.get("id"): each.text for each in root.iter() if each.get("id")}
    assert ids[root.get("aria-labelledby")] == "مع"
    assert ids[root.get("aria-describedby")] == "مع: 3، ضد: 2، المطلوب: 2"


def test_a_page_colours_it_by_its_style_sheet_alone() -> None:
    assert not re.search(r'\s(style|fill|stroke)="|#[0-9a-f]{3}', drawn(named("مع"), "result"))


def test_tones_differ_in_form_too() -> None:
    """Full, dashed, thin, empty: told apart on a screen without colours."""
    tones = (Tone.FOR, Tone.AGAINST, Tone.ABSTAIN, Tone.NONE)
    words = BallotWords("", "", "", "")
    root = written(ballot([Part("", 1, tone) for tone in tones], None, words, ARABIC))
    forms = {
        (each.tag, each.get("stroke-dasharray"), each.get("stroke-width"))
        for each in root.iter()
        if each.get("class", "").startswith("band") and each.get("y1", "38") == "38"
    }
    assert len(forms) == len(tones)


def test_labels_keep_their_logical_order_on_a_page_and_say_where_they_begin() -> None:
    root = written(named("النص Rev.3 (2030)"))
    assert root.get("direction") == "rtl"
    assert "النص Rev.3 (2030)" in [each.text for each in root.iter("text")]
    assert written(named("Rev.3", ENGLISH)).get("direction") == "ltr"


@given(labels)
def test_on_paper_shapes_are_an_image_and_labels_are_text_upon_it(label: str) -> None:
    image, *labels_ = fragment_fromstring(laid_out(named(label)))
    assert image.get("alt").startswith(label)
    shapes = ET.fromstring(base64.b64decode(image.get("src").partition(",")[2]))
    assert list(shapes.iter(f"{SVG}text")) == []
    assert all(each.get("stroke", "").startswith("#") for each in shapes)
    assert label[:20] in [each.text[:20] for each in labels_]


@given(st.integers(1, 300))
def test_on_paper_it_is_smaller_than_a_page_however_much_it_shows(many: int) -> None:
    words = ClashWords("خريطة", "تعارض", "تعديل", "آخر", "بينهما")
    picture = clashes(["تعديل"] * many, [], words, ARABIC)
    width, height = size_on_paper(picture)
    assert width <= 160
    assert height <= 200.001
    assert width / height == pytest.approx(WIDTH / picture.height)
    box = fragment_fromstring(laid_out(picture))
    assert box.get("style") == f"width: {round(width, 2):g}mm; height: {round(height, 2):g}mm"


@given(
    st.lists(st.sampled_from(["مدينة", "التعلم", "A", "ك" * 60]), max_size=12), st.integers(30, 340)
)
def test_lines_hold_every_word_and_are_no_wider(words: list[str], width: int) -> None:
    lines = lines_of(" ".join(words), width)
    assert "".join(lines).replace(" ", "") == "".join(words)
    assert all(breadth(line) <= width for line in lines)
    assert breadth("ك" * 200) > WIDTH
