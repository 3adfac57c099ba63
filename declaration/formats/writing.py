"""What decides how a value is written: the reader's language, the forum's digits and zone."""

from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

from flask import current_app, g, has_app_context, has_request_context
from flask_babel import get_locale

EASTERN: Final = "arabic-indic"
OF_NO_FORUM: Final = "declaration-digits-of-no-forum"
"""Where an application's extensions hold the question for the digits of pages of no forum."""


@dataclass(frozen=True)
class Writing:
    """How one reader is written to.

    `digits` is the forum's setting, `western` or `arabic-indic`; English is always written with
    Western digits. `zone` is the forum's, since a deadline is one moment for everybody.
    """

    language: str = "ar"
    digits: str = "western"
    zone: str = "Asia/Riyadh"

    @property
    def eastern(self) -> bool:
        """Whether numbers are written ٠١٢٣."""
        return self.digits == EASTERN and self.language == "ar"

    @property
    def direction(self) -> str:
        """The direction of sentences: `rtl` or `ltr`."""
        return "rtl" if self.language == "ar" else "ltr"

    @property
    def clock(self) -> ZoneInfo:
        """The zone of the forum's clocks."""
        return ZoneInfo(self.zone)


def current_writing() -> Writing:
    """The writing of the page being made: its locale, and the settings of its forum if any.

    A page of no forum has the digits that the application says it has.
    """
    if not has_app_context():
        return Writing()
    locale = get_locale()
    forum = g.get("forum") or g.get("here")
    language = locale.language if locale else "ar"
    if forum is None:
        ask = current_app.extensions.get(OF_NO_FORUM) if has_request_context() else None
        return Writing(language, digits=str(ask())) if ask else Writing(language)
    return Writing(language, digits=str(forum.digits), zone=forum.zone)
