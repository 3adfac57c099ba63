"""An ordinary Arabic draft as the clauses of a new declaration, each with what speaks for it.

The result is a preview: whoever imports the draft corrects kinds and borders before anything
is created. Nothing readable is dropped: what is taken for no clause is listed.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Final

from declaration.documents.directions import Language, has_arabic
from declaration.documents.fate import Fate
from declaration.documents.markers import Marker, MarkerKind, find_marker
from declaration.documents.passages import KIND_OF, SUB_ITEM
from declaration.documents.reading import MANUAL_BREAK, OBJECT, Noticed, Paragraph, Reading
from declaration.drafting.models import ClauseKind
from declaration.text import TextError, normalize


class Ground(Enum):
    """What speaks for a clause being one, and of its kind: Arabic, English, per cent."""

    STYLE = ("نمط الفقرة", "its style", 98)
    NUMBER = ("الرقم أو الحرف قبلها", "the number or letter before it", 90)
    WORDS = ("كلماتها الأولى", "its first words", 75)
    LOOK = ("شكلها وحده", "its look alone", 60)
    PLACE = ("موضعها وحده", "its place alone", 40)

    def say(self, language: Language) -> str:
        """The ground, to stand beside the confidence."""
        return str(self.value[language == "en"])

    @property
    def confidence(self) -> int:
        """How often it is right, in per cent: an estimate, to say where to look first."""
        return int(self.value[2])


@dataclass(frozen=True, slots=True)
class ProposedClause:
    """A clause as the draft seems to have it. `shown` is the number it had there, if any."""

    kind: ClauseKind
    text: str
    ground: Ground
    shown: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft as it would be imported. `left_out` are readable texts that are in no clause."""

    clauses: tuple[ProposedClause, ...]
    left_out: tuple[str, ...] = ()
    noticed: Mapping[Noticed, int] = field(default_factory=dict)


_PARTICIPLE: Final = re.compile(
    r"و?(?:إذ|إدراكً?ا|تأكيدً?ا|استنادً?ا|انطلاقً?ا|إيمانً?ا|التزامً?ا|اقتناعً?ا|بعد أن|"
    r"مستذكر|مدرك|مؤكد|مستند|منطلق|مؤمن|مقتنع|مسترشد|مرحب|مقدر|ملاحظ|معرب)"
)
_CHAPEAU: Final = re.compile(r"نحن[،\s]")
_BRIDGE: Final = re.compile(r".*(?:يلي|التالي|الآتي|الآتية|التالية)\s*:\s*$", re.DOTALL)
_CLOSING: Final = re.compile(r"(?:صدر|حُ?رر|اعتُ?مد)\s.*(?:في|بتاريخ)")
_HEADING: Final = re.compile(r"(?:المحور|القسم|الفصل|الباب|الجزء|الديباجة|المقدمة|الخاتمة)\b")
_ANNEX: Final = re.compile(r"(?:ال)?(?:ملحق|مرفق|مسرد)")
_OVER: Final = re.compile(r"(?:التوقيعات|الموقعون|قائمة الموقعين|Signatures)\s*:?$")
_COMMITMENT: Final = re.compile(
    r"(?:و?(?:نلتزم|ندعو|نتعهد|نعتمد|نؤكد|نحث|نشجع|نوصي|نقرر|نعلن|نعمل|نعرب|نطلب|نناشد|نرحب|نتفق|نجدد|نعزز))\b"
)
_LONGEST_HEADING: Final = 12
"""Words of a heading; what is longer is a clause, however bold."""
_OURS: Final = re.compile(r"([A-Z]?[0-9٠-٩]{1,4}\.?)\t")
"""A number as we write it before a clause's words."""
_WITHOUT_NUMBERS: Final = {
    *(ClauseKind.MOTTO, ClauseKind.CHAPEAU, ClauseKind.BRIDGE, ClauseKind.CLOSING),
}
"""Kinds that no number stands before: one that does is among their words."""
_NOT_CLAUSES: Final = {"cover", "note", "footer", "code", "table head", "table text"}


def read_draft(reading: Reading) -> Draft:
    """The draft's clauses, its tracked changes taken as accepted."""
    parser = _Parser()
    for seen in _seen(reading.paragraphs):
        parser.take(seen)
    return Draft(tuple(parser.clauses), tuple(parser.left_out), reading.noticed)


@dataclass(frozen=True, slots=True)
class _Seen:
    """A paragraph of the draft: its words without what numbers them, and its look."""

    words: str
    marker: Marker | None
    style: str
    look: Paragraph

    @property
    def looks_like_a_heading(self) -> bool:
        """By outline; or bold or centred, short, and no sentence."""
        if self.look.outline:
            return True
        short = len(self.words.split()) <= _LONGEST_HEADING and self.words[-1:] not in "؛.،:"
        return short and (self.look.bold or self.look.centred)


def _seen(paragraphs: Sequence[Paragraph]) -> Iterator[_Seen]:
    for paragraph in _accepted(paragraphs):
        style = paragraph.style.lower().removesuffix(" (en)")
        for text in _cut_at_breaks(paragraph.text(Fate.REMOVED).replace(OBJECT, "")):
            marker = _marker(text, paragraph.label, style)
            words = marker.words if marker else text
            if words or marker:
                yield _Seen(_in_normal_form(words), marker, style, paragraph)


def _marker(text: str, label: str, style: str) -> Marker | None:
    """What numbers a paragraph: its list, or what is typed before its words."""
    if label:
        return _listed(label, text)
    ours = _OURS.match(text) if style in KIND_OF else None
    if ours:
        return Marker(MarkerKind.NUMBER, ours[1], text[ours.end() :].strip())
    return None if KIND_OF.get(style) in _WITHOUT_NUMBERS else find_marker(text)


def _listed(label: str, text: str) -> Marker:
    """The marker that a list shows before a text."""
    typed = find_marker(f"{label} {text}")
    return Marker(typed.kind if typed else MarkerKind.NUMBER, label, text)


def _accepted(paragraphs: Sequence[Paragraph]) -> Iterator[Paragraph]:
    """The paragraphs with joined ones as one, in the look of the mark that stays."""
    held: Paragraph | None = None
    for paragraph in paragraphs:
        if held is not None:
            pieces = (*held.pieces, *paragraph.pieces)
            paragraph = replace(paragraph, pieces=pieces, label=held.label)
        if paragraph.end is Fate.REMOVED:
            held = paragraph
            continue
        held = None
        yield paragraph
    if held is not None:
        yield held


def _cut_at_breaks(text: str) -> list[str]:
    """A paragraph cut where a numbered line follows a manual break; other breaks are spaces."""
    pieces: list[str] = []
    for piece in text.split(MANUAL_BREAK):
        piece = piece.strip()
        if pieces and not find_marker(piece):
            pieces[-1] = f"{pieces[-1]} {piece}".strip()
        else:
            pieces.append(piece)
    return [piece for piece in pieces if piece]


def _in_normal_form(words: str) -> str:
    """The words in normal form; as they are where no clause may hold them, for the page to say."""
    try:
        return normalize(words.replace("\t", " ")).strip()
    except TextError:
        return words.strip()


class _Parser:
    """Takes paragraphs one by one, and remembers in which part of a declaration it is."""

    def __init__(self) -> None:
        self.clauses: list[ProposedClause] = []
        self.left_out: list[str] = []
        self._has_title = False
        self._has_bridge = False
        self._in_annex = False
        self._is_over = False
        self._pending: Marker | None = None

    def take(self, seen: _Seen) -> None:
        """The next paragraph."""
        if _OVER.match(seen.words):
            self._is_over = True
        foreign = not has_arabic(seen.words) and seen.look.in_table
        if self._is_over or foreign or seen.style in _NOT_CLAUSES or not seen.words:
            self._leave_out(seen)
        elif seen.style == SUB_ITEM or self._is_sub_item(seen):
            self._add_line(seen)
        else:
            kind, ground = self._kind(seen)
            self._add(seen, kind, ground)

    def _leave_out(self, seen: _Seen) -> None:
        if not seen.words and seen.marker and seen.marker.kind is MarkerKind.CLAUSE:
            self._pending = seen.marker
        elif seen.words:
            self.left_out.append(seen.words)

    def _is_sub_item(self, seen: _Seen) -> bool:
        """A lettered or bulleted line below a clause."""
        lettered = seen.marker is not None and seen.marker.kind in {
            MarkerKind.LETTER,
            MarkerKind.BULLET,
        }
        below = bool(self.clauses) and self.clauses[-1].kind not in {
            ClauseKind.TITLE,
            ClauseKind.HEADING,
        }
        return lettered and below and seen.style not in KIND_OF

    def _add_line(self, seen: _Seen) -> None:
        if not self.clauses:
            self._add(seen, ClauseKind.OPERATIVE, Ground.PLACE)
            return
        last = self.clauses[-1]
        self.clauses[-1] = replace(last, text=f"{last.text}\n{seen.words}")

    def _add(self, seen: _Seen, kind: ClauseKind, ground: Ground) -> None:
        self._has_title |= kind is ClauseKind.TITLE
        self._has_bridge |= kind in {ClauseKind.BRIDGE, ClauseKind.OPERATIVE}
        self._in_annex |= kind is ClauseKind.ANNEX
        marker = seen.marker or self._pending
        self._pending = None
        words = seen.words
        if kind is ClauseKind.HEADING and seen.marker and seen.marker.kind is MarkerKind.ORDINAL:
            words = _in_normal_form(f"{seen.marker.shown} {words}")
        self.clauses.append(ProposedClause(kind, words, ground, marker.shown if marker else ""))

    def _kind(self, seen: _Seen) -> tuple[ClauseKind, Ground]:
        """The kind of a paragraph that begins a clause, and what speaks for it."""
        if seen.style in KIND_OF:
            return self._by_style(seen)
        if not self._has_title:
            ground = Ground.LOOK if seen.look.centred or seen.look.bold else Ground.PLACE
            return ClauseKind.TITLE, ground
        if self._pending or (seen.marker and seen.marker.kind is MarkerKind.CLAUSE):
            return ClauseKind.OPERATIVE, Ground.NUMBER
        if seen.marker and seen.marker.kind is MarkerKind.RECITAL:
            return ClauseKind.PREAMBULAR, Ground.NUMBER
        if seen.marker and seen.marker.kind is MarkerKind.ANNEX:
            return ClauseKind.ANNEX, Ground.NUMBER
        if _ANNEX.match(seen.words) and seen.looks_like_a_heading:
            return ClauseKind.ANNEX, Ground.WORDS
        if self._is_heading(seen):
            return ClauseKind.HEADING, Ground.STYLE if seen.look.outline else Ground.LOOK
        return self._by_words(seen)

    def _by_style(self, seen: _Seen) -> tuple[ClauseKind, Ground]:
        kind = KIND_OF[seen.style]
        if kind is ClauseKind.TITLE and self._has_title:
            return ClauseKind.HEADING, Ground.LOOK
        return kind, Ground.STYLE

    def _is_heading(self, seen: _Seen) -> bool:
        if seen.marker and seen.marker.kind is MarkerKind.ORDINAL:
            short = len(seen.words.split()) <= _LONGEST_HEADING
            return short and not _COMMITMENT.match(seen.words)
        bridge = _BRIDGE.match(seen.words) is not None
        if _HEADING.match(seen.words) and len(seen.words.split()) <= _LONGEST_HEADING:
            return not bridge
        motto = len(self.clauses) == 1 and seen.words.startswith("«")
        return seen.looks_like_a_heading and not bridge and not motto

    def _by_words(self, seen: _Seen) -> tuple[ClauseKind, Ground]:
        words = seen.words
        if self._in_annex:
            return ClauseKind.ANNEX, Ground.PLACE
        if not self._has_bridge:
            if len(self.clauses) == 1 and words.startswith("«"):
                return ClauseKind.MOTTO, Ground.WORDS
            if _CHAPEAU.match(words):
                return ClauseKind.CHAPEAU, Ground.WORDS
            if _PARTICIPLE.match(words):
                return ClauseKind.PREAMBULAR, Ground.WORDS
            if _BRIDGE.match(words):
                return ClauseKind.BRIDGE, Ground.WORDS
        if seen.marker:
            return ClauseKind.OPERATIVE, Ground.NUMBER
        if _COMMITMENT.match(words):
            return ClauseKind.OPERATIVE, Ground.WORDS
        if self._has_bridge and _CLOSING.match(words):
            return ClauseKind.CLOSING, Ground.WORDS
        kind = ClauseKind.OPERATIVE if self._has_bridge else ClauseKind.PREAMBULAR
        return kind, Ground.PLACE
