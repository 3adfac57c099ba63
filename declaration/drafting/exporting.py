"""A running forum as a forum file: who takes part now, and the text as it stands now."""

from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.forum_file import (
    ClauseEntry,
    DeclarationEntry,
    DelegationEntry,
    ForumEntry,
    ForumFile,
    PersonEntry,
    SittingEntry,
)
from declaration.forums.models import Delegation, Forum, Membership, Sitting
from declaration.procedure import Role

MAIN = "ar"
OTHER = "en"


def forum_file_of(forum_key: str) -> ForumFile:
    """The forum with this key, as a file that founds it elsewhere. Nine statements.

    Amendments, votes and comments stay behind: they belong to their record. Raises NoResultFound.
    """
    forum = db.session.scalars(select(Forum).where(Forum.key == forum_key)).one()
    sittings = db.session.scalars(
        select(Sitting).where(Sitting.forum_id == forum.id).order_by(Sitting.number)
    ).all()
    delegations = db.session.scalars(
        select(Delegation).where(Delegation.forum_id == forum.id).order_by(Delegation.id)
    ).all()
    members = db.session.scalars(
        select(Membership)
        .where(Membership.forum_id == forum.id, Membership.ended_at.is_(None))
        .options(
            joinedload(Membership.person),
            joinedload(Membership.delegation),
            selectinload(Membership.roles),
        )
        .order_by(Membership.id)
    ).all()
    return ForumFile(
        forum=ForumEntry(
            key=forum.key,
            name=_both(forum.names),
            place=_both(forum.place),
            zone=forum.zone,
            starts=forum.starts or date.min,
            ends=forum.ends or date.max,
            digits=forum.digits.value,
            public=forum.public,
            sample=forum.sample,
            about=forum.about,
            rules=forum.rules,
        ),
        sittings=tuple(SittingEntry(s.number, _both(s.theme), s.planned_at) for s in sittings),
        delegations=tuple(
            DelegationEntry(d.key, _both(d.names), d.kind.value, d.votes, d.credentials.value)
            for d in delegations
        ),
        people=tuple(_person(member) for member in members),
        declaration=_declaration(forum, {s.id: s.number for s in sittings}),
    )


def _person(member: Membership) -> PersonEntry:
    person, held = member.person, {each.role for each in member.roles}
    return PersonEntry(
        email=person.email,
        name=_both(person.names),
        office=_both(person.office) if any(person.office.values()) else {MAIN: "", OTHER: ""},
        language=person.language,
        delegation=member.delegation.key if member.delegation else None,
        roles=tuple(role.value for role in Role if role in held),
    )


def _declaration(forum: Forum, sittings: dict[int, int]) -> DeclarationEntry:
    declaration = db.session.scalars(
        select(Declaration).where(Declaration.forum_id == forum.id).order_by(Declaration.id)
    ).first()
    assert declaration is not None
    return DeclarationEntry(
        key=declaration.key,
        languages=tuple(declaration.languages),
        opens=declaration.opens_at,
        closes=declaration.closes_at,
        clauses=tuple(
            ClauseEntry(
                key=clause.key,
                kind=clause.kind.value,
                text={MAIN: clause.text, **clause.translations},
                sitting=sittings.get(clause.sitting_id or 0),
            )
            for clause in revision_text(declaration.id).clauses
        ),
    )


def _both(names: dict[str, str]) -> dict[str, str]:
    """What something is called in both languages; the one stands for the other where it lacks."""
    arabic = names.get(MAIN) or names.get(OTHER, "")
    return {MAIN: arabic, OTHER: names.get(OTHER) or arabic}
