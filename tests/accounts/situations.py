"""What must have happened before a door of one's own account can be tried."""

from sqlalchemy import select

from declaration.accounts.models import Person, SecondFactor
from declaration.accounts.second_factor import KIND
from declaration.bookkeeping import bookkeeping

SECRET = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"
"""The secret of RFC 6238's test vectors: the digits from 1 to 0, twice."""


def everybody_has_a_second_step() -> None:
    """Every person's sign-in has a second step, all with one secret."""
    with bookkeeping() as notes:
        people = notes.scalars(select(Person.id)).all()
        notes.add_all(SecondFactor(person_id=each, kind=KIND, secret=SECRET) for each in people)
