"""The sample's threads: on words of a clause, on a clause, on an amendment."""

from collections.abc import Mapping
from dataclasses import dataclass

from declaration.comments import operations as comments
from declaration.drafting.queries import clause_named, versions_of
from declaration.journal import Actor
from declaration.sample.amendments import ARABIC
from declaration.sample.company import Company
from declaration.sample.debate import SampleComment, SampleThread
from declaration.sample.pace import Pace


@dataclass
class Talking:
    """Who comments on what; `ids` are the rows of the sample's amendments by name."""

    company: Company
    pace: Pace
    ids: Mapping[str, int]

    def discuss(self, told: SampleThread) -> None:
        """Hold a thread from its first comment to its last, and resolve it if it was."""
        first, *answers = told.comments
        with self.pace.after(420):
            thread = self._opened(told, first)
        for comment in answers:
            with self.pace.after(240):
                row = comments.answer(
                    thread, comment.text, self._author(comment), self.company.rules
                )
            self._hide(comment, row)
        if told.resolved:
            with self.pace.after(120):
                comments.resolve(thread, self._author(first))

    def _author(self, comment: SampleComment) -> Actor:
        return self.company.actors[comment.by]

    def _opened(self, told: SampleThread, first: SampleComment) -> int:
        author, rules = self._author(first), self.company.rules
        if told.subject.amendment is not None:
            row = self.ids[told.subject.amendment]
            return comments.open_thread_on_amendment(row, first.text, author, rules)
        clause = clause_named(self.company.declaration_id, told.subject.clause or "")
        clause_id = clause.id
        if told.quote is None:
            return comments.open_thread(clause_id, first.text, author, rules)
        newest, *older = versions_of(clause_id)
        version = next((v for v in older if v.number == told.version), newest)
        start = version.text.index(told.quote)
        return comments.open_thread(
            clause_id,
            first.text,
            author,
            rules,
            version_id=version.id,
            start=start,
            stop=start + len(told.quote),
            quote=told.quote,
        )

    def _hide(self, comment: SampleComment, row: int) -> None:
        if comment.hidden:
            with self.pace.after(600):
                comments.hide(row, comment.hidden[ARABIC], self.company.secretary)
