"""What anyone can check without trusting the server: entries, the tree above them, codes, notes.

Pure values in, bytes out. Whoever keeps the record asks `build_entry` for an act's bytes and lets
an `Edge` grow over their leaves.
"""

from declaration.proof.acts import FORMS, Form
from declaration.proof.canonical import NotCanonical, canonical, read_canonical
from declaration.proof.entry import (
    Built,
    Entry,
    NotAnEntry,
    Opening,
    build_entry,
    new_nonce,
    read_entry,
)
from declaration.proof.tree import (
    Edge,
    consistency_proof,
    inclusion_proof,
    is_consistent,
    is_included,
    leaf_hash,
    root,
)

__all__ = [
    "FORMS",
    "Built",
    "Edge",
    "Entry",
    "Form",
    "NotAnEntry",
    "NotCanonical",
    "Opening",
    "build_entry",
    "canonical",
    "consistency_proof",
    "inclusion_proof",
    "is_consistent",
    "is_included",
    "leaf_hash",
    "new_nonce",
    "read_canonical",
    "read_entry",
    "root",
]
