"""The results of all ballots together, as a picture."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.formats import current_writing, hand_of, number, state_word
from declaration.pictures import ActivityWords, Doing, Picture, Series, Tone, activity
from declaration.procedure.conditions import BY_NAME
from declaration.procedure.states import BallotState, Choice, Method
from declaration.voting.asked import asked_in
from declaration.voting.models import Ballot, Vote
from declaration.voting.queries import ballots_of


@dataclass(frozen=True)
class Results:
    """How the ballots that closed were decided.

    `picture` shows those in which votes were counted, None where there is none; `unvoted` is the
    number of those decided by consensus or silence.
    """

    picture: Picture | None
    unvoted: int


def results_of(declaration: Declaration) -> Results:
    """Every ballot that closed and stands, the first first. Seven statements."""
    closed = [
        ballot
        for ballot in reversed(ballots_of(declaration.id))
        if ballot.state is BallotState.CLOSED
    ]
    voted = [
        ballot
        for ballot in closed
        if ballot.method in BY_NAME or ballot.method is Method.SHOW_OF_HANDS
    ]
    return Results(_drawn(declaration, voted) if voted else None, len(closed) - len(voted))


def _drawn(declaration: Declaration, ballots: Sequence[Ballot]) -> Picture:
    writing, text = current_writing(), revision_text(declaration.id)
    cast = _cast([ballot.id for ballot in ballots])
    doings = []
    for ballot in ballots:
        name = _("Ballot %(number)s", number=number(ballot.number, writing))
        became = state_word("outcome", ballot.result).word if ballot.result else ""
        label = f"{name}: {asked_in(ballot, text).title} ({became})"
        doings.append(Doing(label, _counts(ballot, cast)))
    series = [
        Series(_("For"), Tone.FOR),
        Series(_("Against"), Tone.AGAINST),
        Series(_("Abstain"), Tone.ABSTAIN),
    ]
    words = ActivityWords(
        title=_("Results of the ballots"),
        says=_("How many delegations were for, against and abstaining in each ballot."),
        of=_("Ballot"),
        all=_("Together"),
    )
    return activity(doings, series, words, hand_of(writing))


def _counts(ballot: Ballot, cast: Mapping[tuple[int, Choice], int]) -> tuple[int, ...]:
    if ballot.method is Method.SHOW_OF_HANDS:
        counted = ballot.totals.get("counted", {})
        return tuple(counted.get(name, 0) for name in ("for", "against", "abstaining"))
    order = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAIN)
    return tuple(cast.get((ballot.id, choice), 0) for choice in order)


def _cast(ballot_ids: Sequence[int]) -> dict[tuple[int, Choice], int]:
    query = (
        select(Vote.ballot_id, Vote.choice, func.count())
        .where(Vote.ballot_id.in_(ballot_ids), Vote.choice.is_not(None))
        .group_by(Vote.ballot_id, Vote.choice)
    )
    return {
        (ballot_id, choice): many
        for ballot_id, choice, many in db.session.execute(query)
        if choice is not None
    }
