"""The voting record: every ballot, its rule and quorum, and how each delegation voted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from declaration.documents.body import Body
from declaration.documents.endorsed import add_cover
from declaration.documents.numbering import in_digits
from declaration.documents.ooxml import PAGE_WIDTH, cell, line, row, table, text_table
from declaration.documents.package import assemble
from declaration.documents.values import RecordedBallot, VotingRecord
from declaration.documents.wording import Label
from declaration.procedure.states import Choice
from declaration.text import sort_key

_LABEL: Final[Mapping[Choice | None, Label]] = {
    Choice.IN_FAVOUR: Label.FOR,
    Choice.AGAINST: Label.AGAINST,
    Choice.ABSTAIN: Label.ABSTAIN,
    None: Label.NOT_VOTING,
}
_SHADE: Final[Mapping[Choice | None, str]] = {
    Choice.IN_FAVOUR: "CFE7D6",
    Choice.AGAINST: "F2CFCF",
    Choice.ABSTAIN: "E3E3E3",
    None: "FFFFFF",
}
_NARROWEST: Final = 900
"""Least width of a bar that still holds its label, in twentieths of a point."""


def write_voting_record(record: VotingRecord) -> bytes:
    """The record as a DOCX. Totals are counted from the votes it lists, never taken over."""
    body = Body(record.imprint.language, record.imprint.digits)
    add_cover(body, record.cover)
    body.add(line("Title", record.imprint.title, body.language))
    for ballot in record.ballots:
        body.add(*_ballot(body, ballot))
    return assemble(body, record.imprint)


def tally(ballot: RecordedBallot) -> Counter[Choice | None]:
    """How many delegations chose what; under None, how many did not vote."""
    return Counter(vote.choice for vote in ballot.votes)


def _ballot(body: Body, ballot: RecordedBallot) -> Iterator[str]:
    language = body.language
    number = in_digits(ballot.number, body.digits)
    yield line("Heading1", Label.BALLOT.say(language, number), language)
    present = (in_digits(str(n), body.digits) for n in (ballot.present, ballot.quorum))
    facts = (
        (Label.QUESTION, ballot.question),
        (Label.RULE, ballot.rule),
        (Label.QUORUM, Label.PRESENT.say(language, *present)),
        (Label.CLOSED, ballot.closed),
        (Label.OUTCOME, ballot.outcome),
    )
    widths = (2270, 6800)
    yield table(
        widths,
        "".join(
            row(
                cell(line("TableHead", label.say(language), language), widths[0], shade="E8F0F1")
                + cell(line("TableText", fact, language), widths[1])
            )
            for label, fact in facts
            if fact
        ),
        language,
    )
    yield line("Heading2", Label.CHART.say(language), language)
    yield _bars(body, tally(ballot))
    yield _votes(body, ballot)


def _bars(body: Body, totals: Counter[Choice | None]) -> str:
    """A bar as long as the page, cut in proportion to the votes; each part says its number."""
    shown = [choice for choice in _LABEL if totals[choice]]
    if not shown:
        return line("Note", Label.NOT_VOTING.say(body.language), body.language)
    spare = PAGE_WIDTH - _NARROWEST * len(shown)
    widths = [_NARROWEST + spare * totals[choice] // totals.total() for choice in shown]
    widths[0] += PAGE_WIDTH - sum(widths)
    parts = (
        cell(
            line(
                "TableText",
                f"{_LABEL[choice].say(body.language)}: "
                + in_digits(str(totals[choice]), body.digits),
                body.language,
                "Strong",
            ),
            width,
            shade=_SHADE[choice],
        )
        for choice, width in zip(shown, widths, strict=True)
    )
    return table(widths, row("".join(parts)), body.language)


def _votes(body: Body, ballot: RecordedBallot) -> str:
    """Each delegation's vote, in the alphabetical order of Arabic, down two pairs of columns."""
    language = body.language
    listed = [
        (vote.delegation, _LABEL[vote.choice].say(language))
        for vote in sorted(ballot.votes, key=lambda vote: sort_key(vote.delegation))
    ]
    half = -(-len(listed) // 2)
    left = [*listed[half:], ("", "")][:half]
    head = [Label.DELEGATION.say(language), Label.VOTE.say(language)] * 2
    rows = [(*first, *second) for first, second in zip(listed[:half], left, strict=True)]
    return text_table((3035, 1500, 3035, 1500), head, rows, language)
