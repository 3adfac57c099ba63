"""The conditions of the tables. Each is named as the sentence that must be true."""

from collections.abc import Callable
from typing import Final, TypeAlias

from declaration.procedure.facts import Facts
from declaration.procedure.states import DeclarationState, Fate, Method, Outcome, Question

Condition: TypeAlias = Callable[[Facts], bool]

STAGES: Final = {
    Question.AMENDMENT: frozenset({DeclarationState.NEGOTIATION}),
    Question.PACKAGE: frozenset({DeclarationState.NEGOTIATION}),
    Question.CLAUSE: frozenset({DeclarationState.NEGOTIATION, DeclarationState.ADOPTION}),
    Question.DECLARATION: frozenset({DeclarationState.ADOPTION}),
    Question.RECONSIDERATION: frozenset(
        {DeclarationState.NEGOTIATION, DeclarationState.ADOPTION, DeclarationState.ADOPTED}
    ),
    Question.MOTION: frozenset({DeclarationState.NEGOTIATION, DeclarationState.ADOPTION}),
}
"""In which stages of the declaration each question may be put."""

BY_NAME: Final = frozenset({Method.RECORDED, Method.ROLL_CALL})
BY_OBJECTION: Final = frozenset({Method.CONSENSUS, Method.SILENCE})


def a_reason_is_given(facts: Facts) -> bool:
    """A reason was written, not blanks alone."""
    return bool(facts.reason.strip())


def the_text_has_clauses(facts: Facts) -> bool:
    """There is something to negotiate."""
    return bool(facts.clauses)


def the_declaration_is_in_negotiation(facts: Facts) -> bool:
    """Amendments are decided in this stage alone."""
    return facts.stage is DeclarationState.NEGOTIATION


def no_ballot_is_open(facts: Facts) -> bool:
    """Nobody is voting."""
    return facts.open_ballots == 0


def no_amendment_is_pending(facts: Facts) -> bool:
    """Every amendment submitted has met its end."""
    return facts.pending_amendments == 0


def nothing_adopted_awaits_merging(facts: Facts) -> bool:
    """Every adopted amendment is in the text."""
    return facts.unmerged_amendments == 0


def what_lapses_was_listed(facts: Facts) -> bool:
    """The person has seen which amendments lapse, or none does."""
    return facts.lapsing_was_listed or facts.pending_amendments == 0


def no_clause_is_open(facts: Facts) -> bool:
    """Each clause is settled, adopted or not adopted."""
    return facts.open_clauses == 0


def what_was_not_adopted_is_out_of_the_text(facts: Facts) -> bool:
    """Nobody adopts as a part of the whole what was voted down; asked of the whole alone."""
    if facts.question not in (None, Question.DECLARATION):
        return True
    return facts.rejected_clauses == 0


def every_clause_is_decided(facts: Facts) -> bool:
    """Each clause is adopted or not adopted, in its present version."""
    return facts.undecided_clauses == 0


def the_whole_is_adopted(facts: Facts) -> bool:
    """A standing ballot adopted the declaration as a whole."""
    return facts.whole_is_adopted


def amendments_are_open(facts: Facts) -> bool:
    """The window is open, or the secretariat accepts this one late; in negotiation alone."""
    in_time = facts.amendments_open or facts.lateness_waived
    return in_time and the_declaration_is_in_negotiation(facts)


def it_changes_something(facts: Facts) -> bool:
    """An amendment differs from what it amends."""
    return facts.changes_something


def an_adoption_left_nothing_of_it(facts: Facts) -> bool:
    """An adopted amendment to it made it say what the text says already."""
    return facts.emptied_by_adoption


def the_scope_is_clear(facts: Facts) -> bool:
    """It is an amendment, not another proposal; where in doubt, the chair has ruled so."""
    return facts.scope_is_clear


def its_arabic_is_confirmed(facts: Facts) -> bool:
    """There is an Arabic wording that its sponsor stands by."""
    return facts.arabic_is_confirmed


def it_is_on_the_current_version(facts: Facts) -> bool:
    """It needs no rebasing."""
    return facts.on_current_version


def it_was_admissible(facts: Facts) -> bool:
    """The screening is behind it."""
    return facts.was_admissible


def it_has_separable_parts(facts: Facts) -> bool:
    """At least two changes that can stand alone."""
    return facts.parts is not None and facts.parts >= 2


def it_was_divided(facts: Facts) -> bool:
    """Its parts are amendments of their own, and it waits for their results."""
    return facts.was_divided


def every_part_is_rejected(facts: Facts) -> bool:
    """Of a divided amendment nothing was adopted."""
    return facts.every_part_rejected


def the_compromise_replaces_it(facts: Facts) -> bool:
    """Every main sponsor has consented to the compromise as it now reads."""
    return facts.replaced_by_compromise is True


def the_compromise_awaits_consent(facts: Facts) -> bool:
    """Not every main sponsor has consented to the compromise as it now reads."""
    return facts.replaced_by_compromise is False


def the_compromise_is_lost(facts: Facts) -> bool:
    """The wording that replaced it will not be adopted."""
    return facts.compromise_is_lost


def the_chair_rules_it_falls(facts: Facts) -> bool:
    """What was adopted excludes it."""
    return facts.fate is Fate.FALLS


def the_chair_rules_it_satisfied(facts: Facts) -> bool:
    """What was adopted says the same."""
    return facts.fate is Fate.SATISFIED


def the_chair_rules_it_stays(facts: Facts) -> bool:
    """It is put all the same."""
    return facts.fate is Fate.STAYS


def the_change_is_editorial(facts: Facts) -> bool:
    """Typography alone: what was decided stays decided."""
    return facts.editorial


def the_question_is_adopted(facts: Facts) -> bool:
    """The ballot on this very object was carried."""
    return facts.outcome is Outcome.ADOPTED and facts.question is not Question.RECONSIDERATION


def the_question_is_rejected(facts: Facts) -> bool:
    """The ballot on this very object was lost."""
    return facts.outcome is Outcome.REJECTED and facts.question is not Question.RECONSIDERATION


def the_ballot_is_void(facts: Facts) -> bool:
    """No quorum: nothing was decided."""
    return facts.outcome is Outcome.VOID


def the_ballot_is_decided(facts: Facts) -> bool:
    """Adopted or rejected, whatever the question."""
    return facts.outcome in {Outcome.ADOPTED, Outcome.REJECTED}


def a_reconsideration_is_carried(facts: Facts) -> bool:
    """The earlier decision is set aside."""
    return facts.outcome is Outcome.ADOPTED and facts.question is Question.RECONSIDERATION


def it_was_amended(facts: Facts) -> bool:
    """The version put came from merging, so an earlier one can be restored."""
    return facts.was_amended


def its_notice_is_over(facts: Facts) -> bool:
    """Delegations had the time the rules give them to consider it."""
    return facts.notice_is_over


def nothing_adopted_excludes_it(facts: Facts) -> bool:
    """It has not become void by an adoption about which the chair was not asked."""
    return facts.adopted_rivals == 0


def its_own_amendments_are_decided(facts: Facts) -> bool:
    """What amends it comes before it, and is in its wording where it was adopted."""
    return facts.undecided_children == 0


def no_amendment_to_it_is_put(facts: Facts) -> bool:
    """Nobody is voting on words that would change under the vote."""
    return facts.children_put == 0


def what_it_amends_awaits_its_vote(facts: Facts) -> bool:
    """An amendment can be amended until its own vote opens; the text always."""
    return facts.parent_awaits_its_vote


def what_it_amends_is_gone(facts: Facts) -> bool:
    """An amendment to an amendment falls with it."""
    return facts.parent_is_gone


def it_is_out_of_the_text(facts: Facts) -> bool:
    """What was merged and then reconsidered is voted again once the text is restored."""
    return facts.is_in_the_text is False


def the_stage_allows_the_question(facts: Facts) -> bool:
    """Amendments in negotiation, the whole in adoption."""
    return facts.question is not None and facts.stage in STAGES[facts.question]


def no_other_ballot_asks_it(facts: Facts) -> bool:
    """At most one current ballot for a question."""
    return facts.rival_ballots == 0


def there_are_electors(facts: Facts) -> bool:
    """Somebody is entitled to vote."""
    return bool(facts.electors)


def a_sitting_is_open_or_the_ballot_is_written(facts: Facts) -> bool:
    """Votes are taken in an open sitting, or in writing; silence is always in writing."""
    return facts.sitting_is_open or facts.written or facts.method is Method.SILENCE


def votes_are_by_name(facts: Facts) -> bool:
    """A recorded vote or a roll call."""
    return facts.method in BY_NAME


def the_elector_may_vote(facts: Facts) -> bool:
    """Fixed at the opening, accredited and present."""
    return facts.elector_may_vote


def the_deadline_has_not_passed(facts: Facts) -> bool:
    """There is time left, or no limit."""
    return facts.deadline_passed is False


def objections_decide(facts: Facts) -> bool:
    """Consensus or silence."""
    return facts.method in BY_OBJECTION


def an_objection_to_silence_has_a_reason(facts: Facts) -> bool:
    """In the hall an objection is enough; who breaks silence says why."""
    return facts.method is Method.CONSENSUS or a_reason_is_given(facts)


def hands_are_counted(facts: Facts) -> bool:
    """A show of hands: totals are entered, not votes."""
    return facts.method is Method.SHOW_OF_HANDS


def the_hands_were_counted(facts: Facts) -> bool:
    """A show of hands is decided by the count entered, which must have been."""
    if facts.method is not Method.SHOW_OF_HANDS:
        return facts.method is not None
    return facts.totals_entered


def the_totals_fit(facts: Facts) -> bool:
    """No more hands than delegations present."""
    return facts.totals_fit


def it_closes_later_than_before(facts: Facts) -> bool:
    """A ballot is extended, never shortened."""
    return facts.closes_later


def silence_has_run_its_time(facts: Facts) -> bool:
    """Before its deadline silence ends by being broken, not by closing."""
    if facts.method is not Method.SILENCE:
        return facts.method is not None
    return facts.deadline_passed is True or facts.silence_is_broken


def it_is_by_silence_and_its_text_changed(facts: Facts) -> bool:
    """Silence was asked for other words."""
    return facts.method is Method.SILENCE and facts.text_put_changed


def the_text_is_frozen(facts: Facts) -> bool:
    """Open for endorsement, or closed and open for accession."""
    return facts.stage in {DeclarationState.FROZEN, DeclarationState.CLOSED}


def the_fingerprint_is_the_frozen_one(facts: Facts) -> bool:
    """One signs what was adopted."""
    return facts.fingerprint_matches


def the_mandate_is_accepted(facts: Facts) -> bool:
    """The secretariat has checked the signatory's power to sign."""
    return facts.mandate_is_accepted


def the_signatory_signed_in_again(facts: Facts) -> bool:
    """The person at the screen is the signatory."""
    return facts.signed_in_again


def a_scan_is_lodged(facts: Facts) -> bool:
    """A signature on paper is shown."""
    return facts.scan_is_lodged


def no_other_sitting_is_open(facts: Facts) -> bool:
    """Delegations can be present in one place at a time."""
    return facts.other_open_sittings == 0


def the_quorum_to_open_is_present(facts: Facts) -> bool:
    """Enough delegations to open and debate."""
    return facts.quorum_to_open


def the_result_is_not_declared_yet(facts: Facts) -> bool:
    """The meeting is told once how a ballot ended."""
    return facts.result_declared is False


def the_delegation_is_present(facts: Facts) -> bool:
    """Who is not here cannot speak."""
    return facts.delegation_is_present


def the_list_takes_the_request(facts: Facts) -> bool:
    """The list of the item is open; a point of order is taken at any time. GA rules 71, 73."""
    return facts.list_takes_it


def a_turn_is_left(facts: Facts) -> bool:
    """The rules limit the turns of a delegation on one item. GA rule 72."""
    return facts.turns_left is not None and facts.turns_left > 0


def no_such_request_waits(facts: Facts) -> bool:
    """A delegation stands once on the list."""
    return facts.waits_already is False


def a_request_waits(facts: Facts) -> bool:
    """There is something to take back."""
    return facts.waits_already is True


def it_is_next_to_speak(facts: Facts) -> bool:
    """Points of order first, then the order of request. GA rules 68 and 71."""
    return facts.is_next


def somebody_has_the_floor(facts: Facts) -> bool:
    """A turn has begun and not ended."""
    return facts.floor_is_taken


def the_list_is_open(facts: Facts) -> bool:
    """There is a list to close. GA rule 73."""
    return facts.list_is_open
