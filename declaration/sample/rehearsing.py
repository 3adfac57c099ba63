"""A forum from its founding to the last signature, with no browser and nobody in the hall."""

import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any, Final

from sqlalchemy import select

from declaration.extensions import db
from declaration.forums.models import Sitting
from declaration.forums.operations import sittings
from declaration.procedure.states import BallotState, SittingState
from declaration.sample import sample_amendments, sample_debate, sample_forum
from declaration.sample.company import Company
from declaration.sample.concluding import Concluding
from declaration.sample.generating import Size, found_generated
from declaration.sample.negotiating import Negotiating
from declaration.sample.pace import Pace
from declaration.sample.proving import Broken, prove
from declaration.sample.recording import counted, marked, write_json, write_records
from declaration.sample.staging import INTO_THE_SITTING, stage
from declaration.voting import closing
from declaration.voting.models import Ballot

FORMAT: Final = "declaration/rehearsal/v1"
VOTES: Final = 6_000
"""About how many votes are cast by name, an act each; the rest is by hands and by consensus."""
NOT_SIGNING: Final = 2
"""Delegations that adopt the text and do not sign it."""

Told = Callable[[str], None]


@dataclass
class Rehearsal:
    """What a rehearsal has come to. `seconds` are by stage, in the order of the stages."""

    company: Company
    pace: Pace
    seed: int
    seconds: dict[str, float] = field(default_factory=dict)
    fingerprint: str = ""

    @contextmanager
    def timed(self, stage_name: str) -> Iterator[None]:
        """Add what the block takes to a stage's seconds."""
        began = time.perf_counter()
        yield
        spent = time.perf_counter() - began
        self.seconds[stage_name] = self.seconds.get(stage_name, 0.0) + spent


Prepare = Callable[[Told], Rehearsal]
"""Brings a forum to where the rehearsal takes over."""


def rehearse(folder: Path, prepare: Prepare, *, told: Told = lambda _stage: None) -> list[Broken]:
    """Rehearse a forum in the application's empty database; gives what does not hold afterwards.

    Writes into `folder`, which must be there: `endorsed.docx`, `marked.docx`,
    `voting-record.json`, `text-record.json`, `journal.jsonl` with `checkpoint.json`, and
    `rehearsal.json` with the counts of every act, seconds by stage, the fingerprint, and what
    each rule decided. `told` is called with the stage's name at every step.
    """
    with counted(db.session) as acts:
        rehearsal = prepare(told)
        conclude(rehearsal, told, folder)
    told("writing")
    with rehearsal.timed("writing"), rehearsal.pace.after():
        write_records(folder, rehearsal.company)
    write_json(folder / "rehearsal.json", _report(rehearsal, acts))
    told("proving")
    return prove(folder)


def _report(rehearsal: Rehearsal, acts: Mapping[tuple[str, str], int]) -> dict[str, Any]:
    query = select(Ballot.rule, Ballot.method, Ballot.result).where(
        Ballot.declaration_id == rehearsal.company.declaration_id,
        Ballot.result.is_not(None),
    )
    decided: dict[str, Counter[str]] = defaultdict(Counter)
    for rule, method, outcome in db.session.execute(query):
        decided[f"{method.value}, {rule['majority']}"][outcome.value] += 1
    origin = rehearsal.company.log
    return {
        "format": FORMAT,
        "forum": origin,
        "seed": rehearsal.seed,
        "acts": {act: acts[log, act] for log, act in sorted(acts) if log == origin},
        "acts_elsewhere": {act: acts[log, act] for log, act in sorted(acts) if log != origin},
        "seconds": {name: round(spent, 3) for name, spent in rehearsal.seconds.items()},
        "fingerprint": rehearsal.fingerprint,
        "decided": {rule: dict(outcomes) for rule, outcomes in sorted(decided.items())},
    }


def the_sample(*, host: str, seed: int, told: Told) -> Rehearsal:
    """The sample forum as it is staged, on its own dates."""
    file, debate = sample_forum(), sample_debate()
    here = next(each for each in debate.sittings if each.state is SittingState.OPEN)
    starts = next(each.starts for each in file.sittings if each.number == here.number)
    assert starts is not None
    now = starts + INTO_THE_SITTING
    told("staging")
    began = time.perf_counter()
    company = stage(file, sample_amendments(), debate, host=host, now=now)
    rehearsal = Rehearsal(company, Pace(now), seed)
    rehearsal.seconds["staging"] = time.perf_counter() - began
    return rehearsal


def a_drawn_forum(size: Size, *, host: str, told: Told) -> Rehearsal:
    """A forum of this size after its first sitting, with the amendments that came after it."""
    told("founding")
    began = time.perf_counter()
    proposals = found_generated(size, host=host)
    company, pace = proposals.company, proposals.pace
    rehearsal = Rehearsal(company, pace, size.seed)
    rehearsal.seconds["founding"] = time.perf_counter() - began
    first = -(-size.amendments * 3 // 5)
    told("proposing")
    with rehearsal.timed("proposing"):
        proposals.propose(first)
    negotiating, concluding = _at_work(rehearsal, told), Concluding(company, pace)
    _seat(company, pace, 1)
    with rehearsal.timed("deciding"):
        negotiating.decide(negotiating.clauses_with_amendments())
    with rehearsal.timed("merging"):
        concluding.merge()
    with pace.after(600):
        sittings.close_sitting(1, company.chair)
    with rehearsal.timed("proposing"):
        proposals.propose(size.amendments - first)
    return rehearsal


def _at_work(rehearsal: Rehearsal, told: Told) -> Negotiating:
    return Negotiating(
        rehearsal.company,
        rehearsal.pace,
        seed=rehearsal.seed,
        votes=VOTES,
        present=rehearsal.company.electors,
        decided=lambda: told("deciding"),
    )


def conclude(rehearsal: Rehearsal, told: Told, folder: Path) -> None:
    """From wherever the forum stands to the last signature."""
    company, pace = rehearsal.company, rehearsal.pace
    negotiating = _at_work(rehearsal, told)
    concluding = Concluding(company, pace)
    with rehearsal.timed("deciding"):
        negotiating.screen()
        negotiating.agree()
    for number in _sittings_left(company):
        _seat(company, pace, number)
        with rehearsal.timed("deciding"):
            negotiating.finish_open()
            negotiating.decide(negotiating.clauses_with_amendments())
        told("merging")
        if not (folder / "marked.docx").exists():
            (folder / "marked.docx").write_bytes(marked(company))
        with rehearsal.timed("merging"):
            concluding.merge()
        with rehearsal.timed("deciding"):
            negotiating.screen()
        if number != _last_sitting(company):
            with pace.after(600):
                sittings.close_sitting(number, company.chair)
    told("adopting")
    with rehearsal.timed("adopting"):
        concluding.adopt()
        concluding.freeze()
        with pace.after(60):
            sittings.close_sitting(_last_sitting(company), company.chair)
    rehearsal.fingerprint = concluding.fingerprint
    told("signing")
    with rehearsal.timed("signing"):
        concluding.sign(company.electors[: -NOT_SIGNING or None])


def _sittings_left(company: Company) -> list[int]:
    query = (
        select(Sitting.number)
        .where(Sitting.forum_id == company.forum_id, Sitting.state != SittingState.CLOSED)
        .order_by(Sitting.number)
    )
    return list(db.session.scalars(query))


def _last_sitting(company: Company) -> int:
    query = select(Sitting.number).where(Sitting.forum_id == company.forum_id)
    return max(db.session.scalars(query))


def _seat(company: Company, pace: Pace, number: int) -> None:
    """Everybody in, and the sitting open; the last one waits until silence has run its time."""
    if number == _last_sitting(company):
        ends = select(Ballot.closes_at).where(
            Ballot.declaration_id == company.declaration_id,
            Ballot.state == BallotState.OPEN,
            Ballot.closes_at.is_not(None),
        )
        for closes in db.session.scalars(ends).all():
            assert closes is not None
            pace.reach(closes + timedelta(minutes=1))
        with pace.after():
            closing.tick()
    state = select(Sitting.state).where(
        Sitting.forum_id == company.forum_id, Sitting.number == number
    )
    is_open = db.session.scalars(state).one() is SittingState.OPEN
    for delegation in company.electors:
        with pace.after(1):
            sittings.note_presence(number, delegation, company.secretary)
    if not is_open:
        with pace.after(60):
            sittings.open_sitting(number, company.chair)
