"""The secretariat's screening, the chair's ruling on scope, and the way from English to Arabic."""

from typing import Final

from declaration.amendments import steps
from declaration.amendments.facts import (
    label,
    public_facts,
    recorded_sponsors,
    screening_facts,
)
from declaration.amendments.models import Amendment, Cause, Recommendation
from declaration.amendments.operations.gate import AMENDMENT, about, clean_reason, must
from declaration.amendments.queries import main_sponsor, newest
from declaration.amendments.wording import CHANGES_NOTHING, Wording, checked, wording_of
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import Actor, act
from declaration.procedure import Rules, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid
from declaration.procedure.sponsors import are_enough

TOO_FEW_SPONSORS: Final = "Fewer delegations support it than the rules ask for."
ADVICE: Final = ("adopt", "reject", "adopt-as-modified", "merge-with")
"""What the secretariat may advise."""
UNKNOWN_ADVICE: Final = "Choose one of the recommendations."
WITH_WHICH: Final = "Name the amendment it should be merged with."
ARABIC_MISSING: Final = "Write the Arabic wording."


def admit(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Find an amendment admissible: everyone sees it.

    Raises Invalid when too few support it, NotPermitted, Stale, WrongState.
    """
    with act(Act.ADMIT, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.ADMIT, by, amendment)
        wording = newest(amendment)
        if main_sponsor(amendment) is not None and not are_enough(
            recorded_sponsors(amendment), wording.number, _rules(amendment)
        ):
            raise Invalid({"sponsors": [TOO_FEW_SPONSORS]})
        facts = screening_facts(amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.ADMIT, facts)
        steps.touch(amendment)
        about(entry, amendment)
        entry.data(**public_facts(amendment))


def _rules(amendment: Amendment) -> Rules:
    declaration = db.session.get_one(Declaration, amendment.declaration_id)
    return Rules.of(db.session.get_one(Forum, declaration.forum_id).rules)


def refuse(amendment_id: int, reason: str, by: Actor, *, seen: int | None = None) -> None:
    """Find an amendment inadmissible, and say why.

    Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.REFUSE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.REFUSE, by, amendment)
        reason = clean_reason(reason)
        amendment.state = after(AMENDMENT, amendment.state, Act.REFUSE, Facts(reason=reason))
        amendment.because = {"reason": reason}
        steps.return_replaced(amendment, Act.REFUSE)
        because: dict[str, object] = {
            "by": amendment.id,
            "number": label(amendment),
            "reason": reason,
        }
        fallen = steps.let_children_fall(amendment, Act.REFUSE, because)
        steps.touch(amendment)
        about(entry, amendment)
        entry.data(fallen=[label(each) for each in fallen] or None)
        entry.seal(reason=reason)


def rule_on_scope(amendment_id: int, reason: str, by: Actor, *, seen: int | None = None) -> None:
    """Rule that a text which replaces the whole clause is an amendment to it, and say why.

    The chair's act; where the ruling is the other way, the secretariat refuses the amendment.
    Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.RULE_ON_SCOPE, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.RULE_ON_SCOPE, by, amendment)
        reason = clean_reason(reason)
        facts = Facts(reason=reason)
        amendment.state = after(AMENDMENT, amendment.state, Act.RULE_ON_SCOPE, facts)
        amendment.ruling = reason
        steps.touch(amendment)
        about(entry, amendment)
        entry.seal(reason=reason)


def enter_arabic(amendment_id: int, text: str, by: Actor, *, seen: int | None = None) -> None:
    """Write the Arabic of an amendment that came in English; its sponsor then confirms it.

    Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.ENTER_ARABIC, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.ENTER_ARABIC, by, amendment)
        if not text.strip():
            raise Invalid({"text": [ARABIC_MISSING]})
        said = checked(Wording(text=text)).text
        amendment.state = after(AMENDMENT, amendment.state, Act.ENTER_ARABIC)
        latest = newest(amendment)
        if said == latest.base_text and not latest.moves:
            raise Invalid({"text": [CHANGES_NOTHING]})
        revision = steps.say(
            amendment,
            _in_arabic(wording_of(latest), said),
            cause=Cause.REVISED,
            number=latest.number + 1,
            base=latest.base_version,
            base_wording=latest.base_wording,
        )
        steps.bring_children_up_to_date(amendment)
        about(entry, amendment, revision.number)
        entry.data(revision=revision.number)
        entry.seal(text=said)


def _in_arabic(wording: Wording, text: str | None) -> Wording:
    return Wording(
        text=text,
        text_en=wording.text_en,
        moves=wording.moves,
        after=wording.after,
        kind=wording.kind,
        rationale=wording.rationale,
    )


def confirm_arabic(amendment_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Say that the Arabic the secretariat wrote is what was meant.

    Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.CONFIRM_ARABIC, by=by) as entry:
        amendment = steps.locked(amendment_id, seen)
        must(Act.CONFIRM_ARABIC, by, amendment)
        amendment.state = after(AMENDMENT, amendment.state, Act.CONFIRM_ARABIC)
        main = main_sponsor(amendment)
        assert main is not None
        main.confirmed_revision = newest(amendment).number
        steps.touch(amendment)
        about(entry, amendment)


def recommend(
    amendment_id: int,
    advice: str,
    by: Actor,
    *,
    note: str = "",
    with_id: int | None = None,
    shown: bool = False,
) -> None:
    """Advise the meeting on an amendment as it now reads; everybody sees it once it is `shown`.

    Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.RECOMMEND, by=by) as entry:
        amendment = steps.locked(amendment_id)
        must(Act.RECOMMEND, by, amendment)
        if advice not in ADVICE:
            raise Invalid({"advice": [UNKNOWN_ADVICE]})
        other = _other_of(amendment, with_id) if advice == "merge-with" else None
        note = clean_reason(note, "note")
        amendment.state = after(AMENDMENT, amendment.state, Act.RECOMMEND)
        db.session.add(
            Recommendation(
                amendment_revision_id=newest(amendment).id,
                advice=advice,
                with_amendment_id=other.id if other else None,
                note=note,
                shown=shown,
                at=entry.at,
            )
        )
        about(entry, amendment)
        entry.data(advice=advice, shown=shown, **({"with": label(other)} if other else {}))
        entry.seal(note=note or None)


def _other_of(amendment: Amendment, with_id: int | None) -> Amendment:
    other = db.session.get(Amendment, with_id) if with_id is not None else None
    if (
        other is None
        or other.id == amendment.id
        or other.number is None
        or other.declaration_id != amendment.declaration_id
    ):
        raise Invalid({"with_id": [WITH_WHICH]})
    return other
