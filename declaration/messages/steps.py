"""Parts of acts: they put letters in the outbox, with no permission, no entry, no transaction."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from declaration import clock
from declaration.extensions import db
from declaration.messages.models import Letter


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
