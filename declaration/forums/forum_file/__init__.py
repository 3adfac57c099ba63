"""The forum file: a forum, who takes part and the draft it will negotiate, as one readable text.

A secretariat writes it by hand, in YAML. All that is wrong is reported at once, by line; a file
with anything wrong gives nothing. Times are written in the forum's zone and read as UTC.
"""

from declaration.forums.forum_file.entries import (
    MOST_CLAUSES,
    ClauseEntry,
    DeclarationEntry,
    DelegationEntry,
    ForumEntry,
    ForumFile,
    Names,
    PersonEntry,
    SittingEntry,
)
from declaration.forums.forum_file.marked_yaml import compose, decode
from declaration.forums.forum_file.problems import Fault, ForumFileErrors, Problem, Problems
from declaration.forums.forum_file.reader import FORMAT, Reader

__all__ = [
    "FORMAT",
    "MOST_CLAUSES",
    "ClauseEntry",
    "DeclarationEntry",
    "DelegationEntry",
    "Fault",
    "ForumEntry",
    "ForumFile",
    "ForumFileErrors",
    "Names",
    "PersonEntry",
    "Problem",
    "SittingEntry",
    "read_forum_file",
]


def read_forum_file(source: str | bytes) -> ForumFile:
    """Read a forum file, given as its text or as the bytes of an upload.

    Raises ForumFileErrors with all that is wrong; then nothing of the file may be used.
    """
    problems = Problems()
    text = decode(source, problems) if isinstance(source, bytes) else source
    root = compose(text, problems) if text is not None else None
    file = Reader(problems).read(root) if root is not None else None
    if problems.found or file is None:
        raise ForumFileErrors(problems.found)
    return file
