"""New wordings of an amendment that was handed in: the earlier ones stay on record."""

from dataclasses import replace

from declaration.amendments import steps
from declaration.amendments.facts import (
    arabic_is_confirmed,
    changes_something,
    facts_for_the_record,
    public_facts,
    relations,
    scope_is_clear,
    window_of,
    words_of,
)
from declaration.amendments.models import Amendment, AmendmentRevision, Cause, Route
from declaration.amendments.operations.gate import AMENDMENT, about, must
from declaration.amendments.queries import main_sponsor, newest
from declaration.amendments.wording import CHANGES_NOTHING, Wording, checked
from declaration.drafting.models import ClauseVersion, Declaration
from declaration.drafting.queries import newest_version
from declaration.extensions import db
from declaration.journal import Actor, Record, act
from declaration.procedure import after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import AmendmentState


def revise(
    amendment_id: int,
    wording: Wording,
    by: Actor,
    *,
    base_version_id: int | None = None,
    seen: int | None = None,
) -> None:
    """Give an amendment a new wording, until its vote opens; co-sponsors are asked to confirm it.

    `base_version_id` is the version of the clause the person was reading, the newest by default.
    A new wording that the screening has to look at is screened again. A revised compromise asks
    everybody again. Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.REVISE, by=by) as entry:
        amendment = steps.locked_under_declaration(amendment_id, seen)
        must(Act.REVISE, by, amendment)
        latest = newest(amendment)
        revision = steps.say(
            amendment,
            _kept_to_words(amendment, checked(wording)),
            cause=Cause.REVISED,
            number=latest.number + 1,
            base=_base(amendment, latest, base_version_id),
            base_wording=latest.base_wording,
        )
        db.session.refresh(amendment, ["revisions"])
        if revision.text != latest.text:
            amendment.ruling = None
        if (main := main_sponsor(amendment)) is not None:
            main.confirmed_revision = revision.number
        amendment.state = after(
            AMENDMENT, amendment.state, Act.REVISE, _facts(amendment, revision, entry)
        )
        amendment.needs_rebasing = False
        steps.bring_up_to_date(amendment)
        steps.bring_children_up_to_date(amendment)
        if amendment.route is Route.COMPROMISE:
            steps.return_replaced(amendment, Act.REVISE)
        _say(entry, amendment)


def restate(amendment_id: int, text: str, by: Actor, *, seen: int | None = None) -> None:
    """Write an amendment anew on the clause's newest version, where the two had clashed.

    Raises Invalid, NotPermitted, Stale, WrongState.
    """
    with act(Act.RESTATE, by=by) as entry:
        amendment = steps.locked_under_declaration(amendment_id, seen)
        must(Act.RESTATE, by, amendment)
        latest = newest(amendment)
        said = checked(Wording(text=text)).text
        amendment.state = after(AMENDMENT, amendment.state, Act.RESTATE, relations(amendment))
        current = steps.current_base(amendment, latest)
        revision = steps.restate(amendment, said, current, cause=Cause.RESTATED)
        if not changes_something(amendment, revision):
            raise Invalid({"text": [CHANGES_NOTHING]})
        amendment.needs_rebasing = False
        steps.bring_children_up_to_date(amendment)
        _say(entry, amendment)


def _kept_to_words(amendment: Amendment, wording: Wording) -> Wording:
    """What an amendment to an amendment may say: words alone."""
    if amendment.parent_id is None:
        return wording
    return Wording(text=wording.text, text_en=wording.text_en, rationale=wording.rationale)


def _base(
    amendment: Amendment, latest: AmendmentRevision, base_version_id: int | None
) -> ClauseVersion | None:
    if latest.base_version is None or amendment.clause_id is None:
        return None
    if base_version_id is None:
        return newest_version(amendment.clause_id)
    base = db.session.get(ClauseVersion, base_version_id)
    if base is None or base.clause_id != amendment.clause_id:
        raise Invalid({"text": [steps.UNKNOWN_PLACE]})
    return base


def _facts(amendment: Amendment, revision: AmendmentRevision, entry: Record) -> Facts:
    declaration = db.session.get_one(Declaration, amendment.declaration_id)
    if not changes_something(amendment, revision):
        raise Invalid({"text": [CHANGES_NOTHING]})
    return replace(
        relations(amendment),
        stage=declaration.state,
        amendments_open=window_of(declaration).is_open(entry.at),
        changes_something=True,
        arabic_is_confirmed=arabic_is_confirmed(amendment, revision),
        scope_is_clear=scope_is_clear(amendment, revision),
    )


def _say(entry: Record, amendment: Amendment) -> None:
    about(entry, amendment)
    seen_by_all = amendment.state is not AmendmentState.SUBMITTED
    entry.data(**(public_facts(amendment) if seen_by_all else facts_for_the_record(amendment)))
    entry.seal(**words_of(newest(amendment)))
