"""What time it is: asked here alone, so that a test or a rehearsal can say so."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, datetime

_set: ContextVar[datetime | None] = ContextVar("declaration_clock", default=None)


def now() -> datetime:
    """The present instant, in UTC."""
    return _set.get() or datetime.now(UTC)


@contextmanager
def set_to(instant: datetime) -> Iterator[None]:
    """Let the clock stand at `instant` for the block. Raises ValueError without a time zone."""
    if instant.tzinfo is None:
        raise ValueError("an instant needs a time zone")
    token = _set.set(instant.astimezone(UTC))
    try:
        yield
    finally:
        _set.reset(token)
