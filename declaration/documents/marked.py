"""The marked text: a revision with proposals as tracked changes, each by its delegation."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from declaration.documents.body import Body, Mark
from declaration.documents.clauses import printed_number
from declaration.documents.endorsed import add_cover
from declaration.documents.fate import Fate
from declaration.documents.ooxml import line
from declaration.documents.package import assemble, instant
from declaration.documents.tracked import Span, add_tracked_clause, spans_between
from declaration.documents.values import (
    Addition,
    ClauseText,
    MarkedText,
    Proposal,
    Removal,
    Rewording,
)
from declaration.documents.wording import Label
from declaration.text import Id, merge


@dataclass(eq=False)
class Overlapping(Exception):
    """Changes of one clause that one file cannot show: they contradict each other."""

    clause: str


def write_marked(text: MarkedText) -> bytes:
    """The marked text as a DOCX: all changes rejected it is the revision, accepted the new text.

    Raises Overlapping, and KeyError for a change to a clause the revision does not hold.
    """
    body = Body(text.imprint.language, text.imprint.digits)
    add_cover(body, text.cover)
    changes, additions = changes_by_clause(text)
    _add_additions(body, additions[None])
    for clause in text.clauses:
        proposals = [change.by for change in changes[clause.key]]
        add_tracked_clause(
            body,
            clause,
            spans_of(clause, changes[clause.key]),
            printed_number(clause, body.digits),
            _comments(proposals),
        )
        _add_additions(body, additions[clause.key])
    # a paragraph nobody changed must follow: rejecting an addition at the end needs it
    body.add(line("Note", Label.MARKED_NOTE.say(body.language), body.language))
    body.add(*(line("Note", each, body.language) for each in text.left_out))
    return assemble(body, text.imprint)


def changes_by_clause(
    text: MarkedText,
) -> tuple[Mapping[str, list[Rewording | Removal]], Mapping[str | None, list[Addition]]]:
    """The changes to each clause, and what is added after each.

    Raises KeyError for a change to a clause the revision does not hold.
    """
    changes: dict[str, list[Rewording | Removal]] = defaultdict(list)
    additions: dict[str | None, list[Addition]] = defaultdict(list)
    for change in text.changes:
        if isinstance(change, Addition):
            additions[change.after].append(change)
        else:
            changes[change.clause].append(change)
    unknown = {*changes, *additions} - {None, *(clause.key for clause in text.clauses)}
    if unknown:
        raise KeyError(*sorted(map(str, unknown)))
    return changes, additions


def mark_of(proposal: Proposal) -> Mark:
    """The author and date of a proposal's tracked changes."""
    return Mark(proposal.sponsor, instant(proposal.at))


def _comments(proposals: Sequence[Proposal]) -> list[tuple[str, Mark]]:
    return [(p.rationale, mark_of(p)) for p in proposals if p.rationale]


def _add_additions(body: Body, additions: Sequence[Addition]) -> None:
    for addition in additions:
        spans = [Span(addition.clause.text, Fate.ADDED, mark_of(addition.by))]
        number = printed_number(addition.clause, body.digits)
        add_tracked_clause(body, addition.clause, spans, number, _comments([addition.by]))


def spans_of(clause: ClauseText, changes: Sequence[Rewording | Removal]) -> list[Span]:
    """The clause's words of both texts, each with its fate and author. Raises Overlapping."""
    removals = [change for change in changes if isinstance(change, Removal)]
    rewordings = [change for change in changes if isinstance(change, Rewording)]
    if removals:
        if len(changes) > 1:
            raise Overlapping(clause.key)
        return [Span(clause.text, Fate.REMOVED, mark_of(removals[0].by))]
    if not rewordings:
        return [Span(clause.text)]
    if len(rewordings) == 1:
        return spans_between(clause.text, rewordings[0].text, mark_of(rewordings[0].by))
    return _spans_together(clause, rewordings)


def _spans_together(clause: ClauseText, rewordings: Sequence[Rewording]) -> list[Span]:
    """Several rewordings' changes side by side; what several propose alike names them all."""
    proposals: dict[Id, Proposal] = {at: change.by for at, change in enumerate(rewordings)}
    merged = merge(clause.text, {at: change.text for at, change in enumerate(rewordings)})
    if merged.text is None:
        raise Overlapping(clause.key)
    spans: list[Span] = []
    by = mark_of(rewordings[0].by)
    end = 0
    for segment in merged.segments:
        changed_by = [proposals[at] for at in (*segment.inserted_by, *segment.deleted_by)]
        by = _mark_of_all(changed_by) if changed_by else by
        if segment.base_span is None:
            spans.append(Span(segment.text, Fate.ADDED, by))
            continue
        start, old_end = segment.base_span
        # the space before a segment is that of the new text, and may not be that of the old
        old_space, old_words = clause.text[end:start], clause.text[start:old_end]
        end = old_end
        if segment.deleted_by:
            spans.append(Span(old_space + old_words, Fate.REMOVED, by))
        elif segment.text == old_space + old_words:
            spans.append(Span(segment.text))
        else:
            new_space = segment.text.removesuffix(old_words)
            spans.append(Span(old_space, Fate.REMOVED, by))
            spans.append(Span(new_space, Fate.ADDED, by))
            spans.append(Span(segment.text.removeprefix(new_space)))
    return [span for span in spans if span.text]


def _mark_of_all(proposals: Sequence[Proposal]) -> Mark:
    sponsors = dict.fromkeys(proposal.sponsor for proposal in proposals)
    return Mark("، ".join(sponsors), instant(min(proposal.at for proposal in proposals)))
