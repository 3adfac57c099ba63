"""Who may do what with comments: asked by the act and by the page."""

from datetime import timedelta

from declaration import clock
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendment_shown, amendments_of
from declaration.comments.models import Comment, Thread
from declaration.comments.queries import clauses_with_versions
from declaration.drafting.models import Clause
from declaration.drafting.queries import newest_version
from declaration.journal import Actor
from declaration.procedure import Act, AmendmentState, Role, Rules


def may_read_on_clause(by: Actor, clause: Clause) -> bool:
    """A clause is read by everybody once it has a version.

    One that an amendment would add is read by whoever may read that amendment. One statement;
    three more for such a clause.
    """
    if newest_version(clause.id) is not None:
        return True
    rows = amendments_of(
        clause.declaration_id, states=AmendmentState, own=by.delegation_id, clause_id=clause.id
    )
    return any(may_read(by, each) for each in rows)


def clauses_to_read(declaration_id: int, by: Actor) -> set[int]:
    """The clauses this person may read: with a version, or of a readable amendment.

    Four statements, however many clauses.
    """
    rows = amendments_of(declaration_id, states=AmendmentState, own=by.delegation_id)
    proposed = {each.clause_id for each in rows if each.clause_id and may_read(by, each)}
    return proposed | clauses_with_versions(declaration_id)


def may_read_thread(by: Actor, thread: Thread) -> bool:
    """A thread is read by whoever may read what it is about. `thread.clause` is loaded."""
    if thread.amendment_id is not None:
        return may_read(by, amendment_shown(thread.amendment_id))
    assert thread.clause is not None
    return may_read_on_clause(by, thread.clause)


def may_still_edit(comment: Comment, rules: Rules) -> bool:
    """Whether the time for changing a comment still runs."""
    return clock.now() <= comment.made_at + timedelta(minutes=rules.comment_edit_minutes)


def may_settle(thread: Thread, by: Actor) -> bool:
    """Who opened a thread, their delegation, the secretariat and the chair may settle it."""
    if by.holds(Role.SECRETARIAT) or by.holds(Role.CHAIR):
        return True
    first = thread.comments[0]
    own = by.delegation_id is not None and first.delegation_id == by.delegation_id
    return own or first.person_id == by.person_id


def may_read_hidden(by: Actor) -> bool:
    """What was hidden is read by those who may hide it."""
    return by.can(Act.HIDE_COMMENT)


def open_acts(by: Actor, thread: Thread, rules: Rules) -> tuple[Act, ...]:
    """What this person can do with a thread now. Its comments are loaded."""
    acts = [Act.COMMENT] if by.can(Act.COMMENT, rules) else []
    settling = Act.REOPEN_THREAD if thread.resolved_at is not None else Act.RESOLVE_THREAD
    if by.can(settling) and may_settle(thread, by):
        acts.append(settling)
    return tuple(acts)


def open_acts_of_comment(by: Actor, comment: Comment, rules: Rules) -> tuple[Act, ...]:
    """What this person can do with a comment now."""
    if comment.hidden_reason is not None:
        return ()
    acts = []
    own = comment.person_id == by.person_id
    if own and by.can(Act.EDIT_COMMENT, rules) and may_still_edit(comment, rules):
        acts.append(Act.EDIT_COMMENT)
    if by.can(Act.HIDE_COMMENT):
        acts.append(Act.HIDE_COMMENT)
    return tuple(acts)
