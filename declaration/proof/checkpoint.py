"""A log's size and root at a moment, as the text of a signed note. Source: C2SP tlog-checkpoint."""

import re
from base64 import b64decode, b64encode
from dataclasses import dataclass
from typing import Final

from declaration.proof.note import NotANote, Note
from declaration.proof.tree import HASH_LENGTH

_TEXT: Final = re.compile(
    r"(?P<origin>[^\n]+)\n(?P<size>0|[1-9][0-9]{0,18})\n(?P<root>[A-Za-z0-9+/]{43}=)\n"
)


@dataclass(frozen=True)
class Checkpoint:
    """The first `size` entries of the log called `origin` have this root."""

    origin: str
    size: int
    root: bytes

    def note(self) -> Note:
        """The three lines that are signed; nothing else is said in them."""
        encoded = b64encode(self.root).decode("ascii")
        return Note(f"{self.origin}\n{self.size}\n{encoded}\n")

    @property
    def tree(self) -> tuple[int, bytes]:
        """Size and root, as proofs take them."""
        return self.size, self.root

    def contradicts(self, other: "Checkpoint") -> bool:
        """Whether the two are of one log and size with two roots: evidence of a forked record."""
        same = (self.origin, self.size) == (other.origin, other.size)
        return same and self.root != other.root


def read_checkpoint(note: Note) -> Checkpoint:
    """The checkpoint that a note's text is. Raises NotANote, also for extension lines.

    Believe it only once `signers` has found the log's key below the note.
    """
    told = _TEXT.fullmatch(note.text)
    if told is None:
        raise NotANote("not a checkpoint")
    checkpoint = Checkpoint(told["origin"], int(told["size"]), b64decode(told["root"]))
    if len(checkpoint.root) != HASH_LENGTH or checkpoint.note().text != note.text:
        raise NotANote("a root is 32 bytes in base64")
    return checkpoint
