"""Taking up what is on the agenda, asking for the floor, giving it."""

from typing import Final

from sqlalchemy import func, select

from declaration.drafting.models import Clause
from declaration.extensions import db
from declaration.forums.models import Forum, Presence, Sitting
from declaration.forums.queries import open_sitting
from declaration.journal import Actor, Record, act
from declaration.plenary.floor import SpeakersList, speakers_list
from declaration.plenary.models import AgendaItem, Speaker
from declaration.plenary.permissions import may_ask_for_the_floor
from declaration.procedure import MACHINES, Floor, NotPermitted, Rules, WrongState, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.states import SittingState

SITTING: Final = MACHINES["sitting"]


def take_up(clause_id: int | None, by: Actor) -> None:
    """Put a clause, or no one in particular, before the open sitting, with a list of its own.

    The list of what was before ends, and the turn of who spoke. Taken up already, it stays so.
    Raises NotPermitted, WrongState.
    """
    with act(Act.TAKE_UP_ITEM, by=by) as entry:
        sitting, listed = _locked(Act.TAKE_UP_ITEM, by)
        sitting.state = after(SITTING, sitting.state, Act.TAKE_UP_ITEM)
        item = listed.item
        if item is None or item.clause_id != clause_id:
            _end_everybody(listed, entry)
            item = AgendaItem(
                sitting_id=sitting.id,
                position=_next_position(sitting),
                clause_id=clause_id,
                taken_up_at=entry.at,
            )
            db.session.add(item)
        clause = db.session.get_one(Clause, clause_id) if clause_id is not None else None
        entry.about("sitting", sitting.number)
        entry.data(item=item.position, clause=clause.key if clause else None)


def request_floor(floor: Floor, by: Actor) -> None:
    """Ask for the floor for the actor's delegation.

    Raises NotPermitted, and WrongState while absent, on a closed list, without a turn left.
    """
    with act(Act.REQUEST_FLOOR, by=by) as entry:
        sitting, listed = _locked(Act.REQUEST_FLOOR, by)
        _must_speak_for(by, Act.REQUEST_FLOOR)
        is_point = floor is Floor.POINT_OF_ORDER
        facts = Facts(
            delegation_is_present=_is_present(sitting, by),
            list_takes_it=listed.takes(floor),
            turns_left=1 if is_point else listed.turns_left(by.delegation_id),
            waits_already=listed.waits(by.delegation_id, floor),
        )
        sitting.state = after(SITTING, sitting.state, Act.REQUEST_FLOOR, facts)
        db.session.add(
            Speaker(
                sitting_id=sitting.id,
                item_id=listed.item.id if listed.item else None,
                delegation_id=by.delegation_id,
                floor=floor,
                asked_at=entry.at,
            )
        )
        _about(entry, sitting, listed)
        entry.data(floor=floor.value)


def withdraw_request(floor: Floor, by: Actor) -> None:
    """Take the delegation's request back. Raises NotPermitted, WrongState."""
    with act(Act.WITHDRAW_REQUEST, by=by) as entry:
        sitting, listed = _locked(Act.WITHDRAW_REQUEST, by)
        _must_speak_for(by, Act.WITHDRAW_REQUEST)
        facts = Facts(waits_already=listed.waits(by.delegation_id, floor))
        sitting.state = after(SITTING, sitting.state, Act.WITHDRAW_REQUEST, facts)
        is_point = floor is Floor.POINT_OF_ORDER
        for request in listed.waiting_for(by.delegation_id):
            if (request.floor is Floor.POINT_OF_ORDER) is is_point:
                request.ended_at = entry.at
        _about(entry, sitting, listed)
        entry.data(floor=floor.value)


def give_floor(request_id: int, by: Actor) -> None:
    """Give the floor to who comes next; the turn before ends.

    `request_id` is the request the person saw as the next: of two who give the floor at once the
    slower is told. Raises NotPermitted, WrongState.
    """
    with act(Act.GIVE_FLOOR, by=by) as entry:
        sitting, listed = _locked(Act.GIVE_FLOOR, by)
        first = listed.waiting[0] if listed.waiting else None
        facts = Facts(is_next=first is not None and first.id == request_id)
        sitting.state = after(SITTING, sitting.state, Act.GIVE_FLOOR, facts)
        assert first is not None
        if listed.speaking is not None:
            listed.speaking.ended_at = entry.at
            db.session.flush()
        first.began_at = entry.at
        _about(entry, sitting, listed)
        entry.data(delegation=first.delegation.key)


def end_turn(by: Actor) -> None:
    """Thank who speaks, and give the floor to nobody. Raises NotPermitted, WrongState."""
    with act(Act.END_TURN, by=by) as entry:
        sitting, listed = _locked(Act.END_TURN, by)
        facts = Facts(floor_is_taken=listed.speaking is not None)
        sitting.state = after(SITTING, sitting.state, Act.END_TURN, facts)
        assert listed.speaking is not None
        listed.speaking.ended_at = entry.at
        _about(entry, sitting, listed)
        entry.data(delegation=listed.speaking.delegation.key)


def close_list(by: Actor) -> None:
    """Take no more requests on the item; who stands on the list is heard.

    Raises NotPermitted, WrongState.
    """
    with act(Act.CLOSE_SPEAKERS_LIST, by=by) as entry:
        sitting, listed = _locked(Act.CLOSE_SPEAKERS_LIST, by)
        facts = Facts(list_is_open=listed.is_open)
        sitting.state = after(SITTING, sitting.state, Act.CLOSE_SPEAKERS_LIST, facts)
        assert listed.item is not None
        listed.item.list_closed_at = entry.at
        _about(entry, sitting, listed)


def _locked(name: Act, by: Actor) -> tuple[Sitting, SpeakersList]:
    """The open sitting, locked, with its list. Raises NotPermitted; WrongState when none is."""
    by.must(name)
    forum = db.session.get_one(Forum, by.forum_id)
    found = open_sitting(forum.id)
    if found is None:
        raise WrongState(name, SittingState.PLANNED)
    sitting = db.session.get_one(Sitting, found.id, with_for_update=True, populate_existing=True)
    return sitting, speakers_list(sitting.id, Rules.of(forum.rules))


def _must_speak_for(by: Actor, name: Act) -> None:
    if not may_ask_for_the_floor(by):
        raise NotPermitted(name)


def _is_present(sitting: Sitting, by: Actor) -> bool:
    query = select(Presence.id).where(
        Presence.sitting_id == sitting.id,
        Presence.delegation_id == by.delegation_id,
        Presence.until.is_(None),
    )
    return db.session.scalars(query).first() is not None


def _next_position(sitting: Sitting) -> int:
    query = select(func.coalesce(func.max(AgendaItem.position), 0) + 1)
    return db.session.scalars(query.where(AgendaItem.sitting_id == sitting.id)).one()


def _end_everybody(listed: SpeakersList, entry: Record) -> None:
    """What is before the meeting changes; a point of order waits on."""
    ended = [each for each in listed.waiting if each.floor is not Floor.POINT_OF_ORDER]
    if listed.speaking is not None:
        ended.append(listed.speaking)
    for each in ended:
        each.ended_at = entry.at


def _about(entry: Record, sitting: Sitting, listed: SpeakersList) -> None:
    entry.about("sitting", sitting.number)
    entry.data(item=listed.item.position if listed.item else None)
