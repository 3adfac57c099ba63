"""What delegations write: a clause with some of its words changed, or a paragraph of real prose."""

from functools import cache
from typing import Final

from hypothesis import strategies as st

from tests.corpus import paragraphs

REASONS: Final = st.sampled_from(["لأن المدن تحتاج إلى ذلك.", "مراعاةً لظروف المدن.", "  ", ""])
"""Why somebody acts, or blanks, which are no reason."""


@cache
def _words() -> list[str]:
    """Words of the corpus, with a few that belong to the matter."""
    found = dict.fromkeys(word for text in paragraphs()[5:20] for word in text.split())
    return ["2035", "٥٠٪", "كافة", "والنساء،", "لا", "UNESCO", *found]


@st.composite
def edited(draw: st.DrawFn, base: str, *, most: int = 2) -> str:
    """The base with one place changed, or as many as `most`: words put in, taken out, replaced."""
    words = base.split(" ")
    for _ in range(draw(st.integers(1, most))):
        at = draw(st.integers(0, len(words)))
        until = min(len(words), at + draw(st.integers(0, 3)))
        fewest = 1 if at == until else 0
        words[at:until] = draw(st.lists(st.sampled_from(_words()), min_size=fewest, max_size=3))
    return " ".join(words) or base


@st.composite
def changed_twice(draw: st.DrawFn, base: str) -> str:
    """The base with its first and its last word replaced: two changes that can stand apart."""
    words = base.split(" ")
    new = st.sampled_from(_words())
    return " ".join([draw(new), *words[1:-1], draw(new)])


prose: Final = st.sampled_from(paragraphs()[:25])
"""A whole text of its own: an addition, or what replaces a clause."""
