"""What delegations do with their amendments, and the secretariat's screening."""

from declaration import clock
from declaration.amendments import steps
from declaration.amendments.models import Amendment, AmendmentRevision, Cause, Route, Sponsor
from declaration.amendments.permissions import allowed
from declaration.amendments.queries import newest
from declaration.amendments.wording import CHANGES_NOTHING, Wording, checked, proposed_text
from declaration.drafting.models import Clause, ClauseVersion, Declaration
from declaration.drafting.queries import clause_named, newest_version
from declaration.extensions import db
from declaration.journal import Actor, Record, act
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.deadlines import Window
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.substance import Substance, substance

AMENDMENT = MACHINES["amendment"]


def save_draft(
    declaration_id: int,
    wording: Wording,
    by: Actor,
    *,
    clause_key: str | None,
    draft_id: int | None = None,
    base_version_id: int | None = None,
    seen: int | None = None,
) -> int:
    """Keep a delegation's draft, as often as it is typed; gives the amendment's id.

    `clause_key` None proposes a new clause. `base_version_id` is the version the delegate is
    reading, the newest by default. Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.SAVE_DRAFT, by=by) as entry:
        by.must(Act.SAVE_DRAFT)
        if by.delegation_id is None:
            raise NotPermitted(Act.SAVE_DRAFT)
        wording = checked(wording)
        if draft_id is None:
            begun = _begin(declaration_id, wording, by, clause_key, base_version_id)
            amendment = steps.locked(begun.id)
        else:
            amendment = steps.locked(draft_id, seen)
            _must(Act.SAVE_DRAFT, by, amendment)
            amendment.state = after(AMENDMENT, amendment.state, Act.SAVE_DRAFT)
            steps.reword(newest(amendment), amendment, wording)
        _about(entry, amendment)
    return amendment.id


def _begin(
    declaration_id: int,
    wording: Wording,
    by: Actor,
    clause_key: str | None,
    base_version_id: int | None,
) -> Amendment:
    clause, base = None, None
    if clause_key is not None:
        clause, base = _clause_and_base(declaration_id, clause_key, base_version_id)
    assert by.delegation_id is not None
    amendment = steps.new_amendment(declaration_id, clause, by.delegation_id, route=Route.ORDINARY)
    steps.say(amendment, wording, cause=Cause.DRAFTED, number=1, base=base)
    return amendment


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


def discard_draft(amendment_id: int, by: Actor) -> None:
    """Throw a draft away. Raises NotPermitted, WrongState."""
    with act(Act.DISCARD_DRAFT, by=by) as entry:
        amendment = steps.locked(amendment_id)
        _must(Act.DISCARD_DRAFT, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.DISCARD_DRAFT)
        _about(entry, amendment)


def submit(amendment_id: int, by: Actor, *, seen: int | None = None) -> int:
    """Hand a draft in: it gets its number, and is brought up to date with its clause.

    Gives the number. Raises Invalid when it changes nothing, NotPermitted, Stale, WrongState.
    """
    with act(Act.SUBMIT, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.SUBMIT, by, amendment)
        declaration = db.session.get_one(
            Declaration, amendment.declaration_id, with_for_update=True
        )
        wording = newest(amendment)
        if not changes_something(amendment, wording):
            raise Invalid({"text": [CHANGES_NOTHING]})
        facts = Facts(
            stage=declaration.state,
            amendments_open=window_of(declaration).is_open(entry.at),
            changes_something=True,
        )
        amendment.state = after(AMENDMENT, amendment.state, Act.SUBMIT, facts)
        amendment.submitted_at = entry.at
        number = steps.give_number(amendment)
        steps.bring_up_to_date(amendment)
        _about(entry, amendment)
        entry.data(**_public_facts(amendment, newest(amendment)))
    return number


def _public_facts(amendment: Amendment, wording: AmendmentRevision) -> dict[str, object]:
    carries = [
        word
        for word, is_so in (
            ("text", wording.text is not None or wording.text_en is not None),
            ("place", wording.moves or amendment.adds_clause),
            ("removal", wording.removes),
        )
        if is_so
    ]
    clause = db.session.get(Clause, amendment.clause_id) if amendment.clause_id else None
    return {
        "clause": clause.key if clause else None,
        "base": wording.base_version.number if wording.base_version else None,
        "carries": carries,
        "revision": wording.number,
    }


def admit(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Find an amendment admissible: everyone sees it. Raises NotPermitted, Stale, WrongState."""
    with act(Act.ADMIT, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.ADMIT, by, amendment)
        wording = newest(amendment)
        facts = Facts(
            arabic_is_confirmed=wording.text is not None or wording.text_en is None,
            scope_is_clear=scope_is_clear(amendment, wording),
        )
        amendment.state = after(AMENDMENT, amendment.state, Act.ADMIT, facts)
        _about(entry, amendment)


def refuse(amendment_id: int, reason: str, by: Actor, *, seen: int | None = None) -> None:
    """Find an amendment inadmissible, and say why. Raises NotPermitted, Stale, WrongState."""
    with act(Act.REFUSE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.REFUSE, by, amendment)
        facts = Facts(reason=reason.strip())
        amendment.state = after(AMENDMENT, amendment.state, Act.REFUSE, facts)
        amendment.because = {"reason": reason.strip()}
        _about(entry, amendment)
        entry.seal(reason=reason.strip())


def withdraw(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Take an amendment back, which its proposer may until its vote opens.

    Source: General Assembly rule 80. Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.WITHDRAW, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.WITHDRAW, by, amendment)
        amendment.because = {"was": amendment.state.value}
        amendment.state = after(AMENDMENT, amendment.state, Act.WITHDRAW)
        _about(entry, amendment)


def co_sponsor(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Support an amendment as its author too. Raises NotPermitted, Stale, WrongState."""
    with act(Act.CO_SPONSOR, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.CO_SPONSOR, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.CO_SPONSOR)
        assert by.delegation_id is not None
        known = next((s for s in amendment.sponsors if s.delegation_id == by.delegation_id), None)
        if known is None:
            known = Sponsor(
                amendment_id=amendment.id, delegation_id=by.delegation_id, joined_at=clock.now()
            )
            db.session.add(known)
        known.left_at = None
        known.confirmed_revision = newest(amendment).number
        steps.touch(amendment)
        _about(entry, amendment)


def leave_sponsors(amendment_id: int, by: Actor) -> None:
    """End a co-sponsorship. Raises NotPermitted, WrongState."""
    with act(Act.LEAVE_SPONSORS, by=by) as entry:
        amendment = steps.locked(amendment_id)
        _must(Act.LEAVE_SPONSORS, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.LEAVE_SPONSORS)
        own = next(s for s in amendment.sponsors if s.delegation_id == by.delegation_id)
        own.left_at = clock.now()
        steps.touch(amendment)
        _about(entry, amendment)


def schedule(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Put an amendment on the list of what will be voted. Raises NotPermitted, WrongState."""
    with act(Act.SCHEDULE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.SCHEDULE, by, amendment)
        declaration = db.session.get_one(Declaration, amendment.declaration_id)
        facts = Facts(
            stage=declaration.state, on_current_version=not amendment.needs_rebasing
        )
        amendment.state = after(AMENDMENT, amendment.state, Act.SCHEDULE, facts)
        _about(entry, amendment)


def unschedule(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Take an amendment off the list of what will be voted. Raises NotPermitted, WrongState."""
    with act(Act.UNSCHEDULE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        _must(Act.UNSCHEDULE, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.UNSCHEDULE)
        amendment.voting_place = None
        _about(entry, amendment)


def window_of(declaration: Declaration) -> Window:
    """When the declaration takes amendments."""
    return Window(declaration.opens_at, declaration.closes_at)


def changes_something(amendment: Amendment, wording: AmendmentRevision) -> bool:
    """Whether the wording differs from the version it is made against."""
    base = wording.base_version
    if amendment.adds_clause or base is None:
        return bool(wording.text or wording.text_en)
    return (
        wording.removes
        or wording.moves
        or (wording.text is not None and wording.text != base.text)
        or wording.text_en is not None
    )


def scope_is_clear(amendment: Amendment, wording: AmendmentRevision) -> bool:
    """Whether it leaves part of the clause standing, or the chair ruled that it amends it."""
    base = wording.base_version
    text = proposed_text(wording, base.text if base else None)
    if base is None or text is None or amendment.ruling is not None:
        return True
    return substance(base.text, text) is not Substance.REPLACES


def _must(name: Act, by: Actor, amendment: Amendment) -> None:
    if not allowed(by, name, amendment):
        raise NotPermitted(name)


def _about(entry: Record, amendment: Amendment) -> None:
    entry.about("amendment", label(amendment), amendment.revisions[-1].number)


def label(amendment: Amendment) -> str:
    """How the journal names an amendment: its number and part, or its draft's id."""
    if amendment.number is None:
        return f"draft-{amendment.id}"
    return f"{amendment.number}{amendment.part}"
