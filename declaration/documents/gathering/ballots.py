"""The voting record: every ballot that ended, and what each delegation said in it."""

from collections.abc import Mapping
from typing import Final

from sqlalchemy import select
from sqlalchemy.orm import joinedload, selectinload

from declaration import clock
from declaration.documents.directions import Language
from declaration.documents.gathering.covers import cover_of, imprint_of, status_of, writing_of
from declaration.documents.values import (
    RecordedBallot,
    RecordedObjection,
    RecordedVote,
    VotingRecord,
)
from declaration.documents.wording import Label
from declaration.drafting.models import Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.formats import Writing, moment, name_in, state_word, term
from declaration.forums.models import Forum
from declaration.procedure.conditions import BY_NAME
from declaration.procedure.decision import Ground
from declaration.procedure.majority import Share
from declaration.procedure.states import BallotState, Choice, Method
from declaration.voting.asked import asked_in
from declaration.voting.models import Ballot, Elector, Objection, Vote
from declaration.voting.queries import WITH_SUBJECTS

_ENDED: Final = (BallotState.CLOSED, BallotState.SET_ASIDE, BallotState.VOID)
_ISOLATES: Final = {0x2068: None, 0x2069: None}
"""Signs that keep a name's direction on a page; a file keeps it by its runs."""


def voting_record(
    forum: Forum, declaration: Declaration, language: Language = "ar"
) -> VotingRecord:
    """Every ballot that ended, by number. Ten statements, however many ballots."""
    text = revision_text(declaration.id)
    title = Label.VOTING_RECORD.say(language)
    gathering = _Gathering(declaration, text, writing_of(forum, language), language)
    return VotingRecord(
        imprint=imprint_of(forum, text, language, clock.now(), title),
        cover=cover_of(forum, language, status_of(declaration)),
        ballots=gathering.ballots(),
    )


class _Gathering:
    """What one record is made from."""

    def __init__(
        self, declaration: Declaration, text: RevisionText, writing: Writing, language: Language
    ) -> None:
        self._text, self._writing, self._language = text, writing, language
        self._rows = db.session.scalars(
            select(Ballot)
            .where(Ballot.declaration_id == declaration.id, Ballot.state.in_(_ENDED))
            .options(selectinload(Ballot.electors).joinedload(Elector.delegation), WITH_SUBJECTS)
            .order_by(Ballot.number)
        ).all()
        ids = [ballot.id for ballot in self._rows]
        self._votes: Mapping[tuple[int, int], Choice | None] = {
            (vote.ballot_id, vote.delegation_id): vote.choice
            for vote in db.session.scalars(select(Vote).where(Vote.ballot_id.in_(ids)))
        }
        self._objections: dict[int, list[Objection]] = {}
        query = (
            select(Objection)
            .where(Objection.ballot_id.in_(ids))
            .options(joinedload(Objection.delegation))
            .order_by(Objection.raised_at)
        )
        for objection in db.session.scalars(query):
            self._objections.setdefault(objection.ballot_id, []).append(objection)

    def ballots(self) -> tuple[RecordedBallot, ...]:
        """Every ballot as the record shows it."""
        return tuple(map(self._ballot, self._rows))

    def _ballot(self, ballot: Ballot) -> RecordedBallot:
        electors = sorted(ballot.electors, key=lambda each: each.delegation.sort_key)
        quorum = ballot.rule.get("quorum")
        named = ballot.method in BY_NAME
        return RecordedBallot(
            number=str(ballot.number),
            question=asked_in(ballot, self._text).question.translate(_ISOLATES),
            rule=self._rule(ballot),
            closed=moment(ballot.closed_at, self._writing) if ballot.closed_at else "",
            outcome=self._outcome(ballot),
            quorum=Share(*quorum).least(len(electors)) if quorum else 0,
            present=int(ballot.totals.get("present", 0)),
            votes=tuple(
                RecordedVote(
                    name_in(each.delegation.names, self._language),
                    self._votes.get((ballot.id, each.delegation_id)),
                )
                for each in electors
                if named
            ),
            counted=self._hands(ballot),
            objections=tuple(
                RecordedObjection(name_in(each.delegation.names, self._language), each.reason)
                for each in self._objections.get(ballot.id, ())
            ),
            needed=None
            if ballot.because.get("ground") == Ground.NO_QUORUM
            else ballot.because.get("needed"),
        )

    def _rule(self, ballot: Ballot) -> str:
        method = term("method", ballot.method)
        return f"{term('majority', ballot.rule['majority'])} ({method})"

    def _outcome(self, ballot: Ballot) -> str:
        """The result; of one that was set aside, that too."""
        if ballot.result is None:
            return ""
        outcome = str(state_word("outcome", ballot.result).word)
        if ballot.state is BallotState.SET_ASIDE:
            outcome += f" ({state_word('ballot', ballot.state).word})"
        return outcome

    def _hands(self, ballot: Ballot) -> tuple[int, int, int] | None:
        counted = ballot.totals.get("counted")
        if ballot.method is not Method.SHOW_OF_HANDS or counted is None:
            return None
        return counted["for"], counted["against"], counted["abstaining"]
