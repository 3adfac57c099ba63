"""The Arabic text engine: diffs, merges that lose nothing, anchors that hold.

Pure functions on strings and frozen values. Whatever is shown as a difference, merged, rebased,
anchored or exported as a tracked change comes from here.
"""

from declaration.text.anchors import Anchor, Hold
from declaration.text.arrangement import (
    Add,
    Arrangement,
    Clash,
    Key,
    Misfit,
    Move,
    Rearrangement,
    Remove,
    arrange,
)
from declaration.text.changes import Change, Op, diff, distance, refine
from declaration.text.division import separate
from declaration.text.folding import Folded, fold, sort_key
from declaration.text.inspection import Finding, Flaw, inspect, mend
from declaration.text.kinds import Kind
from declaration.text.layout import Id
from declaration.text.merging import (
    Conflict,
    Merge,
    Segment,
    Touching,
    UnknownConflict,
    merge,
    rebase,
)
from declaration.text.normal import Forbidden, NormalText, TextError, normalize
from declaration.text.pairs import Relation, conflicts, relation
from declaration.text.reasons import Reason, Said, explain
from declaration.text.tokens import tokenize
from declaration.text.visual import visual

__all__ = [
    "Add",
    "Anchor",
    "Arrangement",
    "Change",
    "Clash",
    "Conflict",
    "Finding",
    "Flaw",
    "Folded",
    "Forbidden",
    "Hold",
    "Id",
    "Key",
    "Kind",
    "Merge",
    "Misfit",
    "Move",
    "NormalText",
    "Op",
    "Rearrangement",
    "Reason",
    "Relation",
    "Remove",
    "Said",
    "Segment",
    "TextError",
    "Touching",
    "UnknownConflict",
    "arrange",
    "conflicts",
    "diff",
    "distance",
    "explain",
    "fold",
    "inspect",
    "mend",
    "merge",
    "normalize",
    "rebase",
    "refine",
    "relation",
    "separate",
    "sort_key",
    "tokenize",
    "visual",
]
