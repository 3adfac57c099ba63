import pytest
from hypothesis import given
from hypothesis import strategies as st

from declaration.proof import (
    Edge,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root,
)
from declaration.proof.tree import node_hash
from tests.proof.vectors import LEAVES, ROOTS

leaves = st.lists(st.binary(max_size=3).map(leaf_hash), min_size=1, max_size=40)


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_rfc_6962(size: int) -> None:
    assert root(LEAVES[:size]).hex() == ROOTS[size]


@pytest.mark.parametrize(
    ("position", "size", "proof"),
    [
        (0, 1, []),
        (
            0,
            8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            5,
            8,
            [
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (2, 3, ["fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"]),
        (
            1,
            5,
            [
                "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ],
)
def test_inclusion_proofs_are_those_of_rfc_6962(position: int, size: int, proof: list[str]) -> None:
    made = inclusion_proof(LEAVES[:size], position)
    assert [node.hex() for node in made] == proof
    assert is_included(LEAVES[position], position, (size, root(LEAVES[:size])), made)


@pytest.mark.parametrize(
    ("earlier", "later", "proof"),
    [
        (1, 1, []),
        (
            1,
            8,
            [
                "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4",
            ],
        ),
        (
            6,
            8,
            [
                "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a",
                "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0",
                "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            ],
        ),
        (
            2,
            5,
            [
                "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e",
                "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b",
            ],
        ),
    ],
)
def test_consistency_proofs_are_those_of_rfc_6962(
    earlier: int, later: int, proof: list[str]
) -> None:
    made = consistency_proof(LEAVES[:later], earlier)
    assert [node.hex() for node in made] == proof
    before, after = (earlier, root(LEAVES[:earlier])), (later, root(LEAVES[:later]))
    assert is_consistent(before, after, made)


@given(leaves, st.integers(min_value=0, max_value=40))
def test_growing_in_two_steps_gives_the_same_edge(all_leaves: list[bytes], cut: int) -> None:
    kept = Edge().extend(all_leaves[:cut])
    kept = Edge.from_bytes(kept.size, kept.to_bytes())
    assert kept.extend(all_leaves[cut:]) == Edge().extend(all_leaves)


@given(leaves, st.data())
def test_every_leaf_is_proved_at_its_place_and_nowhere_else(
    all_leaves: list[bytes], data: st.DataObject
) -> None:
    tree = (len(all_leaves), root(all_leaves))
    position = data.draw(st.integers(0, len(all_leaves) - 1))
    leaf, proof = all_leaves[position], inclusion_proof(all_leaves, position)
    assert is_included(leaf, position, tree, proof)
    assert not is_included(leaf_hash(b"another"), position, tree, proof)
    assert not is_included(leaf, position, tree, (*proof, leaf))
    assert not is_included(leaf, len(all_leaves), tree, proof)
    elsewhere = data.draw(st.integers(0, len(all_leaves) - 1))
    if all_leaves[elsewhere] != leaf:
        assert not is_included(all_leaves[elsewhere], position, tree, proof)
    if proof:
        assert not is_included(leaf, position, tree, proof[:-1])


@given(leaves, st.data())
def test_a_tree_goes_on_from_each_of_its_beginnings(
    all_leaves: list[bytes], data: st.DataObject
) -> None:
    earlier = data.draw(st.integers(1, len(all_leaves)))
    before, after = (earlier, root(all_leaves[:earlier])), (len(all_leaves), root(all_leaves))
    proof = consistency_proof(all_leaves, earlier)
    assert is_consistent(before, after, proof)
    rewritten = [leaf_hash(b"rewritten"), *all_leaves[1:]]
    assert not is_consistent((earlier, root(rewritten[:earlier])), after, proof)
    assert not is_consistent(before, (len(rewritten), root(rewritten)), proof)
    assert not is_consistent(before, after, (*proof, before[1]))
    if proof:
        assert not is_consistent(before, after, proof[:-1])


@given(leaves, st.data())
def test_no_leaf_can_be_left_out_doubled_or_exchanged(
    all_leaves: list[bytes], data: st.DataObject
) -> None:
    place = data.draw(st.integers(0, len(all_leaves) - 1))
    before, leaf, after = all_leaves[:place], all_leaves[place], all_leaves[place + 1 :]
    tampered = [
        [*before, *after],
        [*before, leaf, leaf, *after],
        [*before, leaf_hash(b"another"), *after],
    ]
    if after and after[0] != leaf:
        tampered.append([*before, after[0], leaf, *after[1:]])
    assert all(root(each) != root(all_leaves) for each in tampered)


def test_every_tree_goes_on_from_the_empty_one() -> None:
    assert is_consistent((0, root(())), (8, root(LEAVES)), ())
    assert not is_consistent((0, LEAVES[0]), (8, root(LEAVES)), ())
    assert not is_consistent((8, root(LEAVES)), (3, root(LEAVES[:3])), ())


def test_a_node_never_passes_for_a_leaf() -> None:
    left, right = LEAVES[:2]
    assert root((left, right)) == node_hash(left, right)
    assert leaf_hash(left + right) != node_hash(left, right)


@pytest.mark.parametrize(("size", "tops"), [(1, b""), (2, b"\x00" * 64), (3, b"\x00" * 63)])
def test_an_edge_that_does_not_fit_its_size_is_refused(size: int, tops: bytes) -> None:
    with pytest.raises(ValueError):
        Edge.from_bytes(size, tops)


def test_there_is_no_proof_for_what_is_not_in_the_tree() -> None:
    with pytest.raises(IndexError):
        inclusion_proof(LEAVES, 8)
    with pytest.raises(IndexError):
        consistency_proof(LEAVES, 9)
    with pytest.raises(IndexError):
        consistency_proof(LEAVES, 0)
