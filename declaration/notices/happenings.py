"""What an entry of the journal speaks of: its objects, found by the keys that it names them by."""

import re
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, Final, TypeVar

from sqlalchemy import select

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment
from declaration.amendments.queries import WITH_ALL, amendment_shown, main_sponsor
from declaration.comments.models import Thread
from declaration.comments.queries import thread_shown
from declaration.drafting.models import Clause, Declaration, Revision
from declaration.drafting.queries import clause_named
from declaration.endorsement.models import Mandate
from declaration.extensions import db
from declaration.forums.models import Sitting
from declaration.forums.queries import sitting_by_number
from declaration.notices.models import Watch
from declaration.notices.readers import Reader, Readers
from declaration.proof.entry import Entry
from declaration.voting.models import Ballot, Elector
from declaration.voting.queries import ballot_numbered

T = TypeVar("T")

_LABEL: Final = re.compile(r"(\d+)(\D*)")


class Happenings:
    """A stretch of one forum's journal, with what its entries speak of read once."""

    def __init__(self, readers: Readers) -> None:
        self.readers = readers
        self._read: dict[Hashable, Any] = {}

    def _once(self, key: Hashable, read: Callable[[], T]) -> T:
        if key not in self._read:
            self._read[key] = read()
        found: T = self._read[key]
        return found

    def declaration(self, entry: Entry) -> Declaration:
        """The declaration an entry is about, or below which its object stands."""
        key = entry.key if entry.kind == "declaration" else entry.data.get("declaration")
        forum_id = self.readers.forum.id
        query = select(Declaration).where(Declaration.forum_id == forum_id).order_by(Declaration.id)
        of_forum = self._once("declarations", lambda: db.session.scalars(query).all())
        return next(each for each in of_forum if key in (None, each.key))

    def amendments(self, entry: Entry, labels: Iterable[str]) -> list[Amendment]:
        """The amendments an entry names by number and part, with all that is asked of them."""
        wanted = tuple(labels)
        declaration_id = self.declaration(entry).id
        return self._once(
            ("amendments", declaration_id, wanted), lambda: _labelled(declaration_id, wanted)
        )

    def amendment(self, entry: Entry) -> Amendment | None:
        """The amendment an entry is about; None for a draft, of which nobody is told."""
        return next(iter(self.amendments(entry, [entry.key])), None)

    def amendment_with_id(self, amendment_id: int) -> Amendment:
        """An amendment that another row names."""
        return self._once(("amendment", amendment_id), lambda: amendment_shown(amendment_id))

    def clause(self, entry: Entry, key: str) -> Clause:
        """A clause an entry names."""
        declaration_id = self.declaration(entry).id
        return self._once(
            ("clause", declaration_id, key), lambda: clause_named(declaration_id, key)
        )

    def ballot(self, entry: Entry, number: int) -> Ballot:
        """A ballot an entry names, with its subjects."""
        declaration_id = self.declaration(entry).id
        return self._once(
            ("ballot", declaration_id, number), lambda: ballot_numbered(declaration_id, number)
        )

    def revision(self, entry: Entry, symbol: str) -> Revision:
        """The revision that was given this symbol."""
        query = select(Revision).where(
            Revision.declaration_id == self.declaration(entry).id, Revision.symbol == symbol
        )
        return db.session.scalars(query).one()

    def thread(self, entry: Entry) -> Thread:
        """The thread of a comment, with its comments and its clause."""
        return thread_shown(int(str(entry.data["thread"])))

    def mandate(self, entry: Entry) -> Mandate:
        """The mandate an entry is about."""
        return db.session.get_one(Mandate, int(entry.key))

    def sitting(self, entry: Entry) -> Sitting:
        """The sitting an entry is about."""
        return sitting_by_number(self.readers.forum.id, int(entry.key))

    def electors_of(self, ballot: Ballot) -> list[Reader]:
        """The delegates of the delegations entitled to vote in a ballot."""
        query = select(Elector.delegation_id).where(Elector.ballot_id == ballot.id)
        return self.readers.delegates_of(
            self._once(("electors", ballot.id), lambda: db.session.scalars(query).all())
        )

    def backing(self, amendment: Amendment) -> list[Reader]:
        """The delegates of every delegation that stands behind an amendment now."""
        live = [each.delegation_id for each in amendment.sponsors if each.left_at is None]
        return self.readers.delegates_of(live)

    def leading(self, amendment: Amendment) -> list[Reader]:
        """The delegates of its main sponsor; nobody when all have left it."""
        main = main_sponsor(amendment)
        return self.readers.delegates_of([main.delegation_id] if main else [])

    def watching(
        self, *, clause_id: int | None = None, amendment_id: int | None = None
    ) -> list[Reader]:
        """Those who watch the clause or the amendment."""
        query = select(Watch.membership_id).where(
            Watch.clause_id == clause_id
            if amendment_id is None
            else Watch.amendment_id == amendment_id
        )
        found = self._once(
            ("watching", clause_id, amendment_id), lambda: db.session.scalars(query).all()
        )
        return self.readers.named(found)


def _labelled(declaration_id: int, labels: Sequence[str]) -> list[Amendment]:
    numbers = [int(found[1]) for each in labels if (found := _LABEL.fullmatch(each))]
    if not numbers:
        return []
    query = (
        select(Amendment)
        .where(Amendment.declaration_id == declaration_id, Amendment.number.in_(numbers))
        .options(*WITH_ALL)
        .order_by(Amendment.id)
    )
    return [each for each in db.session.scalars(query) if label(each) in labels]
