"""Each kind of document as the file that its records make."""

from collections.abc import Callable
from typing import Final

from declaration.documents import gathering
from declaration.documents.bilingual import write_bilingual
from declaration.documents.endorsed import write_endorsed
from declaration.documents.marked import write_marked
from declaration.documents.voting_record import write_voting_record
from declaration.documents.working_copy import write_working_copy
from declaration.drafting.models import Declaration
from declaration.forums.models import Forum


def endorsed(forum: Forum, declaration: Declaration, address: str = "") -> bytes:
    """The endorsed text. Raises LookupError before the freeze."""
    return write_endorsed(gathering.endorsed_text(forum, declaration, address))


WRITERS: Final[dict[str, Callable[[Forum, Declaration], bytes]]] = {
    "endorsed": endorsed,
    "marked": lambda forum, declaration: write_marked(gathering.marked_text(forum, declaration)),
    "working-copy": lambda forum, declaration: write_working_copy(
        gathering.working_copy(forum, declaration)
    ),
    "voting-record": lambda forum, declaration: write_voting_record(
        gathering.voting_record(forum, declaration)
    ),
    "bilingual": lambda forum, declaration: write_bilingual(
        gathering.bilingual_text(forum, declaration)
    ),
}
"""Each kind of document as a Word file, in Arabic."""
