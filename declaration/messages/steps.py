"""Parts of acts: they put letters in the outbox, with no permission, no entry, no transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import insert

from declaration import clock
from declaration.extensions import db
from declaration.messages.models import Letter


@dataclass(frozen=True)
class Post:
    """A letter about to be put in the outbox, one of many."""

    address: str
    kind: str
    language: str
    payload: Mapping[str, Any]


def post_all(posts: Iterable[Post]) -> None:
    """Put letters in the outbox of the transaction in progress, however many in one statement.

    They are nobody's but the reader's: the forum's page of letters does not list them.
    """
    now = clock.now()
    rows = [
        {
            "address": each.address,
            "kind": each.kind,
            "language": each.language,
            "payload": dict(each.payload),
            "due": now,
        }
        for each in posts
    ]
    if rows:
        db.session.execute(insert(Letter), rows)


def post(
    address: str,
    kind: str,
    language: str,
    payload: Mapping[str, Any],
    forum_key: str | None = None,
    *,
    due: datetime | None = None,
) -> None:
    """Put a letter in the outbox of the act in progress: if the act is undone, so is the letter.

    `kind` names the templates `messages/<kind>.<language>.txt`; `payload` holds what they say as
    plain values, and under `single_use_link` what must not be kept once the letter is sent.
    `due` is when it may be sent; at once by default.
    """
    db.session.add(
        Letter(
            address=address,
            kind=kind,
            language=language,
            payload=dict(payload),
            forum_key=forum_key,
            due=due or clock.now(),
        )
    )
