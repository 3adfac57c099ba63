"""Every document of the whole sample forum, in mid-negotiation and signed, held to every rule."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from pypdf import PdfReader
from sqlalchemy import select

from declaration import clock, create_app
from declaration.amendments.facts import label
from declaration.amendments.queries import amendments_of, newest
from declaration.cli import main
from declaration.documents import downloads
from declaration.documents.downloads import KINDS, Wanted
from declaration.documents.draft_in import Draft, read_draft
from declaration.documents.edits import Certainty
from declaration.documents.gathering import clause_texts
from declaration.documents.guard import open_upload
from declaration.documents.printed import Printable
from declaration.documents.values import Addition, ClauseText, MarkedText, Removal, Rewording
from declaration.documents.word import read_word
from declaration.documents.working_copy_in import read_edits
from declaration.drafting.models import ClauseKind, Declaration
from declaration.drafting.queries import revision_text
from declaration.endorsement.models import Freeze
from declaration.extensions import db
from declaration.formats import clause_number
from declaration.forums.models import Forum
from declaration.procedure.visibility import COUNTED
from declaration.proof.text import FrozenClause, FrozenText
from declaration.sample import demo
from declaration.sample.command import DATABASE, rehearse_into
from declaration.sample.command import Wanted as Rehearsed
from declaration.text import merge
from tests.conftest import NOON, settings_for
from tests.documents.conftest import Office
from tests.documents.independent import checkers, clause_words, faults, paragraphs
from tests.documents.mangling import rewritten, without_bookmarks, without_properties
from tests.documents.printed.reader import run, unembedded

ADDRESS = "https://declaration.example.org/yanbu-2023/text/yanbu/final"
COVER = 5
"""Lines above the title."""


@dataclass(frozen=True)
class Sample:
    """A database of the sample, to be read."""

    path: Path

    @contextmanager
    def opened(self) -> Iterator[tuple[Forum, Declaration]]:
        app = create_app(settings_for(f"sqlite:///{self.path}", self.path.parent))
        with app.app_context(), app.test_request_context(), clock.set_to(NOON):
            declaration = db.session.scalars(select(Declaration)).one()
            yield db.session.get_one(Forum, declaration.forum_id), declaration
            db.session.close()
            db.engine.dispose()

    def document(self, kind: str, **wanted: str) -> Printable:
        """The values of a document."""
        with self.opened() as (forum, declaration):
            asked = Wanted(address=ADDRESS, **wanted)
            return downloads.gathered(kind, forum, declaration, asked)[1]

    def word_file(self, kind: str, **wanted: str) -> bytes:
        return downloads.docx_of(KINDS[kind], self.document(kind, **wanted))


@pytest.fixture(scope="module")
def negotiated(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample in the middle of its second morning."""
    path = tmp_path_factory.mktemp("negotiated") / "sample.sqlite3"
    with clock.set_to(NOON):
        demo.prepare(settings_for(f"sqlite:///{path}", path.parent))
    return Sample(path)


@pytest.fixture(scope="module")
def concluded(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    """The sample after the last signature."""
    folder = tmp_path_factory.mktemp("concluded")
    assert rehearse_into(folder, Rehearsed()) == []
    return Sample(folder / DATABASE)


DOCUMENTS = [
    *(
        ("negotiated", kind, of)
        for kind in KINDS
        if kind != "endorsed"
        for of in KINDS[kind].languages
    ),
    *(("concluded", "endorsed", language) for language in ("ar", "both")),
    *(("concluded", kind, KINDS[kind].languages[0]) for kind in KINDS if kind != "endorsed"),
]


@pytest.mark.parametrize(("stage", "kind", "language"), DOCUMENTS)
def test_every_file_is_clean_and_every_page_is_whole(
    stage: str, kind: str, language: str, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sample: Sample = request.getfixturevalue(stage)
    path = tmp_path / "document.docx"
    path.write_bytes(sample.word_file(kind, language=language))
    assert checkers(path) == []
    if language != "en":
        assert faults(path.read_bytes()) == []
    with sample.opened() as (forum, declaration):
        wanted = Wanted(language=language, address=ADDRESS)
        found, document = downloads.gathered(kind, forum, declaration, wanted)
        path = tmp_path / "document.pdf"
        path.write_bytes(downloads.print_of(found, document))
    assert PdfReader(path).trailer["/Root"]["/Lang"] == ("en" if language == "en" else "ar")
    assert unembedded(path) == []
    assert "\ufffd" not in run("pdftotext", str(path), "-")
    pages = str(len(PdfReader(path).pages))
    # an extraction may turn a line of both scripts round: its words are there in any order
    last = re.findall(r"\w+", run("pdftotext", "-f", pages, "-l", pages, str(path), "-"))
    assert {"Page", "of"} <= set(last) if language == "en" else {"صفحة", "من"} <= set(last)
    assert last.count(pages) >= 2


@pytest.mark.parametrize("ending", ["docx", "pdf"])
@pytest.mark.parametrize(("kind", "language"), [("endorsed", "ar"), ("endorsed", "both")])
def test_the_command_writes_what_the_page_gives(
    kind: str,
    language: str,
    ending: str,
    concluded: Sample,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{concluded.path}")
    monkeypatch.setenv("DECLARATION_INSTANCE", str(tmp_path))
    path = tmp_path / f"file.{ending}"
    asked = ["export", kind, "--declaration", "yanbu", "--language", language, "-o", str(path)]
    done = CliRunner().invoke(main, asked)
    assert done.exit_code == 0, done.output
    if ending == "docx":
        assert clause_words(path.read_bytes()) == clause_words(
            concluded.word_file(kind, language=language)
        )
    else:
        assert PdfReader(path).metadata.title == concluded.document(kind).imprint.title


def lines(clauses: list[ClauseText]) -> list[str]:
    """The paragraphs a reader sees: the number before the first line, letters in lists."""
    found = []
    for clause in clauses:
        dot = "." if clause.number.isdecimal() else ""
        found.append(f"{clause.number}{dot}\t" * bool(clause.number) + clause.text)
    return "\n".join(found).split("\n")


def as_amended(text: MarkedText) -> list[ClauseText]:
    """The clauses with every change made."""
    added = [change for change in text.changes if isinstance(change, Addition)]
    removed = {change.clause for change in text.changes if isinstance(change, Removal)}
    found = [change.clause for change in added if change.after is None]
    for clause in text.clauses:
        wordings = [
            change.text
            for change in text.changes
            if isinstance(change, Rewording) and change.clause == clause.key
        ]
        if clause.key not in removed:
            merged = merge(clause.text, dict(enumerate(wordings))).text
            assert merged is not None
            found.append(replace(clause, text=merged))
        found += [change.clause for change in added if change.after == clause.key]
    return found


def marked_of(sample: Sample) -> Iterator[tuple[MarkedText, bytes]]:
    """All that is adopted, each clause with its amendments, each amendment alone."""
    with sample.opened() as (forum, declaration):
        clauses = [clause.key for clause in revision_text(declaration.id).clauses]
        numbers = [label(each) for each in amendments_of(declaration.id, states=COUNTED)]
        asked = [
            Wanted(),
            *(Wanted(clause=key) for key in clauses),
            *(Wanted(amendment=number) for number in numbers),
        ]
        assert len(numbers) > 30
        for wanted in asked:
            kind, document = downloads.gathered("marked", forum, declaration, wanted)
            assert isinstance(document, MarkedText)
            yield document, downloads.docx_of(kind, document)


def test_every_marked_file_rejects_to_the_revision_and_accepts_to_the_amended_text(
    negotiated: Sample,
) -> None:
    changes = 0
    for text, data in marked_of(negotiated):
        old, new = lines(list(text.clauses)), lines(as_amended(text))
        assert paragraphs(data, accepted=False)[COVER : COVER + len(old)] == old
        assert paragraphs(data, accepted=True)[COVER : COVER + len(new)] == new
        assert faults(data) == []
        changes += len(text.changes)
    assert changes > 60


def test_libreoffice_rejects_and_accepts_each_of_them_to_the_same(
    negotiated: Sample, tmp_path: Path, office: Office
) -> None:
    path = tmp_path / "marked.docx"
    for text, data in marked_of(negotiated):
        if len(text.changes) < 2:
            continue
        path.write_bytes(rewritten(data, without_comments))
        steps: list[tuple[str, ...]] = []
        for command in ("RejectAllTrackedChanges", "AcceptAllTrackedChanges"):
            steps += [("open", str(path)), ("dispatch", command), ("paragraphs",), ("close",)]
        rejected, accepted = office(*steps)
        old, new = lines(list(text.clauses)), lines(as_amended(text))
        assert rejected[COVER : COVER + len(old)] == old
        assert accepted[COVER : COVER + len(new)] == new


def without_comments(name: str, xml: str) -> str:
    """LibreOffice without its user interface cannot show a comment: it ends."""
    if name != "word/document.xml":
        return xml
    return re.sub(r"<w:commentRange[^>]*/>|<w:r><w:commentReference[^>]*/></w:r>", "", xml)


def test_an_amendment_alone_says_what_its_delegation_proposed(negotiated: Sample) -> None:
    with negotiated.opened() as (forum, declaration):
        for each in amendments_of(declaration.id, states=COUNTED):
            asked = Wanted(amendment=label(each))
            _kind, text = downloads.gathered("marked", forum, declaration, asked)
            assert isinstance(text, MarkedText)
            for change in text.changes:
                if isinstance(change, Rewording):
                    assert change.text == newest(each).text


@pytest.mark.parametrize("saved", [False, True], ids=["as written", "saved by LibreOffice"])
@pytest.mark.parametrize("stage", ["negotiated", "concluded"])
def test_an_untouched_working_copy_proposes_nothing(
    stage: str, saved: bool, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    sample: Sample = request.getfixturevalue(stage)
    data = sample.word_file("working-copy")
    if saved:
        data = saved_by(request.getfixturevalue("office"), data, tmp_path)
    with sample.opened() as (_forum, declaration):
        clauses = clause_texts(revision_text(declaration.id))
    found = read_edits(read_word(open_upload(data)), clauses)
    assert (found.tracked, found.untracked, found.outside) == ((), (), ())
    assert found.certainty is Certainty.PROVED


def saved_by(office: Office, data: bytes, folder: Path) -> bytes:
    before, after = folder / "before.docx", folder / "after.docx"
    before.write_bytes(data)
    office(("open", str(before)), ("save", str(after)))
    return after.read_bytes()


@pytest.mark.parametrize("mangled", [False, True], ids=["as written", "saved and stripped"])
def test_the_endorsed_text_comes_back_to_the_text_that_was_fingerprinted(
    mangled: bool, concluded: Sample, request: pytest.FixtureRequest, tmp_path: Path
) -> None:
    data = concluded.word_file("endorsed")
    if mangled:
        data = saved_by(request.getfixturevalue("office"), data, tmp_path)
        for take_out in (without_bookmarks, without_properties):
            data = rewritten(data, take_out)
    with concluded.opened() as (_forum, declaration):
        revision = revision_text(declaration.id)
        wanted = [(clause.kind, clause.text) for clause in revision.clauses]
        fingerprinted = db.session.scalars(select(Freeze.text_sha256)).one()
    draft = read_draft(read_word(open_upload(data)))
    assert [(clause.kind, clause.text) for clause in draft.clauses] == wanted
    assert text_of(draft).sha256() == fingerprinted


def text_of(draft: Draft) -> FrozenText:
    """The text as it would be frozen."""
    clauses = tuple(
        FrozenClause(each.kind.value, clause_number(each.shown.rstrip("."), "en"), each.text)
        for each in draft.clauses
    )
    title = next(each.text for each in draft.clauses if each.kind is ClauseKind.TITLE)
    return FrozenText("ar", title, clauses)
