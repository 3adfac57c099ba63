"""No wrong merge in ten thousand of each sort, judged by edits that were drawn before the texts."""

import sys
from collections import Counter

import pytest

from declaration.text import merge
from tests.text.draws import Draw, Meeting, draws, explained

COUNT = 10_000


def outcome(draw: Draw) -> str:
    """What the merge made of the draw."""
    merged = merge(draw.base, draw.variants)
    if merged.text is None:
        return "conflict"
    if merged.text != draw.by_hand:
        return "otherwise" if draw.ambiguous and explained(draw, merged.text) else "wrong"
    if draw.meeting is Meeting.TOUCH and not merged.touching:
        return "touching untold"
    return "as by hand"


@pytest.mark.parametrize("repeated", [False, True], ids=["all words differ", "a quarter repeats"])
@pytest.mark.parametrize("meeting", Meeting)
def test_no_merge_is_wrong(
    meeting: Meeting, repeated: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    told, doubtful = Counter[str](), Counter[str]()
    for draw in draws(meeting, COUNT, seed=1948, repeated=repeated):
        (doubtful if draw.ambiguous else told)[outcome(draw)] += 1
    right = "conflict" if meeting is Meeting.OVERLAP else "as by hand"
    assert set(told) == {right}, told
    assert not set(doubtful) & {"wrong"}, doubtful
    assert repeated is (doubtful.total() >= COUNT / 10)
    share = f"{doubtful.total() / COUNT:.0%} of two readings"
    with capsys.disabled():
        sys.stdout.write(f"\n{meeting}: {dict(told)}; {share}: {dict(doubtful)}\n")
