"""What must have happened in the small forum before a door can open."""

from declaration.extensions import db
from declaration.journal.sealing import seal_all
from declaration.notices import operations
from declaration.notices.following import follow
from tests.amendments.situations import a_draft_is_kept, here, one_is_admitted, one_is_submitted
from tests.world import actor


def told() -> int:
    """Let the clock tell of everything that happened; gives the number of notices made."""
    seal_all()
    made = follow()
    db.session.close()
    return made


def its_sponsor_is_told() -> None:
    """Notice 1 tells the secretariat of amendment 1, the next its sponsors that it is admissible."""
    one_is_admitted()
    told()


def a_clause_is_watched() -> None:
    """Tunis watches the clause «centres»."""
    operations.watch_clause(actor("delegate.tunis"), here().clause("centres").clause_id)


def an_amendment_is_watched() -> None:
    """Tunis watches amendment 1, of Jubail."""
    one_is_admitted()
    operations.watch_amendment(actor("delegate.tunis"), 1)


__all__ = [
    "a_clause_is_watched",
    "a_draft_is_kept",
    "an_amendment_is_watched",
    "its_sponsor_is_told",
    "one_is_admitted",
    "one_is_submitted",
    "told",
]
