"""Two revisions side by side: what moved, came, went and changed."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.drafting.models import ClauseKind, Origin
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.procedure.states import ClauseState
from declaration.reading.comparing import compared


def revision(*clauses: tuple[int, str]) -> RevisionText:
    placed = tuple(
        PlacedClause(
            clause_id=number, key=f"c{number}", state=ClauseState.OPEN, sitting_id=None,
            position=position, number=str(position), section=None, version_id=number,
            version=1, kind=ClauseKind.OPERATIVE, text=text, origin=Origin.INITIAL,
        )
        for position, (number, text) in enumerate(clauses, start=1)
    )  # fmt: skip
    return RevisionText(1, 1, None, datetime(2023, 5, 10, tzinfo=UTC), placed)


@pytest.mark.parametrize(
    ("because", "before", "after", "said"),
    [
        ("nothing changed", "abc", "abc", {}),
        ("one moved to the front, the others stayed", "abc", "cab", {"c": "moved"}),
        ("one came", "ab", "axb", {"x": "added"}),
        ("one went, and is shown where it stood", "axb", "ab", {"x": "removed"}),
        ("two changed places: one of them moved", "ab", "ba", {"b": "moved"}),
    ],
)
def test_what_became_of_each_clause(
    because: str, before: str, after: str, said: dict[str, str]
) -> None:
    rows = compared(
        revision(*((ord(k), k) for k in before)), revision(*((ord(k), k) for k in after))
    )
    found = {
        chr(row.stands.clause_id): "added"
        if row.before is None
        else "removed"
        if row.after is None
        else "moved"
        for row in rows
        if row.changed
    }
    assert len(found) == len(said), because
    assert set(found.values()) == set(said.values()), because


@given(st.lists(st.integers(1, 9), unique=True), st.lists(st.integers(1, 9), unique=True))
def test_every_clause_of_either_revision_is_shown_once(old: list[int], new: list[int]) -> None:
    rows = compared(revision(*((n, str(n)) for n in old)), revision(*((n, str(n)) for n in new)))
    assert sorted(row.stands.clause_id for row in rows) == sorted({*old, *new})
    assert [row.stands.clause_id for row in rows if row.after is not None] == new
