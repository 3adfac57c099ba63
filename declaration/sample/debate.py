"""What happened around the sample's amendments: sittings, ballots, remarks and speakers."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from declaration.forums.forum_file import Names
from declaration.procedure.statements import StatementKind
from declaration.procedure.states import BallotState, Choice, Method, Outcome, SittingState

CHOICES: Final = {"for": Choice.IN_FAVOUR, "against": Choice.AGAINST, "abstain": Choice.ABSTAIN}


@dataclass(frozen=True)
class SampleSitting:
    """A sitting: how far it has come, and the delegations that were away from it."""

    number: int
    state: SittingState
    absent: tuple[str, ...]


@dataclass(frozen=True)
class SamplePublication:
    """A revision issued under `symbol`, with the amendments merged into it."""

    symbol: str
    merges: tuple[str, ...]


@dataclass(frozen=True)
class Subject:
    """What a ballot or a thread is about: an amendment by its id, or a clause by its key."""

    amendment: str | None = None
    clause: str | None = None


@dataclass(frozen=True, kw_only=True)
class SampleBallot:
    """A ballot and how it went.

    `votes` holds the delegations that are named; of those that are not, each present one voted
    `others`, or not at all when that is None. Those in `left` were gone at the close. `totals`
    are entered for a show of hands. `hours` is how long silence lasts.
    """

    question: Subject
    sitting: int | None
    method: Method
    state: BallotState
    outcome: Outcome | None
    votes: Mapping[str, Choice | None]
    others: Choice | None
    left: tuple[str, ...]
    totals: Mapping[Choice, int]
    hours: int | None
    because: Names

    def choice_of(self, delegation: str) -> Choice | None:
        """How a delegation that was present voted; None when it cast no vote."""
        return self.votes.get(delegation, self.others)


@dataclass(frozen=True)
class SampleStatement:
    """An explanation of vote."""

    ballot: Subject
    by: str
    kind: StatementKind
    text: str


@dataclass(frozen=True)
class SampleComment:
    """One remark. `by` is the part of the person's address before the @; `hidden` is the
    secretariat's reason for hiding it, empty while it is shown.
    """

    by: str
    text: str
    language: str
    hidden: Names


@dataclass(frozen=True)
class SampleThread:
    """Remarks on words of a text, or on all of it; on the newest version when none is named."""

    subject: Subject
    version: int | None
    quote: str | None
    resolved: bool
    comments: tuple[SampleComment, ...]


@dataclass(frozen=True)
class SampleSpeaker:
    """A request for the floor. `turn` is waiting, speaking or ended."""

    delegation: str
    turn: str
    point_of_order: bool


@dataclass(frozen=True)
class SpeakersList:
    """Who asked for the floor on a clause in a sitting, in order of request."""

    sitting: int
    clause: str
    closed: bool
    speakers: tuple[SampleSpeaker, ...]


@dataclass(frozen=True)
class Debate:
    """All of it, in the order in which it happened."""

    sittings: tuple[SampleSitting, ...]
    publications: tuple[SamplePublication, ...]
    ballots: tuple[SampleBallot, ...]
    statements: tuple[SampleStatement, ...]
    threads: tuple[SampleThread, ...]
    speakers: SpeakersList


def read_debate(source: str) -> Debate:
    """Read the debate file. Raises KeyError or ValueError where it says something unknown."""
    told = yaml.safe_load(source)
    floor = told["speakers"]
    return Debate(
        sittings=tuple(
            SampleSitting(each["number"], SittingState(each["state"]), tuple(each["absent"]))
            for each in told["sittings"]
        ),
        publications=tuple(
            SamplePublication(each["symbol"], tuple(each["merges"]))
            for each in told["publications"]
        ),
        ballots=tuple(_ballot(each) for each in told["ballots"]),
        statements=tuple(
            SampleStatement(
                Subject(**each["ballot"]), each["by"], StatementKind(each["kind"]), each["text"]
            )
            for each in told["statements"]
        ),
        threads=tuple(_thread(each) for each in told["threads"]),
        speakers=SpeakersList(
            floor["sitting"],
            floor["clause"],
            floor["closed"],
            tuple(
                SampleSpeaker(each["delegation"], each["turn"], each.get("point_of_order", False))
                for each in floor["list"]
            ),
        ),
    )


def _ballot(told: dict[str, Any]) -> SampleBallot:
    votes: dict[str, Choice | None] = dict.fromkeys(told.get("none", ()))
    for word, choice in CHOICES.items():
        votes.update(dict.fromkeys(told.get(word, ()), choice))
    others = told.get("others", "none")
    return SampleBallot(
        question=Subject(**told["question"]),
        sitting=told.get("sitting"),
        method=Method(told["method"]),
        state=BallotState(told["state"]),
        outcome=Outcome(told["outcome"]) if "outcome" in told else None,
        votes=votes,
        others=None if others == "none" else CHOICES[others],
        left=tuple(told.get("left", ())),
        totals={CHOICES[word]: number for word, number in told.get("totals", {}).items()},
        hours=told.get("hours"),
        because=told.get("because", {}),
    )


def _thread(told: dict[str, Any]) -> SampleThread:
    return SampleThread(
        subject=Subject(amendment=told.get("amendment"), clause=told.get("clause")),
        version=told.get("version"),
        quote=told.get("on"),
        resolved=told.get("resolved", False),
        comments=tuple(
            SampleComment(
                by=each["by"],
                text=each["text"],
                language=each.get("language", "ar"),
                hidden=each.get("hidden", {}),
            )
            for each in told["comments"]
        ),
    )
