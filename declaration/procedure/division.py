"""A divided amendment: each separable part is decided as an amendment of its own."""

from collections.abc import Sequence
from typing import Final

from declaration.procedure.states import AmendmentState
from declaration.text import separate

LETTERS: Final[tuple[str, ...]] = (*"أبجد", "هـ", *"وزحطيكلمنسعفصقرشتثخذضظغ")
"""The letters in the order in which Arabic counts by them; ha alone is written with its tail."""


def divide(base: str, text: str) -> list[str]:
    """The parts: texts that each carry one independent change of the base.

    Together they say what the whole says. Raises ValueError when there is but one change.
    Source: GA rule 89.
    """
    parts = separate(base, text)
    if len(parts) < 2:
        raise ValueError("an amendment that makes one change cannot be divided")
    return parts


def part_letter(part: int) -> str:
    """The letter of a part, the first being 1: «أ», «ب», «ج». Raises ValueError beyond the last."""
    if not 1 <= part <= len(LETTERS):
        raise ValueError(f"an amendment has between 1 and {len(LETTERS)} parts, not {part}")
    return LETTERS[part - 1]


def every_part_is_rejected(parts: Sequence[AmendmentState]) -> bool:
    """Whether the whole is rejected with its parts. No further vote is taken on what is left.

    A part that was withdrawn, fell or lapsed was not rejected. Source: GA rule 89.
    """
    return bool(parts) and all(state is AmendmentState.REJECTED for state in parts)
