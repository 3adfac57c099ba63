"""What people do with comments."""

from datetime import timedelta
from typing import Final

from declaration import clock
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendment_shown
from declaration.comments.models import Comment, Placement, PlacementState, Thread
from declaration.comments.queries import thread_shown
from declaration.drafting.models import Clause, ClauseVersion
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import Rules
from declaration.procedure.acts import Act, Role
from declaration.procedure.refusals import Invalid, NotPermitted, Stale
from declaration.text import Anchor, TextError, normalize

LONGEST: Final = 4_000
CONTEXT: Final = 40
EMPTY: Final = "Write the comment first."
TOO_LONG: Final = "A comment may have 4,000 characters."
NO_SUCH_WORDS: Final = "These words do not stand in the clause as you read it. Choose them again."
REASON: Final = "Say why."
TOO_LATE: Final = "The time in which a comment may be changed has passed. Answer it instead."


def open_thread(
    clause_id: int,
    text: str,
    by: Actor,
    rules: Rules,
    *,
    version_id: int | None = None,
    start: int | None = None,
    stop: int | None = None,
    quote: str | None = None,
) -> int:
    """Comment on a clause, or on words of one of its versions; gives the thread's id.

    The words are a span of code points, which must quote what the version says there.
    Raises Invalid, NotPermitted.
    """
    with act(Act.COMMENT, by=by) as entry:
        by.must(Act.COMMENT, rules)
        clause = db.session.get_one(Clause, clause_id)
        thread = Thread(
            declaration_id=clause.declaration_id, clause_id=clause.id, opened_at=clock.now()
        )
        db.session.add(thread)
        if version_id is not None and start is not None and stop is not None:
            _anchor(thread, clause, version_id, start, stop, quote)
        db.session.flush()
        comment = _said(thread, text, by)
        entry.about("clause", clause.key)
        entry.data(thread=thread.id, comment=comment.id)
        entry.seal(text=comment.text)
    return thread.id


def _anchor(
    thread: Thread, clause: Clause, version_id: int, start: int, stop: int, quote: str | None
) -> None:
    version = db.session.get(ClauseVersion, version_id)
    if version is None or version.clause_id != clause.id:
        raise Invalid({"quote": [NO_SUCH_WORDS]})
    if not 0 <= start < stop <= len(version.text):
        raise Invalid({"quote": [NO_SUCH_WORDS]})
    anchor = Anchor.of(version.text, start, stop)
    words = version.text[anchor.start : anchor.end]
    if quote is not None and quote.strip() and quote.strip() not in words:
        raise Invalid({"quote": [NO_SUCH_WORDS]})
    thread.quote = words
    thread.before = version.text[max(0, anchor.start - CONTEXT) : anchor.start]
    thread.after = version.text[anchor.end : anchor.end + CONTEXT]
    db.session.flush()
    db.session.add(
        Placement(
            thread_id=thread.id,
            version_id=version.id,
            start=anchor.start,
            stop=anchor.end,
            state=PlacementState.EXACT,
        )
    )


def open_thread_on_amendment(amendment_id: int, text: str, by: Actor, rules: Rules) -> int:
    """Comment on an amendment; gives the thread's id. Raises Invalid, NotPermitted."""
    with act(Act.COMMENT, by=by) as entry:
        by.must(Act.COMMENT, rules)
        amendment = amendment_shown(amendment_id)
        if not may_read(by, amendment):
            raise NotPermitted(Act.COMMENT)
        thread = Thread(
            declaration_id=amendment.declaration_id,
            amendment_id=amendment.id,
            opened_at=clock.now(),
        )
        db.session.add(thread)
        db.session.flush()
        comment = _said(thread, text, by)
        entry.about("amendment", f"{amendment.number}{amendment.part}")
        entry.data(thread=thread.id, comment=comment.id)
        entry.seal(text=comment.text)
    return thread.id


def answer(thread_id: int, text: str, by: Actor, rules: Rules) -> int:
    """Answer in a thread; gives the comment's id. Raises Invalid, NotPermitted."""
    with act(Act.COMMENT, by=by) as entry:
        by.must(Act.COMMENT, rules)
        thread = db.session.get_one(Thread, thread_id, with_for_update=True)
        if thread.amendment_id is not None and not may_read(
            by, amendment_shown(thread.amendment_id)
        ):
            raise NotPermitted(Act.COMMENT)
        comment = _said(thread, text, by)
        entry.about("thread", thread.id)
        entry.data(thread=thread.id, comment=comment.id)
        entry.seal(text=comment.text)
    return comment.id


def _said(thread: Thread, text: str, by: Actor) -> Comment:
    assert by.person_id is not None
    comment = Comment(
        thread_id=thread.id,
        text=_clean(text),
        person_id=by.person_id,
        delegation_id=by.delegation_id,
        made_at=clock.now(),
    )
    db.session.add(comment)
    db.session.flush()
    return comment


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise Invalid({"text": [TOO_LONG]})
    try:
        clean = normalize(text)
    except TextError as refused:
        raise Invalid({"text": [str(refused)]}) from refused
    if not clean.strip():
        raise Invalid({"text": [EMPTY]})
    return clean


def edit(comment_id: int, text: str, by: Actor, rules: Rules) -> None:
    """Change one's own comment within the time the rules give. Raises Invalid, NotPermitted."""
    with act(Act.EDIT_COMMENT, by=by) as entry:
        by.must(Act.EDIT_COMMENT, rules)
        comment = db.session.get_one(Comment, comment_id, with_for_update=True)
        if comment.person_id != by.person_id or comment.hidden_reason is not None:
            raise NotPermitted(Act.EDIT_COMMENT)
        if not may_still_edit(comment, rules):
            raise Invalid({"text": [TOO_LATE]})
        comment.text = _clean(text)
        comment.edited_at = clock.now()
        entry.about("comment", comment.id)
        entry.seal(text=comment.text)


def may_still_edit(comment: Comment, rules: Rules) -> bool:
    """Whether the time for changing a comment still runs."""
    return clock.now() <= comment.made_at + timedelta(minutes=rules.comment_edit_minutes)


def hide(comment_id: int, reason: str, by: Actor) -> None:
    """Hide a comment from all but the secretariat, with a reason. Raises Invalid, NotPermitted."""
    with act(Act.HIDE_COMMENT, by=by) as entry:
        by.must(Act.HIDE_COMMENT)
        if not reason.strip():
            raise Invalid({"reason": [REASON]})
        comment = db.session.get_one(Comment, comment_id, with_for_update=True)
        comment.hidden_reason = _clean(reason)
        entry.about("comment", comment.id)
        entry.seal(reason=comment.hidden_reason)


def resolve(thread_id: int, by: Actor) -> None:
    """Mark a thread as settled. Raises NotPermitted, Stale."""
    with act(Act.RESOLVE_THREAD, by=by) as entry:
        thread = _own_or_office(thread_id, by, Act.RESOLVE_THREAD)
        if thread.resolved_at is not None:
            raise Stale(seen=0, now=1)
        thread.resolved_at = clock.now()
        entry.about("thread", thread.id)


def reopen(thread_id: int, by: Actor) -> None:
    """Take a thread up again. Raises NotPermitted, Stale."""
    with act(Act.REOPEN_THREAD, by=by) as entry:
        thread = _own_or_office(thread_id, by, Act.REOPEN_THREAD)
        if thread.resolved_at is None:
            raise Stale(seen=0, now=1)
        thread.resolved_at = None
        entry.about("thread", thread.id)


def _own_or_office(thread_id: int, by: Actor, name: Act) -> Thread:
    by.must(name)
    thread = thread_shown(thread_id)
    if not may_settle(thread, by):
        raise NotPermitted(name)
    db.session.refresh(thread, ["resolved_at"], with_for_update=True)
    return thread


def may_settle(thread: Thread, by: Actor) -> bool:
    """Who opened a thread, their delegation, the secretariat and the chair may settle it."""
    if by.holds(Role.SECRETARIAT) or by.holds(Role.CHAIR):
        return True
    first = thread.comments[0]
    own = by.delegation_id is not None and first.delegation_id == by.delegation_id
    return own or first.person_id == by.person_id
