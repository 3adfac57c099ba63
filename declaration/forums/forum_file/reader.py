"""One pass over a forum file, from marked nodes to entries, noting all that is wrong."""

from collections.abc import Mapping
from datetime import date
from typing import Any, Final
from zoneinfo import ZoneInfo

from declaration.forums.forum_file.entries import (
    MOST_CLAUSES,
    ClauseEntry,
    DeclarationEntry,
    DelegationEntry,
    ForumEntry,
    ForumFile,
    PersonEntry,
    SittingEntry,
)
from declaration.forums.forum_file.fields import NAME_LENGTH, Section, plain_value
from declaration.forums.forum_file.marked_yaml import Mapping as MappingNode
from declaration.forums.forum_file.marked_yaml import Node
from declaration.forums.forum_file.problems import ARABIC_OF_RULES, Fault, Problems
from declaration.procedure import Invalid, Role, Rules
from declaration.procedure.states import CredentialsState

FORMAT: Final = "declaration/forum/v1"
LANGUAGES: Final = ("ar", "en")
DIGITS: Final = ("western", "arabic-indic")
CITY: Final = "city"
ORGANISATION: Final = "organisation"
CREDENTIALS: Final = (str(CredentialsState.AWAITED), str(CredentialsState.ACCEPTED))
CLAUSE_KINDS: Final = (
    "title",
    "motto",
    "chapeau",
    "heading",
    "preambular",
    "bridge",
    "operative",
    "closing",
    "annex",
)
ONE_LINE_KINDS: Final = ("title", "motto", "heading")
FOR_A_DELEGATION: Final = (Role.DELEGATE, Role.SIGNATORY)
NOTE_LENGTH: Final = 1_000


class Reader:
    """One pass over the file. Entries are built also from broken fields, with None in them;
    they are thrown away with the file when anything was noted.
    """

    def __init__(self, problems: Problems) -> None:
        self.problems = problems
        self.zone: ZoneInfo | None = None
        self.sittings: dict[object, int] = {}
        self.delegations: dict[object, int] = {}

    def read(self, root: Node) -> ForumFile | None:
        """The file; not to be used when anything was noted."""
        top = Section(
            root,
            "file",
            self.problems,
            required=("format", "forum", "delegations", "people", "declaration"),
            optional=("sittings",),
        )
        written = top.word("format")
        if written is not None and written != FORMAT:
            top.note("format", Fault.UNKNOWN_FORMAT, found=written, known=FORMAT)
        forum = self._forum(top)
        sittings = self._sittings(top)
        delegations = self._delegations(top)
        people = self._people(top)
        declaration = self._declaration(top)
        if forum is None or declaration is None:
            return None
        return ForumFile(forum, sittings, delegations, people, declaration)

    def _forum(self, top: Section) -> ForumEntry | None:
        forum = top.section(
            "forum",
            required=("key", "name", "place", "zone", "starts", "ends"),
            optional=(
                *("digits", "public", "sample"),
                *("note", "motto", "organisers", "partners", "rules"),
            ),
        )
        if forum is None:
            return None
        self.zone = forum.zone("zone")
        starts, ends = forum.date("starts"), forum.date("ends")
        if starts and ends and ends < starts:
            forum.note("ends", Fault.ENDS_BEFORE_IT_STARTS, starts=starts, ends=ends)
        about: dict[str, Any] = {}
        for name in ("note", "motto"):
            if name in forum:
                about[name] = self._names(forum, name, NOTE_LENGTH)
        for name in ("organisers", "partners"):
            if name in forum:
                about[name] = [
                    self._both(Section(item, name, self.problems, required=LANGUAGES))
                    for item in forum.items(name)
                ]
        return ForumEntry(
            key=forum.key("key") or "",
            name=self._names(forum, "name"),
            place=self._names(forum, "place"),
            zone=self.zone.key if self.zone else "",
            starts=starts or date.min,
            ends=ends or date.max,
            digits=forum.choice("digits", DIGITS) or DIGITS[0],
            public=forum.flag("public") is not False,
            sample=forum.flag("sample") is True,
            about=about,
            rules=self._rules(forum),
        )

    def _rules(self, forum: Section) -> Mapping[str, Any]:
        node = forum.node("rules")
        if node is None:
            return {}
        if not isinstance(node, MappingNode):
            forum.note("rules", Fault.NOT_A_MAPPING, where="forum.rules")
            return {}
        lines: dict[str, int] = {}
        for name, _value in node.pairs:
            if name.text in lines:
                self.problems.add(name.line, Fault.DUPLICATE_KEY, name=name.text)
            lines[name.text] = name.line
        written: dict[str, Any] = plain_value(node)
        try:
            Rules.of(written)
        except Invalid as refused:
            for rule, reasons in refused.errors.items():
                arabic = " ".join(ARABIC_OF_RULES[reason] for reason in reasons)
                facts = {"name": rule, "reason": " ".join(reasons), "reason_ar": arabic}
                self.problems.add(lines[rule], Fault.BAD_RULE, **facts)
        return written

    def _sittings(self, top: Section) -> tuple[SittingEntry, ...]:
        entries = []
        for item in top.items("sittings"):
            sitting = Section(
                item, "sitting", self.problems, required=("number", "theme"), optional=("starts",)
            )
            number = sitting.number("number")
            self._once(self.sittings, number, sitting.line_of("number"))
            entries.append(
                SittingEntry(
                    number=number or 0,
                    theme=self._names(sitting, "theme"),
                    starts=sitting.time("starts", self.zone),
                )
            )
        return tuple(entries)

    def _delegations(self, top: Section) -> tuple[DelegationEntry, ...]:
        entries = []
        called: dict[object, int] = {}
        for item in top.items("delegations"):
            told = Section(
                item,
                "delegation",
                self.problems,
                required=("key", "name"),
                optional=("kind", "votes", "credentials"),
            )
            key, name = told.key("key"), self._names(told, "name")
            self._once(self.delegations, key, told.line_of("key"))
            self._once(called, name.get("ar"), told.line_of("name"))
            kind = told.choice("kind", (CITY, ORGANISATION)) or CITY
            votes = told.flag("votes")
            if votes and kind == ORGANISATION:
                told.note("votes", Fault.ORGANISATION_VOTES)
            credentials = told.choice("credentials", CREDENTIALS) or CREDENTIALS[0]
            entries.append(
                DelegationEntry(
                    key or "", name, kind, kind == CITY if votes is None else votes, credentials
                )
            )
        return tuple(entries)

    def _people(self, top: Section) -> tuple[PersonEntry, ...]:
        entries = []
        addresses: dict[object, int] = {}
        for item in top.items("people"):
            person = Section(
                item,
                "person",
                self.problems,
                required=("email", "name", "roles"),
                optional=("office", "language", "delegation"),
            )
            email = person.address("email")
            self._once(addresses, email, person.line_of("email"))
            delegation = person.word("delegation")
            if delegation is not None:
                self._refer(self.delegations, delegation, person, "delegation")
            entries.append(
                PersonEntry(
                    email=email or "",
                    name=self._names(person, "name"),
                    office=self._names(person, "office")
                    if "office" in person
                    else dict.fromkeys(LANGUAGES, ""),
                    language=person.choice("language", LANGUAGES) or LANGUAGES[0],
                    delegation=delegation,
                    roles=self._roles(person),
                )
            )
        return tuple(entries)

    def _roles(self, person: Section) -> tuple[str, ...]:
        roles: dict[object, int] = {}
        before = len(self.problems.found)
        known = [role.value for role in Role]
        for word in person.words("roles"):
            if word.text not in known:
                facts = {"found": word.text, "where": "person.roles", "known": ", ".join(known)}
                self.problems.add(word.line, Fault.UNKNOWN_WORD, **facts)
                continue
            self._once(roles, word.text, word.line)
            if word.text in FOR_A_DELEGATION and "delegation" not in person:
                self.problems.add(word.line, Fault.ROLE_NEEDS_DELEGATION, found=word.text)
        if "roles" in person and not roles and len(self.problems.found) == before:
            person.note("roles", Fault.EMPTY, where="person.roles")
        return tuple(str(role) for role in roles)

    def _declaration(self, top: Section) -> DeclarationEntry | None:
        told = top.section(
            "declaration", required=("key", "languages", "clauses"), optional=("window",)
        )
        if told is None:
            return None
        languages = self._languages(told)
        opens = closes = None
        if window := told.section("window", optional=("opens", "closes")):
            opens, closes = window.time("opens", self.zone), window.time("closes", self.zone)
            if opens and closes and closes <= opens:
                facts = {"starts": window.word("opens"), "ends": window.word("closes")}
                window.note("closes", Fault.ENDS_BEFORE_IT_STARTS, **facts)
        clauses = self._clauses(told, languages)
        return DeclarationEntry(told.key("key") or "", languages, opens, closes, clauses)

    def _languages(self, told: Section) -> tuple[str, ...]:
        written: dict[object, int] = {}
        for word in told.words("languages"):
            if word.text in LANGUAGES:
                self._once(written, word.text, word.line)
            else:
                facts = {"found": word.text, "where": "languages", "known": ", ".join(LANGUAGES)}
                self.problems.add(word.line, Fault.UNKNOWN_WORD, **facts)
        languages = tuple(str(language) for language in written)
        if "languages" in told and languages[:1] != LANGUAGES[:1]:
            told.note("languages", Fault.ARABIC_FIRST)
        return languages

    def _clauses(self, told: Section, languages: tuple[str, ...]) -> tuple[ClauseEntry, ...]:
        entries = []
        keys: dict[object, int] = {}
        for item in told.items("clauses"):
            clause = Section(
                item,
                "clause",
                self.problems,
                required=("key", "kind", "text"),
                optional=("sitting",),
            )
            key, kind = clause.key("key"), clause.choice("kind", CLAUSE_KINDS)
            self._once(keys, key, clause.line_of("key"))
            sitting = clause.number("sitting")
            if sitting is not None:
                self._refer(self.sittings, sitting, clause, "sitting")
            text = self._clause_text(clause, kind, languages)
            entries.append(ClauseEntry(key or "", kind or "", text, sitting))
        if "clauses" in told:
            self._shape(told, [entry.kind for entry in entries])
        return tuple(entries)

    def _clause_text(
        self, clause: Section, kind: str | None, languages: tuple[str, ...]
    ) -> dict[str, str]:
        text = clause.section("text", required=LANGUAGES[:1], optional=LANGUAGES[1:])
        read: dict[str, str] = {}
        for language in text.names() if text else ():
            assert text is not None
            one_line = kind in ONE_LINE_KINDS
            words = text.line_of_text(language) if one_line else text.text(language)
            read[language] = words or ""
            if languages and language not in languages:
                text.note(language, Fault.LANGUAGE_NOT_OFFERED, found=language)
        return read

    def _shape(self, told: Section, kinds: list[str]) -> None:
        if (titles := kinds.count("title")) != 1:
            told.note("clauses", Fault.ONE_TITLE, found=titles)
        if "operative" not in kinds:
            told.note("clauses", Fault.NO_OPERATIVE)
        if len(kinds) > MOST_CLAUSES:
            told.note("clauses", Fault.TOO_MANY_CLAUSES, found=len(kinds), most=MOST_CLAUSES)

    def _names(self, section: Section, name: str, most: int = NAME_LENGTH) -> dict[str, str]:
        names = section.section(name, required=LANGUAGES)
        return self._both(names, most) if names else {}

    @staticmethod
    def _both(names: Section, most: int = NAME_LENGTH) -> dict[str, str]:
        return {language: names.line_of_text(language, most) or "" for language in names.names()}

    def _once(self, seen: dict[object, int], value: object, line: int) -> None:
        if not value:
            return
        if value in seen:
            self.problems.add(line, Fault.DUPLICATE, found=value, first=seen[value])
        else:
            seen[value] = line

    def _refer(self, known: dict[object, int], value: object, section: Section, name: str) -> None:
        if value not in known:
            where = f"{section.where}.{name}"
            section.note(name, Fault.UNKNOWN_REFERENCE, found=value, where=where)
