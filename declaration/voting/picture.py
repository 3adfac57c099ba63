"""The picture of a ballot's result."""

from collections.abc import Sequence

from flask_babel import gettext as _

from declaration.formats import current_writing, hand_of
from declaration.pictures import BallotWords, Part, Picture, Tone, ballot
from declaration.procedure import Tally


def of_votes(tally: Tally, electors: int, needed: int | None) -> Picture:
    """Who voted how, of so many entitled; `needed` in favour carried it."""
    return _drawn(
        [
            Part(_("For"), tally.in_favour, Tone.FOR),
            Part(_("Against"), tally.against, Tone.AGAINST),
            Part(_("Abstain"), tally.abstaining, Tone.ABSTAIN),
            Part(_("Not participating"), max(electors - tally.taking_part, 0), Tone.NONE),
        ],
        needed,
    )


def of_objections(objections: int, electors: int) -> Picture:
    """Who objected, of so many entitled; whoever was silent agreed."""
    return _drawn(
        [
            Part(_("Did not object"), max(electors - objections, 0), Tone.FOR),
            Part(_("Objected"), objections, Tone.AGAINST),
        ],
        None,
    )


def _drawn(parts: Sequence[Part], needed: int | None) -> Picture:
    words = BallotWords(
        title=_("Distribution of votes"),
        answer=_("Answer of the delegation"),
        delegations=_("Delegations"),
        needed=_("Needed in favour"),
    )
    return ballot(parts, needed, words, hand_of(current_writing()))
