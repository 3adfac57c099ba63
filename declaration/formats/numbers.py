"""Numbers, counts and letters. Clause texts, codes and form values never pass through here."""

import re
from collections.abc import Iterable
from typing import Final

from babel.numbers import format_decimal
from flask_babel import gettext as _
from flask_babel import ngettext

from declaration.formats.writing import Writing

TO_EASTERN: Final = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
ABJAD: Final = ("أ", "ب", "ج", "د", "هـ", "و", "ز", "ح", "ط", "ي", "ك", "ل", "م", "ن", "س", "ع")
ABJAD_REST: Final = ("ف", "ص", "ق", "ر", "ش", "ت", "ث", "خ", "ذ", "ض", "ظ", "غ")
ALPHABETS: Final = {"ar": ABJAD + ABJAD_REST, "en": tuple("abcdefghijklmnopqrstuvwxyz")}


KINDS_IN_ARABIC: Final = {"P": "د", "A": "م"}
"""The letters before the numbers of recitals and annexes: «الديباجة» and «الملحق» in short."""
KINDS_IN_LATIN: Final = {arabic: latin for latin, arabic in KINDS_IN_ARABIC.items()}
PART: Final = re.compile(
    "(?<![0-9])([0-9]{1,3})(" + "|".join(ALPHABETS["ar"]) + r")(?![\u0600-\u06ff\u200d])"
)
"""The number of an amendment and the letter of a part of it; no year, and no word."""
THOUSANDS: Final = "\u066c"
EASTERN_OR_CODE: Final = re.compile(
    r"</?[a-z][^>]*>|&#?[0-9A-Za-z]+;|\u2068[^\u2069]*\u2069"
    r"|[0-9._+:/@#-]*[A-Za-z][0-9A-Za-z._+:/@#-]*"
    r"|(?P<number>[0-9]{1,3}(?:,[0-9]{3})+(?![0-9])|[0-9]+)"
)
"""A number, or what keeps its digits: a tag, an escaped sign, others' words that are isolated in
the sentence, a word with Latin letters."""


def clause_number(number: str, language: str) -> str:
    """The number of a clause as a language prints it: in Arabic «د3» for P3, «م1» for A1.

    It may be given as either prints it. The record and the fingerprinted text keep the Latin
    letter, the same in every language.
    """
    letters = KINDS_IN_ARABIC if language == "ar" else KINDS_IN_LATIN
    return re.sub(r"^[PAدم](?=[0-9])", lambda it: letters.get(it[0], it[0]), number)


def digits(sentence: str, writing: Writing) -> str:
    """A sentence of the product's own with its digits in the forum's system.

    In Arabic the number of a recital is said with an Arabic letter: «د3» for P3. In English the
    part of a divided amendment is said with a Latin one: 27b for «27ب».

    What holds Latin letters is a code, an address or a name and keeps its digits: Rev.3, COP28.
    """
    if writing.language == "ar":
        sentence = re.sub(
            r"(?<![A-Za-z0-9])[PA](?=[0-9])", lambda it: KINDS_IN_ARABIC[it[0]], sentence
        )
    else:
        sentence = PART.sub(
            lambda it: it[1] + letter(ALPHABETS["ar"].index(it[2]) + 1, "en"), sentence
        )
    return EASTERN_OR_CODE.sub(_in_eastern, sentence) if writing.eastern else sentence


def _in_eastern(found: re.Match[str]) -> str:
    said = found["number"]
    return found[0] if said is None else said.replace(",", THOUSANDS).translate(TO_EASTERN)


def number(value: float, writing: Writing) -> str:
    """A number: «1,234» or «١٬٢٣٤»."""
    system = "arab" if writing.eastern else "latn"
    shown = format_decimal(value, locale=writing.language, numbering_system=system)
    return digits(shown, writing)


def counted(singular: str, plural: str, count: int, writing: Writing) -> str:
    """A counted thing in the right one of the plural forms; the messages name `%(num)s`."""
    return digits(ngettext(singular, plural, count), writing)


def of_whole(count: int, whole: int, writing: Writing) -> str:
    """A part of a whole in words, «12 من 27»: written «12/27» it would be drawn reversed."""
    part, all_of_it = number(count, writing), number(whole, writing)
    return str(_("%(count)s of %(whole)s", count=part, whole=all_of_it))


def letter(position: int, language: str = "ar") -> str:
    """The letter of a sub-item, counted from 1: أ، ب، ج by abjad order; a, b, c in English.

    After the last letter they double: أأ، أب. Raises ValueError below 1.
    """
    if position < 1:
        raise ValueError(f"sub-items are counted from 1, not {position}")
    alphabet = ALPHABETS.get(language, ALPHABETS["en"])
    rounds, place = divmod(position - 1, len(alphabet))
    return (letter(rounds, language) if rounds else "") + alphabet[place]


def fingerprint(code: str) -> str:
    """A hexadecimal code in groups of four, to be read aloud and compared."""
    return " ".join(code[at : at + 4] for at in range(0, len(code), 4))


def provenance_letters(names: Iterable[str], language: str = "ar") -> list[str]:
    """One different letter for each delegation, in the order given: its own where still free.

    The names are in `language`; Latin letters are capitals.

    The first letter of the name («ال» passed over), else the next letter of it that nobody has,
    else the next of the alphabet, else a number.
    """
    taken: list[str] = []
    alphabet = [each.upper() for each in ALPHABETS.get(language, ALPHABETS["en"])]
    for name in names:
        bare = name.removeprefix("ال").upper()
        candidates = [c for c in bare if c.isalpha()] + alphabet
        free = next((c for c in candidates if c not in taken), str(len(taken) + 1))
        taken.append(free)
    return taken
