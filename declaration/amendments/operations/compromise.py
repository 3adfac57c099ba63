"""Compromise wordings: an amendment of its own that takes the place of several, by consent."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from declaration import clock
from declaration.amendments import steps
from declaration.amendments.facts import (
    SCREENED,
    changes_something,
    facts_for_the_record,
    label,
    relations,
    words_of,
)
from declaration.amendments.models import Amendment, Cause, Consent, Replaces, Route
from declaration.amendments.operations.gate import AMENDMENT, about, must_be_here
from declaration.amendments.permissions import may_consent
from declaration.amendments.queries import agreement_on, newest, replaced_by
from declaration.amendments.wording import CHANGES_NOTHING, Wording, checked
from declaration.drafting.queries import newest_version
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import after
from declaration.procedure.acts import Act, Role
from declaration.procedure.compromise import Agreement
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.states import AmendmentState

REPLACES_TWO: Final = "A compromise names at least two amendments to one clause that are undecided."

REVISE_IT: Final = "A compromise is not replaced by another. Revise it: all its sponsors are asked."


def propose_compromise(
    named: Sequence[int],
    wording: Wording,
    by: Actor,
) -> int:
    """Put forward one wording in place of several amendments to a clause; gives its id.

    A delegation whose own amendment it names consents by proposing it. The secretariat may put
    one forward in nobody's name. A compromise is no part of another: not all who stand behind it
    would be asked. Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.PROPOSE_COMPROMISE, by=by) as entry:
        by.must(Act.PROPOSE_COMPROMISE)
        if by.delegation_id is None and not by.holds(Role.SECRETARIAT):
            raise NotPermitted(Act.PROPOSE_COMPROMISE)
        wording = checked(wording)
        rows = [steps.locked_under_declaration(each) for each in sorted(set(named))]
        _must_share_a_clause(rows)
        declaration = must_be_here(Act.PROPOSE_COMPROMISE, by, rows[0].declaration_id)
        clause = rows[0].clause
        assert clause is not None
        compromise = steps.new_amendment(
            declaration.id, clause, by.delegation_id, route=Route.COMPROMISE
        )
        compromise.adds_clause = rows[0].adds_clause
        base = newest_version(clause.id)
        steps.say(compromise, wording, cause=Cause.DRAFTED, number=1, base=base)
        db.session.add_all(
            Replaces(compromise_id=compromise.id, amendment_id=row.id) for row in rows
        )
        compromise = steps.locked(compromise.id)
        if not changes_something(compromise, newest(compromise)):
            raise Invalid({"text": [CHANGES_NOTHING]})
        facts = Facts(stage=declaration.state, changes_something=True)
        compromise.state = after(AMENDMENT, compromise.state, Act.PROPOSE_COMPROMISE, facts)
        compromise.submitted_at = entry.at
        steps.give_number(compromise)
        if by.delegation_id is not None:
            _answer(compromise, by.delegation_id, given=True)
        about(entry, compromise)
        entry.data(replaces=[label(row) for row in rows], **facts_for_the_record(compromise))
        entry.seal(**words_of(newest(compromise)))
    return compromise.id


def _must_share_a_clause(rows: Sequence[Amendment]) -> None:
    one_clause = len({row.clause_id for row in rows}) == 1 and all(
        row.clause_id is not None and row.parent_id is None for row in rows
    )
    if len(rows) < 2 or not one_clause or any(row.state not in SCREENED for row in rows):
        raise Invalid({"replaces": [REPLACES_TWO]})
    if any(row.route is Route.COMPROMISE for row in rows):
        raise Invalid({"replaces": [REVISE_IT]})


def give_consent(compromise_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Agree to a compromise as it now reads, for one's own amendment that it names.

    With the last consent the amendments named are replaced. Raises NotPermitted, Stale,
    WrongState.
    """
    with act(Act.GIVE_CONSENT, by=by) as entry:
        compromise = steps.locked_under_declaration(compromise_id, seen)
        named = _asked(compromise, by, Act.GIVE_CONSENT)
        itself = Facts(replaced_by_compromise=False)
        compromise.state = after(AMENDMENT, compromise.state, Act.GIVE_CONSENT, itself)
        assert by.delegation_id is not None
        _answer(compromise, by.delegation_id, given=True)
        replaced = replace_agreed(named, agreement_on(compromise, named))
        steps.touch(compromise)
        about(entry, compromise)
        entry.data(replaced=[label(each) for each in replaced] or None)


def replace_agreed(named: Sequence[Amendment], reached: Agreement[int, int]) -> list[Amendment]:
    """Let what everybody agreed to give up be replaced; gives those that were."""
    replaced = []
    for amendment in named:
        if amendment.id in reached.replaced and amendment.state in SCREENED:
            facts = replace(relations(amendment), replaced_by_compromise=True)
            amendment.state = after(AMENDMENT, amendment.state, Act.GIVE_CONSENT, facts)
            amendment.voting_place = None
            steps.touch(amendment)
            replaced.append(amendment)
    return replaced


def take_consent_back(compromise_id: int, by: Actor, *, seen: int | None = None) -> None:
    """Take consent to a compromise back, until its vote opens: one's own amendment returns.

    The compromise stands for the others. Raises NotPermitted, Stale, WrongState.
    """
    with act(Act.TAKE_CONSENT_BACK, by=by) as entry:
        compromise = steps.locked_under_declaration(compromise_id, seen)
        named = _asked(compromise, by, Act.TAKE_CONSENT_BACK)
        assert by.delegation_id is not None
        _answer(compromise, by.delegation_id, given=False)
        returned = []
        for amendment in named:
            is_own = any(
                s.main and s.left_at is None and s.delegation_id == by.delegation_id
                for s in amendment.sponsors
            )
            if is_own and amendment.state is AmendmentState.REPLACED:
                amendment.state = after(AMENDMENT, amendment.state, Act.TAKE_CONSENT_BACK)
                steps.bring_up_to_date(amendment)
                steps.touch(amendment)
                returned.append(amendment)
        steps.touch(compromise)
        about(entry, compromise)
        entry.data(returned=[label(each) for each in returned] or None)


def _asked(compromise: Amendment, by: Actor, name: Act) -> list[Amendment]:
    """The amendments named, locked; raises NotPermitted where the actor's is not among them."""
    named = [steps.locked(each.id) for each in replaced_by(compromise.id)]
    own = any(
        s.main and s.left_at is None and s.delegation_id == by.delegation_id
        for each in named
        for s in each.sponsors
    )
    if not by.can(name) or not own or not may_consent(by, compromise):
        raise NotPermitted(name)
    return named


def _answer(compromise: Amendment, delegation_id: int, *, given: bool) -> None:
    db.session.add(
        Consent(
            compromise_revision_id=newest(compromise).id,
            delegation_id=delegation_id,
            answer=given,
            at=clock.now(),
        )
    )
    db.session.flush()
