"""Threads as pages show them: plain values, less what the reader may not see."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import pairwise

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.amendments.queries import newest
from declaration.comments.models import Comment, Placement, Thread
from declaration.comments.permissions import may_read_hidden, open_acts, open_acts_of_comment
from declaration.comments.queries import (
    placement_in,
    standing,
    threads_on_amendment,
    threads_on_clause,
)
from declaration.journal import Actor
from declaration.procedure import Act, Rules
from declaration.text import Anchor

Names = dict[str, str]


@dataclass(frozen=True)
class ShownComment:
    """One remark. `text` is empty when it was hidden and the reader may not see it."""

    id: int
    author: Names
    delegation: Names | None
    text: str
    language: str
    at: datetime
    edited: bool
    own: bool
    hidden_reason: str | None
    open_acts: tuple[Act, ...]


@dataclass(frozen=True)
class ShownThread:
    """A thread; `span` is where its words stand in the text shown, in code points."""

    id: int
    quote: str | None
    language: str
    standing: str
    span: tuple[int, int] | None
    comments: tuple[ShownComment, ...]
    open_acts: tuple[Act, ...]


@dataclass(frozen=True)
class Piece:
    """Words of a text, with the newest thread about them."""

    text: str
    thread: int | None = None


def shown_threads(
    clause_id: int, version_id: int | None, by: Actor, rules: Rules
) -> tuple[ShownThread, ...]:
    """The threads on a clause as this person sees them beside one of its versions.

    Three statements.
    """
    return tuple(
        shown_thread(thread, by, rules, version_id=version_id)
        for thread in threads_on_clause(clause_id)
    )


def shown_threads_on_amendment(
    amendment: Amendment, by: Actor, rules: Rules
) -> tuple[ShownThread, ...]:
    """The threads on an amendment, beside its newest wording. Three statements."""
    return tuple(
        shown_on_amendment(thread, amendment, by, rules)
        for thread in threads_on_amendment(amendment.id)
    )


def shown_thread(thread: Thread, by: Actor, rules: Rules, *, version_id: int | None) -> ShownThread:
    """A thread on a clause; its comments and placements are loaded."""
    placement = placement_in(thread, version_id) if version_id is not None else None
    return ShownThread(
        id=thread.id,
        quote=thread.quote,
        language=thread.language,
        standing=standing(thread, version_id),
        span=_span(placement),
        comments=tuple(_shown_comment(each, by, rules) for each in thread.comments),
        open_acts=open_acts(by, thread, rules),
    )


def shown_on_amendment(
    thread: Thread, amendment: Amendment, by: Actor, rules: Rules
) -> ShownThread:
    """A thread on an amendment; where its words stand follows from the wordings' texts."""
    shown = shown_thread(thread, by, rules, version_id=None)
    first = next((each for each in thread.placements if each.start is not None), None)
    if first is None or thread.resolved_at is not None:
        return shown
    span = _followed(first, amendment.revisions)
    if span is None:
        return replace(shown, standing="orphaned")
    words = (newest(amendment).text or "")[slice(*span)]
    return replace(shown, span=span, standing="open" if words == thread.quote else "edited")


def marked_lines(text: str, threads: Iterable[ShownThread]) -> list[list[Piece]]:
    """The lines of a text in pieces, each with the newest thread about its words."""
    spans = [(each.span, each.id) for each in threads if each.span is not None]
    cuts = {0, len(text), *(edge for span, _ in spans for edge in span)}
    cuts |= {at for place, sign in enumerate(text) if sign == "\n" for at in (place, place + 1)}
    edges = sorted(cuts)
    lines: list[list[Piece]] = [[]]
    for start, stop in pairwise(edges):
        if text[start:stop] == "\n":
            lines.append([])
            continue
        about = [thread for (first, last), thread in spans if first <= start and stop <= last]
        lines[-1].append(Piece(text[start:stop], max(about, default=None)))
    return lines


def language_of(text: str) -> str:
    """The language a remark is written in, by its letters: what its direction follows."""
    scripts = Counter(
        unicodedata.name(sign, "").partition(" ")[0] for sign in text if sign.isalpha()
    )
    return "en" if scripts["LATIN"] > scripts["ARABIC"] else "ar"


def _shown_comment(comment: Comment, by: Actor, rules: Rules) -> ShownComment:
    hidden = comment.hidden_reason is not None and not may_read_hidden(by)
    return ShownComment(
        id=comment.id,
        author=comment.person.names,
        delegation=comment.delegation.names if comment.delegation else None,
        text="" if hidden else comment.text,
        language=language_of(comment.text),
        at=comment.made_at,
        edited=comment.edited_at is not None,
        own=comment.person_id == by.person_id,
        hidden_reason=comment.hidden_reason,
        open_acts=open_acts_of_comment(by, comment, rules),
    )


def _span(placement: Placement | None) -> tuple[int, int] | None:
    if placement is None or placement.start is None or placement.stop is None:
        return None
    return placement.start, placement.stop


def _followed(first: Placement, wordings: Sequence[AmendmentRevision]) -> tuple[int, int] | None:
    """Where words of one wording stand in the newest, followed from each to the next."""
    span = _span(first)
    ids = [wording.id for wording in wordings]
    if span is None or first.amendment_revision_id not in ids:
        return None
    texts = [wording.text or "" for wording in wordings[ids.index(first.amendment_revision_id) :]]
    held: Anchor | None = Anchor.of(texts[0], *span)
    for old, new in pairwise(texts):
        held = held.follow(old, new) if held and new else None
    return (held.start, held.end) if held else None
