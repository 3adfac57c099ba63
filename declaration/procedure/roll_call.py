"""The order in which names are called: the Arabic alphabet, from a drawn delegation on."""

from collections.abc import Collection, Mapping
from hashlib import sha256
from typing import TypeVar

from declaration.text import sort_key

K = TypeVar("K")


def roll_call(names: Mapping[K, str], first: K) -> list[K]:
    """The delegations in the order they are called, `first` first, then round to the one before.

    `names` are Arabic names by delegation. A leading «ال» does not count, nor do the seats of
    hamza; equal names keep the order they came in. Raises KeyError when `first` is not among
    them. Source: GA rule 87.
    """
    if first not in names:
        raise KeyError(first)
    order = sorted(names, key=lambda delegation: sort_key(names[delegation]))
    start = order.index(first)
    return order[start:] + order[:start]


def draw_first(delegations: Collection[str], seed: str) -> str:
    """The delegation that the lot names, from a seed shown to everyone.

    The same seed and delegations always name the same one, in whatever order they are given.
    Raises ValueError when there is none to draw.
    """
    if not delegations:
        raise ValueError("nobody to draw from")
    return min(delegations, key=lambda key: (sha256(f"{seed}\n{key}".encode()).digest(), key))
