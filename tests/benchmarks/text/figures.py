"""The text engine's tables."""

from typing import Final

from tests.benchmarks.rows import Table
from tests.benchmarks.text import speed
from tests.benchmarks.text.correctness import correctness

DRAWS: Final = 10_000
"""Merges of each sort."""


def tables(*, quick: bool) -> list[Table]:
    """Speed, growth, many variants, and how often merges are right."""
    rounds = 1 if quick else speed.ROUNDS
    draws = 100 if quick else DRAWS
    repeated = f"the best of {rounds} rounds after one to warm up, in processor time"
    return [
        Table("Differences", speed.throughput(rounds), repeated),
        Table("Growth with length", speed.growth(rounds), repeated),
        Table("Many variants", speed.many_variants(rounds), repeated),
        *(
            []
            if quick
            else [Table("Floods", speed.under_floods(), "each once, after once to warm up")]
        ),
        Table("Merges", correctness(draws), f"{draws:,} draws of each sort"),
    ]
