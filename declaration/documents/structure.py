"""A draft that was read and corrected, as the clauses of a declaration that can be created."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from declaration.amendments.wording import LONGEST_TEXT, without_typed_letters
from declaration.drafting.models import ClauseKind
from declaration.forums.forum_file import MOST_CLAUSES, ClauseEntry, DeclarationEntry
from declaration.procedure.refusals import Invalid
from declaration.text import normalize

KEY: Final = re.compile(r"(?=.{1,32}\Z)[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
"""What names a declaration in addresses."""
BORDER: Final = re.compile(r"\n[ \t]*\n\s*")
"""An empty line, which begins a new clause."""
ONE_LINE: Final = frozenset({ClauseKind.TITLE, ClauseKind.MOTTO, ClauseKind.HEADING})

ONE_TITLE: Final = "A declaration has one title. Choose which of these it is."
NO_OPERATIVE: Final = "A declaration has at least one operative clause."
MANY_LINES: Final = "A title, a motto and a heading are one line."
TOO_LONG: Final = "A clause may have 20,000 characters."
TOO_MANY: Final = (
    "A declaration may have 480 clauses. Join what belongs together, or leave something out."
)


@dataclass(frozen=True, slots=True)
class Row:
    """One text of the draft and what it is to be.

    Without a kind it goes on the clause above as its sub-items. Its place in the page is `at`.
    """

    at: int
    kind: ClauseKind | None
    text: str


def clauses_of(rows: Sequence[Row]) -> list[tuple[int, ClauseKind, str]]:
    """The clauses in order, each with the place it came from; an empty line begins a new one.

    Raises TextError for words no clause may hold.
    """
    found: list[tuple[int, ClauseKind, str]] = []
    for row in rows:
        kind = row.kind
        for piece in BORDER.split(row.text.strip()):
            words = without_typed_letters(normalize(piece).strip())
            if not words:
                continue
            if kind is None and found:
                at, before, text = found.pop()
                found.append((at, before, f"{text}\n{words}"))
            else:
                found.append((row.at, kind or ClauseKind.OPERATIVE, words))
            kind = kind or (found[-1][1] if found else None)
    return found


def declaration_of(key: str, rows: Sequence[Row]) -> DeclarationEntry:
    """The declaration to create. Raises Invalid, naming rows by their places; TextError."""
    clauses = clauses_of(rows)
    errors: dict[str, list[str]] = {}
    titles = [at for at, kind, _text in clauses if kind is ClauseKind.TITLE]
    if len(titles) != 1:
        errors[str(titles[1]) if titles else ""] = [ONE_TITLE]
    if all(kind is not ClauseKind.OPERATIVE for _at, kind, _text in clauses):
        errors[""] = [*errors.get("", ()), NO_OPERATIVE]
    if len(clauses) > MOST_CLAUSES:
        errors[""] = [*errors.get("", ()), TOO_MANY]
    for at, kind, text in clauses:
        if kind in ONE_LINE and "\n" in text:
            errors[str(at)] = [MANY_LINES]
        elif len(text) > LONGEST_TEXT:
            errors[str(at)] = [TOO_LONG]
    if errors:
        raise Invalid(errors)
    keys = clause_keys([kind for _at, kind, _text in clauses])
    return DeclarationEntry(
        key=key,
        languages=("ar", "en"),
        opens=None,
        closes=None,
        clauses=tuple(
            ClauseEntry(key=clause_key, kind=kind.value, text={"ar": text}, sitting=None)
            for clause_key, (_at, kind, text) in zip(keys, clauses, strict=True)
        ),
    )


def clause_keys(kinds: Sequence[ClauseKind]) -> list[str]:
    """A key for each clause: its kind, and its number where there are several of the kind."""
    alone = {kind for kind, times in Counter(kinds).items() if times == 1}
    counts: Counter[ClauseKind] = Counter()
    keys = []
    for kind in kinds:
        counts[kind] += 1
        keys.append(kind.value if kind in alone else f"{kind.value}-{counts[kind]}")
    return keys
