"""Declarations to measure with: other words in every run, other words in every round."""

import random
import secrets
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Final

from declaration.documents.values import (
    ClauseText,
    Cover,
    EndorsedText,
    Imprint,
    MarkedText,
    Proposal,
    Rewording,
    Signature,
)
from declaration.drafting.models import ClauseKind
from tests.corpus import paragraphs

RUN: Final = secrets.token_hex(8)
"""What this run's words are drawn by: nobody can have prepared for them."""
PROPOSALS_TO_A_CLAUSE: Final = 3
_WORDS: Final = 36
_OFTEN: Final = ("COP28", "2030", "UNESCO", "(GNLC)", "«مدن التعلم»", "5%")
_ISSUED: Final = datetime(2026, 5, 11, 9, 30, tzinfo=UTC)


def endorsed_text(clauses: int, number: int) -> EndorsedText:
    """An endorsed text of so many clauses, twelve signatures, and an address of its own."""
    draw = _draw("endorsed", clauses, number)
    return EndorsedText(
        imprint=_imprint(draw),
        cover=_cover(draw),
        clauses=_clauses(clauses, draw),
        signatures=tuple(
            Signature(_said(2, draw), _said(3, draw), _said(2, draw), "11 مايو 2026")
            for _ in range(12)
        ),
        fingerprint=f"{draw.getrandbits(256):064x}",
        verification_address=f"https://declaration.example.org/{draw.getrandbits(48):012x}/final",
    )


def marked_text(clauses: int, number: int) -> MarkedText:
    """A revision with three proposals to each clause, of other words each, from forty delegations."""
    draw = _draw("marked", clauses, number)
    revision = _clauses(clauses, draw)
    return MarkedText(
        imprint=_imprint(draw),
        cover=_cover(draw),
        clauses=revision,
        changes=tuple(
            Rewording(_proposal(draw), clause.key, text)
            for clause in revision
            for text in _rewordings(clause.text, draw)
        ),
    )


def edited_copy(clauses: int, number: int) -> tuple[tuple[ClauseText, ...], MarkedText]:
    """A revision, and it as a delegate edited it: every second clause reworded, all tracked."""
    draw = _draw("copy", clauses, number)
    revision = _clauses(clauses, draw)
    by = Proposal("وفد", _ISSUED)
    changes = tuple(
        Rewording(by, clause.key, next(iter(_rewordings(clause.text, draw))))
        for clause in revision[::2]
    )
    return revision, MarkedText(_imprint(draw), _cover(draw), revision, changes)


def _draw(*drawn: object) -> random.Random:
    return random.Random(" ".join(map(str, (RUN, *drawn))))


def _clauses(clauses: int, draw: random.Random) -> tuple[ClauseText, ...]:
    """Operative clauses; every fourth has two sub-items, every third a name or a number."""
    found = []
    for at in range(clauses):
        words = _said(_WORDS, draw).split(" ")
        if at % 3 == 0:
            words.insert(draw.randrange(_WORDS), draw.choice(_OFTEN))
        lines = [" ".join(words), *(_said(10, draw) for _ in range(2 if at % 4 == 0 else 0))]
        found.append(ClauseText(f"o-{at + 1}", ClauseKind.OPERATIVE, str(at + 1), "\n".join(lines)))
    return tuple(found)


def _rewordings(text: str, draw: random.Random) -> list[str]:
    """Wordings of a clause, each with a word replaced in a part that the others leave alone."""
    words = text.split(" ")
    part = len(words) // PROPOSALS_TO_A_CLAUSE
    found = []
    for at in range(PROPOSALS_TO_A_CLAUSE):
        new = list(words)
        new[at * part + draw.randrange(2, part - 2)] = f"بديل{draw.randrange(10_000)}"
        found.append(" ".join(new))
    return found


def _proposal(draw: random.Random) -> Proposal:
    at = _ISSUED + timedelta(minutes=draw.randrange(10_000))
    return Proposal(f"وفد المدينة {draw.randrange(40)}", at, _said(15, draw))


def _imprint(draw: random.Random) -> Imprint:
    return Imprint(_said(6, draw), _ISSUED, ("أمانة الملتقى",), _said(2, draw))


def _cover(draw: random.Random) -> Cover:
    return Cover(_said(6, draw), _said(4, draw), "10–11 مايو 2026", "23–24 ذو القعدة 1447هـ")


def _said(words: int, draw: random.Random) -> str:
    return " ".join(draw.choices(_vocabulary(), k=words))


@cache
def _vocabulary() -> list[str]:
    return [word for text in paragraphs() for word in text.split()]
