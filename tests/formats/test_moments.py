"""Days, times and what is left of them."""

from datetime import UTC, date, datetime, timedelta

import pytest
from flask import Flask

from declaration.formats import (
    Writing,
    clock_time,
    day,
    elapsed,
    full_day,
    hijri_day,
    long_day,
    moment,
    near_moment,
    remaining,
    time_range,
)
from declaration.formats.moments import duration_forms
from tests.formats.conftest import NOW

ARABIC, EASTERN, ENGLISH = Writing(), Writing(digits="arabic-indic"), Writing("en")
DAY = date(2023, 5, 10)


def test_a_day_has_both_calendars() -> None:
    assert day(DAY, ARABIC) == "10 مايو 2023"
    assert long_day(DAY, ARABIC) == "الأربعاء 10 مايو 2023"
    assert hijri_day(DAY, ARABIC) == "20 شوال 1444 هـ"
    assert full_day(DAY, ARABIC) == "الأربعاء 10 مايو 2023 (20 شوال 1444 هـ)"
    assert full_day(DAY, ENGLISH) == "Wednesday 10 May 2023 (20 Shawwal 1444 AH)"
    assert hijri_day(DAY, EASTERN) == "٢٠ شوال ١٤٤٤ هـ"


def test_a_day_outside_the_tables_has_one_calendar() -> None:
    assert full_day(date(2100, 1, 1), ARABIC) == "الجمعة 1 يناير 2100"


def test_a_day_begins_by_the_clocks_of_the_forum() -> None:
    late = datetime(2023, 5, 10, 22, 0, tzinfo=UTC)
    assert day(late, ARABIC) == "11 مايو 2023"
    assert clock_time(late, ARABIC) == "01:00"
    assert clock_time(late, Writing(zone="Africa/Casablanca")) == "23:00"


def test_an_instant_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        clock_time(datetime(2023, 5, 10), ARABIC)  # noqa: DTZ001


def test_a_range_is_said_in_words(page: Flask) -> None:
    assert time_range(NOW, NOW + timedelta(minutes=90), ARABIC) == "من 14:30 إلى 16:00"
    assert time_range(NOW, NOW + timedelta(minutes=90), EASTERN) == "من ١٤:٣٠ إلى ١٦:٠٠"


def test_a_moment_has_its_day_and_time(page: Flask) -> None:
    assert moment(NOW, ARABIC) == "10 مايو 2023، 14:30"


@pytest.mark.parametrize(
    ("hours", "shown"),
    [(4, "اليوم 18:30"), (10, "غداً 00:30"), (-15, "أمس 23:30"), (48, "12 مايو 2023، 14:30")],
)
def test_a_near_moment_is_said_as_people_say_it(page: Flask, hours: int, shown: str) -> None:
    assert near_moment(NOW + timedelta(hours=hours), NOW, ARABIC) == shown


@pytest.mark.parametrize(
    ("span", "shown"),
    [
        (timedelta(hours=3, minutes=40, seconds=59), "بعد 3 ساعات و40 دقيقة"),
        (timedelta(hours=2), "بعد ساعتين"),
        (timedelta(days=1, hours=1, minutes=5), "بعد يوم واحد وساعة واحدة"),
        (timedelta(days=100), "بعد 100 يوم"),
        (timedelta(days=103, minutes=11), "بعد 103 أيام و11 دقيقة"),
        (timedelta(seconds=59), "بعد أقل من دقيقة"),
    ],
)
def test_what_is_left_is_said_by_its_two_largest_units(
    page: Flask, span: timedelta, shown: str
) -> None:
    assert remaining(span, ARABIC) == shown


def test_what_is_left_is_said_in_english(english: Writing) -> None:
    assert remaining(timedelta(hours=3, minutes=1), english) == "in 3 hours and 1 minute"


def test_how_long_ago(page: Flask) -> None:
    assert elapsed(timedelta(minutes=4), ARABIC) == "قبل 4 دقائق"
    assert elapsed(timedelta(seconds=4), ARABIC) == "قبل لحظات"


def test_a_script_is_given_every_plural_category(page: Flask) -> None:
    forms = duration_forms(EASTERN)
    assert forms["hour"] == {
        "zero": "أقل من ساعة",
        "one": "ساعة واحدة",
        "two": "ساعتين",
        "few": "{n} ساعات",
        "many": "{n} ساعة",
        "other": "{n} ساعة",
    }
    assert forms["in"] == "بعد {duration}"
