"""Lodging the paper that lets a signatory sign, and checking it."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from declaration import clock
from declaration.endorsement.models import Mandate
from declaration.endorsement.operations.gate import for_a_delegation, own_declaration
from declaration.endorsement.queries import lodged_since
from declaration.extensions import db
from declaration.files.keeping import Received
from declaration.files.steps import store
from declaration.journal import Actor, act
from declaration.procedure import MANDATE, Act, Facts, Invalid, MandateState, after
from declaration.text import TextError, normalize

AT_MOST: Final = 10
"""Papers of one delegation within `WITHIN`."""
WITHIN: Final = timedelta(hours=1)
LONGEST_REASON: Final = 2_000
TOO_LONG: Final = "A reason may have 2,000 characters."


@dataclass
class TooManyPapers(Exception):
    """Nothing was lodged: the delegation lodged `AT_MOST` papers within `WITHIN`."""


def lodge_mandate(declaration_id: int, paper: Received | None, by: Actor) -> int:
    """Lodge the paper that lets the delegation's signatory sign; gives its id.

    The newest counts. Without a paper, the secretariat has seen it elsewhere.
    Raises NotPermitted, WrongState, TooManyPapers.
    """
    with act(Act.LODGE_MANDATE, by=by) as entry:
        delegation_id, _key = for_a_delegation(by, Act.LODGE_MANDATE)
        declaration = own_declaration(declaration_id, by, Act.LODGE_MANDATE)
        if lodged_since(entry.at - WITHIN, declaration.id, delegation_id) >= AT_MOST:
            raise TooManyPapers
        upload = store(paper) if paper is not None else None
        mandate = Mandate(
            declaration_id=declaration.id,
            delegation_id=delegation_id,
            upload_id=upload.id if upload else None,
            state=after(MANDATE, MandateState.AWAITED, Act.LODGE_MANDATE),
            lodged_at=entry.at,
        )
        db.session.add(mandate)
        db.session.flush()
        entry.about("mandate", mandate.id)
        entry.data(declaration=declaration.key)
        if upload is not None:
            entry.seal(upload=upload.sha256, name=upload.name)
    return mandate.id


def refuse_flood(declaration_id: int, delegation_id: int) -> None:
    """Ask before a paper is kept on the disk. Raises TooManyPapers."""
    if lodged_since(clock.now() - WITHIN, declaration_id, delegation_id) >= AT_MOST:
        raise TooManyPapers


def decide_mandate(mandate_id: int, by: Actor, *, accept: bool, reason: str = "") -> None:
    """Accept a mandate after checking it, or refuse it with a reason.

    Raises Invalid, NotPermitted, WrongState.
    """
    name = Act.ACCEPT_MANDATE if accept else Act.REFUSE_MANDATE
    with act(name, by=by) as entry:
        by.must(name)
        mandate = db.session.get_one(Mandate, mandate_id, with_for_update=True)
        declaration = own_declaration(mandate.declaration_id, by, name)
        said = "" if accept else _clean(reason)
        mandate.state = after(MANDATE, mandate.state, name, Facts(reason=said))
        entry.about("mandate", mandate.id)
        entry.data(declaration=declaration.key)
        if not accept:
            mandate.reason = said
            entry.seal(reason=said)


def _clean(reason: str) -> str:
    if len(reason) > LONGEST_REASON:
        raise Invalid({"reason": [TOO_LONG]})
    try:
        return normalize(reason).strip()
    except TextError as refused:
        raise Invalid({"reason": [str(refused)]}) from refused
