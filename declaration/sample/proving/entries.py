"""The entries of the journal, counted again under their root."""

import hashlib
from collections import Counter
from collections.abc import Sequence

from declaration.sample.proving.files import Files, Findings


def the_journal_equals_the_counts(files: Files) -> Findings:
    """As many entries of each act as were performed, under the root that was sealed."""
    found = Counter(entry["act"] for entry in files.entries)
    told = Counter(files.told["acts"])
    for act in sorted(found.keys() | told.keys()):
        if found[act] != told[act]:
            yield act, f"{found[act]} entries, and {told[act]} were performed"
    if len(files.bodies) != files.checkpoint["size"]:
        yield "checkpoint.json", f"{files.checkpoint['size']} entries were sealed"
    leaves = [hashlib.sha256(b"\0" + body).digest() for body in files.bodies]
    if _root(leaves).hex() != files.checkpoint["root"]:
        yield "checkpoint.json", "the entries do not lead to the sealed root"
    if found["ballot.closed"] + found["ballot.voided"] < len(files.ballots):
        yield "voting-record.json", "it holds ballots that nobody closed"


def _root(leaves: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of RFC 6962, section 2.1."""
    if len(leaves) < 2:
        return leaves[0] if leaves else hashlib.sha256().digest()
    half = 1 << (len(leaves) - 1).bit_length() - 1
    return hashlib.sha256(b"\1" + _root(leaves[:half]) + _root(leaves[half:])).digest()
