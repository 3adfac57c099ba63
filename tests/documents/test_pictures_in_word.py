"""The pictures of Word files, read with zipfile, lxml, python-docx and Pillow alone."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pytest
from lxml import etree
from PIL import Image, ImageChops, ImageDraw, ImageFont, ImageStat

from declaration.documents.compilation import write_compilation
from declaration.documents.drawing import clashes_of
from declaration.documents.raster import photographed
from declaration.documents.values import RecordedObjection, RecordedVote
from declaration.documents.voting_record import picture_of, write_voting_record
from declaration.forums.models import Digits
from declaration.pictures import WIDTH, Words
from declaration.procedure.states import Choice
from tests.documents.conftest import Office
from tests.documents.independent import NS, W, WordFile, is_on, words
from tests.documents.texts import COMPILATION, IMPRINT, VOTING_RECORD

DRAWN = {
    **NS,
    "wp": "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing",
    "a": "http://schemas.openxmlformats.org/drawingml/2006/main",
    "pic": "http://schemas.openxmlformats.org/drawingml/2006/picture",
}
EMBED = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}embed"
EMU_OF_A_TWIP = 635
FONTS = Path(__file__).parent.parent.parent / "static" / "fonts"
PAPERS = [(write_voting_record, VOTING_RECORD), (write_compilation, COMPILATION)]


@dataclass(frozen=True)
class Shown:
    """A picture where it stands in a file, with the table that follows it."""

    word: WordFile
    paragraph: etree._Element
    said: str
    ids: tuple[str, ...]
    extents: tuple[tuple[int, int], ...]
    png: bytes

    @property
    def title(self) -> str:
        return words(self.paragraph.getprevious())

    @property
    def table(self) -> list[list[str]]:
        following = self.paragraph.getnext()
        assert following.tag == f"{W}tbl"
        return [
            [words(cell) for cell in row.findall("w:tc", NS)]
            for row in following.findall("w:tr", NS)
        ]


def shown_in(data: bytes) -> Iterator[Shown]:
    word = WordFile(data)
    targets = {
        each.get("Id"): each.get("Target") for each in word.part("word/_rels/document.xml.rels")
    }
    for inline in word.body.iterfind(".//wp:inline", DRAWN):
        properties = inline.find("wp:docPr", DRAWN)
        inner = inline.find(".//pic:cNvPr", DRAWN)
        sizes = (inline.find("wp:extent", DRAWN), inline.find(".//a:ext", DRAWN))
        blip = inline.find(".//a:blip", DRAWN)
        yield Shown(
            word=word,
            paragraph=next(inline.iterancestors(f"{W}p")),
            said=properties.get("descr"),
            ids=(properties.get("id"), inner.get("id")),
            extents=tuple((int(size.get("cx")), int(size.get("cy"))) for size in sizes),
            png=word.archive.read(f"word/{targets[blip.get(EMBED)]}"),
        )


@pytest.fixture(params=PAPERS, ids=["voting record", "compilation"])
def paper(request: pytest.FixtureRequest) -> Callable[..., bytes]:
    write, value = request.param
    return lambda **imprint: write(replace(value, imprint=replace(value.imprint, **imprint)))


@pytest.mark.parametrize("language", ["ar", "en"])
def test_an_image_is_there_in_its_own_proportions_and_fits_the_page(
    language: str, paper: Callable[..., bytes]
) -> None:
    data = paper(language=language)
    drawn = list(shown_in(data))
    assert drawn
    section = drawn[0].word.body.find("w:sectPr", NS)
    page, margins = section.find("w:pgSz", NS), section.find("w:pgMar", NS)
    room = [
        int(page.get(f"{W}{side}")) - sum(int(margins.get(f"{W}{each}")) for each in taken)
        for side, taken in (("w", ("left", "right")), ("h", ("top", "bottom")))
    ]
    for each in drawn:
        (width, height), inner = each.extents
        assert inner == (width, height)
        assert width <= room[0] * EMU_OF_A_TWIP
        assert height < room[1] * EMU_OF_A_TWIP
        with Image.open(io.BytesIO(each.png)) as image:
            image.load()
            assert image.format == "PNG"
            assert image.width / image.height == pytest.approx(width / height, rel=0.01)
            assert 200 <= image.width / (width / 914_400) <= 300
        assert len(each.png) < 12_000
    assert len(docx.Document(io.BytesIO(data)).inline_shapes) == len(drawn)
    types = WordFile(data).part("[Content_Types].xml")
    assert "image/png" in {
        each.get("ContentType") for each in types if each.get("Extension") == "png"
    }


@pytest.mark.parametrize(("language", "from_right"), [("ar", True), ("en", False)])
def test_it_stands_where_the_language_begins_and_is_never_parted_from_title_or_table(
    language: str, from_right: bool, paper: Callable[..., bytes]
) -> None:
    for each in shown_in(paper(language=language)):
        word, title = each.word, each.paragraph.getprevious()
        assert is_on(word.paragraph_property(each.paragraph, "bidi")) is from_right
        assert word.paragraph_property(each.paragraph, "jc") is None
        for kept in (title, each.paragraph):
            assert is_on(word.paragraph_property(kept, "keepNext"))
        heads = each.paragraph.getnext().find("w:tr", NS)
        assert all(is_on(word.paragraph_property(p, "keepNext")) for p in heads.iter(f"{W}p"))


@pytest.mark.parametrize("digits", Digits)
@pytest.mark.parametrize(("language", "comma"), [("ar", "، "), ("en", ", ")])
def test_who_hears_a_ballot_hears_what_its_table_says(
    language: str, comma: str, digits: Digits
) -> None:
    imprint = replace(VOTING_RECORD.imprint, language=language, digits=digits)
    (drawn,) = shown_in(write_voting_record(replace(VOTING_RECORD, imprint=imprint)))
    heads, totals = drawn.table
    parts = comma.join(f"{head}: {total}" for head, total in zip(heads, totals, strict=True))
    assert drawn.said == f"{drawn.title}. {parts}"
    four = {Digits.WESTERN: "4", Digits.ARABIC_INDIC: "٤"}[digits]
    assert totals[0] == totals[-1] == four


def test_who_hears_a_map_or_the_convergence_hears_the_numbers_of_the_table() -> None:
    clashing, converging = shown_in(write_compilation(COMPILATION))
    heads, *pairs = clashing.table
    assert clashing.said.startswith(f"{clashing.title}. ")
    assert f": {len(pairs)}." in clashing.said
    assert heads == ["التعديل", "التعديل الآخر", "ما بينهما"]
    assert pairs == [["14 · وفد الجبيل الصناعية", "12 · وفد الدوحة", "يتعارضان"]]
    heads, first, newest = converging.table
    for row in (first, newest):
        name, brackets, _wordings, agreed, clauses = row
        assert name in converging.said
        for head, number in ((heads[1], brackets), (heads[3], agreed), (heads[4], clauses)):
            assert f"{head}: {number}" in converging.said.partition(name)[2]


def test_each_has_a_number_of_its_own_and_equal_ones_are_stored_once() -> None:
    (ballot,) = VOTING_RECORD.ballots
    votes = tuple(RecordedVote(vote.delegation, Choice.AGAINST) for vote in ballot.votes)
    ballots = (ballot, replace(ballot, number="4"), replace(ballot, number="5", votes=votes))
    data = write_voting_record(replace(VOTING_RECORD, ballots=ballots))
    drawn = list(shown_in(data))
    assert len({each.ids for each in drawn}) == 3
    assert [each.png for each in drawn].count(drawn[0].png) == 2
    assert len([name for name in WordFile(data).names if name.startswith("word/media/")]) == 2


def test_equal_values_give_equal_bytes(paper: Callable[..., bytes]) -> None:
    assert paper() == paper()


def test_where_nobody_votes_nothing_is_drawn_and_words_say_why() -> None:
    (ballot,) = VOTING_RECORD.ballots
    silent = replace(ballot, votes=())
    objected = replace(silent, objections=(RecordedObjection("تونس", "لا نوافق"),))
    for of, said in ((silent, "لم يعترض أحد."), (objected, "لم يصوّت")):
        data = write_voting_record(replace(VOTING_RECORD, ballots=(of,)))
        assert list(shown_in(data)) == []
        assert said in [words(p) for p in WordFile(data).body.iter(f"{W}p")]


def test_hands_that_were_counted_are_drawn() -> None:
    (ballot,) = VOTING_RECORD.ballots
    counted = replace(ballot, votes=(), counted=(11, 5, 2))
    (drawn,) = shown_in(write_voting_record(replace(VOTING_RECORD, ballots=(counted,))))
    assert drawn.table[1][:3] == ["11", "5", "2"]


def test_a_map_of_many_amendments_is_no_taller_than_a_page() -> None:
    clause = COMPILATION.clauses[1]
    many = tuple(replace(clause.amendments[0], number=str(n + 1)) for n in range(90))
    clause = replace(clause, amendments=many, clashing=tuple((n, n + 1) for n in range(89)))
    drawn = next(shown_in(write_compilation(replace(COMPILATION, clauses=(clause,)))))
    assert drawn.extents[0][1] <= 200 * 36_000
    assert len(drawn.table) == 90


def test_it_is_told_apart_without_colour() -> None:
    """For, against, abstaining and not voting have four inks, or none, in grey as well."""
    (ballot,) = VOTING_RECORD.ballots
    (png,) = photographed([picture_of(ballot, "ar", Digits.WESTERN)]).values()
    with Image.open(io.BytesIO(png)) as image:
        grey = image.convert("L")
    unit = grey.width / WIDTH
    inked = []
    for row in range(4):
        above = 66 + 24 * row
        sample = grey.crop([round(n * unit) for n in (WIDTH - 24, above, WIDTH, above + 18)])
        inked.append(255 - ImageStat.Stat(sample).mean[0])
    full, dashed, thin, hollow = inked
    assert full > 1.2 * dashed
    assert dashed > 1.2 * thin
    assert thin > 1.2 * hollow > 0


def test_arabic_is_joined_and_in_order() -> None:
    """A label beside the same one shaped by Raqm, and by what neither joins nor turns."""
    picture = clashes_of(COMPILATION.clauses[1], "ar", IMPRINT.digits)
    (png,) = photographed([picture]).values()
    with Image.open(io.BytesIO(png)) as image:
        grey, unit = image.convert("L"), image.width / WIDTH
    labels = [each for each in picture.shapes if isinstance(each, Words)]
    assert len(labels) == 3
    for label in labels:
        above, below = label.y - label.size, label.y + 0.5 * label.size
        row = grey.crop([round(n * unit) for n in (WIDTH - 244, above, WIDTH, below)])
        city = label.text.partition(" · ")[2]
        joined, apart = (shaped(city, label.size * unit, layout) for layout in LAYOUTS)
        assert likeness(ink_of(row), joined) > 0.6
        assert likeness(ink_of(row), apart) < 0.3


LAYOUTS = (ImageFont.Layout.RAQM, ImageFont.Layout.BASIC)
_FINER = 8
"""How much larger a label is drawn before it is made small: what hints move is then nothing."""


def shaped(text: str, size: float, layout: ImageFont.Layout) -> Image.Image:
    face = FONTS / "ibm-plex-sans-arabic-arabic-400-normal.woff2"
    font = ImageFont.truetype(str(face), size * _FINER, layout_engine=layout)
    sheet = Image.new("L", (1200 * _FINER, 100 * _FINER), 255)
    turned = {"direction": "rtl"} if layout is ImageFont.Layout.RAQM else {}
    ImageDraw.Draw(sheet).text((20 * _FINER, 20 * _FINER), text, 0, font, **turned)
    return ink_of(sheet.resize((1200, 100), Image.Resampling.BOX))


def ink_of(grey: Image.Image) -> Image.Image:
    """The ink of a label alone, white on black, cut to its edges."""
    ink = grey.point(lambda shade: 255 if shade < 128 else 0)
    return ink.crop(ink.getbbox())


def likeness(whole: Image.Image, end: Image.Image) -> float:
    """How much ink the left end of a label has in common with another label."""
    part = whole.crop((0, 0, *end.size))
    common = ImageStat.Stat(ImageChops.darker(part, end)).sum[0]
    return common / ImageStat.Stat(ImageChops.lighter(part, end)).sum[0]


def test_libreoffice_keeps_the_pictures_and_what_they_say(
    paper: Callable[..., bytes], office: Office, tmp_path: Path
) -> None:
    before, after = tmp_path / "before.docx", tmp_path / "after.docx"
    before.write_bytes(paper())
    office(("open", str(before)), ("save", str(after)))
    written, kept = (list(shown_in(file.read_bytes())) for file in (before, after))
    assert [each.said for each in kept] == [each.said for each in written]
    for one, other in zip(written, kept, strict=True):
        assert other.extents[0] == pytest.approx(one.extents[0], rel=0.01)
        assert other.table == one.table
