"""Checks a rehearsal from its files alone, with nothing of what made them.

No function of the text engine, of the rules or of the journal is called here: what they did is
done again, plainly. Each invariant has a name; what breaks it is named with its place.
"""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from declaration.sample.proving.document import the_hash_is_that_of_the_document
from declaration.sample.proving.entries import the_journal_equals_the_counts
from declaration.sample.proving.files import Broken, Files, Findings
from declaration.sample.proving.votes import every_result_follows, every_vote_is_counted_once
from declaration.sample.proving.words import (
    every_adopted_edit_is_in_the_text,
    nothing_stands_that_nobody_wrote,
)

__all__ = ["INVARIANTS", "Broken", "prove"]

INVARIANTS: Final[Mapping[str, Callable[[Files], Findings]]] = {
    "every vote is counted once": every_vote_is_counted_once,
    "every result follows from the record": every_result_follows,
    "every adopted edit is in the text": every_adopted_edit_is_in_the_text,
    "nothing stands in the text that nobody wrote": nothing_stands_that_nobody_wrote,
    "the hash is that of the document's words": the_hash_is_that_of_the_document,
    "the journal equals the counts": the_journal_equals_the_counts,
}


def prove(folder: Path) -> list[Broken]:
    """Everything that does not hold in the files of a rehearsal; nothing when all of it does."""
    files = Files.read(folder)
    return [
        Broken(invariant, where, what)
        for invariant, check in INVARIANTS.items()
        for where, what in check(files)
    ]
