"""What is missing when a step is refused: a sentence for each condition of the tables."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

MISSING: Final[Mapping[str, LazyString]] = {
    "a_reason_is_given": _l("A reason must be given."),
    "the_text_has_clauses": _l("The text has no clauses yet."),
    "the_declaration_is_in_negotiation": _l("The declaration is not under negotiation."),
    "no_ballot_is_open": _l("A ballot is open. Close it first."),
    "no_amendment_is_pending": _l("Some amendments are not yet decided."),
    "nothing_adopted_awaits_merging": _l("An adopted amendment is not yet merged into the text."),
    "what_lapses_was_listed": _l("The amendments that would lapse must be looked through first."),
    "no_clause_is_open": _l("Some clauses are still open."),
    "what_was_not_adopted_is_out_of_the_text": _l(
        "A clause that was not adopted stands in the text still. The desk must take it out first."
    ),
    "every_clause_is_decided": _l("Some clauses have not been decided in their present version."),
    "the_whole_is_adopted": _l("The declaration as a whole has not been adopted."),
    "amendments_are_open": _l("Amendments are not being received now."),
    "it_changes_something": _l("The amendment changes nothing in the text."),
    "an_adoption_left_nothing_of_it": _l("No adopted amendment to it takes out all of it."),
    "the_scope_is_clear": _l("The chair must first rule whether this is an amendment."),
    "its_arabic_is_confirmed": _l("Its Arabic wording has not been confirmed by its sponsor."),
    "it_is_on_the_current_version": _l("The clause has a newer version. Restate the amendment."),
    "it_was_admissible": _l("The amendment has not been screened."),
    "it_has_separable_parts": _l("The amendment has no parts that can stand alone."),
    "it_was_divided": _l("The amendment was not divided."),
    "every_part_is_rejected": _l("Not every part of the amendment was rejected."),
    "the_compromise_replaces_it": _l("Not every main sponsor has agreed to the compromise."),
    "the_compromise_is_lost": _l("The compromise wording still stands."),
    "the_chair_rules_it_falls": _l("The chair has not ruled that it falls."),
    "the_chair_rules_it_satisfied": _l("The chair has not ruled that it is satisfied."),
    "the_chair_rules_it_stays": _l("The chair has not ruled that it stays."),
    "the_change_is_editorial": _l("The change is more than editorial."),
    "the_question_is_adopted": _l("The question was not adopted."),
    "the_question_is_rejected": _l("The question was not rejected."),
    "the_ballot_is_void": _l("The ballot is not void."),
    "the_ballot_is_decided": _l("The ballot has no decision."),
    "a_reconsideration_is_carried": _l("Reconsideration was not agreed."),
    "it_was_amended": _l("The clause was not amended, so there is no earlier version to restore."),
    "its_notice_is_over": _l("The notice that the rules ask for has not run since its submission."),
    "nothing_adopted_excludes_it": _l(
        "An adopted amendment leaves it no room. The chair must first rule what becomes of it."
    ),
    "its_own_amendments_are_decided": _l(
        "An amendment to it comes first: it is undecided, or not yet in its wording."
    ),
    "no_amendment_to_it_is_put": _l("A ballot on an amendment to it is open. Wait for its end."),
    "what_it_amends_awaits_its_vote": _l(
        "The amendment that it would amend is no longer open to amendment."
    ),
    "what_it_amends_is_gone": _l("The amendment that it would amend still stands."),
    "it_is_out_of_the_text": _l(
        "Its words are in the text still. The desk must first restore what was reconsidered."
    ),
    "the_compromise_awaits_consent": _l("Every main sponsor has agreed to the compromise."),
    "the_stage_allows_the_question": _l("This question cannot be put at this stage."),
    "no_other_ballot_asks_it": _l("Another ballot already asks this question."),
    "there_are_electors": _l("No delegation is entitled to vote."),
    "a_sitting_is_open_or_the_ballot_is_written": _l("No sitting is open."),
    "votes_are_by_name": _l("This ballot takes no votes by name."),
    "the_elector_may_vote": _l("Your delegation cannot vote: not accredited, or not present."),
    "the_deadline_has_not_passed": _l("The time has passed."),
    "objections_decide": _l("This ballot is not decided by objections."),
    "an_objection_to_silence_has_a_reason": _l("An objection must say why."),
    "hands_are_counted": _l("This ballot is not a show of hands."),
    "the_hands_were_counted": _l("The hands have not been counted. Enter the totals first."),
    "the_totals_fit": _l("The totals are more than the delegations present."),
    "it_closes_later_than_before": _l("A ballot can be extended, not shortened."),
    "silence_has_run_its_time": _l("The time for objections has not passed."),
    "it_is_by_silence_and_its_text_changed": _l("The text put to silence has not changed."),
    "the_text_is_frozen": _l("The text is not frozen yet."),
    "the_fingerprint_is_the_frozen_one": _l("The fingerprint is not that of the frozen text."),
    "the_mandate_is_accepted": _l("The mandate has not been accepted by the secretariat."),
    "the_signatory_signed_in_again": _l("Enter your password again to sign."),
    "a_scan_is_lodged": _l("A scan of the signed paper must be lodged."),
    "the_quorum_to_open_is_present": _l("Too few delegations are present to open."),
    "no_other_sitting_is_open": _l("Another sitting is open. Close it first."),
    "the_result_is_not_declared_yet": _l("The result has been declared."),
    "the_delegation_is_present": _l("Your delegation is not noted as present in this sitting."),
    "the_list_takes_the_request": _l("The list of speakers is closed, or no item is taken up."),
    "a_turn_is_left": _l("Your delegation has had its turns on this item."),
    "no_such_request_waits": _l("Your delegation stands on the list already."),
    "a_request_waits": _l("Your delegation does not wait for the floor."),
    "it_is_next_to_speak": _l("The order of speakers has changed. Look again who comes next."),
    "somebody_has_the_floor": _l("Nobody has the floor."),
    "the_list_is_open": _l("No list of speakers is open."),
    "the_rules_are_not_fixed": _l("The rules were fixed when the first sitting opened."),
}


def condition_sentence(name: str) -> LazyString | str:
    """What to tell somebody whose step is refused because condition `name` is not met."""
    return MISSING.get(name) or name.replace("_", " ")
