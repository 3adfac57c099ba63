"""Taking a proposal apart into changes that can be decided one by one."""

from collections.abc import Sequence
from typing import Final

from declaration.text.merging import merge
from declaration.text.script import Edit, script
from declaration.text.tokens import Tokens, parse

_PARTNERS: Final = {"(": ")", "[": "]", "«": "»", '"': '"'}


def separate(base: str, text: str) -> list[str]:
    """Texts that each make one independent change of `text` to `base`; merged, they are `text`.

    A pair of brackets or quotes is one change, and so are words taken from one place and put in
    another. What cannot be taken apart without loss comes back whole, as the one text given;
    nothing changed gives nothing.
    """
    if base == text:
        return []
    tokens = parse(base)
    made = script(tokens, text)
    groups = _independent(tokens, made.edits)
    texts = [_with(tokens, group) for group in groups]
    if len(texts) > 1 and merge(base, dict(enumerate(texts))).text == text:
        return texts
    return [text]


def _independent(base: Tokens, edits: Sequence[Edit]) -> list[list[Edit]]:
    """The edits in groups that belong together."""
    groups: list[list[Edit]] = []
    for edit in edits:
        bound = [group for group in groups if any(_bound(base, other, edit) for other in group)]
        rest = [group for group in groups if group not in bound]
        groups = [*rest, [*(other for group in bound for other in group), edit]]
    return sorted(groups, key=lambda group: group[0].start)


def _bound(base: Tokens, one: Edit, other: Edit) -> bool:
    """Whether two edits are halves of one change: `one` stands before `other`."""
    lost = [tuple(base.words[edit.start : edit.end]) for edit in (one, other)]
    if (lost[0] and lost[0] == other.words) or (lost[1] and lost[1] == one.words):
        return True
    opened, closed = _unpaired(one.words), _unpaired(other.words)
    if any(_PARTNERS.get(sign) in closed for sign in opened):
        return True
    opened, closed = _unpaired(lost[0]), _unpaired(lost[1])
    return any(_PARTNERS.get(sign) in closed for sign in opened)


def _unpaired(words: Sequence[str]) -> list[str]:
    """The brackets and quotes among the words whose partner is not among them."""
    left: list[str] = []
    for word in words:
        if left and _PARTNERS.get(left[-1]) == word:
            left.pop()
        elif word in _PARTNERS or word in _PARTNERS.values():
            left.append(word)
    return left


def _with(base: Tokens, edits: Sequence[Edit]) -> str:
    """The base with these edits alone."""
    parts: list[str] = []
    at = 0
    for edit in edits:
        parts.append(base.text[base.starts[at] if at else 0 : base.end(edit.start)])
        parts.extend(gap + word for gap, word in zip(edit.gaps, edit.words, strict=False))
        parts.append(edit.gaps[-1])
        at = edit.end
    parts.append(base.text[base.starts[at] :])
    return "".join(parts)
