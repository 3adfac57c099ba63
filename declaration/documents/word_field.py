"""The field by which a Word file is sent."""

from collections.abc import Mapping, Sequence
from typing import Any, Final
from unicodedata import category

from flask_babel import gettext as _
from flask_wtf.file import FileField
from wtforms import Form
from wtforms.validators import StopValidation

from declaration.documents.directions import Language
from declaration.documents.guard import LARGEST_UPLOAD
from declaration.documents.reading import Noticed, Reading
from declaration.documents.refusals import Reason, UnsafeFile
from declaration.documents.worker import read_upload
from declaration.formats import current_writing, digits
from declaration.http import locale

MOST_ROWS: Final = 1_000
MOST_LETTERS: Final = 300_000
"""Rows, and letters in all of them, that a page can show and send back."""


def page_language() -> Language:
    """The language in which what was read is spoken of: that of the page."""
    return "ar" if locale() == "ar" else "en"


class WordField(FileField):
    """A Word file."""

    errors: Sequence[str]

    def __init__(self, label: Any, **options: Any) -> None:
        options.setdefault("render_kw", {"accept": ".docx"})
        super().__init__(label, **options)

    def pre_validate(self, form: Form) -> None:
        """A file must be chosen."""
        if not self.data:
            raise StopValidation(_("Choose a file."))

    def read(self) -> Reading | None:
        """What the file says; None where it is refused: the field then says why.

        Takes seconds: no transaction may be open.
        """
        try:
            return read_upload(self.data.stream.read(LARGEST_UPLOAD + 1))
        except UnsafeFile as unsafe:
            self.refuse(unsafe.reason.say(page_language()))
            return None

    def refuse(self, sentence: str) -> None:
        """Say beside the field why the file is not taken."""
        self.errors = [*self.errors, sentence]

    def must_fit_a_page(self, texts: Sequence[str]) -> None:
        """Refuse a file that says more than one page can show and send back."""
        if len(texts) > MOST_ROWS or sum(len(text) for text in texts) > MOST_LETTERS:
            self.refuse(_("The file says more than one page can show. Upload it in parts."))


def visible(text: str) -> str:
    """A text that no field may hold, on one line, each character that cannot be seen as «�»."""
    line = " ".join(text.split())
    return "".join("�" if category(each)[0] == "C" else each for each in line)


def noticed_lines(noticed: Mapping[Noticed, int]) -> list[str]:
    """What was seen in a file and not read, for its reader."""
    return [
        kind.say(digits(str(times), current_writing()), page_language())
        for kind, times in noticed.items()
    ]


def too_large() -> str:
    """The sentence for a file that is refused before it is looked at."""
    return Reason.TOO_LARGE.say(page_language())
