"""Reading a spreadsheet of people to invite: all that is wrong with it, at once and by line."""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import gettext as _

from declaration.accounts.fields import LONGEST_NAME, deceiving_character, is_email
from declaration.accounts.steps import fold_email
from declaration.forums.models import Delegation
from declaration.forums.operations.invitations import Invitee
from declaration.procedure import Role
from declaration.text import TextError, fold, normalize

MOST_BYTES: Final = 1_000_000
MOST_ROWS: Final = 2_000

COLUMNS: Final[Mapping[str, str]] = {
    "email": "البريد",
    "name_ar": "الاسم",
    "name_en": "الاسم بالإنجليزية",
    "delegation": "الوفد",
    "roles": "الصفة",
    "language": "اللغة",
}
"""The columns by the name in English and in Arabic; the file may use either."""
REQUIRED: Final = ("email", "name_ar", "roles")

_ROLES: Final[Mapping[str, Role]] = {
    **{role.value: role for role in Role},
    "مراقب": Role.OBSERVER,
    "مندوب": Role.DELEGATE,
    "موقِّع": Role.SIGNATORY,
    "الأمانة": Role.SECRETARIAT,
    "رئيس": Role.CHAIR,
}
_LANGUAGES: Final[Mapping[str, str]] = {
    "": "ar",
    "ar": "ar",
    "en": "en",
    "العربية": "ar",
    "الإنجليزية": "en",
}


@dataclass(frozen=True)
class LineFault:
    """One thing that is wrong. Lines are counted from 1, the heads included."""

    line: int
    sentence: str


class InvitationFileErrors(Exception):
    """Everything that is wrong with the file. Nothing of it was used."""

    def __init__(self, faults: list[LineFault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


@dataclass(frozen=True)
class Line:
    """An invitee, and the line it was read from."""

    number: int
    invitee: Invitee


def read_invitations(data: bytes, delegations: list[Delegation]) -> list[Line]:
    """The people listed in a CSV file with the columns of `COLUMNS`.

    Separated by commas, semicolons or tabs, in UTF-8 or UTF-16; several roles by `+` or `/`; a
    delegation by its key or its name. Raises InvitationFileErrors.
    """
    rows = _rows(_decoded(data))
    heads = _heads(next(rows, (1, []))[1])
    reader = _Reader(heads, delegations)
    lines = [reader.read(number, cells) for number, cells in rows if any(cells)]
    if len(lines) > MOST_ROWS:
        reader.note(1, _("The file has more than %(most)s people.", most=MOST_ROWS))
    if not lines and not reader.faults:
        reader.note(1, _("The file lists nobody."))
    if reader.faults:
        raise InvitationFileErrors(sorted(reader.faults, key=lambda fault: fault.line))
    return [line for line in lines if line is not None]


class _Reader:
    """Reads lines one after the other, and remembers all that is wrong."""

    def __init__(self, heads: list[str], delegations: list[Delegation]) -> None:
        self.heads = heads
        self.faults: list[LineFault] = []
        self._lines: dict[str, int] = {}
        self._delegations = {
            _folded(name): each.key
            for each in delegations
            for name in (each.key, *each.names.values())
        }

    def note(self, line: int, sentence: str) -> None:
        """Remember that something is wrong."""
        self.faults.append(LineFault(line, sentence))

    def read(self, number: int, cells: list[str]) -> Line | None:
        """One person; None when something is wrong."""
        faults = len(self.faults)
        if len(cells) > len(self.heads) and any(cells[len(self.heads) :]):
            self.note(number, _("This line has more cells than there are columns."))
        # A cell that is missing at the end of a line is an empty one.
        values = dict(zip(self.heads, [*cells, *[""] * len(self.heads)], strict=False))
        invitee = Invitee(
            email=self._email(number, values["email"]),
            names=self._names(number, values),
            language=self._language(number, values.get("language", "")),
            delegation_key=self._delegation(number, values.get("delegation", "")),
            roles=self._roles(number, values["roles"]),
        )
        return Line(number, invitee) if len(self.faults) == faults else None

    def _email(self, line: int, typed: str) -> str:
        email = fold_email(typed)
        if not is_email(email):
            self.note(line, _("«%(typed)s» is not an e-mail address.", typed=typed))
        elif (earlier := self._lines.setdefault(email, line)) != line:
            self.note(line, _("This address stands on line %(line)s already.", line=earlier))
        return email

    def _names(self, line: int, values: Mapping[str, str]) -> dict[str, str]:
        names = {}
        for language in ("ar", "en"):
            typed = values.get(f"name_{language}", "")
            if len(typed) > LONGEST_NAME:
                self.note(
                    line, _("A name may have at most %(most)s characters.", most=LONGEST_NAME)
                )
                continue
            try:
                names[language] = " ".join(normalize(typed).split())
            except TextError as fault:
                self.note(line, deceiving_character(fault))
        if names.get("ar") == "":
            self.note(line, _("The name in Arabic is missing."))
        return {language: name for language, name in names.items() if name}

    def _language(self, line: int, typed: str) -> str:
        language = LANGUAGES.get(_folded(typed))
        if language is None:
            self.note(line, _("«%(typed)s» is neither ar nor en.", typed=typed))
        return language or "ar"

    def _delegation(self, line: int, typed: str) -> str | None:
        if not typed:
            return None
        key = self._delegations.get(_folded(typed))
        if key is None:
            self.note(line, _("There is no delegation «%(typed)s».", typed=typed))
        return key

    def _roles(self, line: int, typed: str) -> frozenset[Role]:
        roles = set()
        for word in typed.replace("+", "/").split("/"):
            role = ROLES.get(_folded(word))
            if role is None:
                self.note(line, _("«%(typed)s» is not a role.", typed=word.strip()))
            else:
                roles.add(role)
        return frozenset(roles)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise InvitationFileErrors([LineFault(1, _("The file is larger than 1 MB."))])
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as fault:
        line = data[: fault.start].count(b"\n") + 1
        sentence = _("This is not a text in UTF-8. Save the sheet as «CSV UTF-8».")
        raise InvitationFileErrors([LineFault(line, sentence)]) from fault


def _rows(text: str) -> Iterator[tuple[int, list[str]]]:
    """Each row with the line it begins on."""
    head = text.partition("\n")[0]
    separator = max(",;\t", key=head.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    begins = 1
    try:
        for cells in reader:
            yield begins, [cell.strip() for cell in cells]
            begins = reader.line_num + 1
    except csv.Error as fault:
        sentence = _("This line cannot be read: a quotation mark is not closed, or misplaced.")
        raise InvitationFileErrors([LineFault(begins, sentence)]) from fault


def _heads(cells: list[str]) -> list[str]:
    known = {
        _folded(name): column for column, arabic in COLUMNS.items() for name in (column, arabic)
    }
    heads = [known.get(_folded(cell), "") for cell in cells]
    faults = [
        LineFault(1, _("The column «%(name)s» is not known.", name=cell))
        for cell, head in zip(cells, heads, strict=True)
        if cell and not head
    ]
    faults += [
        LineFault(1, _("The column «%(name)s» is missing.", name=column))
        for column in REQUIRED
        if column not in heads
    ]
    faults += [
        LineFault(1, _("The column «%(name)s» stands twice.", name=column))
        for column in COLUMNS
        if heads.count(column) > 1
    ]
    if faults:
        raise InvitationFileErrors(faults)
    return heads


def _folded(name: str) -> str:
    return fold(name.strip()).casefold()


ROLES: Final = {_folded(name): role for name, role in _ROLES.items()}
LANGUAGES: Final = {_folded(name): language for name, language in _LANGUAGES.items()}
