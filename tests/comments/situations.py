"""What must have happened in the small forum before a door can open."""

from sqlalchemy import select

from declaration.comments import operations
from declaration.drafting.models import Clause
from declaration.extensions import db
from declaration.procedure import FORUM
from tests.world import World, actor


def a_clause_is_discussed() -> None:
    """Thread 1 with comment 1, on the clause «access», by the delegate of Jubail."""
    clause = db.session.scalars(select(Clause.id).where(Clause.key == "access")).one()
    operations.open_thread(clause, "ما المقصود؟", actor("delegate.jubail"), FORUM)


def its_discussion_is_settled() -> None:
    """The same, settled by the chair."""
    a_clause_is_discussed()
    operations.resolve(1, actor("chair"))


def an_amendment_is_admitted() -> None:
    """Amendment 1, of the delegation of Jubail, may be read by everybody."""
    World.read(None).admitted(  # type: ignore[arg-type]
        "delegate.jubail", "access", old="في المراكز كافة", new="في المؤسسات كافة"
    )
