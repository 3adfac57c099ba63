"""What anyone can check without trusting the server: entries, the tree above them, codes, notes.

Pure values in, bytes out. Whoever keeps the record asks `build_entry` for an act's bytes and lets
an `Edge` grow over their leaves.
"""

from declaration.proof.acts import FORMS
from declaration.proof.canonical import NotCanonical, canonical, read_canonical
from declaration.proof.checkpoint import Checkpoint, read_checkpoint
from declaration.proof.codes import (
    WrongCode,
    full_code,
    read_full_code,
    read_receipt_code,
    receipt_code,
)
from declaration.proof.endorsement import Statement
from declaration.proof.entry import (
    Built,
    Entry,
    NotAnEntry,
    Opening,
    TooLong,
    build_entry,
    new_nonce,
    read_entry,
)
from declaration.proof.form import Form
from declaration.proof.note import (
    NotANote,
    Note,
    NotSigned,
    PrivateKey,
    PublicKey,
    read_note,
    signers,
)
from declaration.proof.text import (
    FrozenClause,
    FrozenDeclaration,
    FrozenText,
    read_frozen_declaration,
    read_frozen_text,
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
    "Checkpoint",
    "Edge",
    "Entry",
    "Form",
    "FrozenClause",
    "FrozenDeclaration",
    "FrozenText",
    "NotANote",
    "NotAnEntry",
    "NotCanonical",
    "NotSigned",
    "Note",
    "Opening",
    "PrivateKey",
    "PublicKey",
    "Statement",
    "TooLong",
    "WrongCode",
    "build_entry",
    "canonical",
    "consistency_proof",
    "full_code",
    "inclusion_proof",
    "is_consistent",
    "is_included",
    "leaf_hash",
    "new_nonce",
    "read_canonical",
    "read_checkpoint",
    "read_entry",
    "read_frozen_declaration",
    "read_frozen_text",
    "read_full_code",
    "read_note",
    "read_receipt_code",
    "receipt_code",
    "root",
    "signers",
]
