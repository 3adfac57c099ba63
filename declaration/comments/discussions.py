"""What the parts of pages show that let people read and write comments on one thing."""

from dataclasses import dataclass

from flask import request, url_for

from declaration.amendments.models import Amendment
from declaration.amendments.queries import newest
from declaration.comments.forms import (
    CommentForm,
    ThreadForm,
    empty_comment_form,
    empty_thread_form,
)
from declaration.comments.shown import (
    Piece,
    ShownThread,
    marked_lines,
    shown_threads,
    shown_threads_on_amendment,
)
from declaration.drafting.models import Clause
from declaration.drafting.queries import newest_version
from declaration.journal import Actor
from declaration.procedure import Act, Rules


@dataclass(frozen=True)
class Discussion:
    """Threads beside the text they are about, with the forms for one more and for answers.

    `form` is None where this person may not comment; `text` is empty where none is shown.
    """

    text: str
    lines: list[list[Piece]]
    threads: tuple[ShownThread, ...]
    action: str
    back: str
    form: ThreadForm | None
    answer: CommentForm | None


def on_clause(
    clause: Clause, by: Actor, rules: Rules, form: ThreadForm | None = None
) -> Discussion:
    """The discussion of a clause, beside its newest version. Four statements."""
    version = newest_version(clause.id)
    threads = shown_threads(clause.id, version.id if version else None, by, rules)
    action = url_for("comments.on_clause", clause_key=clause.key)
    return _discussion(
        version.text if version else "",
        threads,
        action,
        _form(version.id if version else None, by, rules, form),
    )


def on_amendment(
    amendment: Amendment, by: Actor, rules: Rules, form: ThreadForm | None = None
) -> Discussion:
    """The discussion of an amendment, beside its newest wording. Three statements."""
    wording = newest(amendment)
    threads = shown_threads_on_amendment(amendment, by, rules)
    action = url_for("comments.on_amendment", amendment_id=amendment.id)
    speaks = amendment.number is not None
    return _discussion(
        wording.text or "",
        threads,
        action,
        _form(wording.id, by, rules, form) if speaks else None,
    )


def _form(
    version_id: int | None, by: Actor, rules: Rules, form: ThreadForm | None
) -> ThreadForm | None:
    if not by.can(Act.COMMENT, rules):
        return None
    return form or empty_thread_form(version_id, request.path)


def _discussion(
    text: str, threads: tuple[ShownThread, ...], action: str, form: ThreadForm | None
) -> Discussion:
    return Discussion(
        text=text,
        lines=marked_lines(text, threads) if text else [],
        threads=threads,
        action=action,
        back=request.path,
        form=form,
        answer=empty_comment_form(request.path) if form else None,
    )
