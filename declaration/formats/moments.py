"""Days and times: Gregorian with Hijri (Umm al-Qura), 24 hours, the forum's zone."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal

from babel.dates import format_date
from flask_babel import gettext as _
from hijridate import Gregorian

from declaration.formats.numbers import counted, digits
from declaration.formats.writing import Writing

UNITS: Final = (86_400, 3_600, 60)
MINUTE: Final = 60
CATEGORIES: Final = {"zero": 0, "one": 1, "two": 2, "few": 3, "many": 11, "other": 100}
"""A number that falls into each plural category of Arabic."""


def local(instant: datetime, writing: Writing) -> datetime:
    """The instant on the forum's clocks. Raises ValueError for a naive one."""
    if instant.tzinfo is None:
        raise ValueError("an instant names its zone")
    return instant.astimezone(writing.clock)


def _date_of(value: date, writing: Writing) -> date:
    return local(value, writing).date() if isinstance(value, datetime) else value


def day(value: date, writing: Writing) -> str:
    """«10 مايو 2023»."""
    return digits(
        format_date(_date_of(value, writing), "d MMMM y", locale=writing.language), writing
    )


def long_day(value: date, writing: Writing) -> str:
    """«الأربعاء 10 مايو 2023»."""
    shown = format_date(_date_of(value, writing), "EEEE d MMMM y", locale=writing.language)
    return digits(shown, writing)


def hijri_day(value: date, writing: Writing) -> str:
    """«20 شوال 1444 هـ», or nothing outside the years that Umm al-Qura's tables hold."""
    on = _date_of(value, writing)
    try:
        hijri = Gregorian(on.year, on.month, on.day).to_hijri()
    except OverflowError:
        return ""
    language: Literal["ar", "en"] = "ar" if writing.language == "ar" else "en"
    month, era = hijri.month_name(language), hijri.notation(language)
    return digits(f"{hijri.day} {month} {hijri.year} {era}", writing)


def full_day(value: date, writing: Writing) -> str:
    """«الأربعاء 10 مايو 2023 (20 شوال 1444 هـ)»."""
    hijri = hijri_day(value, writing)
    return long_day(value, writing) + (f" ({hijri})" if hijri else "")


def clock_time(value: datetime, writing: Writing) -> str:
    """«14:30» on the forum's clocks."""
    return digits(f"{local(value, writing):%H:%M}", writing)


def exact_time(value: datetime, writing: Writing) -> str:
    """«14:30:08» on the forum's clocks: when something was recorded."""
    return digits(f"{local(value, writing):%H:%M:%S}", writing)


def moment(value: datetime, writing: Writing) -> str:
    """«10 مايو 2023، 14:30»."""
    return str(_("%(day)s, %(time)s", day=day(value, writing), time=clock_time(value, writing)))


def time_range(start: datetime, end: datetime, writing: Writing) -> str:
    """«من 14:30 إلى 16:00»: a dash between two times would be drawn reversed."""
    first, last = clock_time(start, writing), clock_time(end, writing)
    return str(_("from %(start)s to %(end)s", start=first, end=last))


def remaining(span: timedelta, writing: Writing) -> str:
    """What is left of a delay, «بعد 3 ساعات و40 دقيقة», by its two largest units."""
    if span.total_seconds() < MINUTE:
        return str(_("in less than a minute"))
    return str(_("in %(duration)s", duration=_duration(span, writing)))


def elapsed(span: timedelta, writing: Writing) -> str:
    """How long ago: «قبل 4 دقائق»."""
    if span.total_seconds() < MINUTE:
        return str(_("a moment ago"))
    return str(_("%(duration)s ago", duration=_duration(span, writing)))


def duration_forms(writing: Writing) -> dict[str, Any]:
    """The sentences from which a script keeps a countdown true, by plural category."""
    units = (
        ("day", "%(num)s day", "%(num)s days"),
        ("hour", "%(num)s hour", "%(num)s hours"),
        ("minute", "%(num)s minute", "%(num)s minutes"),
    )
    western = replace(writing, digits="western")
    forms: dict[str, Any] = {
        unit: {
            category: counted(one, many, count, western).replace(str(count), "{n}")
            for category, count in CATEGORIES.items()
        }
        for unit, one, many in units
    }
    return forms | {
        "in": _("in %(duration)s", duration="{duration}"),
        "and": _("%(one)s and %(other)s", one="{one}", other="{other}"),
        "soon": _("in less than a minute"),
        "passed": _("the time has passed"),
        "comma": _(", "),
    }


def near_moment(value: datetime, now: datetime, writing: Writing) -> str:
    """A moment as people say it: «اليوم 18:00»، «غداً 09:00», further off with its date."""
    time = clock_time(value, writing)
    match (local(value, writing).date() - local(now, writing).date()).days:
        case 0:
            return str(_("today at %(time)s", time=time))
        case 1:
            return str(_("tomorrow at %(time)s", time=time))
        case -1:
            return str(_("yesterday at %(time)s", time=time))
    return moment(value, writing)


def _duration(span: timedelta, writing: Writing) -> str:
    """A duration as it stands after a preposition, rounded down to its two largest units."""
    days, rest = divmod(int(span.total_seconds()), UNITS[0])
    hours, rest = divmod(rest, UNITS[1])
    minutes = rest // UNITS[2]
    parts = [
        counted("%(num)s day", "%(num)s days", days, writing) if days else "",
        counted("%(num)s hour", "%(num)s hours", hours, writing) if hours else "",
        counted("%(num)s minute", "%(num)s minutes", minutes, writing) if minutes else "",
    ]
    first, *more = [part for part in parts if part]
    return str(_("%(one)s and %(other)s", one=first, other=more[0])) if more else first
