"""What the people of the sample have looked at, and what they were told."""

from sqlalchemy import func, select

from declaration import clock
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.models import Membership
from declaration.journal import Actor
from declaration.journal.sealing import seal_all
from declaration.notices.following import follow
from declaration.notices.models import Notice
from declaration.notices.operations import mark_all_read, note_seen, watch_clause
from declaration.sample.company import Company
from declaration.sample.pace import Pace

WATCHED = 3
"""Clauses that everybody watches: the newest notices then tell of more than one's own."""


class Audience:
    """Everybody who takes part, looking on."""

    def __init__(self, company: Company, pace: Pace) -> None:
        self.company, self.pace = company, pace
        query = select(Membership.id).where(Membership.forum_id == company.secretary.forum_id)
        self.memberships = list(db.session.scalars(query.order_by(Membership.id)))

    def look(self) -> None:
        """Let everybody open the text, and watch some of the clauses that will be debated."""
        text = revision_text(self.company.declaration_id)
        numbered = [clause for clause in text.clauses if clause.number.isdecimal()]
        displayed = {clause.clause_id: clause.version_id for clause in text.clauses}
        with self.pace.after():
            for membership_id in self.memberships:
                note_seen(membership_id, self.company.declaration_id, displayed, is_all=True)
                for clause in numbered[:WATCHED]:
                    watch_clause(_member(membership_id), clause.clause_id)

    def read(self) -> None:
        """Let everybody read what they were told so far, all but the last of it."""
        self.tell()
        newest = select(func.max(Notice.id), Notice.membership_id).group_by(Notice.membership_id)
        with self.pace.after():
            for last, membership_id in db.session.execute(newest).all():
                mark_all_read(_member(membership_id), last - 1)

    def tell(self) -> None:
        """Tell everybody what happened since."""
        with clock.set_to(self.pace.at):
            seal_all()
            follow()


def _member(membership_id: int) -> Actor:
    return Actor(name="member", membership_id=membership_id)
