"""How far an amendment is removed from the text in substance, which is not edit distance.

Proposed from the words that differ, by the signs a drafter looks for; the secretariat corrects
it, and the chair orders as the meeting decides. Source: GA rule 90.
"""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from declaration.procedure import lexicon
from declaration.procedure.lexicon import Force, bare, force_of
from declaration.text import Change, diff, fold, tokenize


class Substance(StrEnum):
    """What an amendment does to the substance, the furthest removed first."""

    DELETES = "deletes"
    REPLACES = "replaces"
    STRENGTH = "strength"
    NUMBER = "number"
    ACTOR = "actor"
    DATE = "date"
    NARROWS = "narrows"
    CONDITION = "condition"
    ADDS_ITEM = "adds-item"
    WORDING = "wording"
    SPELLING = "spelling"

    @property
    def rank(self) -> int:
        """The place among the classes; 0 is put first. The four of one rank are told apart only."""
        return _RANKS[self]


_RANKS: Final = {
    substance: rank
    for rank, substances in enumerate(
        (
            (Substance.DELETES,),
            (Substance.REPLACES,),
            (Substance.STRENGTH, Substance.NUMBER, Substance.ACTOR, Substance.DATE),
            (Substance.NARROWS,),
            (Substance.CONDITION,),
            (Substance.ADDS_ITEM,),
            (Substance.WORDING,),
            (Substance.SPELLING,),
        )
    )
    for substance in substances
}

KEPT_OF_A_REPLACED_CLAUSE: Final = (1, 3)
"""A clause of whose words at most this share is kept is replaced. Numerator, denominator."""

_PERCENT: Final = frozenset("%٪")

SHORT: Final = 4
"""Words that can be slipped into a sentence; what is longer adds something of its own."""

ORNAMENT: Final = 2
"""Words whose loss leaves the scope as it was, when they were no item of a list."""


@dataclass(frozen=True)
class Assessment:
    """The class of an amendment and the words it was seen by."""

    substance: Substance
    old: str = ""
    new: str = ""


def substance(base: str, proposal: str | None) -> Substance:
    """The class of substance of a proposal to a clause; None, or nothing, deletes it."""
    return assess(base, proposal).substance


def assess(base: str, proposal: str | None) -> Assessment:
    """The class, with the words that decided. Both texts are in normal form.

    Where a proposal does several things, the class furthest removed counts. Words for a clause
    that has none add an item; what changes nothing is nearest of all.
    """
    if not proposal:
        return Assessment(Substance.DELETES, base)
    if not base:
        return Assessment(Substance.ADDS_ITEM, new=proposal)
    changes = [change for change in diff(base, proposal) if change.op != "equal"]
    weighty = _edits(base, proposal, [c for c in changes if c.kind == "substance"])
    if not weighty:
        moved_marks = any(change.kind == "punctuation" for change in changes)
        form = Substance.WORDING if moved_marks else Substance.SPELLING
        return Assessment(form, *_words(changes))
    if _replaces(base, weighty):
        return Assessment(Substance.REPLACES, base, proposal)
    for candidate, shows in _SIGNS:
        for edit in weighty:
            if shows(edit):
                return Assessment(candidate, edit.change.old, edit.change.new)
    return Assessment(Substance.WORDING, *_words([edit.change for edit in weighty]))


def _words(changes: Sequence[Change]) -> tuple[str, str]:
    return " … ".join(c.old for c in changes if c.old), " … ".join(c.new for c in changes if c.new)


@dataclass(frozen=True)
class _Word:
    """A folded word and what it says, seen with its neighbours."""

    text: str
    start: int
    is_number: bool
    is_date: bool


def _read(text: str) -> list[_Word]:
    """The words of a text. A number beside a unit of time is a date, and so is a year."""
    found: list[tuple[str, int]] = []
    offset = 0
    for token in tokenize(text):
        if token in _PERCENT or any(map(str.isalnum, token)):
            found.append((fold(token), offset))
        offset += len(token)
    plain = [bare(word) for word, _ in found]
    counts = [word in lexicon.NUMBERS or any(map(str.isdecimal, word)) for word in plain]
    units = [_is_unit_of_time(plain, counts, here) for here in range(len(plain))]
    words = []
    for here, (word, start) in enumerate(found):
        beside = any(units[max(here - 1, 0) : here + 2])
        dated = plain[here] in lexicon.DATES or units[here] or _is_year(word)
        is_date = dated or (counts[here] and beside)
        words.append(_Word(word, start, counts[here] and not is_date, is_date))
    return words


def _is_unit_of_time(plain: Sequence[str], counts: Sequence[bool], here: int) -> bool:
    """Whether a word measures time: not an age, and not «عام» in the sense of public."""
    if plain[here] not in lexicon.UNITS_OF_TIME:
        return False
    if lexicon.AGES & set(plain[max(here - 4, 0) : here]):
        return False
    if plain[here] not in lexicon.ALSO_PUBLIC:
        return True
    counted = any(counts[max(here - 1, 0) : here + 2])
    return counted or (here > 0 and plain[here - 1] in lexicon.BEFORE_A_TIME)


def _is_year(word: str) -> bool:
    digits = "".join(str(int(letter)) for letter in word if letter.isdecimal())
    return len(digits) == 4 and 1400 <= int(digits) < 2200


@dataclass(frozen=True)
class _Edit:
    """A change with the words on its two sides."""

    change: Change
    before: tuple[_Word, ...]
    after: tuple[_Word, ...]

    @property
    def old(self) -> tuple[str, ...]:
        """The folded words that go."""
        return tuple(word.text for word in self.before)

    @property
    def new(self) -> tuple[str, ...]:
        """The folded words that come."""
        return tuple(word.text for word in self.after)

    @property
    def is_an_addition(self) -> bool:
        """Nothing goes, and what comes is one more thing rather than a qualification."""
        return not self.old and _opens_an_item(self.change.new, self.new)

    @property
    def is_a_condition(self) -> bool:
        """Nothing goes, and what comes opens with the word of a condition."""
        return not self.old and _holds(self.new[:3], lexicon.CONDITIONS)


def _opens_an_item(text: str, words: Sequence[str]) -> bool:
    """Whether words that stand alone on their side are one thing more, or one less."""
    if not words or _holds(words[:3], lexicon.CONDITIONS):
        return False
    return (
        "\n" in text.rstrip(" ")
        or words[0].startswith("و")
        or text.lstrip().startswith(("،", "؛", "."))
        or _begins(words, lexicon.ADDING)
    )


def _edits(base: str, proposal: str, changes: Sequence[Change]) -> list[_Edit]:
    old, new = _read(base), _read(proposal)
    return [
        _Edit(change, _within(old, change.old_span), _within(new, change.new_span))
        for change in changes
    ]


def _within(words: Sequence[_Word], span: tuple[int, int]) -> tuple[_Word, ...]:
    return tuple(word for word in words if span[0] <= word.start < span[1])


def _begins(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    return any(tuple(words[: len(phrase)]) == phrase for phrase in phrases)


def _holds(words: Sequence[str], phrases: Sequence[tuple[str, ...]]) -> bool:
    plain = [word[1:] if word[:1] == "و" and len(word) > 3 else word for word in words]
    return any(
        _begins(form[start:], phrases) for form in (words, plain) for start in range(len(form))
    )


def _replaces(base: str, edits: Sequence[_Edit]) -> bool:
    """Whether hardly a word of weight is left."""
    weight = Counter(w.text for w in _read(base) if bare(w.text) not in lexicon.FUNCTION)
    gone = Counter(word for edit in edits for word in edit.old)
    total = weight.total()
    kept = (weight - gone).total()
    numerator, denominator = KEPT_OF_A_REPLACED_CLAUSE
    rewritten = total > 0 and any(edit.new for edit in edits)
    return rewritten and kept * denominator <= total * numerator


def _changes_strength(edit: _Edit) -> bool:
    if edit.is_an_addition or edit.is_a_condition:
        return False
    before, after = (
        max((force for word in words if (force := force_of(word))), default=Force.ACTS)
        for words in (edit.old, edit.new)
    )
    softened = _holds(edit.old, lexicon.SOFTENING) is not _holds(edit.new, lexicon.SOFTENING)
    return before != after or softened or _differ(edit, lexicon.FORCEFUL)


def _differ(edit: _Edit, words: frozenset[str]) -> bool:
    old, new = (Counter(b for b in map(bare, side) if b in words) for side in (edit.old, edit.new))
    return old != new


def _changes_number(edit: _Edit) -> bool:
    old, new = ([w.text for w in side if w.is_number] for side in (edit.before, edit.after))
    return old != new and not (edit.is_an_addition or edit.is_a_condition)


def _changes_date(edit: _Edit) -> bool:
    old, new = ([w.text for w in side if w.is_date] for side in (edit.before, edit.after))
    return old != new and not (edit.is_an_addition or edit.is_a_condition)


def _changes_actor(edit: _Edit) -> bool:
    if edit.is_a_condition or (edit.is_an_addition and len(edit.new) > SHORT):
        return False
    return _differ(edit, lexicon.ACTORS)


def _narrows(edit: _Edit) -> bool:
    if _sets_condition(edit):
        return False
    if _differ(edit, lexicon.NARROWING) or _differ(edit, lexicon.WHOLE):
        return True
    if not edit.new:
        return _opens_an_item(edit.change.old, edit.old) or len(edit.old) > ORNAMENT
    return not edit.old and not edit.is_an_addition and len(edit.new) <= SHORT


def _sets_condition(edit: _Edit) -> bool:
    return _holds(edit.new, lexicon.CONDITIONS) is not _holds(edit.old, lexicon.CONDITIONS)


def _adds_item(edit: _Edit) -> bool:
    return edit.is_an_addition or (not edit.old and len(edit.new) > SHORT)


_SIGNS: Final[tuple[tuple[Substance, Callable[[_Edit], bool]], ...]] = (
    (Substance.STRENGTH, _changes_strength),
    (Substance.NUMBER, _changes_number),
    (Substance.ACTOR, _changes_actor),
    (Substance.DATE, _changes_date),
    (Substance.NARROWS, _narrows),
    (Substance.CONDITION, _sets_condition),
    (Substance.ADDS_ITEM, _adds_item),
    (Substance.WORDING, lambda _edit: True),
)
