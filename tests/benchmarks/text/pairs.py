"""Wordings to measure with, drawn by seed from the corpus."""

import random
from functools import cache
from typing import Final

from tests.corpus import paragraphs

SEED: Final = 1948
VARIANTS: Final = 4
SHORTEST: Final = 9

Pair = tuple[str, str]


def corpus_pairs(number: int = 0) -> list[Pair]:
    """Each paragraph of nine words or more beside each of four wordings of it, 3 to 6 words edited.

    Another `number` draws other wordings, for another round.
    """
    draw = random.Random(SEED + number)
    return [
        (text, edited(text, draw.randint(3, 6), draw))
        for text in paragraphs()
        if len(text.split()) >= SHORTEST
        for _ in range(VARIANTS)
    ]


def long_pair(words: int, number: int = 0) -> Pair:
    """A text of so many words of the corpus beside a wording with five of them edited, far apart."""
    draw = random.Random(f"{SEED} {words} {number}")
    vocabulary = _vocabulary()
    text = [draw.choice(vocabulary) for _ in range(words)]
    new = list(text)
    for part in range(5):
        new[part * (words - 1) // 4] = draw.choice(vocabulary)
    return " ".join(text), " ".join(new)


def clause_and_variants(
    words: int, variants: int, edits: int, number: int = 0
) -> tuple[str, dict[int, str]]:
    """One clause and wordings of it, each with so many words edited, by chance at the same places."""
    draw = random.Random(f"{SEED} {words} {variants} {number}")
    text = " ".join(draw.choice(_vocabulary()) for _ in range(words))
    return text, {number: edited(text, edits, draw) for number in range(variants)}


def clause_and_disjoint_variants(
    words: int, variants: int, number: int = 0
) -> tuple[str, dict[int, str]]:
    """One clause and wordings of it, each with another word replaced, no two of them neighbours."""
    draw = random.Random(f"{SEED} {words} {variants} {number}")
    base = [draw.choice(_vocabulary()) for _ in range(words)]
    texts = {}
    for author, place in zip(range(variants), range(1, words, words // variants), strict=False):
        new = list(base)
        new[place] = f"بديل{author}"
        texts[author] = " ".join(new)
    return " ".join(base), texts


def edited(text: str, edits: int, draw: random.Random) -> str:
    """The text with so many of its words replaced, deleted, or followed by another."""
    words: list[str] = text.split()
    for place in sorted(draw.sample(range(len(words)), edits), reverse=True):
        other = draw.choice(_vocabulary())
        words[place : place + 1] = draw.choice(([other], [other], [], [words[place], other]))
    return " ".join(words)


@cache
def _vocabulary() -> list[str]:
    return [word for text in paragraphs() for word in text.split()]
