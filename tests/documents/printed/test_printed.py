"""Every document as a PDF, read by tools that share nothing with what wrote it."""

import base64
import io
import re
import unicodedata
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree
from lxml.html import fromstring
from pypdf import PdfReader

from declaration import pictures
from declaration.documents.endorsed import write_endorsed
from declaration.documents.printed import Attached, Variant, pdf_of
from declaration.documents.rendering import Fetched
from declaration.documents.values import ClauseText
from declaration.drafting.models import ClauseKind
from declaration.forums.models import Digits
from tests.documents import texts
from tests.documents.printed.reader import (
    letters,
    outline,
    run,
    tagged_text,
    unembedded,
)

DOCUMENTS = {
    "endorsed": texts.ENDORSED,
    "marked": texts.MARKED,
    "working copy": texts.WORKING_COPY,
    "compilation": texts.COMPILATION,
    "voting record": texts.VOTING_RECORD,
    "bilingual": texts.BILINGUAL,
}


@pytest.fixture(params=DOCUMENTS)
def document(request: pytest.FixtureRequest):
    return DOCUMENTS[request.param]


@pytest.fixture
def file(document, printed, tmp_path: Path) -> Path:
    path = tmp_path / "document.pdf"
    path.write_bytes(printed(document))
    return path


def test_it_is_tagged_in_arabic_and_made_for_everybody(file: Path, document) -> None:
    root = PdfReader(file).trailer["/Root"]
    assert root["/Lang"] == "ar"
    assert root["/MarkInfo"]["/Marked"]
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert re.search(r"pdfuaid:part(>|=\")1", root["/Metadata"].get_data().decode())
    assert {"/P", "/H1"} <= set(tagged_text(file.read_bytes()))
    assert PdfReader(file).metadata.title == document.imprint.title


def test_every_font_is_in_the_file(file: Path) -> None:
    assert unembedded(file) == []


def test_every_page_says_which_it_is(file: Path) -> None:
    pages = len(PdfReader(file).pages)
    for number in range(1, pages + 1):
        said = letters(run("pdftotext", "-f", str(number), "-l", str(number), str(file), "-"))
        assert letters(f"صفحة {number} من {pages}") in said


def test_no_glyph_is_missing(file: Path) -> None:
    assert "\ufffd" not in run("pdftotext", str(file), "-")


def test_equal_values_give_equal_pages(document, page) -> None:
    assert page(document).html == page(document).html
    later = replace(
        document, imprint=replace(document.imprint, issued=texts.ISSUED.replace(hour=23))
    )
    assert page(document).timeless == page(later).timeless


def test_every_sign_of_the_text_is_there_as_often(document, file: Path, page) -> None:
    """Extractions turn ligatures and marks round: what they say is compared sign by sign."""
    said = fromstring(page(document).html).find("body").text_content()
    pages = len(PdfReader(file).pages)
    said += "".join(f"صفحة {number} من {pages}" for number in range(1, pages + 1))
    lost = counted(said) - counted(run("pdftotext", "-raw", str(file), "-"))
    assert lost == {}


def counted(text: str) -> Counter[str]:
    return Counter(letters(unicodedata.normalize("NFKD", text)))


def test_clauses_stand_in_their_order(printed, tmp_path: Path) -> None:
    """Told by a word that only one of them has, and that an extraction gives whole."""
    path = tmp_path / "document.pdf"
    path.write_bytes(printed(texts.ENDORSED))
    said = run("pdftotext", "-raw", str(path), "-").replace(" ", "")
    everything = " ".join(clause.text for clause in texts.CLAUSES)
    places = []
    for clause in texts.CLAUSES:
        words = re.findall("[ء-ي]{4,}", clause.text)
        own = [word for word in words if everything.count(word) == said.count(word) == 1]
        places += [said.index(word) for word in own[:1]]
    assert len(places) > 6
    assert places == sorted(places)


def test_sections_are_bookmarks(printed) -> None:
    titles = outline(printed(texts.ENDORSED))
    headings = [c.text for c in texts.CLAUSES if c.kind in {ClauseKind.TITLE, ClauseKind.HEADING}]
    assert titles[: len(headings)] == headings
    assert "التوقيعات" in titles


def test_what_is_added_and_what_is_removed_are_told_apart(page) -> None:
    html = page(texts.MARKED).html
    assert "<del>2030، </del><ins>2035، </ins>" in html.replace("<ins> ", "<ins>")
    assert "<ins>تقريرًا سنويًا يُنشر للعموم.</ins>" in html
    assert html.count('<span class="letter long">(جديد)</span>') == 1


def test_cities_stand_in_the_order_of_the_alphabet(page) -> None:
    html = page(texts.ENDORSED).html
    cities = re.findall(r"<tr><td>([^<]+)</td>", html)
    assert cities == ["أبو ظبي", "الجبيل الصناعية", "القاهرة", "ينبع الصناعية"]


def test_a_chart_is_told_in_words_and_its_labels_are_text_in_order(
    page, printed, tmp_path: Path
) -> None:
    (drawing,) = fromstring(page(texts.VOTING_RECORD).html).find_class("drawing")
    assert drawing.find("img").get("alt") == (
        "توزيع الأصوات. مع: 4، ضد: 1، امتناع: 1، لم يصوّت: 1، اللازم للاعتماد: 4"
    )
    path = tmp_path / "record.pdf"
    path.write_bytes(printed(texts.VOTING_RECORD))
    said = run("pdftotext", "-layout", str(path), "-")
    for label in ("امتناع", "ضد", "مع"):
        assert re.search(rf"{label}\W", said), "neither reversed nor letter by letter"


def test_a_chart_reads_from_where_the_language_begins(page) -> None:
    """The first answer stands at the right in Arabic, and at the left in English."""
    english = replace(
        texts.VOTING_RECORD, imprint=replace(texts.VOTING_RECORD.imprint, language="en")
    )
    begins = []
    for record in (texts.VOTING_RECORD, english):
        address = fromstring(page(record).html).find_class("drawing")[0].find("img").get("src")
        root = etree.fromstring(base64.b64decode(address.partition(",")[2]))
        first = root.find("{http://www.w3.org/2000/svg}line")
        begins.append((float(first.get("x1")), float(first.get("x2"))))
    (right, inwards), (left, onwards) = begins
    assert (right, left) == (pictures.WIDTH, 0)
    assert right - inwards == onwards - left


def test_a_compilation_draws_its_clashes_and_whether_the_text_converges(page) -> None:
    root = fromstring(page(texts.COMPILATION).html)
    clashing, converging = root.find_class("drawing")
    assert [each.text for each in clashing.findall("span")] == [
        "14 · وفد الجبيل الصناعية",
        "12 · وفد الدوحة",
        "13 · وفد القاهرة",
    ]
    pairs = clashing.getnext()
    assert [cell.text for cell in pairs.iter("td")] == [
        "14 · وفد الجبيل الصناعية",
        "12 · وفد الدوحة",
        "يتعارضان",
    ]
    drawn = {each.text for each in converging.findall("span")}
    *_, table = root.iter("table")
    told = [[cell.text for cell in row.iter("td")] for row in table.findall("tbody/tr")]
    assert told == [["Rev.1", "9", "12", "0", "20"], ["Rev.2", "4", "5", "13", "20"]]
    # the wordings stand in the table alone
    assert {cell for row in told for cell in (*row[:2], *row[3:])} <= drawn


@pytest.mark.parametrize("digits", Digits)
def test_the_product_writes_the_forums_digits_and_the_clauses_keep_theirs(
    digits: Digits, page
) -> None:
    imprint = replace(texts.IMPRINT, digits=digits)
    html = page(replace(texts.ENDORSED, imprint=imprint)).html
    number = {Digits.WESTERN: "2.", Digits.ARABIC_INDIC: "٢."}[digits]
    assert f'<span class="no">{number}</span>' in html
    assert "5% على الأقل" in html
    assert "٧٠٪" in html


def test_what_was_written_in_arabic_is_arabic_in_an_english_document(page) -> None:
    """A screen reader is told, and a full stop stands at the left of its sentence."""
    english = replace(texts.ENDORSED, imprint=replace(texts.IMPRINT, language="en"))
    signed = replace(texts.SIGNATURES[0], name="Signatory (Yanbu)", date="11 May 2023")
    root = fromstring(page(replace(english, signatures=(signed,))).html)
    (table,) = root.find_class("signatures")
    set_as = [(cell.text, cell.get("lang"), cell.get("dir")) for cell in table.iter("td")]
    assert set_as == [
        ("ينبع الصناعية", "ar", "rtl"),
        ("Signatory (Yanbu)", None, None),
        ("رئيس الوفد", "ar", "rtl"),
        ("11 May 2023", None, None),
    ]
    (stated,) = root.xpath("//p[starts-with(., 'تفهم المدينة')]")
    assert (stated.get("lang"), stated.get("dir")) == ("ar", "rtl")


def test_markup_in_a_clause_is_text(page) -> None:
    clause = ClauseText("o-1", ClauseKind.OPERATIVE, "1", '<img src="http://evil.example/x"> & "»')
    html = page(replace(texts.ENDORSED, clauses=(clause,))).html
    assert "<img src=&#34;" not in html.replace("&lt;", "")
    assert "&lt;img src=&#34;http://evil.example/x&#34;&gt; &amp; &#34;»" in html


@pytest.mark.parametrize(
    "address",
    [
        "http://example.org/x.png",
        "https://example.org/x.png",
        "file:///etc/passwd",
        "../../etc/passwd",
        "ftp://example.org/x",
    ],
)
def test_a_page_that_names_something_outside_is_refused(address: str, page) -> None:
    ours = page(texts.ENDORSED)
    with pytest.raises(Fetched):
        pdf_of(replace(ours, html=f'<html lang="ar"><p>نص<img alt="" src="{address}"></p></html>'))


def test_brackets_are_mirrored(page, tmp_path: Path) -> None:
    """An opening bracket in Arabic is drawn round towards the words on its left."""
    ours = page(texts.ENDORSED)
    path = tmp_path / "one.pdf"
    path.write_bytes(
        pdf_of(replace(ours, html='<html lang="ar"><body dir="rtl"><h1>(ب)</h1></body></html>'))
    )
    run("pdftoppm", "-r", "200", "-gray", "-singlefile", str(path), str(tmp_path / "one"))
    assert bends_of_outer_shapes(tmp_path / "one.pgm") == ("(", ")")


def bends_of_outer_shapes(picture: Path) -> tuple[str, str]:
    """How the leftmost and the rightmost shape of a line bend: the middle out, or the ends out."""
    header, size, _most, pixels = picture.read_bytes().split(b"\n", 3)
    assert header == b"P5"
    width, height = map(int, size.split())
    rows = [pixels[y * width : (y + 1) * width] for y in range(height)]
    inked = [(y, [x for x, grey in enumerate(row) if grey < 128]) for y, row in enumerate(rows)]
    inked = [(y, xs) for y, xs in inked if xs]
    line = [xs for _y, xs in inked]
    ends, middle = line[1], line[len(line) // 2]
    left = "(" if min(middle) < min(ends) else ")"
    right = ")" if max(middle) > max(ends) else "("
    return left, right


def test_the_archive_holds_the_word_file(printed, tmp_path: Path) -> None:
    word = write_endorsed(texts.ENDORSED)
    kept = Attached("declaration.docx", word, "النص نفسه")
    data = printed(texts.ENDORSED, variant=Variant.ARCHIVE, attached=(kept,))
    path = tmp_path / "archive.pdf"
    path.write_bytes(data)
    metadata = PdfReader(path).trailer["/Root"]["/Metadata"].get_data().decode()
    assert re.search(r"pdfaid:part(>|=\")3", metadata)
    assert re.search(r"pdfaid:conformance(>|=\")A", metadata)
    assert PdfReader(io.BytesIO(data)).attachments["declaration.docx"] == [word]
    assert unembedded(path) == []
    assert PdfReader(path).trailer["/Root"]["/Lang"] == "ar"
