"""What is printed before a clause follows from its place and kind."""

import pytest

from declaration.drafting.models import ClauseKind as Kind
from declaration.drafting.numbering import numbers, sections


@pytest.mark.parametrize(
    ("because", "kinds", "printed"),
    [
        ("operative clauses are numbered across sections",
         [Kind.HEADING, Kind.OPERATIVE, Kind.HEADING, Kind.OPERATIVE], ["", "1", "", "2"]),
        ("recitals have numbers of their own",
         [Kind.PREAMBULAR, Kind.OPERATIVE, Kind.PREAMBULAR], ["P1", "1", "P2"]),
        ("title, motto, chapeau, bridge and closing have none",
         [Kind.TITLE, Kind.MOTTO, Kind.CHAPEAU, Kind.BRIDGE, Kind.CLOSING], [""] * 5),
        ("annexes count from one", [Kind.ANNEX, Kind.ANNEX], ["A1", "A2"]),
        ("nothing has no numbers", [], []),
    ],
)  # fmt: skip
def test_numbers(because: str, kinds: list[Kind], printed: list[str]) -> None:
    assert numbers(kinds) == printed, because


def test_a_section_is_a_heading_and_what_follows_until_the_next() -> None:
    kinds = [Kind.TITLE, Kind.HEADING, Kind.OPERATIVE, Kind.HEADING, Kind.OPERATIVE, Kind.CLOSING]
    assert sections(kinds) == [None, 1, 1, 3, 3, None]
