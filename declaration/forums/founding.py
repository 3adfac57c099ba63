"""Founding a forum from its file: the forum, its sittings, delegations and people.

Each part is an act of its own, performed once: a founding that was cut off goes on where it
stopped when the same file is loaded again.
"""

import hashlib
from contextlib import suppress
from dataclasses import replace
from typing import Final

from sqlalchemy import select

from declaration.accounts import steps as accounts
from declaration.extensions import db
from declaration.forums import steps
from declaration.forums.forum_file import DelegationEntry, ForumFile, PersonEntry
from declaration.forums.models import Delegation, DelegationKind, Digits, Forum, Sitting
from declaration.journal import SYSTEM, Actor, Record, Repeated, act, found_log
from declaration.procedure.acts import Act, Role
from declaration.procedure.states import CredentialsState
from declaration.text import sort_key

SITE: Final = "site"
"""The journal of what concerns no forum: people and their accounts."""


def found(file: ForumFile, *, host: str) -> Actor:
    """Load everything of `file` but its declaration; the actor goes on with that.

    `host` names this installation in the journal's origin.
    """
    by = replace(SYSTEM, log=f"{host}/{file.forum.key}")
    _found_forum(file, by)
    by = replace(by, forum_id=_forum(file.forum.key).id)
    for delegation in file.delegations:
        with suppress(Repeated), act(Act.ADMIT_DELEGATION, by=_once(by, delegation.key)) as entry:
            admit_delegation(entry, _forum(file.forum.key), delegation)
    for person in file.people:
        _admit(person, file.forum.key, by)
    return by


def _once(by: Actor, what: str) -> Actor:
    return by.once("founding:" + hashlib.sha256(what.encode()).hexdigest()[:32])


def _forum(key: str) -> Forum:
    return db.session.scalars(select(Forum).where(Forum.key == key)).one()


def _found_forum(file: ForumFile, by: Actor) -> None:
    told = file.forum
    if db.session.scalars(select(Forum.id).where(Forum.key == told.key)).one_or_none():
        return
    with act(Act.FOUND_FORUM, by=by) as entry:
        found_log(db.session, by.log)
        forum = Forum(
            key=told.key,
            log=by.log,
            names=dict(told.name),
            place=dict(told.place),
            about=dict(told.about),
            starts=told.starts,
            ends=told.ends,
            zone=told.zone,
            digits=Digits(told.digits),
            public=told.public,
            sample=told.sample,
            rules=dict(told.rules),
        )
        db.session.add(forum)
        db.session.flush()
        db.session.add_all(
            Sitting(
                forum_id=forum.id,
                number=each.number,
                theme=dict(each.theme),
                planned_at=each.starts,
            )
            for each in file.sittings
        )
        entry.about("forum", forum.key)


def admit_delegation(entry: Record, forum: Forum, told: DelegationEntry) -> Delegation:
    """Add a delegation, inside the act that admits it."""
    delegation = Delegation(
        forum_id=forum.id,
        key=told.key,
        names=dict(told.name),
        sort_key=sort_key(told.name["ar"]),
        kind=DelegationKind(told.kind),
        votes=told.votes,
        credentials=CredentialsState(told.credentials),
    )
    db.session.add(delegation)
    db.session.flush()
    entry.about("delegation", delegation.key)
    entry.data(kind=told.kind, votes=told.votes, credentials=told.credentials)
    entry.on_behalf = None
    return delegation


def _admit(told: PersonEntry, forum_key: str, by: Actor) -> None:
    """A person is introduced to the site once, and to each forum they take part in."""
    if accounts.person_by_email(told.email) is None:
        with act(Act.ADMIT_PERSON, by=by, log=SITE) as entry:
            person = accounts.new_person(
                told.email, dict(told.name), office=dict(told.office), language=told.language
            )
            entry.about("person", person.name)
            entry.seal(name=told.name["ar"], office=told.office["ar"], email=person.email)
    with suppress(Repeated), act(Act.GRANT_MEMBERSHIP, by=_once(by, told.email)) as entry:
        forum = _forum(forum_key)
        person = accounts.person_by_email(told.email)
        assert person is not None
        delegation = _delegation(forum, told.delegation) if told.delegation else None
        steps.new_membership(forum, person, delegation, [Role(role) for role in told.roles])
        entry.about("person", person.name)
        entry.data(delegation=told.delegation, roles=sorted(told.roles))


def _delegation(forum: Forum, key: str) -> Delegation:
    query = select(Delegation).where(Delegation.forum_id == forum.id, Delegation.key == key)
    return db.session.scalars(query).one()
