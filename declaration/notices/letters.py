"""Notices as letters: one at once where somebody wants that, or one a day with what is unread."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from sqlalchemy import func, select, update

from declaration import clock
from declaration.bookkeeping import bookkeeping, end_reading
from declaration.extensions import db
from declaration.formats import counted, current_writing, digits, name_in
from declaration.forums.models import Forum, Membership
from declaration.http import public_address
from declaration.messages.sending import sends
from declaration.messages.steps import Post, post_all
from declaration.notices.kinds import Event, Way
from declaration.notices.models import Notice
from declaration.notices.readers import Reader, Readers, readers_of
from declaration.notices.sentences import path_of, sentence_of, written_for
from declaration.notices.subjects import Subjects, subjects_of
from declaration.notices.telling import Made

DAILY_AT: Final = 18
"""The hour, on the forum's clocks, at which the day's letter is written."""
MOST: Final = 40
"""Notices listed in one letter; of the others it says how many there are."""
AT_ONCE: Final = 200
"""Readers whose letters of the day are posted in one transaction: acts wait for it no longer."""


def are_sent() -> bool:
    """Whether a mail server is configured. Without one no notice becomes a letter.

    Letters that would wait for a server for weeks would tell of what is long over; and the outbox
    is where the secretariat finds those that it must pass on by hand.
    """
    return sends()


def at_once(made: Iterable[Made], readers: Readers) -> list[Post]:
    """The letters of those who want one at once. Each sentence is written once a language."""
    if not are_sent():
        return []
    wanted = [
        (each.news, reader)
        for each in made
        for reader in each.news.readers
        if readers.way(reader, each.news.kind) is Way.MAIL
    ]
    if not wanted:
        return []
    subjects = subjects_of([news for news, _reader in wanted])
    lines: dict[tuple[Event, int, str], dict[str, str]] = {}
    posts = []
    for news, reader in wanted:
        key = (news.event, news.about_id, reader.language)
        if key not in lines:
            with written_for(reader.language, readers.forum):
                lines[key] = line_of(news.event, news.about_id, subjects, readers.forum)
        payload = {**_common(readers.forum, reader.language), **lines[key]}
        posts.append(Post(reader.email, "notice", reader.language, payload))
    return posts


def line_of(event: Event, about_id: int, subjects: Subjects, forum: Forum) -> dict[str, str]:
    """One notice in a letter: its sentence and the address it leads to."""
    path = path_of(event, about_id, subjects, forum)
    return {"sentence": sentence_of(event, about_id, subjects), "address": public_address(path)}


def _common(forum: Forum, language: str) -> dict[str, str]:
    return {
        "forum": name_in(forum.names, language),
        "choices": public_address(f"/{forum.key}/notices/choices"),
        "zone": forum.zone,
        "digits": str(forum.digits),
    }


def send_digests() -> int:
    """Write the day's letter to everybody for whom something unread waits; gives how many.

    What was read on the page meanwhile is left out. Two clocks at once write each letter once: a
    notice leaves the digest in the transaction that posts it. One statement when nothing waits.
    """
    oldest = (
        select(Membership.forum_id, func.min(Notice.made_at))
        .join(Membership, Membership.id == Notice.membership_id)
        .where(Notice.digest)
        .group_by(Membership.forum_id)
        .order_by(Membership.forum_id)
    )
    waiting = db.session.execute(oldest).all()
    forums = {id_: db.session.get_one(Forum, id_) for id_, _made in waiting}
    db.session.expunge_all()
    end_reading()
    sent = 0
    for forum_id, made_at in waiting:
        until = latest_hour(clock.now(), ZoneInfo(forums[forum_id].zone))
        if made_at <= until:
            digests = _digests_of(forums[forum_id], until)
            for at in range(0, len(digests), AT_ONCE):
                sent += _send(digests[at : at + AT_ONCE], until)
    return sent


def latest_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """The last time the forum's clocks showed `DAILY_AT`."""
    here = now.astimezone(zone)
    on = here.replace(hour=DAILY_AT, minute=0, second=0, microsecond=0)
    return on if on <= here else on - timedelta(days=1)


@dataclass(frozen=True)
class _Digest:
    reader: Reader
    post: Post | None
    """None where everything was read on the page."""


def _digests_of(forum: Forum, until: datetime) -> list[_Digest]:
    readers = readers_of(forum)
    query = (
        select(Notice)
        .join(Membership, Membership.id == Notice.membership_id)
        .where(Membership.forum_id == forum.id, Notice.digest, Notice.made_at <= until)
        .order_by(Notice.id)
    )
    waiting: dict[int, list[Notice]] = {}
    for notice in db.session.scalars(query):
        waiting.setdefault(notice.membership_id, []).append(notice)
    unread = [n for found in waiting.values() for n in found if n.read_at is None]
    subjects = subjects_of(unread)
    lines: dict[tuple[Event, int, str], dict[str, str]] = {}
    digests = []
    for reader in readers.named(waiting):
        told = [each for each in waiting[reader.membership_id] if each.read_at is None]
        seen = [each for each in told if subjects.may_be_seen(each.event, each.about_id, reader.by)]
        for each in seen[-MOST:]:
            key = (each.event, each.about_id, reader.language)
            if key not in lines:
                with written_for(reader.language, forum):
                    lines[key] = line_of(each.event, each.about_id, subjects, forum)
        shown = [lines[each.event, each.about_id, reader.language] for each in seen[-MOST:]]
        digests.append(_Digest(reader, _digest_post(forum, reader, shown, len(seen))))
    db.session.expunge_all()
    end_reading()
    return digests


def _digest_post(
    forum: Forum, reader: Reader, shown: Sequence[dict[str, str]], count: int
) -> Post | None:
    if not shown:
        return None
    with written_for(reader.language, forum):
        writing = current_writing()
        counted_ones = counted("%(num)s notice", "%(num)s notices", count, writing)
        payload = {
            **_common(forum, reader.language),
            "count": counted_ones,
            "more": digits(str(count - len(shown)), writing) if count > len(shown) else "",
            "lines": list(shown),
            "page": public_address(f"/{forum.key}/notices/"),
        }
    return Post(reader.email, "notices", reader.language, payload)


def _send(digests: Sequence[_Digest], until: datetime) -> int:
    """Post the letters of some readers in one transaction, which takes their notices first."""
    with bookkeeping() as notes:
        taken = notes.scalars(
            update(Notice)
            .where(
                Notice.membership_id.in_([each.reader.membership_id for each in digests]),
                Notice.digest,
                Notice.made_at <= until,
            )
            .values(digest=False)
            .returning(Notice.membership_id),
            execution_options={"synchronize_session": False},
        )
        ours = set(taken)
        posts = [each.post for each in digests if each.post and each.reader.membership_id in ours]
        post_all(posts)
    return len(posts)
