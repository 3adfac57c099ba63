"""What a delegation does with a draft, until it hands it in."""

from collections.abc import Sequence
from typing import Final

from declaration.amendments import steps
from declaration.amendments.facts import (
    changes_something,
    facts_for_the_record,
    label,
    window_of,
    words_of,
)
from declaration.amendments.models import Amendment, AmendmentRevision, Cause
from declaration.amendments.operations.gate import AMENDMENT, about, must, must_be_here
from declaration.amendments.queries import newest
from declaration.amendments.wording import CHANGES_NOTHING, Member, Wording, checked, parts_of
from declaration.drafting.models import Clause, ClauseVersion, Declaration
from declaration.drafting.queries import clause_named, newest_version
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import Actor, Channel, Record, act
from declaration.procedure import Rules, after
from declaration.procedure.acts import Act, Role
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.states import AmendmentState
from declaration.procedure.sub_amendments import may_be_amended

ONLY_WORDS: Final = "An amendment to an amendment can change its words, and nothing else."
NOT_AMENDABLE: Final = "This amendment cannot be amended now."


def save_draft(
    declaration_id: int,
    wording: Wording,
    by: Actor,
    *,
    clause_key: str | None,
    draft_id: int | None = None,
    base_version_id: int | None = None,
    parent_id: int | None = None,
    seen: int | None = None,
) -> int:
    """Keep a delegation's draft, as often as it is typed; gives the amendment's id.

    `clause_key` None proposes a new clause; `parent_id` names the amendment it would amend.
    `base_version_id` is the version the delegate is reading, the newest by default.
    Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.SAVE_DRAFT, by=by) as entry:
        by.must(Act.SAVE_DRAFT)
        if by.delegation_id is None:
            raise NotPermitted(Act.SAVE_DRAFT)
        must_be_here(Act.SAVE_DRAFT, by, declaration_id)
        wording = checked(wording)
        if draft_id is None:
            begun = _begin(declaration_id, wording, by, clause_key, base_version_id, parent_id)
            amendment = steps.locked(begun.id)
        else:
            amendment = steps.locked(draft_id, seen)
            must(Act.SAVE_DRAFT, by, amendment)
            amendment.state = after(AMENDMENT, amendment.state, Act.SAVE_DRAFT)
            _must_be_words(amendment, wording)
            steps.reword(newest(amendment), amendment, wording)
        about(entry, amendment)
    return amendment.id


def draft_package(declaration_id: int, members: Sequence[Member], by: Actor) -> list[int]:
    """Keep the drafts that split or join clauses, bound to one ballot; gives their ids.

    Each is worded and handed in by itself afterwards.
    Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.SAVE_DRAFT, by=by) as entry:
        by.must(Act.SAVE_DRAFT)
        if by.delegation_id is None:
            raise NotPermitted(Act.SAVE_DRAFT)
        if len(members) < 2:
            raise Invalid({"amendments": [steps.A_PACKAGE_HAS_TWO]})
        must_be_here(Act.SAVE_DRAFT, by, declaration_id)
        package = steps.next_package(declaration_id)
        drafts = []
        for each in members:
            wording, base = checked(each.wording), each.base_version_id
            begun = _begin(declaration_id, wording, by, each.clause, base, None)
            begun.package = package
            drafts.append(steps.locked(begun.id))
        about(entry, drafts[0])
        entry.data(package=package, together=[label(draft) for draft in drafts])
    return [draft.id for draft in drafts]


def _begin(
    declaration_id: int,
    wording: Wording,
    by: Actor,
    clause_key: str | None,
    base_version_id: int | None,
    parent_id: int | None,
) -> Amendment:
    if parent_id is not None:
        return _begin_on_amendment(declaration_id, wording, by, parent_id)
    clause, base = None, None
    if clause_key is not None:
        clause, base = _clause_and_base(declaration_id, clause_key, base_version_id)
    amendment = steps.new_amendment(declaration_id, clause, by.delegation_id)
    steps.say(amendment, wording, cause=Cause.DRAFTED, number=1, base=base)
    return amendment


def _begin_on_amendment(
    declaration_id: int, wording: Wording, by: Actor, parent_id: int
) -> Amendment:
    parent = steps.locked(parent_id)
    latest = newest(parent)
    if parent.declaration_id != declaration_id or latest.text is None:
        raise Invalid({"text": [NOT_AMENDABLE]})
    _must_be_amendable(parent)
    amendment = steps.new_amendment(declaration_id, parent.clause, by.delegation_id, parent=parent)
    _must_be_words(amendment, wording)
    steps.say(amendment, wording, cause=Cause.DRAFTED, number=1, base=None, base_wording=latest)
    return amendment


def _must_be_amendable(parent: Amendment) -> None:
    declaration = db.session.get_one(Declaration, parent.declaration_id)
    rules = Rules.of(db.session.get_one(Forum, declaration.forum_id).rules)
    parents = {} if parent.parent_id is None else {parent.id: parent.parent_id}
    if not may_be_amended(parent.id, parent.state, parents, rules):
        raise Invalid({"text": [NOT_AMENDABLE]})


def _must_be_words(amendment: Amendment, wording: Wording) -> None:
    if amendment.parent_id is not None and (wording.removes or wording.moves):
        raise Invalid({"text": [ONLY_WORDS]})


def _clause_and_base(
    declaration_id: int, clause_key: str, base_version_id: int | None
) -> tuple[Clause, ClauseVersion]:
    clause = clause_named(declaration_id, clause_key)
    if base_version_id is None:
        base = newest_version(clause.id)
    else:
        base = db.session.get(ClauseVersion, base_version_id)
    if base is None or base.clause_id != clause.id:
        raise Invalid({"base": [steps.UNKNOWN_PLACE]})
    return clause, base


def discard_draft(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Throw a draft away. Raises NotPermitted, Stale, WrongState."""
    with act(Act.DISCARD_DRAFT, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.DISCARD_DRAFT, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.DISCARD_DRAFT)
        steps.leave_package(amendment)
        about(entry, amendment)


def submit(amendment_id: int, by: Actor, *, seen: int | None = None) -> int:
    """Hand a draft in: it gets its number, and is brought up to date with what it amends.

    Gives the number. Raises Invalid when it changes nothing, NotPermitted, Stale, WrongState.
    """
    with act(Act.SUBMIT, by=by) as entry:
        amendment = steps.locked_under_declaration(amendment_id, seen)
        must(Act.SUBMIT, by, amendment)
        return _hand_in(amendment, entry, waived=False)


def enter(
    declaration_id: int,
    wording: Wording,
    by: Actor,
    *,
    clause_key: str | None,
    base_version_id: int | None = None,
) -> int:
    """Hand in at once what a delegation gave the secretariat on paper; gives the amendment's id.

    So an amendment that comes late is accepted: the entry says that it was. Raises Invalid,
    NotPermitted, WrongState.
    """
    with act(Act.SUBMIT, by=by) as entry:
        by.must(Act.SUBMIT)
        if by.channel is not Channel.ON_BEHALF or not by.holds(Role.SECRETARIAT):
            raise NotPermitted(Act.SUBMIT)
        must_be_here(Act.SUBMIT, by, declaration_id)
        begun = _begin(declaration_id, checked(wording), by, clause_key, base_version_id, None)
        amendment = steps.locked(begun.id)
        _hand_in(amendment, entry, waived=True)
    return amendment.id


def _hand_in(amendment: Amendment, entry: Record, *, waived: bool) -> int:
    declaration = db.session.get_one(Declaration, amendment.declaration_id, with_for_update=True)
    wording = newest(amendment)
    if not changes_something(amendment, wording):
        raise Invalid({"text": [CHANGES_NOTHING]})
    if amendment.parent_id is not None:
        _must_be_amendable(steps.locked(amendment.parent_id))
    in_time = window_of(declaration).is_open(entry.at)
    facts = Facts(
        stage=declaration.state,
        amendments_open=in_time,
        lateness_waived=waived,
        changes_something=True,
    )
    number = steps.give_number(amendment)
    amendment.state = after(AMENDMENT, amendment.state, Act.SUBMIT, facts)
    amendment.submitted_at = entry.at
    amendment.late = not in_time
    steps.bring_up_to_date(amendment)
    about(entry, amendment)
    entry.data(**facts_for_the_record(amendment))
    entry.seal(**words_of(newest(amendment)))
    return number


def split(amendment_id: int, by: Actor, *, seen: int | None = None) -> list[int]:
    """Make an amendment of each independent change, so that each can be decided by itself.

    The first change stays under its number. Gives the ids of all, in the text's order. What was
    handed in stays handed in. Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.SPLIT, by=by) as entry:
        amendment = steps.locked_under_declaration(amendment_id, seen)
        must(Act.SPLIT, by, amendment)
        latest = newest(amendment)
        parts = parts_of(latest)
        facts = Facts(parts=len(parts))
        amendment.state = after(AMENDMENT, amendment.state, Act.SPLIT, facts)
        others = [_apart(amendment, latest, part) for part in parts[1:]]
        if amendment.state is AmendmentState.DRAFT:
            steps.reword(latest, amendment, parts[0])
        else:
            steps.say(
                amendment,
                parts[0],
                cause=Cause.REVISED,
                number=latest.number + 1,
                base=latest.base_version,
                base_wording=latest.base_wording,
            )
            steps.keep_sponsors(amendment, latest.number, latest.number + 1)
            steps.bring_children_up_to_date(amendment)
        about(entry, amendment, latest.number)
        entry.data(parts=[label(each) for each in (amendment, *others)])
    return [amendment.id, *(each.id for each in others)]


def _apart(amendment: Amendment, latest: AmendmentRevision, part: Wording) -> Amendment:
    """One change of an amendment as an amendment of its own, by the same delegations."""
    parent = steps.locked(amendment.parent_id) if amendment.parent_id else None
    other = steps.new_amendment(amendment.declaration_id, amendment.clause, None, parent=parent)
    steps.say(
        other,
        part,
        cause=Cause.DRAFTED,
        number=1,
        base=latest.base_version,
        base_wording=latest.base_wording,
    )
    steps.copy_sponsors(amendment, other, latest.number)
    if amendment.state is not AmendmentState.DRAFT:
        # The whole was in time, and so are its parts.
        declaration = db.session.get_one(Declaration, amendment.declaration_id)
        handed_in = Facts(stage=declaration.state, lateness_waived=True, changes_something=True)
        other.state = after(AMENDMENT, other.state, Act.SUBMIT, handed_in)
        other.submitted_at, other.late = amendment.submitted_at, amendment.late
        steps.give_number(other)
    return other
