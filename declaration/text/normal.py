"""The normal form: what is stored, fingerprinted and compared."""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum
from itertools import groupby
from typing import Final, NewType

import regex

from declaration.text.reasons import Said

NormalText = NewType("NormalText", str)
"""A text that went through `normalize`."""


class Forbidden(StrEnum):
    """Why a character is refused."""

    BIDI = "bidi"
    CONTROL = "control"
    SURROGATE = "surrogate"
    PRIVATE_USE = "private-use"
    UNASSIGNED = "unassigned"


_SENTENCES: Final = {
    Forbidden.BIDI: Said(
        "محرف خفي يقلب اتجاه القراءة ({code}) في الموضع {place}؛ احذفه.",
        "An invisible character that turns the reading order ({code}) at place {place}; remove it.",
    ),
    Forbidden.CONTROL: Said(
        "محرف تحكم ({code}) في الموضع {place}؛ احذفه.",
        "A control character ({code}) at place {place}; remove it.",
    ),
    Forbidden.SURROGATE: Said(
        "محرف مبتور ({code}) في الموضع {place}؛ أعد كتابته.",
        "Half a character ({code}) at place {place}; type it again.",
    ),
    Forbidden.PRIVATE_USE: Said(
        "محرف من خط خاص ({code}) في الموضع {place} لا يقرؤه غيرك؛ استبدله.",
        "A character of a private font ({code}) at place {place}; replace it.",
    ),
    Forbidden.UNASSIGNED: Said(
        "محرف لا معنى له في يونيكود ({code}) في الموضع {place}؛ احذفه.",
        "A character without meaning in Unicode ({code}) at place {place}; remove it.",
    ),
}


@dataclass(eq=False)
class TextError(ValueError):
    """A text holds a character that no text of ours may hold.

    `position` is the offset of the first of them, in code points, in the text as it came.
    """

    reason: Forbidden
    position: int
    character: str

    def __str__(self) -> str:
        return self.said.en

    @property
    def said(self) -> Said:
        """What is wrong, where (counted from 1), and what to do."""
        facts = {"code": f"U+{ord(self.character):04X}", "place": self.position + 1}
        sentence = _SENTENCES[self.reason]
        return Said(sentence.ar.format(**facts), sentence.en.format(**facts))


_BIDI: Final = "\u202a-\u202e\u2066-\u2069"
# Everything that might be forbidden; what is not is told apart one by one.
_SUSPECT: Final = re.compile(
    rf"[\x00-\x09\x0b\x0c\x0e-\x1f\x7f-\x9f{_BIDI}]"
    r"|[^\x0a\x0d\x20-\x7e\u00a0-\u00ff\u0610-\u06ff\u2010-\u2029]"
)
_CATEGORIES: Final = {
    "Cc": Forbidden.CONTROL,
    "Cs": Forbidden.SURROGATE,
    "Co": Forbidden.PRIVATE_USE,
    "Cn": Forbidden.UNASSIGNED,
}
_DROPPED: Final = re.compile("[\u200e\u200f\u061c\u00ad\u200b\ufeff]+")
_LINE_ENDS: Final = re.compile("\r\n?|[\u2028\u2029]")
# Word ligatures (U+FDF0–FDFD) and ornate brackets (U+FD3E–FD3F) are signs, not forms of letters.
_FORMS: Final = re.compile("[\ufb50-\ufd3d\ufd40-\ufdef\ufdfe\ufdff\ufe70-\ufefc]")
_MANY_MARKS: Final = regex.compile(r"\p{M}{20,}")
_SPACES: Final = re.compile("[ \u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_SPACE_BEFORE: Final = re.compile("(?<! ) (?=[،؛؟.:\n]|$)|(?<=\n) |^ ")
_JOINERS: Final = re.compile("[\u200c\u200d]+")
_LETTER: Final = re.compile(
    "[\u0620-\u064a\u066e-\u066f\u0671-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06fc\u06ff]"
)
_MARK: Final = re.compile(
    "[\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed]"
)
# Letters that join to the right alone, and those that join to nothing (Unicode ArabicShaping.txt).
_RIGHT_JOINING: Final = re.compile(
    "[\u0622-\u0625\u0627\u0629\u062f-\u0632\u0648\u0671-\u0673\u0675-\u0677\u0688-\u0699"
    "\u06c0\u06c3-\u06cb\u06cd\u06cf\u06d2\u06d3\u06d5\u06ee\u06ef]"
)
_NON_JOINING: Final = frozenset("\u0621\u0674")


def normalize(text: str) -> NormalText:
    """The canonical form of a text: what two people who typed the same words both get.

    NFC; single spaces, none before «، ؛ ؟ . :» or at a line's ends; line feeds; letters for
    presentation forms; no direction marks, soft hyphens, zero-width spaces or idle joiners.
    Spelling, diacritics, hamzas, digits and tatweel are never touched. The form of a normal text
    is the text itself. Raises TextError for the first forbidden character.
    """
    _refuse_forbidden(text)
    text = _LINE_ENDS.sub("\n", text)
    text = _DROPPED.sub("", text)
    text = _FORMS.sub(_letters, text)
    text = _MANY_MARKS.sub(_in_order, text)
    text = unicodedata.normalize("NFC", text)
    text = _without_idle_joiners(text)
    text = _SPACES.sub(" ", text)
    return NormalText(_SPACE_BEFORE.sub("", text))


def _refuse_forbidden(text: str) -> None:
    for found in _SUSPECT.finditer(text):
        character = found.group()
        if "\u202a" <= character <= "\u202e" or "\u2066" <= character <= "\u2069":
            raise TextError(Forbidden.BIDI, found.start(), character)
        reason = _CATEGORIES.get(unicodedata.category(character))
        if reason:
            raise TextError(reason, found.start(), character)


def _letters(form: re.Match[str]) -> str:
    """The letters a presentation form stands for; a mark shown on a space is the mark."""
    return unicodedata.normalize("NFKC", form.group()).replace(" ", "")


def _in_order(marks: regex.Match[str]) -> str:
    """Many marks in canonical order, so that normalising them is not quadratic work."""
    single = [unicodedata.normalize("NFD", mark) for mark in marks.group()]
    parted = groupby("".join(single), key=lambda mark: unicodedata.combining(mark) > 0)
    return "".join(
        "".join(sorted(run, key=unicodedata.combining) if moves else run) for moves, run in parted
    )


def _without_idle_joiners(text: str) -> str:
    if "\u200c" not in text and "\u200d" not in text:
        return text
    return _JOINERS.sub(_joiner_that_matters, text)


def _joiner_that_matters(found: re.Match[str]) -> str:
    """The joiner, once; nothing where the letters around it join, or do not, by themselves."""
    joiners, text = found.group(), found.string
    if len(set(joiners)) > 1:
        return joiners
    after = text[found.end() : found.end() + 1]
    at = found.start() - 1
    while at >= 0 and _MARK.match(text, at):
        at -= 1
    before = text[at] if at >= 0 else ""
    if not (_LETTER.match(before) and _LETTER.match(after)):
        return joiners
    joined = not (before in _NON_JOINING or _RIGHT_JOINING.match(before) or after in _NON_JOINING)
    return "" if joined == (joiners[0] == "\u200d") else joiners[0]
