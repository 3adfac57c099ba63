"""In which order amendments to one clause are put: the secretariat's proposal to the chair."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Generic, TypeVar

from declaration.procedure.sentences import because
from declaration.procedure.substance import Assessment, Substance, assess
from declaration.text import Said, distance

A = TypeVar("A")

_UNCORRECTED: Final[Mapping[object, Substance]] = MappingProxyType({})


@dataclass(frozen=True)
class Placed(Generic[A]):
    """An amendment in its place, and why it stands there."""

    id: A
    substance: Substance
    distance: float
    """From 0.0, the same, to 1.0, nothing kept."""
    reason: Said


def voting_order(
    base: str,
    proposals: Mapping[A, str | None],
    corrected: Mapping[A, Substance] | None = None,
) -> list[Placed[A]]:
    """The furthest removed in substance first; within a class by falling distance, then by time.

    `proposals` maps each amendment to its text, None for a deletion, in the order they were
    submitted. `corrected` holds the classes that the secretariat set by hand. Source: GA rule 90.
    """
    placed = [
        _place(base, amendment, text, (corrected or _UNCORRECTED).get(amendment))
        for amendment, text in proposals.items()
    ]
    return sorted(placed, key=lambda one: (one.substance.rank, -one.distance))


def _place(base: str, amendment: A, text: str | None, corrected: Substance | None) -> Placed[A]:
    seen = assess(base, text)
    if corrected is not None and corrected is not seen.substance:
        seen = Assessment(corrected)
    removed = distance(base, text) if text else 1.0
    return Placed(amendment, seen.substance, removed, because(seen))
