"""What every operation on an amendment begins and ends with."""

from typing import Final

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import allowed
from declaration.amendments.queries import newest
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.journal import Actor, Record
from declaration.procedure import MACHINES, possible
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid, NotPermitted, WrongState
from declaration.text import TextError, normalize

AMENDMENT: Final = MACHINES["amendment"]
LONGEST_REASON: Final = 5_000
REASON_TOO_LONG: Final = "A reason may have 5,000 characters."


def must(name: Act, by: Actor, amendment: Amendment) -> None:
    """Raises NotPermitted where the actor may not do this to this amendment.

    And WrongState where the amendment itself has no such step: what acts on others do to it, as
    merging does to one adopted, is not for its sponsor to do.
    """
    must_be_here(name, by, amendment.declaration_id)
    if not allowed(by, name, amendment):
        raise NotPermitted(name)
    steps = possible(AMENDMENT, amendment.state)
    if name not in steps:
        raise WrongState(name, amendment.state, possible=steps)


def must_be_here(name: Act, by: Actor, declaration_id: int) -> Declaration:
    """The declaration, which must be of the actor's own forum. Raises NotPermitted."""
    declaration = db.session.get_one(Declaration, declaration_id)
    if declaration.forum_id != by.forum_id:
        raise NotPermitted(name)
    return declaration


def about(entry: Record, amendment: Amendment, wording: int | None = None) -> None:
    """Let the entry name the amendment, and the wording that was meant: the newest by default."""
    declaration = db.session.get_one(Declaration, amendment.declaration_id)
    entry.about("amendment", label(amendment), wording or newest(amendment).number)
    entry.data(declaration=declaration.key)


def clean_reason(typed: str, field: str = "reason") -> str:
    """A reason or note in normal form; it may be empty. Raises Invalid."""
    if len(typed) > LONGEST_REASON:
        raise Invalid({field: [REASON_TOO_LONG]})
    try:
        return normalize(typed).strip()
    except TextError as refused:
        raise Invalid({field: [str(refused)]}) from refused
