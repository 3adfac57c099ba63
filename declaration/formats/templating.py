"""The formats as Jinja filters, in the writing of the page being made."""

import json
import re
from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta
from functools import wraps
from operator import attrgetter
from typing import Any, Final

from flask import Flask
from flask_babel import get_translations
from markupsafe import Markup

from declaration.clock import now
from declaration.formats import moments, numbers, words
from declaration.formats.conditions import condition_sentence
from declaration.formats.drawing import drawing
from declaration.formats.states import state_word
from declaration.formats.terms import term
from declaration.formats.writing import current_writing

HAS_DIGITS: Final = re.compile("[0-9]")


def _in_current_writing(show: Callable[..., str]) -> Callable[..., str]:
    @wraps(show)
    def shown(*values: Any) -> str:
        return show(*values, current_writing())

    return shown


def _letter(position: int, language: str | None = None) -> str:
    return numbers.letter(position, language or current_writing().language)


def _name(names: Any) -> str:
    return words.name_in(names, current_writing().language)


def _digits(sentence: str) -> str:
    kept = Markup if isinstance(sentence, Markup) else str
    return kept(numbers.digits(str(sentence), current_writing()))


def _message(message: str) -> str:
    """A message as a page says it, before anything is put into it."""
    said: str = get_translations().ugettext(message)
    return _digits(said) if HAS_DIGITS.search(said) else said


def _counted_message(singular: str, plural: str, count: int) -> str:
    said: str = get_translations().ungettext(singular, plural, count)
    return _digits(said) if HAS_DIGITS.search(said) else said


def _in_order(items: Iterable[Any], names: str) -> list[Any]:
    names_of = attrgetter(names)
    return words.in_order(items, lambda item: _name(names_of(item)))


def _until(instant: datetime) -> str:
    return moments.remaining(max(instant - now(), timedelta()), current_writing())


def _ago(instant: datetime) -> str:
    return moments.elapsed(max(now() - instant, timedelta()), current_writing())


def _near(instant: datetime) -> str:
    return moments.near_moment(instant, now(), current_writing())


def _duration_forms() -> str:
    return json.dumps(moments.duration_forms(current_writing()), ensure_ascii=False)


def _iso(value: date) -> str:
    return value.isoformat()


FILTERS: Final[dict[str, Callable[..., Any]]] = {
    "number": _in_current_writing(numbers.number),
    "digits": _digits,
    "out_of": _in_current_writing(numbers.of_whole),
    "letter": _letter,
    "fingerprint": numbers.fingerprint,
    "day": _in_current_writing(moments.day),
    "long_day": _in_current_writing(moments.long_day),
    "hijri_day": _in_current_writing(moments.hijri_day),
    "full_day": _in_current_writing(moments.full_day),
    "clock_time": _in_current_writing(moments.clock_time),
    "exact_time": _in_current_writing(moments.exact_time),
    "moment": _in_current_writing(moments.moment),
    "time_range": _in_current_writing(moments.time_range),
    "near": _near,
    "until": _until,
    "ago": _ago,
    "iso": _iso,
    "listed": _in_current_writing(words.listed),
    "listed_names": _in_current_writing(words.listed_names),
    "in_order": _in_order,
    "name": _name,
    "initial": words.initial,
    "isolate": words.isolate,
    "drawing": drawing,
}


def register_formats(app: Flask) -> None:
    """Give the application's templates every format as a filter, and the words as functions.

    Their messages stand in the forum's digits from then on; Babel must be registered before.
    """
    app.jinja_env.filters.update(FILTERS)
    app.jinja_env.install_gettext_callables(  # type: ignore[attr-defined]
        _message, _counted_message, newstyle=True
    )
    app.jinja_env.globals.update(
        writing=current_writing,
        state_word=state_word,
        condition_sentence=condition_sentence,
        duration_forms=_duration_forms,
        term=term,
    )
