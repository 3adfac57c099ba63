"""All threads of a declaration, in the order of its text."""

from dataclasses import dataclass

from declaration.amendments.operations import label
from declaration.amendments.permissions import may_read
from declaration.comments.models import Thread
from declaration.comments.permissions import clauses_to_read
from declaration.comments.queries import threads_of
from declaration.comments.shown import ShownThread, shown_on_amendment, shown_thread
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.journal import Actor
from declaration.procedure import Rules


@dataclass(frozen=True)
class ListedThread:
    """A thread with what it is about: a clause as it stands, or an amendment by its number."""

    thread: ShownThread
    clause_key: str | None
    placed: PlacedClause | None
    amendment_id: int | None
    amendment: str


def listed_threads(declaration_id: int, by: Actor, rules: Rules) -> list[ListedThread]:
    """Every thread this person may read, as the text stands now. Thirteen statements at most.

    Threads on a clause that is not in the text come last.
    """
    text = revision_text(declaration_id)
    readable = clauses_to_read(declaration_id, by)
    listed = [
        _listed(each, text, by, rules)
        for each in threads_of(declaration_id)
        if (may_read(by, each.amendment) if each.amendment else each.clause_id in readable)
    ]
    last = len(text.clauses)
    return sorted(listed, key=lambda each: each.placed.position if each.placed else last)


def _listed(thread: Thread, text: RevisionText, by: Actor, rules: Rules) -> ListedThread:
    if thread.amendment is not None:
        amendment = thread.amendment
        clause = amendment.clause
        return ListedThread(
            shown_on_amendment(thread, amendment, by, rules),
            clause.key if clause else None,
            text.by_id(clause.id) if clause else None,
            amendment.id,
            label(amendment),
        )
    assert thread.clause is not None
    placed = text.by_id(thread.clause.id)
    shown = shown_thread(thread, by, rules, version_id=placed.version_id if placed else None)
    return ListedThread(shown, thread.clause.key, placed, None, "")
