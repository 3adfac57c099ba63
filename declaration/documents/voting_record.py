"""The voting record: every ballot, its rule and quorum, and how each delegation voted."""

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Final

from declaration.documents.body import Body
from declaration.documents.directions import Language
from declaration.documents.drawing import cells_of, hand
from declaration.documents.endorsed import add_cover
from declaration.documents.numbering import in_digits
from declaration.documents.ooxml import PAGE_WIDTH, cell, line, row, table, text_cell, text_table
from declaration.documents.package import assemble
from declaration.documents.raster import photographed
from declaration.documents.values import RecordedBallot, VotingRecord
from declaration.documents.wording import Label
from declaration.forums.models import Digits
from declaration.pictures import BallotWords, Part, Picture, Tone
from declaration.pictures import ballot as draw_ballot
from declaration.procedure.states import Choice
from declaration.text import sort_key

_LABEL: Final[Mapping[Choice | None, Label]] = {
    Choice.IN_FAVOUR: Label.FOR,
    Choice.AGAINST: Label.AGAINST,
    Choice.ABSTAIN: Label.ABSTAIN,
    None: Label.NOT_VOTING,
}
_TONE: Final[Mapping[Choice | None, Tone]] = {
    Choice.IN_FAVOUR: Tone.FOR,
    Choice.AGAINST: Tone.AGAINST,
    Choice.ABSTAIN: Tone.ABSTAIN,
    None: Tone.NONE,
}
_BY_HAND: Final = (Choice.IN_FAVOUR, Choice.AGAINST, Choice.ABSTAIN)


def write_voting_record(record: VotingRecord) -> bytes:
    """The record as a DOCX. Totals are counted from the votes it lists, never taken over."""
    body = Body(record.imprint.language, record.imprint.digits)
    add_cover(body, record.cover)
    body.add(line("Title", record.imprint.title, body.language))
    drawn = [picture_of(each, body.language, body.digits) for each in record.ballots]
    images = photographed(each for each in drawn if each is not None)
    for ballot, picture in zip(record.ballots, drawn, strict=True):
        body.add(*_ballot(body, ballot, picture, images))
    if not record.ballots:
        body.add(line("Note", Label.NO_BALLOTS.say(body.language), body.language))
    return assemble(body, record.imprint)


def tally(ballot: RecordedBallot) -> Counter[Choice | None]:
    """How many delegations chose what; under None, how many did not vote.

    Where hands were counted, the count that was entered.
    """
    if ballot.counted is None:
        return Counter(vote.choice for vote in ballot.votes)
    return Counter(dict(zip(_BY_HAND, ballot.counted, strict=True)))


def facts_of(ballot: RecordedBallot, language: Language, digits: Digits) -> list[tuple[Label, str]]:
    """What stands above the votes, each fact with its label; none is empty."""
    present = (in_digits(str(n), digits) for n in (ballot.present, ballot.quorum))
    facts = [
        (Label.QUESTION, ballot.question),
        (Label.RULE, ballot.rule),
        (Label.QUORUM, Label.PRESENT.say(language, *present)),
        (Label.CLOSED, ballot.closed),
        (Label.OUTCOME, ballot.outcome),
    ]
    facts += [
        (Label.OBJECTION, Label.OBJECTION_OF.say(language, each.delegation, each.reason))
        for each in ballot.objections
    ]
    return [(label, fact) for label, fact in facts if fact]


def picture_of(ballot: RecordedBallot, language: Language, digits: Digits) -> Picture | None:
    """How the votes are distributed, with a line at the number needed.

    None where nobody voted by name and no hands were counted.
    """
    totals = tally(ballot)
    if not totals:
        return None
    return draw_ballot(
        [Part(_LABEL[each].say(language), totals[each], _TONE[each]) for each in _LABEL],
        ballot.needed,
        BallotWords(
            title=Label.CHART.say(language),
            answer=Label.VOTE.say(language),
            delegations=Label.DELEGATION.say(language),
            needed=Label.NEEDED.say(language),
        ),
        hand(language, digits),
    )


def silence_of(ballot: RecordedBallot) -> Label:
    """What is said where there is nothing to draw."""
    return Label.NOT_VOTING if ballot.objections else Label.NOBODY_OBJECTED


def votes_in_columns(ballot: RecordedBallot, language: Language) -> list[tuple[str, str, str, str]]:
    """Each delegation and its vote, in the alphabetical order of Arabic, down two columns."""
    listed = [
        (vote.delegation, _LABEL[vote.choice].say(language))
        for vote in sorted(ballot.votes, key=lambda vote: sort_key(vote.delegation))
    ]
    half = -(-len(listed) // 2)
    left = [*listed[half:], ("", "")][:half]
    return [(*first, *second) for first, second in zip(listed[:half], left, strict=True)]


def _ballot(
    body: Body, ballot: RecordedBallot, picture: Picture | None, images: Mapping[Picture, bytes]
) -> Iterator[str]:
    language = body.language
    number = in_digits(ballot.number, body.digits)
    yield line("Heading1", Label.BALLOT.say(language, number), language)
    widths = (2270, 6800)
    yield table(
        widths,
        "".join(
            row(
                cell(line("TableHead", label.say(language), language), widths[0], shade="E8F0F1")
                + text_cell(fact, widths[1], language)
            )
            for label, fact in facts_of(ballot, language, body.digits)
        ),
        language,
    )
    yield line("Heading2", Label.CHART.say(language), language)
    if picture is None:
        yield line("Note", silence_of(ballot).say(language), language)
    else:
        yield body.picture(picture, images[picture])
        yield _totals(body, picture)
    if ballot.votes and ballot.counted is None:
        yield _votes(body, ballot)


def _totals(body: Body, picture: Picture) -> str:
    """The table behind the picture, its rows beside one another: a line however many ballots."""
    heads, totals = zip(*cells_of(picture, body.digits), strict=True)
    widths = [PAGE_WIDTH // len(heads)] * len(heads)
    return text_table(widths, heads, [totals], body.language)


def _votes(body: Body, ballot: RecordedBallot) -> str:
    language = body.language
    head = [Label.DELEGATION.say(language), Label.VOTE.say(language)] * 2
    rows = votes_in_columns(ballot, language)
    return text_table((3035, 1500, 3035, 1500), head, rows, language)
