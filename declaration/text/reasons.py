"""How two proposals for the same base stand to each other, and the sentence that says so."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from declaration.text.script import EditKey


class Reason(StrEnum):
    """How two proposals relate; the weightier first."""

    DELETION = "deletion"
    CONTRADICTION = "contradiction"
    SAME_WORDS = "same-words"
    OVERLAP = "overlap"
    DEPENDS = "depends"
    SAME_PLACE = "same-place"
    IDENTICAL = "identical"
    TOUCHING = "touching"
    NONE = "none"

    @property
    def conflicts(self) -> bool:
        """Whether a merge of the two leaves something for a person to decide."""
        return self not in (Reason.IDENTICAL, Reason.TOUCHING, Reason.NONE)


@dataclass(frozen=True, slots=True)
class Said:
    """One sentence in the two languages of the product."""

    ar: str
    en: str


_SENTENCES: Final = {
    Reason.DELETION: Said(
        "يحذف أحد التعديلين من {base} ما يغيّره الآخر: يصير النص بأحدهما {one} وبالآخر {other}.",
        "One amendment deletes from {base} what the other changes: "
        "one makes it {one}, the other {other}.",
    ),
    Reason.CONTRADICTION: Said(
        "التعديلان يضعان مكان {base} بديلين لا يجتمعان: {one} و{other}.",
        "In place of {base} the amendments put two that cannot both stand: {one} and {other}.",
    ),
    Reason.SAME_WORDS: Said(
        "يغيّر التعديلان الكلمات نفسها {base}: أحدهما إلى {one} والآخر إلى {other}.",
        "Both amendments change {base}: one to {one}, the other to {other}.",
    ),
    Reason.OVERLAP: Said(
        "التعديلان يتداخلان في {base}: يصير النص بأحدهما {one} وبالآخر {other}.",
        "The amendments overlap in {base}: one makes it {one}, the other {other}.",
    ),
    Reason.DEPENDS: Said(
        "أحد التعديلين يبني على كلمات يضيفها الآخر في الموضع نفسه: {one} و{other}.",
        "One amendment builds on words the other adds at the same place: {one} and {other}.",
    ),
    Reason.SAME_PLACE: Said(
        "التعديلان يضيفان في الموضع نفسه {one} و{other}، ويبقى السؤال أيهما أولاً.",
        "The amendments add {one} and {other} at one place; the question is which comes first.",
    ),
    Reason.IDENTICAL: Said(
        "التعديلان يقولان الشيء نفسه: {one}.",
        "The amendments say the same: {one}.",
    ),
    Reason.TOUCHING: Said(
        "لا تعارض: يتجاور التغييران ({one}، و{other}) ولا يتداخلان؛ يحسن النظر حيث يلتقيان.",
        "No conflict: the changes ({one}, and {other}) meet but do not overlap; look at the seam.",
    ),
    Reason.NONE: Said(
        "لا تعارض: يغيّر كل من التعديلين موضعاً آخر ({one}، و{other})، ويُدمجان معاً.",
        "No conflict: the amendments change different places ({one}, and {other}), and merge.",
    ),
}
_ALL_DELETED: Final = Said(
    "يحذف أحد التعديلين {base} حيث يكتب الآخر {written}.",
    "One amendment deletes {base} where the other writes {written}.",
)
_AND_OTHERS: Final = Said("؛ وهنا صيغ أخرى أيضاً.", "; there are other wordings here too.")
_QUOTED: Final = Said("«{}»", "“{}”")
_DELETED: Final = Said("حذف «{}»", "deletion of “{}”")
_NOTHING: Final = Said("لا شيء", "nothing")


def explain(
    reason: Reason,
    base: str,
    one: str,
    other: str,
    *,
    gone: tuple[str, str] | None = None,
    has_others: bool = False,
) -> Said:
    """The sentence a delegate reads: why two wordings of `base` can or cannot both stand.

    `base` are the words at stake, `one` and `other` what each proposal makes of them; an empty
    wording is told as the deletion of what the proposal takes away: of `gone`, or else of the
    base. `has_others` tells that there are further wordings of the same place.
    """
    sentence = _SENTENCES[reason]
    if reason is Reason.DELETION and bool(one) != bool(other):
        sentence = _ALL_DELETED
    lost = gone or (base, base)
    ar = sentence.ar.format(
        base=_QUOTED.ar.format(base),
        one=_told(one, lost[0], _QUOTED.ar, _DELETED.ar, _NOTHING.ar),
        other=_told(other, lost[1], _QUOTED.ar, _DELETED.ar, _NOTHING.ar),
        written=_QUOTED.ar.format(one or other),
    )
    en = sentence.en.format(
        base=_QUOTED.en.format(base),
        one=_told(one, lost[0], _QUOTED.en, _DELETED.en, _NOTHING.en),
        other=_told(other, lost[1], _QUOTED.en, _DELETED.en, _NOTHING.en),
        written=_QUOTED.en.format(one or other),
    )
    if has_others:
        return Said(ar.removesuffix(".") + _AND_OTHERS.ar, en.removesuffix(".") + _AND_OTHERS.en)
    return Said(ar, en)


def _told(wording: str, gone: str, quoted: str, deleted: str, nothing: str) -> str:
    if wording:
        return quoted.format(wording)
    return deleted.format(gone) if gone else nothing


def reason_between(one: EditKey, other: EditKey, length: int) -> Reason:
    """How two edits of the same base relate. Intervals are half open and count words.

    They conflict when their intervals share a word, when one inserts strictly inside what the
    other takes away, or when both insert different words at one point; and always, when one
    deletes all of the base, which has `length` words.
    """
    if one == other:
        return Reason.IDENTICAL
    if deletes_all(one, length) or deletes_all(other, length):
        return Reason.DELETION
    first, second = (one, other) if one < other else (other, one)
    if second[0] > first[1]:
        return Reason.NONE
    if second[0] == first[1]:
        if first[0] < second[1]:
            return Reason.TOUCHING
        return Reason.DEPENDS if _builds_on(first[2], second[2]) else Reason.SAME_PLACE
    return _reason_of_overlap(first, second)


def deletes_all(edit: EditKey, length: int) -> bool:
    """Whether the edit leaves nothing of a base of so many words."""
    return edit[1] - edit[0] == length > 0 and not edit[2]


def _reason_of_overlap(first: EditKey, second: EditKey) -> Reason:
    words, others = first[2], second[2]
    if (not words) != (not others):
        return Reason.DELETION
    if first[:2] != second[:2]:
        return Reason.OVERLAP
    if first[1] - first[0] == len(words) == len(others) == 1:
        return Reason.CONTRADICTION
    return Reason.CONTRADICTION if _differ_in_numbers_alone(words, others) else Reason.SAME_WORDS


def _differ_in_numbers_alone(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return len(one) == len(other) and all(
        left == right or (left[0].isdecimal() and right[0].isdecimal())
        for left, right in zip(one, other, strict=True)
    )


def _builds_on(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether the longer of two insertions holds the shorter one word for word."""
    short, long = sorted((one, other), key=len)
    return any(long[at : at + len(short)] == short for at in range(len(long) - len(short) + 1))
