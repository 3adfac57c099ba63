"""Things a drafter should look at. Nothing here changes a text by itself."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import islice
from typing import Final

import regex

from declaration.text.reasons import Said
from declaration.text.tokens import is_punctuation, parse


class Flaw(StrEnum):
    """What may be wrong with a place in a text."""

    LOOK_ALIKE = "look-alike"
    MIXED_SCRIPTS = "mixed-scripts"
    LATIN_PUNCTUATION = "latin-punctuation"
    MIXED_DIGITS = "mixed-digits"
    TATWEEL = "tatweel"
    DOUBLED_WORD = "doubled-word"
    UNBALANCED = "unbalanced"
    OPEN_END = "open-end"
    TYPED_LETTER = "typed-letter"


_SENTENCES: Final = {
    Flaw.LOOK_ALIKE: Said(
        "«{found}» فيها حرف فارسي أو أردي يشبه الحرف العربي.",
        "“{found}” holds a Persian or Urdu letter that looks like the Arabic one.",
    ),
    Flaw.MIXED_SCRIPTS: Said(
        "«{found}» كلمة واحدة بحروف من كتابتين.",
        "“{found}” is one word in letters of two scripts.",
    ),
    Flaw.LATIN_PUNCTUATION: Said(
        "علامة ترقيم لاتينية «{found}» في نص عربي.",
        "A Latin “{found}” in Arabic text.",
    ),
    Flaw.MIXED_DIGITS: Said(
        "العدد «{found}» مكتوب بأرقام غير أرقام بقية النص.",
        "The number “{found}” is not in the digits of the rest of the text.",
    ),
    Flaw.TATWEEL: Said("تطويل داخل الكلمة.", "A word is stretched by tatweel."),
    Flaw.DOUBLED_WORD: Said(
        "الكلمة «{found}» مكررة.",
        "The word “{found}” is written twice.",
    ),
    Flaw.UNBALANCED: Said(
        "«{found}» ليس له ما يقابله.",
        "“{found}” has no partner.",
    ),
    Flaw.OPEN_END: Said(
        "لا ينتهي النص بعلامة ترقيم.",
        "The text does not end in punctuation.",
    ),
    Flaw.TYPED_LETTER: Said(
        "الترقيم «{found}» يُحسب آلياً ولا يُكتب.",
        "The numbering “{found}” is computed, not typed.",
    ),
}


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to look at: where (code points), what, and what `fix` would stand there instead.

    No fix means that only the drafter can tell. An empty fix takes the place away.
    """

    span: tuple[int, int]
    flaw: Flaw
    found: str
    fix: str | None = None

    @property
    def place(self) -> str:
        """What tells it from every other of its text: the flaw, where it is, and what is there."""
        start, end = self.span
        return f"{self.flaw} {start}-{end} {self.found}"

    @property
    def said(self) -> Said:
        """The finding in one sentence."""
        sentence = _SENTENCES[self.flaw]
        found = self.found.strip()
        return Said(sentence.ar.format(found=found), sentence.en.format(found=found))


# A flood of one flaw is told by its beginning.
_MOST_OF_ONE_FLAW: Final = 100

_LOOK_ALIKES: Final = str.maketrans({"ی": "ي", "ک": "ك", "ہ": "ه", "ۀ": "ة", "ە": "ه", "ھ": "ه"})
_FOREIGN_LETTER: Final = regex.compile("[یکہۀەھ]")
_LATIN_TWINS: Final = str.maketrans(
    "АВЕКМНОРСТХаеорсухіΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
    "ABEKMHOPCTXaeopcyxiABEZHIKMNOPTYXo",
)
_WORD: Final = regex.compile(r"[\p{L}\p{M}\u200c\u200d]+")
_SCRIPTS: Final = tuple(
    regex.compile(rf"\p{{Script={name}}}")
    for name in ("Arabic", "Latin", "Cyrillic", "Greek", "Hebrew")
)
_ARABIC_LETTER: Final = regex.compile(r"[\p{Script=Arabic}&&\p{L}]", regex.V1)
_LATIN_SIGN: Final = regex.compile(r"[,;?]")
_ARABIC_SIGNS: Final = {",": "،", ";": "؛", "?": "؟"}
_NUMBER: Final = regex.compile(r"[0-9\u0660-\u0669\u06f0-\u06f9]+")
_TATWEEL: Final = regex.compile("\u0640+")
_ONE_LETTER_AND_TATWEEL: Final = regex.compile(
    r"(?<![\p{L}\p{M}\u0640])\p{L}\u0640(?![\p{L}\u0640])"
)
_SIGN_WITH_PARTNER: Final = regex.compile(r"[()\[\]«»\"]")
_PARTNERS: Final = {")": "(", "]": "[", "»": "«"}
_CLOSED_END: Final = regex.compile(r"[.،؛:؟!?;,…][)\]»\"]*$")
_TYPED_LETTER: Final = regex.compile(
    r"^ *(?:\([\u0621-\u064a]\u0640?\)|[\u0621-\u064a]\u0640?[)\-–.]"
    r"|\([0-9\u0660-\u0669]{1,2}\)|[0-9\u0660-\u0669]{1,2}[)\-–.](?![0-9\u0660-\u0669])"
    r"|[-–•*](?= )) *",
    regex.MULTILINE,
)
_DIGIT_SYSTEMS: Final = (0x0030, 0x0660, 0x06F0)


def inspect(text: str) -> list[Finding]:
    """What a drafter should look at, in the text's order; at most a hundred of one kind.

    Whether a text must end in punctuation, or may mix digits, is for the reader to decide: a
    finding is a question.
    """
    findings = [
        finding for search in _SEARCHES for finding in islice(search(text), _MOST_OF_ONE_FLAW)
    ]
    if findings and not text.isascii():
        edges = [found.start() for found in regex.finditer(r"\X", text)] + [len(text)]
        findings = [_widened(finding, text, edges) for finding in findings]
    return sorted(findings, key=lambda finding: finding.span)


def _widened(finding: Finding, text: str, edges: Sequence[int]) -> Finding:
    """The finding with the marks of its last letter, or the letter of its marks."""
    start, end = finding.span
    first = edges[bisect_right(edges, start) - 1]
    last = edges[bisect_left(edges, end)]
    if (first, last) == (start, end):
        return finding
    fix = finding.fix if finding.fix is None else text[first:start] + finding.fix + text[end:last]
    return replace(finding, span=(first, last), found=text[first:last], fix=fix)


def mend(text: str, findings: Iterable[Finding]) -> str:
    """The text with the fixes of these findings, as a drafter accepted them.

    Findings without a fix, or at a place another has already mended, are left.
    """
    at = len(text)
    parts: list[str] = []
    for finding in sorted(findings, key=lambda each: each.span, reverse=True):
        start, end = finding.span
        if finding.fix is not None and end <= at:
            parts += [text[end:at], finding.fix]
            at = start
    return "".join([text[:at], *reversed(parts)])


def _look_alikes(text: str) -> Iterator[Finding]:
    if not _FOREIGN_LETTER.search(text):
        return
    for found in _WORD.finditer(text):
        word = found.group()
        fix = word.translate(_LOOK_ALIKES)
        if fix != word:
            yield Finding(found.span(), Flaw.LOOK_ALIKE, word, fix)


def _mixed_scripts(text: str) -> Iterator[Finding]:
    for found in _WORD.finditer(text):
        word = found.group()
        if word.isascii() or sum(1 for script in _SCRIPTS if script.search(word)) < 2:
            continue
        fix = word.translate(_LATIN_TWINS)
        yield Finding(found.span(), Flaw.MIXED_SCRIPTS, word, fix if fix.isascii() else None)


def _latin_punctuation(text: str) -> Iterator[Finding]:
    if not _ARABIC_LETTER.search(text):
        return
    for found in _LATIN_SIGN.finditer(text):
        start, end = found.span()
        around = text[start - 1 : start] + text[end : end + 1] if start else text[end : end + 1]
        if len(around) == 2 and around.isdecimal():
            continue
        before = _letter_near(text, start - 1, -1)
        after = _letter_near(text, end, 1)
        if _ARABIC_LETTER.match(before) or _ARABIC_LETTER.match(after):
            sign = found.group()
            yield Finding((start, end), Flaw.LATIN_PUNCTUATION, sign, _ARABIC_SIGNS[sign])


def _letter_near(text: str, at: int, step: int) -> str:
    """The next letter in a direction, a few signs and digits away at most."""
    for _ in range(8):
        if not 0 <= at < len(text):
            return ""
        if text[at].isalpha():
            return text[at]
        at += step
    return ""


def _mixed_digits(text: str) -> Iterator[Finding]:
    numbers = list(_NUMBER.finditer(text))
    counts = Counter(
        _system(digit) for found in numbers for digit in set(map(_system_digit, found.group()))
    )
    if len(counts) < 2:
        return
    usual = max(_DIGIT_SYSTEMS, key=lambda system: (counts[system], -_DIGIT_SYSTEMS.index(system)))
    for found in numbers:
        number = found.group()
        fix = "".join(chr(usual + ord(digit) - _system(digit)) for digit in number)
        if fix != number:
            yield Finding(found.span(), Flaw.MIXED_DIGITS, number, fix)


def _system(digit: str) -> int:
    return next(system for system in reversed(_DIGIT_SYSTEMS) if ord(digit) >= system)


def _system_digit(digit: str) -> str:
    return chr(_system(digit))


def _tatweel(text: str) -> Iterator[Finding]:
    """Tatweel that stretches a word; after a single letter («هـ») it shows the letter's form."""
    allowed = {found.end() - 1 for found in _ONE_LETTER_AND_TATWEEL.finditer(text)}
    for found in _TATWEEL.finditer(text):
        if found.start() not in allowed:
            yield Finding(found.span(), Flaw.TATWEEL, found.group(), "")


def _doubled_words(text: str) -> Iterator[Finding]:
    tokens = parse(text)
    for index, (one, other) in enumerate(zip(tokens.words, tokens.words[1:], strict=False)):
        if one == other and one[0].isalpha() and not is_punctuation(one):
            start, end = tokens.end(index + 1), tokens.end(index + 2)
            yield Finding((start, end), Flaw.DOUBLED_WORD, text[start:end], "")


def _unbalanced(text: str) -> Iterator[Finding]:
    opened: list[tuple[str, int]] = []
    alone: list[tuple[int, str]] = []
    for found in _SIGN_WITH_PARTNER.finditer(text):
        sign, at = found.group(), found.start()
        partner = _PARTNERS.get(sign, '"' if sign == '"' else None)
        if partner and opened and opened[-1][0] == partner:
            opened.pop()
        elif sign in _PARTNERS:
            alone.append((at, sign))
        else:
            opened.append((sign, at))
    alone.extend((at, sign) for sign, at in opened)
    for at, sign in sorted(alone):
        yield Finding((at, at + 1), Flaw.UNBALANCED, sign)


def _open_end(text: str) -> Iterator[Finding]:
    written = text.rstrip()
    if written and not _CLOSED_END.search(written[-20:]):
        yield Finding((len(written), len(written)), Flaw.OPEN_END, "", ".")


def _typed_letters(text: str) -> Iterator[Finding]:
    for found in _TYPED_LETTER.finditer(text):
        yield Finding(found.span(), Flaw.TYPED_LETTER, found.group(), "")


_SEARCHES: Final = (
    _look_alikes,
    _mixed_scripts,
    _latin_punctuation,
    _mixed_digits,
    _tatweel,
    _doubled_words,
    _unbalanced,
    _open_end,
    _typed_letters,
)
