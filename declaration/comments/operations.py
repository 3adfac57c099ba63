"""What people do with comments."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from declaration import clock
from declaration.amendments.operations import label
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendment_shown
from declaration.comments import steps
from declaration.comments.choosing import NO_SUCH_WORDS
from declaration.comments.models import Comment, Thread
from declaration.comments.permissions import (
    may_read_on_clause,
    may_read_thread,
    may_settle,
    may_still_edit,
)
from declaration.comments.queries import made_since, thread_of_comment, thread_shown
from declaration.drafting.models import Clause, ClauseVersion, Declaration
from declaration.extensions import db
from declaration.journal import Actor, Record, act
from declaration.procedure import Act, Invalid, NotPermitted, Rules, Stale
from declaration.text import Anchor, TextError, normalize

LONGEST: Final = 4_000
AT_MOST: Final = 30
"""Comments of one person within `WITHIN`."""
WITHIN: Final = timedelta(minutes=10)

EMPTY: Final = "Write the comment first."
TOO_LONG: Final = "A comment may have 4,000 characters."
REASON: Final = "Say why."
TOO_LATE: Final = "The time in which a comment may be changed has passed. Answer it instead."


@dataclass
class TooManyComments(Exception):
    """Nothing was said: the person made `AT_MOST` comments within `WITHIN`."""


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

    The words are a span of code points, which must quote what the version says there; the
    thread then follows them into the later versions. Raises Invalid, NotPermitted,
    TooManyComments.
    """
    with act(Act.COMMENT, by=by) as entry:
        by.must(Act.COMMENT, rules)
        clause = db.session.get_one(Clause, clause_id)
        declaration = _own_forum(clause.declaration_id, by, Act.COMMENT)
        if not may_read_on_clause(by, clause):
            raise NotPermitted(Act.COMMENT)
        thread = Thread(declaration_id=declaration.id, clause_id=clause.id, opened_at=clock.now())
        db.session.add(thread)
        if version_id is not None and start is not None and stop is not None:
            version = db.session.get(ClauseVersion, version_id)
            if version is None or version.clause_id != clause.id:
                raise Invalid({"quote": [NO_SUCH_WORDS]})
            held = _anchored(thread, version.text, start, stop, quote)
            db.session.flush()
            steps.place_from(thread, version, held)
        db.session.flush()
        comment = _said(thread, text, by)
        entry.about("clause", clause.key)
        _tell(entry, declaration, thread, comment)
    return thread.id


def open_thread_on_amendment(
    amendment_id: int,
    text: str,
    by: Actor,
    rules: Rules,
    *,
    revision_id: int | None = None,
    start: int | None = None,
    stop: int | None = None,
    quote: str | None = None,
) -> int:
    """Comment on an amendment, or on words of one of its wordings; gives the thread's id.

    Raises Invalid, NotPermitted, TooManyComments.
    """
    with act(Act.COMMENT, by=by) as entry:
        by.must(Act.COMMENT, rules)
        amendment = amendment_shown(amendment_id)
        declaration = _own_forum(amendment.declaration_id, by, Act.COMMENT)
        if not may_read(by, amendment) or amendment.number is None:
            raise NotPermitted(Act.COMMENT)
        thread = Thread(
            declaration_id=declaration.id, amendment_id=amendment.id, opened_at=clock.now()
        )
        db.session.add(thread)
        if revision_id is not None and start is not None and stop is not None:
            wording = next((each for each in amendment.revisions if each.id == revision_id), None)
            if wording is None or wording.text is None:
                raise Invalid({"quote": [NO_SUCH_WORDS]})
            held = _anchored(thread, wording.text, start, stop, quote)
            db.session.flush()
            steps.place_in_wording(thread, wording.id, held)
        db.session.flush()
        comment = _said(thread, text, by)
        entry.about("amendment", label(amendment))
        _tell(entry, declaration, thread, comment)
    return thread.id


def answer(thread_id: int, text: str, by: Actor, rules: Rules) -> int:
    """Answer in a thread; gives the comment's id.

    Raises Invalid, NotPermitted, TooManyComments.
    """
    with act(Act.COMMENT, by=by) as entry:
        by.must(Act.COMMENT, rules)
        thread, declaration = _readable(thread_id, by, Act.COMMENT)
        comment = _said(thread, text, by)
        entry.about("thread", thread.id)
        _tell(entry, declaration, thread, comment)
    return comment.id


def edit(comment_id: int, text: str, by: Actor, rules: Rules) -> None:
    """Change one's own comment within the time the rules give. Raises Invalid, NotPermitted."""
    with act(Act.EDIT_COMMENT, by=by) as entry:
        by.must(Act.EDIT_COMMENT, rules)
        comment, declaration = _comment(comment_id, by, Act.EDIT_COMMENT)
        if comment.person_id != by.person_id or comment.hidden_reason is not None:
            raise NotPermitted(Act.EDIT_COMMENT)
        if not may_still_edit(comment, rules):
            raise Invalid({"text": [TOO_LATE]})
        comment.text = _clean(text)
        comment.edited_at = clock.now()
        entry.about("comment", comment.id)
        entry.data(declaration=declaration.key)
        entry.seal(text=comment.text)


def hide(comment_id: int, reason: str, by: Actor) -> None:
    """Hide a comment from all but the secretariat, with a reason.

    Raises Invalid, NotPermitted, and Stale when it is hidden already.
    """
    with act(Act.HIDE_COMMENT, by=by) as entry:
        by.must(Act.HIDE_COMMENT)
        if not reason.strip():
            raise Invalid({"reason": [REASON]})
        comment, declaration = _comment(comment_id, by, Act.HIDE_COMMENT)
        if comment.hidden_reason is not None:
            raise Stale(seen=0, now=1)
        comment.hidden_reason = _clean(reason, "reason")
        entry.about("comment", comment.id)
        entry.data(declaration=declaration.key)
        entry.seal(reason=comment.hidden_reason)


def resolve(thread_id: int, by: Actor) -> None:
    """Mark a thread as settled. Raises NotPermitted, and Stale when it is settled already."""
    with act(Act.RESOLVE_THREAD, by=by) as entry:
        thread, declaration = _settled_by(thread_id, by, Act.RESOLVE_THREAD)
        if thread.resolved_at is not None:
            raise Stale(seen=0, now=1)
        thread.resolved_at = clock.now()
        entry.about("thread", thread.id)
        entry.data(declaration=declaration.key)


def reopen(thread_id: int, by: Actor) -> None:
    """Take a thread up again. Raises NotPermitted, and Stale when it is open already."""
    with act(Act.REOPEN_THREAD, by=by) as entry:
        thread, declaration = _settled_by(thread_id, by, Act.REOPEN_THREAD)
        if thread.resolved_at is None:
            raise Stale(seen=0, now=1)
        thread.resolved_at = None
        entry.about("thread", thread.id)
        entry.data(declaration=declaration.key)


def _own_forum(declaration_id: int, by: Actor, name: Act) -> Declaration:
    declaration = db.session.get_one(Declaration, declaration_id)
    if declaration.forum_id != by.forum_id:
        raise NotPermitted(name)
    return declaration


def _readable(thread_id: int, by: Actor, name: Act) -> tuple[Thread, Declaration]:
    thread = thread_shown(thread_id, lock=True)
    declaration = _own_forum(thread.declaration_id, by, name)
    if not may_read_thread(by, thread):
        raise NotPermitted(name)
    return thread, declaration


def _settled_by(thread_id: int, by: Actor, name: Act) -> tuple[Thread, Declaration]:
    by.must(name)
    thread, declaration = _readable(thread_id, by, name)
    if not may_settle(thread, by):
        raise NotPermitted(name)
    return thread, declaration


def _comment(comment_id: int, by: Actor, name: Act) -> tuple[Comment, Declaration]:
    thread, declaration = _readable(thread_of_comment(comment_id), by, name)
    return next(each for each in thread.comments if each.id == comment_id), declaration


def _anchored(thread: Thread, text: str, start: int, stop: int, quote: str | None) -> Anchor:
    try:
        held = steps.anchor(thread, text, start, stop)
    except ValueError as outside:
        raise Invalid({"quote": [NO_SUCH_WORDS]}) from outside
    if quote is not None and quote.strip() and quote.strip() not in held.quote:
        raise Invalid({"quote": [NO_SUCH_WORDS]})
    return held


def _said(thread: Thread, text: str, by: Actor) -> Comment:
    assert by.person_id is not None
    now = clock.now()
    if made_since(now - WITHIN, by.person_id) >= AT_MOST:
        raise TooManyComments
    comment = Comment(
        thread_id=thread.id,
        text=_clean(text),
        person_id=by.person_id,
        delegation_id=by.delegation_id,
        made_at=now,
    )
    db.session.add(comment)
    db.session.flush()
    return comment


def _tell(entry: Record, declaration: Declaration, thread: Thread, comment: Comment) -> None:
    entry.data(declaration=declaration.key, thread=thread.id, comment=comment.id)
    opens = entry.kind != "thread"
    entry.seal(text=comment.text, quote=thread.quote if opens else None)


def _clean(text: str, field: str = "text") -> str:
    if len(text) > LONGEST:
        raise Invalid({field: [TOO_LONG]})
    try:
        clean = normalize(text).strip()
    except TextError as refused:
        raise Invalid({field: [str(refused)]}) from refused
    if not clean:
        raise Invalid({field: [EMPTY]})
    return clean
