"""The words of the rules: majorities, methods, questions, grounds, roles, as screens say them."""

from collections.abc import Mapping
from typing import Final

from flask_babel import lazy_pgettext as _p
from flask_babel.speaklater import LazyString

from declaration.formats.acts import ACT_WORDS, OBJECT_WORDS

TERMS: Final[Mapping[str, Mapping[str, LazyString]]] = {
    "act": ACT_WORDS,
    "object": OBJECT_WORDS,
    "majority": {
        "simple": _p("majority", "simple majority"),
        "two-thirds": _p("majority", "two-thirds majority"),
        "absolute": _p("majority", "absolute majority"),
        "consensus": _p("majority", "consensus"),
    },
    "method": {
        "recorded": _p("method", "recorded vote"),
        "roll-call": _p("method", "roll call"),
        "show-of-hands": _p("method", "show of hands"),
        "consensus": _p("method", "consensus"),
        "silence": _p("method", "silence procedure"),
    },
    "question": {
        "amendment": _p("question", "the amendment"),
        "package": _p("question", "the package of amendments"),
        "clause": _p("question", "the clause as amended"),
        "declaration": _p("question", "the declaration as a whole"),
        "reconsideration": _p("question", "reconsideration of a decision"),
        "motion": _p("question", "a motion"),
    },
    "ground": {
        "carried": _p("ground", "the majority was reached"),
        "no-objection": _p("ground", "nobody objected"),
        "tie": _p("ground", "a tie is not adopted"),
        "nobody-voted": _p("ground", "nobody voted"),
        "short-of-the-majority": _p("ground", "the majority was not reached"),
        "objection": _p("ground", "there was an objection"),
        "no-quorum": _p("ground", "there was no quorum"),
        "text-changed": _p("ground", "the text put had changed"),
        "chair": _p("ground", "voided by the chair"),
    },
    "floor": {
        "point-of-order": _p("floor", "point of order"),
        "for": _p("floor", "speaks for"),
        "against": _p("floor", "speaks against"),
        "general": _p("floor", "speaks"),
    },
    "choice": {
        "for": _p("choice", "for"),
        "against": _p("choice", "against"),
        "abstain": _p("choice", "abstention"),
    },
}


def term(kind: str, value: str) -> LazyString:
    """What the screen says. Raises KeyError for a word nobody named."""
    return TERMS[kind][str(value)]
