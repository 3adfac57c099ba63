"""The small forum of tests/data/forum.yaml: its actors, and short ways to common situations."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from flask import Flask
from sqlalchemy import select, update
from sqlalchemy.orm import joinedload, selectinload

from declaration.accounts.models import Person
from declaration.accounts.steps import hash_password
from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.database import begin_writing
from declaration.drafting import operations as drafting
from declaration.drafting.models import Declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.extensions import db
from declaration.forums import founding
from declaration.forums.forum_file import ForumFile, read_forum_file
from declaration.forums.models import Forum, Membership
from declaration.forums.operations import sittings
from declaration.journal import Actor
from declaration.migrations import upgrade

VOTING = ("yanbu", "jubail", "tunis", "doha")
"""The delegations of the small forum that may vote."""

PASSWORD = "correct horse battery staple"


@cache
def password_hash() -> str:
    """Argon2 is slow on purpose: once is enough for everybody."""
    return hash_password(PASSWORD)


def small_forum() -> ForumFile:
    """The file of the small forum."""
    return read_forum_file((Path(__file__).parent / "data/forum.yaml").read_text("utf-8"))


def build_world(file: ForumFile) -> None:
    """Load a forum into an empty database, give everybody a password, open its negotiation."""
    upgrade(db.engine)
    by = founding.found(file, host="test.example")
    drafting.import_declaration(file.declaration, by)
    begin_writing(db.session)
    db.session.execute(update(Person).values(password=password_hash()))
    db.session.commit()
    declaration = db.session.scalars(select(Declaration)).one()
    drafting.open_negotiation(declaration.id, actor("secretariat"))


def actor(who: str, forum_key: str = "tiny") -> Actor:
    """The person `who`@forum.example, acting in the forum."""
    query = (
        select(Membership)
        .join(Membership.person)
        .join(Membership.forum)
        .where(Person.email == f"{who}@forum.example", Forum.key == forum_key)
        .options(
            joinedload(Membership.person),
            joinedload(Membership.forum),
            joinedload(Membership.delegation),
            selectinload(Membership.roles),
        )
    )
    membership = db.session.scalars(query).one()
    delegation = membership.delegation
    return Actor(
        name=membership.person.name,
        person_id=membership.person_id,
        log=membership.forum.log,
        forum_id=membership.forum_id,
        membership_id=membership.id,
        delegation_id=delegation.id if delegation else None,
        delegation_key=delegation.key if delegation else None,
        roles=frozenset(role.role for role in membership.roles),
    )


@dataclass(frozen=True)
class World:
    """The small forum as a test finds it: in negotiation, Rev.0 issued, nothing proposed."""

    app: Flask
    forum_id: int
    declaration_id: int

    @classmethod
    def read(cls, app: Flask) -> "World":
        """Look the forum up."""
        declaration = db.session.scalars(select(Declaration)).one()
        return cls(app, declaration.forum_id, declaration.id)

    def actor(self, who: str) -> Actor:
        """`world.actor("delegate.jubail")`, and so on."""
        return actor(who)

    def text(self, serial: int | None = None) -> RevisionText:
        """A revision's text; the newest by default."""
        return revision_text(self.declaration_id, serial)

    def clause(self, key: str) -> PlacedClause:
        """A clause as it stands now."""
        clause = self.text().by_key(key)
        assert clause is not None, key
        return clause

    def proposed(self, who: str, clause: str | None, **wording: object) -> int:
        """An amendment submitted by `who`; a wording's fields, or `old` and `new` words."""
        if "old" in wording:
            text = self.clause(clause or "").text
            old, new = str(wording.pop("old")), str(wording.pop("new"))
            assert text.count(old) == 1, (old, text)
            wording["text"] = text.replace(old, new)
        draft = amendments.save_draft(
            self.declaration_id,
            Wording(**wording),  # type: ignore[arg-type]
            actor(who),
            clause_key=clause,
        )
        amendments.submit(draft, actor(who))
        return draft

    def admitted(self, who: str, clause: str | None, **wording: object) -> int:
        """An amendment submitted by `who` and found admissible."""
        amendment = self.proposed(who, clause, **wording)
        amendments.admit(amendment, actor("secretariat"))
        return amendment

    def sitting_opened(self, *, present: tuple[str, ...] = VOTING) -> None:
        """The first sitting, open, with these delegations present."""
        for key in present:
            sittings.note_presence(1, key, actor("secretariat"))
        sittings.open_sitting(1, actor("chair"))
