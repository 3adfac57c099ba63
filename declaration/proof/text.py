"""The frozen text as bytes, and the fingerprint that everybody endorses.

Nothing internal is in it: a reader computes it from the words of a printed document.
"""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from declaration.proof.canonical import Json, NotCanonical, canonical, read_canonical
from declaration.proof.kinds import KEY, LANGUAGE, SHA256
from declaration.text import TextError, normalize

TEXT_FORMAT: Final = "declaration/text/v1"
DECLARATION_FORMAT: Final = "declaration/declaration/v1"

_NUMBER: Final = re.compile(r"[A-Z]?[0-9]{1,4}|")
_WORD: Final = re.compile(r"[a-z]+(-[a-z]+)*")


@dataclass(frozen=True)
class FrozenClause:
    """A clause as everybody reads it: no key, and no letters of sub-items, which are computed.

    `number` is as printed, in Western digits, empty where none is printed; `text` in normal form,
    its sub-items one a line. Raises NotCanonical.
    """

    kind: str
    number: str
    text: str

    def __post_init__(self) -> None:
        if not _WORD.fullmatch(self.kind):
            raise NotCanonical("a kind of clause is a word")
        if not _NUMBER.fullmatch(self.number):
            raise NotCanonical("a number is written in Western digits")
        if not self.text or not _is_normal(self.text):
            raise NotCanonical("a text is in normal form, and not empty")


@dataclass(frozen=True)
class FrozenText:
    """The whole text in one language: every clause in order, title and headings too."""

    language: str
    title: str
    clauses: tuple[FrozenClause, ...]

    def body(self) -> bytes:
        """The bytes of `text/<language>.json`. Raises NotCanonical."""
        if not LANGUAGE.holds(self.language):
            raise NotCanonical("a language has a short code")
        if not _is_normal(self.title):
            raise NotCanonical("a title is in normal form")
        return canonical(
            {
                "format": TEXT_FORMAT,
                "language": self.language,
                "title": self.title,
                "clauses": [[clause.kind, clause.number, clause.text] for clause in self.clauses],
            }
        )

    def sha256(self) -> str:
        """The hash by which the declaration names this text."""
        return hashlib.sha256(self.body()).hexdigest()


@dataclass(frozen=True)
class FrozenDeclaration:
    """What is endorsed: a declaration of a log, in the hashes of its authentic texts."""

    log: str
    key: str
    texts: Mapping[str, str]
    """SHA-256 by language."""

    def body(self) -> bytes:
        """The bytes of `declaration.json`. Raises NotCanonical."""
        if not KEY.holds(self.key):
            raise NotCanonical("a declaration is named by its key")
        if not self.texts:
            raise NotCanonical("a declaration has an authentic text")
        for language, sha256 in self.texts.items():
            if not LANGUAGE.holds(language) or not SHA256.holds(sha256):
                raise NotCanonical("texts are hashes by language")
        return canonical(
            {
                "format": DECLARATION_FORMAT,
                "log": self.log,
                "declaration": self.key,
                "texts": self.texts,
            }
        )

    def fingerprint(self) -> str:
        """SHA-256 of `declaration.json`, in hexadecimal."""
        return hashlib.sha256(self.body()).hexdigest()


def read_frozen_text(body: bytes) -> FrozenText:
    """The text whose canonical bytes these are. Raises NotCanonical for any others."""
    match read_canonical(body):
        case {"language": str(language), "title": str(title), "clauses": list(clauses)}:
            text = FrozenText(language, title, tuple(_clause(each) for each in clauses))
            if text.body() == body:
                return text
    raise NotCanonical(f"not of the form {TEXT_FORMAT}")


def read_frozen_declaration(body: bytes) -> FrozenDeclaration:
    """The declaration whose canonical bytes these are. Raises NotCanonical for any others."""
    match read_canonical(body):
        case {"log": str(log), "declaration": str(key), "texts": dict(texts)}:
            hashes = {language: str(sha256) for language, sha256 in texts.items()}
            declaration = FrozenDeclaration(log, key, MappingProxyType(hashes))
            if declaration.body() == body:
                return declaration
    raise NotCanonical(f"not of the form {DECLARATION_FORMAT}")


def _is_normal(text: str) -> bool:
    try:
        return normalize(text) == text
    except TextError:
        return False


def _clause(said: Json) -> FrozenClause:
    match said:
        case [str(kind), str(number), str(text)]:
            return FrozenClause(kind, number, text)
    raise NotCanonical("a clause is its kind, its number and its text")
