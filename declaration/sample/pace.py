"""The clock of a forum that is played through: every act some time after the one before."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from declaration import clock
from declaration.forums.forum_file import ForumFile


@dataclass
class Pace:
    """Where the clock stands between two acts."""

    at: datetime

    def reach(self, moment: datetime) -> None:
        """Go forward to `moment`; the clock never goes back."""
        self.at = max(self.at, moment)

    @contextmanager
    def after(self, seconds: int = 30) -> Iterator[datetime]:
        """Let the block happen so many seconds later."""
        self.at += timedelta(seconds=seconds)
        with clock.set_to(self.at):
            yield self.at


def moved(file: ForumFile, by: timedelta) -> ForumFile:
    """The same forum, planned for another time; the dates of the event stay the facts they are."""
    told = file.declaration
    return replace(
        file,
        sittings=tuple(
            replace(each, starts=each.starts + by if each.starts else None)
            for each in file.sittings
        ),
        declaration=replace(
            told,
            opens=told.opens + by if told.opens else None,
            closes=told.closes + by if told.closes else None,
        ),
    )
