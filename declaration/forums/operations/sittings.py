"""Opening and closing sittings, and who is present in them."""

from sqlalchemy import func, select

from declaration.extensions import db
from declaration.forums import steps
from declaration.forums.models import Delegation, Forum, Presence, Sitting
from declaration.forums.permissions import may_note_presence
from declaration.forums.queries import delegations_by_id, present_delegations, quorum
from declaration.journal import Actor, act
from declaration.procedure import SITTING, Act, Facts, NotPermitted, SittingState, after


def open_sitting(number: int, by: Actor) -> None:
    """Open a sitting, which fixes the forum's rules. Raises WrongState without a quorum."""
    with act(Act.OPEN_SITTING, by=by) as entry:
        by.must(Act.OPEN_SITTING)
        forum, sitting = _sitting(number, by)
        others = select(func.count(Sitting.id)).where(
            Sitting.forum_id == forum.id,
            Sitting.state == SittingState.OPEN,
            Sitting.id != sitting.id,
        )
        facts = Facts(
            other_open_sittings=db.session.scalars(others).one(),
            quorum_to_open=quorum(forum, sitting.id).can_open,
        )
        sitting.state = after(SITTING, sitting.state, Act.OPEN_SITTING, facts)
        sitting.opened_at = entry.at
        forum.rules_fixed = True
        present = present_delegations(sitting.id)
        keys = [each.key for each in delegations_by_id(forum.id).values() if each.id in present]
        entry.about("sitting", sitting.number)
        entry.data(present=keys)


def close_sitting(number: int, by: Actor) -> None:
    """Close a sitting; everybody leaves. Raises WrongState while a ballot is open."""
    with act(Act.CLOSE_SITTING, by=by) as entry:
        by.must(Act.CLOSE_SITTING)
        _forum, sitting = _sitting(number, by)
        facts = Facts(open_ballots=steps.open_ballots_in(sitting.id))
        sitting.state = after(SITTING, sitting.state, Act.CLOSE_SITTING, facts)
        sitting.closed_at = entry.at
        present = select(Presence).where(
            Presence.sitting_id == sitting.id, Presence.until.is_(None)
        )
        for presence in db.session.scalars(present):
            presence.until = entry.at
        entry.about("sitting", sitting.number)


def note_presence(number: int, delegation_key: str, by: Actor) -> None:
    """Note that a delegation is present. One that is present already stays so.

    Raises NotPermitted for another's delegation, WrongState when the sitting is over.
    """
    with act(Act.NOTE_PRESENCE, by=by) as entry:
        by.must(Act.NOTE_PRESENCE)
        _forum, sitting = _sitting(number, by)
        delegation = _delegation(delegation_key, by, Act.NOTE_PRESENCE)
        sitting.state = after(SITTING, sitting.state, Act.NOTE_PRESENCE)
        if _presence(sitting, delegation) is None:
            db.session.add(
                Presence(sitting_id=sitting.id, delegation_id=delegation.id, since=entry.at)
            )
        entry.about("sitting", sitting.number)
        entry.data(delegations=[delegation.key])


def end_presence(number: int, delegation_key: str, by: Actor) -> None:
    """Note that a delegation has left. One that is not present stays away.

    Raises NotPermitted for another's delegation, WrongState when the sitting is over.
    """
    with act(Act.END_PRESENCE, by=by) as entry:
        by.must(Act.END_PRESENCE)
        _forum, sitting = _sitting(number, by)
        delegation = _delegation(delegation_key, by, Act.END_PRESENCE)
        sitting.state = after(SITTING, sitting.state, Act.END_PRESENCE)
        if (presence := _presence(sitting, delegation)) is not None:
            presence.until = entry.at
        entry.about("sitting", sitting.number)
        entry.data(delegations=[delegation.key])


def _sitting(number: int, by: Actor) -> tuple[Forum, Sitting]:
    """The forum and its sitting, locked in this order. Raises NoResultFound."""
    forum = db.session.get_one(Forum, by.forum_id, with_for_update=True)
    query = select(Sitting).where(Sitting.forum_id == forum.id, Sitting.number == number)
    return forum, db.session.scalars(query.with_for_update()).one()


def _delegation(key: str, by: Actor, what: Act) -> Delegation:
    query = select(Delegation).where(Delegation.forum_id == by.forum_id, Delegation.key == key)
    delegation = db.session.scalars(query).one()
    if not may_note_presence(by, delegation.id):
        raise NotPermitted(what)
    return delegation


def _presence(sitting: Sitting, delegation: Delegation) -> Presence | None:
    query = select(Presence).where(
        Presence.sitting_id == sitting.id,
        Presence.delegation_id == delegation.id,
        Presence.until.is_(None),
    )
    return db.session.scalars(query).one_or_none()
