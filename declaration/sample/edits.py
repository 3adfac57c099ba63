"""Changes written as a person would say them: these words become those, in one place only."""

from collections.abc import Iterable, Mapping
from typing import Final

_JOINED: Final = ("،", "؛", ".", ":", ",", ";", "\n")


class NotOneOccurrence(ValueError):
    """The words to change occur in the text not at all, or more than once."""

    def __init__(self, words: str, occurrences: int) -> None:
        super().__init__(f"«{words}» occurs {occurrences} times")
        self.words = words
        self.occurrences = occurrences


def apply_edits(text: str, edits: Iterable[Mapping[str, str]]) -> str:
    """`text` with each edit made, one after the other.

    An edit is {replace, by}, {after, add} or {delete}. Added words are set off by a space unless
    they begin with punctuation or a line break. Raises NotOneOccurrence, and ValueError for an
    edit of another shape.
    """
    for edit in edits:
        match dict(edit):
            case {"replace": old, "by": new, **rest} if not rest:
                text = _exchange(text, old, new)
            case {"after": old, "add": new, **rest} if not rest:
                text = _exchange(text, old, old + ("" if new.startswith(_JOINED) else " ") + new)
            case {"delete": old, **rest} if not rest:
                text = _exchange(text, old, "")
            case other:
                raise ValueError(f"not an edit: {other}")
    return text


def _exchange(text: str, old: str, new: str) -> str:
    if (occurrences := text.count(old)) != 1:
        raise NotOneOccurrence(old, occurrences)
    return text.replace(old, new)
