"""The word and the shape of every state, so that none is told by a colour alone."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from flask_babel import lazy_pgettext as _p
from flask_babel.speaklater import LazyString


class Shape(StrEnum):
    """How a state is drawn; each is a class of the stylesheet."""

    RING = ""
    """Waiting for nobody in particular."""
    WAIT = "wait"
    LIVE = "live"
    DONE = "done"
    NO = "no"
    SHUT = "shut"
    CLASH = "clash"


@dataclass(frozen=True)
class StateWord:
    """What the screen says of a state."""

    word: LazyString
    shape: Shape


STATES: Final[Mapping[str, Mapping[str, StateWord]]] = {
    "declaration": {
        "drafting": StateWord(_p("declaration", "being drafted"), Shape.RING),
        "negotiation": StateWord(_p("declaration", "under negotiation"), Shape.LIVE),
        "adoption": StateWord(_p("declaration", "before adoption"), Shape.WAIT),
        "adopted": StateWord(_p("declaration", "adopted"), Shape.DONE),
        "frozen": StateWord(_p("declaration", "open for endorsement"), Shape.LIVE),
        "closed": StateWord(_p("declaration", "closed"), Shape.SHUT),
    },
    "clause": {
        "open": StateWord(_p("clause", "open"), Shape.RING),
        "settled": StateWord(_p("clause", "provisionally agreed"), Shape.DONE),
        "adopted": StateWord(_p("clause", "adopted"), Shape.DONE),
        "not-adopted": StateWord(_p("clause", "not adopted"), Shape.NO),
    },
    "amendment": {
        "draft": StateWord(_p("amendment", "draft"), Shape.RING),
        "discarded": StateWord(_p("amendment", "discarded"), Shape.SHUT),
        "submitted": StateWord(_p("amendment", "submitted"), Shape.WAIT),
        "inadmissible": StateWord(_p("amendment", "inadmissible"), Shape.NO),
        "admissible": StateWord(_p("amendment", "admissible"), Shape.RING),
        "scheduled": StateWord(_p("amendment", "scheduled"), Shape.WAIT),
        "put": StateWord(_p("amendment", "put to the vote"), Shape.LIVE),
        "adopted": StateWord(_p("amendment", "adopted"), Shape.DONE),
        "rejected": StateWord(_p("amendment", "rejected"), Shape.NO),
        "fallen": StateWord(_p("amendment", "fell"), Shape.SHUT),
        "satisfied": StateWord(_p("amendment", "satisfied"), Shape.DONE),
        "withdrawn": StateWord(_p("amendment", "withdrawn"), Shape.SHUT),
        "replaced": StateWord(_p("amendment", "replaced by a compromise"), Shape.SHUT),
        "divided": StateWord(_p("amendment", "divided"), Shape.SHUT),
        "lapsed": StateWord(_p("amendment", "lapsed"), Shape.SHUT),
        "merged": StateWord(_p("amendment", "merged"), Shape.DONE),
    },
    "ballot": {
        "prepared": StateWord(_p("ballot", "prepared"), Shape.RING),
        "open": StateWord(_p("ballot", "ballot open"), Shape.LIVE),
        "closed": StateWord(_p("ballot", "ballot closed"), Shape.SHUT),
        "void": StateWord(_p("ballot", "void"), Shape.NO),
        "set-aside": StateWord(_p("ballot", "set aside"), Shape.SHUT),
    },
    "outcome": {
        "adopted": StateWord(_p("outcome", "adopted"), Shape.DONE),
        "rejected": StateWord(_p("outcome", "rejected"), Shape.NO),
        "void": StateWord(_p("outcome", "void"), Shape.SHUT),
    },
    "endorsement": {
        "awaited": StateWord(_p("endorsement", "not yet endorsed"), Shape.RING),
        "given": StateWord(_p("endorsement", "endorsed"), Shape.DONE),
        "withdrawn": StateWord(_p("endorsement", "endorsement withdrawn"), Shape.SHUT),
    },
    "mandate": {
        "awaited": StateWord(_p("mandate", "mandate awaited"), Shape.RING),
        "lodged": StateWord(_p("mandate", "mandate lodged"), Shape.WAIT),
        "accepted": StateWord(_p("mandate", "mandate accepted"), Shape.DONE),
        "refused": StateWord(_p("mandate", "mandate refused"), Shape.NO),
    },
    "credentials": {
        "awaited": StateWord(_p("credentials", "credentials awaited"), Shape.WAIT),
        "accepted": StateWord(_p("credentials", "credentials accepted"), Shape.DONE),
        "refused": StateWord(_p("credentials", "credentials refused"), Shape.NO),
    },
    "sitting": {
        "planned": StateWord(_p("sitting", "planned"), Shape.RING),
        "open": StateWord(_p("sitting", "in session"), Shape.LIVE),
        "closed": StateWord(_p("sitting", "over"), Shape.SHUT),
    },
    "thread": {
        "open": StateWord(_p("thread", "open discussion"), Shape.RING),
        "resolved": StateWord(_p("thread", "discussion resolved"), Shape.DONE),
        "edited": StateWord(_p("thread", "the words commented on have changed"), Shape.WAIT),
        "orphaned": StateWord(_p("thread", "the words commented on are gone"), Shape.CLASH),
    },
    "fate": {
        "falls": StateWord(_p("fate", "falls"), Shape.NO),
        "satisfied": StateWord(_p("fate", "is satisfied"), Shape.DONE),
        "stays": StateWord(_p("fate", "is put to the vote"), Shape.RING),
    },
    "statement": {
        "explanation-before": StateWord(_p("statement", "explanation of vote"), Shape.RING),
        "explanation-after": StateWord(_p("statement", "explanation of vote"), Shape.RING),
        "explanation-of-position": StateWord(
            _p("statement", "explanation of position"), Shape.RING
        ),
        "reservation": StateWord(_p("statement", "reservation"), Shape.RING),
        "dissociation": StateWord(_p("statement", "dissociation"), Shape.RING),
    },
    "agreement": {
        "clash": StateWord(_p("agreement", "conflicts"), Shape.CLASH),
        "touching": StateWord(_p("agreement", "touches"), Shape.WAIT),
        "none": StateWord(_p("agreement", "no conflict"), Shape.RING),
        "needs-rebasing": StateWord(_p("agreement", "needs rebasing"), Shape.CLASH),
    },
}


def state_word(machine: str, value: str) -> StateWord:
    """The word and shape of a state. Raises KeyError for a state nobody named."""
    return STATES[machine][str(value)]
