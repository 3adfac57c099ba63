"""Founding a forum from its file: the forum, its sittings, delegations and people.

Each part is an act of its own, performed once: a founding that was cut off goes on where it
stopped when the same file is loaded again.
"""

import hashlib
from contextlib import suppress
from dataclasses import replace

from sqlalchemy import select

from declaration.accounts import steps as accounts
from declaration.accounts.operations import introduce
from declaration.extensions import db
from declaration.forums import steps
from declaration.forums.forum_file import DelegationEntry, ForumFile, PersonEntry
from declaration.forums.models import Delegation, DelegationKind, Digits, Forum, Sitting
from declaration.forums.operations.settings import sha256_of
from declaration.journal import SYSTEM, Actor, Record, Repeated, act, found_log
from declaration.procedure import Act, CredentialsState, Role, Rules


def found(file: ForumFile, *, host: str) -> Actor:
    """Load everything of `file` but its declaration; the actor goes on with that.

    `host` names this installation in the journal's origin.
    """
    by = replace(SYSTEM, log=f"{host}/{file.forum.key}")
    _found_forum(file, by)
    by = replace(by, forum_id=_forum(file.forum.key).id)
    for delegation in file.delegations:
        with suppress(Repeated), act(Act.ADMIT_DELEGATION, by=_once(by, delegation.key)) as entry:
            _admit_delegation(entry, delegation, file.forum.key)
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
        entry.data(rules=sha256_of(Rules.of(told.rules)))


def _admit_delegation(entry: Record, told: DelegationEntry, forum_key: str) -> None:
    steps.new_delegation(
        entry,
        _forum(forum_key).id,
        told.key,
        dict(told.name),
        DelegationKind(told.kind),
        votes=told.votes,
        credentials=CredentialsState(told.credentials),
    )


def _admit(told: PersonEntry, forum_key: str, by: Actor) -> None:
    """A person is introduced to the site once, and to each forum they take part in."""
    introduce(told.email, dict(told.name), dict(told.office), told.language)
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
