"""What is found in the words of a proposal is put right by a button of its form, without a script."""

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html

from declaration.amendments import operations
from declaration.amendments.models import Amendment
from declaration.amendments.wording import Wording
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from tests.amendments import situations
from tests.world import actor

BASE = "/tiny/text/text/amendments"
Clients = Callable[[str], FlaskClient]
PLACES = {
    "a proposal": ("delegate.jubail", "/new/network", None),
    "a new clause": ("delegate.jubail", "/new", None),
    "an amendment to an amendment": ("delegate.tunis", "/1/new", situations.one_is_admitted),
    "a new wording": ("delegate.jubail", "/1/revision", situations.one_is_admitted),
    "words restated": ("delegate.jubail", "/1/restatement", situations.it_must_be_restated),
    "a compromise": ("secretariat", "/compromise/centres", situations.two_are_rivals),
    "paper handed in": ("secretariat", "/hand-in/network", None),
}
everywhere = pytest.mark.parametrize("place", PLACES)
WORDS = "(أ) نلتزم, وفق المعاییر بما يلي:\nالتعلم, مدى مدى\nالحياة ,"
IN_THE_BROWSERS_WAY = WORDS.replace("\n", "\r\n")
LINES_MENDED = {
    "the comma of the first line": (
        0,
        "(أ) نلتزم، وفق المعاییر بما يلي:\nالتعلم, مدى مدى\nالحياة ,",
    ),
    "letters of another keyboard": (
        1,
        "(أ) نلتزم, وفق المعايير بما يلي:\nالتعلم, مدى مدى\nالحياة ,",
    ),
    "the comma of the second": (2, "(أ) نلتزم, وفق المعاییر بما يلي:\nالتعلم، مدى مدى\nالحياة ,"),
    "a word twice": (3, "(أ) نلتزم, وفق المعاییر بما يلي:\nالتعلم, مدى\nالحياة ,"),
    "the last comma": (4, "(أ) نلتزم, وفق المعاییر بما يلي:\nالتعلم, مدى مدى\nالحياة ،"),
}


class Editor:
    """A page with the words of a proposal, as a browser without scripts has it."""

    def __init__(self, app: Flask, client_of: Clients, place: str) -> None:
        self.app = app
        who, path, given = PLACES[place]
        if given is not None:
            with app.app_context():
                given()
        self.client, self.path = client_of(who), BASE + path
        self.read(self.client.get(self.path).text, 200)
        self.rows = self.kept()

    def read(self, page: str, status: int) -> None:
        self.status = status
        self.page = html.fromstring(page)
        for field in self.page.iter("textarea"):
            # a browser takes the line's end after the tag for none that was typed
            field.text = (field.text or "").replace("\r\n", "\n").removeprefix("\n")
        self.form = next(each for each in self.page.forms if "text" in each.fields)

    def send(self, **more: str) -> None:
        fields = [(name, value) for name, value in self.form.form_values() if name not in more]
        reply = self.client.post(self.path, data=dict(fields) | more)
        self.read(reply.text, reply.status_code)

    @property
    def words(self) -> str:
        """What stands in the field."""
        return str(self.form.fields["text"])

    @property
    def fixes(self) -> list[str]:
        """The suggestions, as their buttons send them: with a browser's line ends."""
        found = self.form.xpath(".//button[@name='fix']/@value")
        return [str(each).replace("\n", "\r\n") for each in found]

    def kept(self) -> tuple[int, int]:
        """How many amendments and entries of the journal there are."""
        with self.app.app_context():
            return db.session.query(Amendment).count(), db.session.query(JournalEntry).count()


@pytest.mark.parametrize("flaw", LINES_MENDED)
def test_a_suggestion_is_put_where_it_belongs_and_nowhere_else(
    app: Flask, client_of: Clients, flaw: str
) -> None:
    nth, said = LINES_MENDED[flaw]
    editor = Editor(app, client_of, "a proposal")
    editor.send(text=IN_THE_BROWSERS_WAY, fix="nothing")
    before = editor.fixes
    assert len(before) == len(LINES_MENDED)
    editor.send(text=IN_THE_BROWSERS_WAY, fix=before[nth])
    assert (editor.status, editor.words) == (200, said)
    assert len(editor.fixes) == len(before) - 1, "the others are still offered"


def test_one_after_the_other_all_are_put_right(app: Flask, client_of: Clients) -> None:
    editor = Editor(app, client_of, "a proposal")
    editor.send(text=IN_THE_BROWSERS_WAY, fix="nothing")
    while editor.fixes:
        editor.send(text=editor.words.replace("\n", "\r\n"), fix=editor.fixes[0])
        assert editor.status == 200
    assert editor.words == "(أ) نلتزم، وفق المعايير بما يلي:\nالتعلم، مدى\nالحياة ،"


@everywhere
def test_nothing_typed_is_lost_and_nothing_is_kept(
    app: Flask, client_of: Clients, place: str
) -> None:
    editor = Editor(app, client_of, place)
    editor.send(text=IN_THE_BROWSERS_WAY, fix="nothing")
    reasons = {"rationale": "لأن الأمر\r\nكذلك."} if "rationale" in editor.form.fields else {}
    before = {**dict(editor.form.form_values()), **reasons}
    editor.send(text=IN_THE_BROWSERS_WAY, fix=editor.fixes[0], **reasons)
    assert editor.status == 200
    assert editor.words == LINES_MENDED["the comma of the first line"][1]
    unlike = {"text", "csrf_token", *reasons}
    after = dict(editor.form.form_values())
    assert {k: v for k, v in after.items() if k not in unlike} == {
        k: v for k, v in before.items() if k not in unlike
    }
    assert all("كذلك" in after[name] for name in reasons)
    assert editor.kept() == editor.rows


@everywhere
@pytest.mark.parametrize(
    "fix", ["latin-punctuation 1-2 ,", "latin-punctuation 9-10 ,", "0", "", "\x00" * 3, "x" * 5000]
)
def test_a_finding_that_is_not_there_changes_nothing(
    app: Flask, client_of: Clients, place: str, fix: str
) -> None:
    editor = Editor(app, client_of, place)
    editor.send(text="نلتزم بالتعلم, مدى الحياة.", fix=fix)
    assert editor.status == 409
    assert editor.words == "نلتزم بالتعلم, مدى الحياة."
    assert "تغيّرت الكلمات" in editor.page.text_content()
    assert len(editor.fixes) == 1, "what is found now is offered"
    assert editor.kept() == editor.rows


@pytest.mark.parametrize("words", ["نلتزم, \u202eبالتعلم.", "نلتزم, بالتعلم. " * 8_000, ""])
def test_words_that_are_refused_stay_as_they_were_typed(
    app: Flask, client_of: Clients, words: str
) -> None:
    editor = Editor(app, client_of, "a proposal")
    editor.send(text=words, fix="latin-punctuation 5-6 ,")
    assert (editor.status, editor.words) == (409, words)
    assert editor.kept() == editor.rows


def test_who_revised_meanwhile_is_not_written_over_by_asking_for_a_suggestion(
    app: Flask, client_of: Clients
) -> None:
    editor = Editor(app, client_of, "a new wording")
    with app.app_context():
        operations.revise(1, Wording(text="نلتزم بغير ذلك."), actor("delegate.jubail"))
    editor.send(text="نلتزم بالتعلم, مدى الحياة.", fix="latin-punctuation 13-14 ,")
    assert editor.words == "نلتزم بالتعلم، مدى الحياة."
    editor.send(text=editor.words)
    assert editor.status == 409
