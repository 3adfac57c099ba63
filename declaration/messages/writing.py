"""The words of a letter, made when it is sent or looked at."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask import current_app
from flask_babel import force_locale

from declaration.formats import Writing, moment
from declaration.messages.models import Letter

ONCE: Final = "single_use_link"
"""What a payload holds only until the letter is sent."""


@dataclass(frozen=True)
class Written:
    """A letter as its reader gets it."""

    subject: str
    body: str


def write(letter: Letter) -> Written:
    """The subject and the body, in the letter's language. Its template's first line is the subject.

    Values of the payload stay on one line, so that none can add a line of its own to the letter.
    """
    values = {name: _on_one_line(value) for name, value in letter.payload.items()}
    template = f"messages/{letter.kind}.{letter.language}.txt"
    with force_locale(letter.language):
        # Not through Flask, which would add what pages need: a letter is written without a page.
        page = current_app.jinja_env.get_template(template).render(
            **values,
            on_the_clock=_clock_of(letter),
            withheld=ONCE not in values,
        )
    subject, _, body = page.strip().partition("\n")
    return Written(" ".join(subject.split()), body.strip() + "\n")


def _on_one_line(value: Any) -> Any:
    match value:
        case str():
            return " ".join(value.split())
        case list():
            return [_on_one_line(each) for each in value]
        case dict():
            return {name: _on_one_line(each) for name, each in value.items()}
    return value


def _clock_of(letter: Letter) -> Any:
    zone = str(letter.payload.get("zone") or ZoneInfo("UTC").key)
    writing = Writing(letter.language, str(letter.payload.get("digits") or "western"), zone)

    def on_the_clock(instant: str) -> str:
        """An instant of the payload on the forum's clocks."""
        return moment(datetime.fromisoformat(instant), writing)

    return on_the_clock
