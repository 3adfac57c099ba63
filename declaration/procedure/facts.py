"""What the conditions of the tables ask about."""

from dataclasses import dataclass
from typing import Final

from declaration.procedure.states import DeclarationState, Fate, Method, Outcome, Question


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The circumstances of an act, filled by whoever keeps the records.

    Everything left out counts against the act: an unknown number is not zero, and what was not
    stated is not so. All numbers are counts of records.
    """

    reason: str = ""
    """Why, in the words of the person acting."""

    stage: DeclarationState | None = None
    clauses: int | None = None
    """In the newest revision."""
    open_clauses: int | None = None
    """Neither settled nor decided."""
    undecided_clauses: int | None = None
    """Neither adopted nor not adopted."""
    rejected_clauses: int | None = None
    """Not adopted, and in the newest revision still."""
    pending_amendments: int | None = None
    """In one of the states of `PENDING`."""
    unmerged_amendments: int | None = None
    """Adopted, not yet in the text."""
    open_ballots: int | None = None
    whole_is_adopted: bool = False
    """The declaration as a whole has been adopted by a ballot that stands."""
    lapsing_was_listed: bool = False
    """The person was shown what lapses by this act."""

    amendments_open: bool = False
    """The window for amendments is open at this second."""
    lateness_waived: bool = False
    """The secretariat accepts this amendment although the window is closed."""
    changes_something: bool = False
    """Its text, place or removal differs from the version it is made against."""
    emptied_by_adoption: bool = False
    """An adopted amendment to it takes out all that it would change."""
    scope_is_clear: bool = False
    """It leaves part of the clause standing, or the chair has ruled that it is an amendment."""
    arabic_is_confirmed: bool = False
    """Written in Arabic, or its Arabic was entered and its sponsor has confirmed it."""
    on_current_version: bool = False
    """Made against, or rebased on, the newest version of its clause."""
    notice_is_over: bool = False
    """The notice the rules ask for has run since its submission, or the chair has waived it."""
    adopted_rivals: int | None = None
    """Adopted amendments that leave it no room, and that no ruling lets it stand beside."""
    undecided_children: int | None = None
    """Amendments to it that are undecided, or adopted and not yet in its wording."""
    children_put: int | None = None
    """Amendments to it on which a ballot is open."""
    parent_awaits_its_vote: bool = False
    """The amendment it amends is public and not put yet; so is the text, which always is."""
    parent_is_gone: bool = False
    """The amendment it amends has met its end without being adopted."""
    is_in_the_text: bool | None = None
    """It was merged, its adoption was reconsidered, and its words were not yet taken out."""
    was_admissible: bool = False
    """It had passed the screening before."""
    parts: int | None = None
    """How many separable changes it holds."""
    was_divided: bool = False
    every_part_rejected: bool = False
    replaced_by_compromise: bool | None = None
    """Whether the consents given so far put a compromise in its place."""
    compromise_is_lost: bool = False
    """The compromise that replaced it was rejected, fell, lapsed, was withdrawn or revised."""
    fate: Fate | None = None
    """What the chair rules to follow from an adoption."""
    editorial: bool = False
    """The new version corrects typography alone: a diff without substance."""
    was_amended: bool = False
    """The version put to the vote came from merging amendments."""

    question: Question | None = None
    method: Method | None = None
    outcome: Outcome | None = None
    electors: int | None = None
    rival_ballots: int | None = None
    """Other current ballots on the same question."""
    sitting_is_open: bool = False
    written: bool = False
    """The ballot is held outside a sitting."""
    elector_may_vote: bool = False
    """An elector of this ballot, present, or voting in a written ballot."""
    deadline_passed: bool | None = None
    """None when unknown; a ballot without a deadline has not passed it."""
    silence_is_broken: bool = False
    totals_fit: bool = False
    """The totals are not negative and not more than the electors present."""
    totals_entered: bool = False
    """The hands were counted and the count written down."""
    closes_later: bool = False
    """The new deadline lies after the present one and after now."""
    text_put_changed: bool = False
    """The text this ballot asks about has a newer version."""

    fingerprint_matches: bool = False
    """What is signed is the fingerprint of the frozen text."""
    mandate_is_accepted: bool = False
    signed_in_again: bool = False
    scan_is_lodged: bool = False
    other_open_sittings: int | None = None
    quorum_to_open: bool = False
    """Enough accredited voting delegations are present to open the sitting."""

    result_declared: bool | None = None
    """The chair has told the meeting how the ballot ended."""
    delegation_is_present: bool = False
    """The delegation that asks for the floor is noted as present."""
    list_takes_it: bool = False
    """A point of order; or an item is taken up and its list of speakers is open."""
    turns_left: int | None = None
    """Of the delegation, on the item taken up; its request that waits counts as one."""
    waits_already: bool | None = None
    """The delegation has asked for the floor in the same way, and waits."""
    is_next: bool = False
    """The request is the first in the order of speakers."""
    floor_is_taken: bool = False
    """A delegation has the floor."""
    list_is_open: bool = False
    """An item is taken up, and its list of speakers has not been closed."""


NO_FACTS: Final = Facts()
