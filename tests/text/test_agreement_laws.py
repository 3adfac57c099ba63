"""Laws of merging held against edits that were drawn before the texts: what is drawn is what must come out."""

from itertools import pairwise

from hypothesis import assume, given
from hypothesis import strategies as st

from declaration.text import Merge, merge, rebase, tokenize
from tests.text.arabic import COMMON, clauses
from tests.text.draws import Draw, Meeting, explained
from tests.text.scripts import Edit, applied, is_the_only_minimal

MOST_WORDS = 24
"""Of a longer clause nothing new is learnt, and where words repeat its readings are too many to try."""


def words(text: str) -> list[str]:
    return [token for token in tokenize(text) if not token.isspace()]


written = st.lists(
    st.sampled_from([word for word in COMMON if tokenize(word) == [word]]), max_size=3
)
put_in = written.map(tuple)


@st.composite
def bases(draw: st.DrawFn) -> tuple[str, ...]:
    return tuple(words(draw(clauses))[:MOST_WORDS])


@st.composite
def edits(draw: st.DrawFn, start: int, end: int) -> Edit:
    """The words from `start` to `end` give way to others; where there are none, some are put in."""
    new = draw(put_in)
    return Edit(start, end, new or (draw(st.sampled_from(["كلها", "دائماً"])),) * (start == end))


@st.composite
def disjoint(draw: st.DrawFn) -> Draw:
    """Two to four variants, no edit of which meets another."""
    base = draw(bases())
    scripts: list[list[Edit]] = [[] for _ in range(draw(st.integers(2, 4)))]
    place = draw(st.integers(0, 3))
    while place <= len(base):
        end = min(len(base), place + draw(st.integers(0, 3)))
        draw(st.sampled_from(scripts)).append(draw(edits(place, end)))
        place = end + draw(st.integers(1, 6))
    return as_draw(Meeting.DISJOINT, base, scripts)


@st.composite
def touching(draw: st.DrawFn) -> Draw:
    """Two variants, of which one ends where the other begins; they do not both put words in there."""
    base = draw(bases())
    start, middle, end = sorted(draw(st.integers(0, len(base))) for _ in range(3))
    assume(start < end)
    # Who deletes the whole clause contradicts everybody, also those whose edits only meet it.
    assume((start, end) != (0, len(base)))
    scripts = [[draw(edits(start, middle))], [draw(edits(middle, end))]]
    return as_draw(Meeting.TOUCH, base, draw(st.permutations(scripts)))


@st.composite
def overlapping(draw: st.DrawFn) -> Draw:
    """Two variants that change the same word, or one inside what the other changes, or both put words in at one point."""
    base = draw(bases())
    one = draw(edits(*sorted(draw(st.integers(0, len(base))) for _ in range(2))))
    other = draw(edits(*sorted(draw(st.integers(0, len(base))) for _ in range(2))))
    at_one_point = one.start == one.end == other.start == other.end
    assume(one != other)
    assume(at_one_point or (one.start < other.end and other.start < one.end))
    return as_draw(Meeting.OVERLAP, base, [[one], [other]])


def as_draw(meeting: Meeting, base: tuple[str, ...], scripts: list[list[Edit]]) -> Draw:
    drawn = Draw(meeting, base, tuple(map(tuple, scripts)))
    texts = [drawn.base, *drawn.variants.values()]
    assume(all(words(text) == text.split() for text in texts))
    return drawn


def said(merged: Merge) -> str | None:
    """The merged words, one space between them, as they were drawn."""
    return None if merged.text is None else " ".join(words(merged.text))


@given(st.one_of(disjoint(), touching()))
def test_what_does_not_overlap_is_merged_as_by_hand(drawn: Draw) -> None:
    merged = merge(drawn.base, drawn.variants)
    text = said(merged)
    if drawn.ambiguous:
        assert text is None or text == drawn.by_hand or explained(drawn, text)
        return
    assert text == drawn.by_hand
    assert bool(merged.touching) is (drawn.meeting is Meeting.TOUCH)


@given(overlapping())
def test_what_overlaps_is_reported(drawn: Draw) -> None:
    merged = merge(drawn.base, drawn.variants)
    if not drawn.ambiguous:
        assert merged.text is None
        assert merged.conflicts
    elif merged.text is not None:
        assert explained(drawn, str(said(merged)))


@given(disjoint(), st.data())
def test_merging_one_after_another_is_merging_at_once(drawn: Draw, data: st.DataObject) -> None:
    """Where every text on the way can be read in one way alone."""
    order = data.draw(st.permutations(range(len(drawn.scripts))))
    ways = [
        sorted(e for n in order[:count] for e in drawn.scripts[n])
        for count in range(1, len(order) + 1)
    ]
    assume(not drawn.ambiguous)
    assume(all(is_the_only_minimal(tuple(way), drawn.words) for way in ways))
    assert all(one.end < other.start for one, other in pairwise(ways[-1]))
    current = drawn.base
    for number, way in zip(order, ways, strict=True):
        restated = rebase(drawn.base, drawn.variants[number], current)
        assert restated.text is not None
        current = restated.text
        assert words(current) == applied(drawn.words, way)
    assert current == merge(drawn.base, drawn.variants).text
