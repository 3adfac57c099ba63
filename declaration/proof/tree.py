"""The Merkle tree over a log's entries. Hashes are SHA-256, 32 bytes. Source: RFC 6962, 2.1."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

HASH_LENGTH: Final = 32


def leaf_hash(body: bytes) -> bytes:
    """The leaf of an entry. The prefix keeps a leaf from passing for a node."""
    return hashlib.sha256(b"\x00" + body).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The node above two others."""
    return hashlib.sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True)
class Edge:
    """All that is needed to let a tree grow: the tops of its perfect subtrees, largest first.

    A tree of `size` leaves has as many as `size` has binary ones.
    Raises ValueError when the two do not fit.
    """

    size: int = 0
    tops: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.tops) != self.size.bit_count():
            raise ValueError(f"{len(self.tops)} tops are not the edge of a tree of {self.size}")

    def append(self, leaf: bytes) -> "Edge":
        """The edge with one more leaf. A perfect subtree of each size is joined by its twin."""
        tops, top, size = list(self.tops), leaf, self.size
        while size & 1:
            top = node_hash(tops.pop(), top)
            size >>= 1
        return Edge(self.size + 1, (*tops, top))

    def extend(self, leaves: Iterable[bytes]) -> "Edge":
        """The edge with more leaves, in their order."""
        edge = self
        for leaf in leaves:
            edge = edge.append(leaf)
        return edge

    def root(self) -> bytes:
        """The root of the tree; of no leaves, the hash of nothing."""
        if not self.tops:
            return hashlib.sha256(b"").digest()
        *rest, top = self.tops
        for left in reversed(rest):
            top = node_hash(left, top)
        return top

    def to_bytes(self) -> bytes:
        """The tops, one after the other; the size is kept beside them."""
        return b"".join(self.tops)

    @classmethod
    def from_bytes(cls, size: int, tops: bytes) -> "Edge":
        """Read what `to_bytes` wrote. Raises ValueError when it does not fit the size."""
        if len(tops) % HASH_LENGTH:
            raise ValueError("a top is cut")
        cuts = range(0, len(tops), HASH_LENGTH)
        return cls(size, tuple(tops[at : at + HASH_LENGTH] for at in cuts))


def root(leaves: Iterable[bytes]) -> bytes:
    """The root over leaves in their order."""
    return Edge().extend(leaves).root()


def inclusion_proof(leaves: Sequence[bytes], position: int) -> tuple[bytes, ...]:
    """What leads from the leaf at `position`, counted from 0, to the root over `leaves`.

    Raises IndexError for a position outside the tree. Source: RFC 6962, 2.1.1.
    """
    if not 0 <= position < len(leaves):
        raise IndexError(position)
    if len(leaves) == 1:
        return ()
    half = _half(len(leaves))
    if position < half:
        return (*inclusion_proof(leaves[:half], position), root(leaves[half:]))
    return (*inclusion_proof(leaves[half:], position - half), root(leaves[:half]))


def is_included(
    leaf: bytes, position: int, tree: tuple[int, bytes], proof: Sequence[bytes]
) -> bool:
    """Whether the proof leads from the leaf at `position` to a tree, given by size and root.

    Source: RFC 9162, 2.1.3.2.
    """
    size, expected = tree
    if not 0 <= position < size:
        return False
    node, last, top = position, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if node & 1 or node == last:
            top = node_hash(sibling, top)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            top = node_hash(top, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and top == expected


def consistency_proof(leaves: Sequence[bytes], earlier: int) -> tuple[bytes, ...]:
    """What shows that the tree over `leaves` goes on from its first `earlier` leaves.

    Raises IndexError when there are not so many. Source: RFC 6962, 2.1.2.
    """
    if not 0 < earlier <= len(leaves):
        raise IndexError(earlier)
    return _consistency(leaves, earlier, whole=True)


def _consistency(leaves: Sequence[bytes], earlier: int, *, whole: bool) -> tuple[bytes, ...]:
    if earlier == len(leaves):
        return () if whole else (root(leaves),)
    half = _half(len(leaves))
    if earlier <= half:
        return (*_consistency(leaves[:half], earlier, whole=whole), root(leaves[half:]))
    return (*_consistency(leaves[half:], earlier - half, whole=False), root(leaves[:half]))


def is_consistent(
    earlier: tuple[int, bytes], later: tuple[int, bytes], proof: Sequence[bytes]
) -> bool:
    """Whether the later tree begins with the earlier one; each is its size and root.

    Every tree goes on from the empty one. Source: RFC 9162, 2.1.4.2.
    """
    (first, first_root), (second, second_root) = earlier, later
    if first == 0:
        return not proof and first_root == root(())
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second:
        return False
    path = list(proof) if first & (first - 1) else [first_root, *proof]
    if not path:
        return False
    node, last = first - 1, second - 1
    while node & 1:
        node, last = node >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return False
        if node & 1 or node == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while node and not node & 1:
                node, last = node >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        node, last = node >> 1, last >> 1
    return last == 0 and old == first_root and new == second_root


def _half(size: int) -> int:
    return 1 << (size - 1).bit_length() - 1
