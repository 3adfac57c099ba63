"""Reading the fields of one mapping of a forum file: each by what it should be.

A reading method returns None when the field is absent or wrong; what is wrong is noted, so that
one pass finds everything. Whoever assembles the file looks at the notes before using a value.
"""

import re
from collections.abc import Collection
from datetime import UTC, date, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from declaration.forums.forum_file.marked_yaml import Mapping, Node, Scalar, Sequence
from declaration.forums.forum_file.problems import Fault, Problems
from declaration.text import TextError, normalize

NAME_LENGTH: Final = 200
"""Characters of a name, an office, a theme."""
TEXT_LENGTH: Final = 20_000
"""Characters of a clause."""

_KEY: Final = re.compile(r"(?=.{1,32}\Z)[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)
_ADDRESS: Final = re.compile(r"[A-Za-z0-9._%+-]+@([A-Za-z0-9-]+\.)+[A-Za-z]{2,}", re.ASCII)
_ADDRESS_LENGTH: Final = 254  # RFC 5321, 4.5.3.1.3, without the angle brackets
_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d", re.ASCII)
_TIME: Final = re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d", re.ASCII)
_NUMBER: Final = re.compile(r"-?(0|[1-9]\d{0,8})", re.ASCII)
_FLAGS: Final = {"true": True, "false": False}


class Section:
    """One mapping of the file, with the name under which problems speak of it."""

    def __init__(
        self,
        node: Node,
        where: str,
        problems: Problems,
        *,
        required: Collection[str] = (),
        optional: Collection[str] = (),
    ) -> None:
        """Note at once what is unknown, repeated or missing among the fields."""
        self.where = where
        self.line = node.line
        self.problems = problems
        self._fields: dict[str, Node] = {}
        if not isinstance(node, Mapping):
            problems.add(node.line, Fault.NOT_A_MAPPING, where=where)
            return
        known = (*required, *optional)
        for name, value in node.pairs:
            if name.text in self._fields:
                problems.add(name.line, Fault.DUPLICATE_KEY, name=name.text)
            elif name.text not in known:
                facts = {"name": name.text, "where": where, "known": _listed(known)}
                problems.add(name.line, Fault.UNKNOWN_KEY, **facts)
            else:
                self._fields[name.text] = value
        for name_required in required:
            if name_required not in self._fields:
                problems.add(node.line, Fault.MISSING, name=name_required, where=where)

    def __contains__(self, name: str) -> bool:
        return name in self._fields

    def names(self) -> list[str]:
        """The fields that are there, in the file's order."""
        return list(self._fields)

    def node(self, name: str) -> Node | None:
        """A field as it was written."""
        return self._fields.get(name)

    def line_of(self, name: str) -> int:
        """The line of a field, or of the section when the field is absent."""
        node = self._fields.get(name)
        return self.line if node is None else node.line

    def note(self, name: str, fault: Fault, **facts: object) -> None:
        """Note a problem with a field."""
        self.problems.add(self.line_of(name), fault, **facts)

    def section(
        self, name: str, *, required: Collection[str] = (), optional: Collection[str] = ()
    ) -> "Section | None":
        """A field that is a mapping itself."""
        node = self._fields.get(name)
        if node is None:
            return None
        return Section(node, name, self.problems, required=required, optional=optional)

    def items(self, name: str) -> list[Node]:
        """The items of a field that is a list."""
        node = self._fields.get(name)
        if node is None:
            return []
        if isinstance(node, Sequence):
            return node.items
        self.note(name, Fault.NOT_A_LIST, where=self._path(name))
        return []

    def word(self, name: str) -> str | None:
        """A short text as it was written."""
        return self._word(self._fields.get(name), self._path(name))

    def words(self, name: str) -> list[Scalar]:
        """A list of short texts, each with its line."""
        read: list[Scalar] = []
        for item in self.items(name):
            if self._word(item, self._path(name)) is not None:
                assert isinstance(item, Scalar)
                read.append(item)
        return read

    def choice(self, name: str, known: Collection[str]) -> str | None:
        """One of the words that are known here."""
        written = self.word(name)
        if written is None or written in known:
            return written
        self.note(
            name, Fault.UNKNOWN_WORD, found=written, where=self._path(name), known=_listed(known)
        )
        return None

    def key(self, name: str) -> str | None:
        """A stable identifier."""
        written = self.word(name)
        if written is None or _KEY.fullmatch(written):
            return written
        self.note(name, Fault.NOT_A_KEY, found=written)
        return None

    def flag(self, name: str) -> bool | None:
        """True or false."""
        written = self.word(name)
        if written is None:
            return None
        if written not in _FLAGS:
            self.note(name, Fault.NOT_A_FLAG, where=self._path(name), found=written)
        return _FLAGS.get(written)

    def number(self, name: str) -> int | None:
        """A whole number above zero."""
        written = self.word(name)
        if written is None:
            return None
        if not _NUMBER.fullmatch(written) or int(written) < 1:
            self.note(name, Fault.NOT_A_NUMBER, where=self._path(name), found=written)
            return None
        return int(written)

    def date(self, name: str) -> date | None:
        """A day."""
        written = self.word(name)
        if written is None:
            return None
        if _DATE.fullmatch(written):
            try:
                return date.fromisoformat(written)
            except ValueError:
                pass
        self.note(name, Fault.NOT_A_DATE, found=written)
        return None

    def time(self, name: str, zone: ZoneInfo | None) -> datetime | None:
        """A moment, written in the forum's local time; given back in UTC."""
        written = self.word(name)
        if written is None:
            return None
        if _TIME.fullmatch(written):
            try:
                local = datetime.fromisoformat(written).replace(tzinfo=zone or UTC)
                return local.astimezone(UTC)
            except (ValueError, OverflowError):
                pass
        self.note(name, Fault.NOT_A_TIME, found=written)
        return None

    def zone(self, name: str) -> ZoneInfo | None:
        """A time zone by its name in the IANA database."""
        written = self.word(name)
        if written is None:
            return None
        try:
            return ZoneInfo(written)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self.note(name, Fault.UNKNOWN_ZONE, found=written)
            return None

    def address(self, name: str) -> str | None:
        """An e-mail address, in lower case."""
        written = self.word(name)
        if written is None:
            return None
        if _ADDRESS.fullmatch(written) and len(written) <= _ADDRESS_LENGTH:
            return written.lower()
        self.note(name, Fault.NOT_AN_ADDRESS, found=written)
        return None

    def text(self, name: str, most: int = TEXT_LENGTH) -> str | None:
        """A text in normal form."""
        node = self._fields.get(name)
        where = self._path(name)
        if self._word(node, where) is None:
            return None
        assert isinstance(node, Scalar)
        if len(node.text) > most:
            self.note(name, Fault.TOO_LONG, where=where, found=len(node.text), most=most)
            return None
        written = node.text.rstrip("\n")
        try:
            return normalize(written)
        except TextError as error:
            self.problems.add(
                node.line_of(error.position),
                Fault.FORBIDDEN_CHARACTER,
                where=where,
                character=f"U+{ord(written[error.position]):04X}",
            )
            return None

    def line_of_text(self, name: str, most: int = NAME_LENGTH) -> str | None:
        """A text in normal form that is one line."""
        text = self.text(name, most)
        if text is not None and "\n" in text:
            self.note(name, Fault.ONE_LINE, where=self._path(name))
            return None
        return text

    def _path(self, name: str) -> str:
        return f"{self.where}.{name}"

    def _word(self, node: Node | None, where: str) -> str | None:
        if node is None:
            return None
        if not isinstance(node, Scalar):
            self.problems.add(node.line, Fault.NOT_TEXT, where=where)
            return None
        if not node.text.strip() or (node.text in ("~", "null") and not node.quoted):
            self.problems.add(node.line, Fault.EMPTY, where=where)
            return None
        return node.text


def plain_value(node: Node) -> Any:
    """What the file wrote, as Python values: for settings that others check."""
    match node:
        case Scalar():
            if not node.quoted and node.text in _FLAGS:
                return _FLAGS[node.text]
            is_number = not node.quoted and _NUMBER.fullmatch(node.text)
            return int(node.text) if is_number else node.text
        case Sequence():
            return [plain_value(item) for item in node.items]
        case Mapping():
            return {name.text: plain_value(value) for name, value in node.pairs}


def _listed(words: Collection[str]) -> str:
    return ", ".join(words)
