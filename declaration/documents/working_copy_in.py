"""An uploaded working copy as edits of its revision: what would become draft amendments.

Nothing here submits or stores anything, and no author named in the file decides anything: the
edits are shown to a delegate, who confirms them.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from declaration.documents.both_views import ViewParagraph, Views, side_by_side
from declaration.documents.comparison import Original, compare
from declaration.documents.edits import (
    Added,
    Certainty,
    Changed,
    Edit,
    Joined,
    Unreadable,
    WorkingCopyEdits,
    words_of,
)
from declaration.documents.matching import Line, match
from declaration.documents.passages import KIND_OF, SUB_ITEM, Owner, Passage, clause_style, gather
from declaration.documents.reading import Reading, Remark
from declaration.documents.values import ClauseText
from declaration.drafting.models import ClauseKind
from declaration.text import TextError, normalize, rebase


def read_edits(reading: Reading, revision: Sequence[ClauseText]) -> WorkingCopyEdits:
    """What was done to the revision, tracked edits apart from untracked ones."""
    views = side_by_side(reading.paragraphs)
    matched = match(views.base, revision)
    if matched.certainty is Certainty.FOREIGN:
        return WorkingCopyEdits(Certainty.FOREIGN, noticed=reading.noticed)

    around = _around_the_text(views.base, matched.lines)
    by_clause = [[Owner(line.clause, line.line)] if line else [] for line in matched.lines]
    before = gather(views.base, by_clause, around)
    originals = [Original(clause.key, clause.kind, clause.text) for clause in revision]
    untracked = compare(originals, before)

    rejected = [_as_original(passage, originals) for passage in before]
    by_passage = _owners_of_new(views, before)
    after = gather(views.new, by_passage, _around_the_new_text(views, around, by_passage))
    found = compare(rejected, after)
    tracked = [_on_the_revision(edit, rejected, revision) for edit in found if _is_known(edit)]
    strange = [text for edit in found if not _is_known(edit) for text in words_of(edit)]

    unreadable = [words for edit in (*tracked, *untracked) for words in _unreadable(edit)]
    return WorkingCopyEdits(
        matched.certainty,
        tracked=tuple(edit for edit in tracked if not _unreadable(edit)),
        untracked=tuple(edit for edit in untracked if not _unreadable(edit)),
        remarks=tuple(_remarks(reading.remarks, views.base, before, rejected)),
        unreadable=tuple(unreadable),
        outside=(*strange, *_changed_around(views, around, by_passage)),
        noticed=reading.noticed,
    )


def _around_the_text(paragraphs: Sequence[ViewParagraph], lines: Sequence[Line | None]) -> set[int]:
    """The places of cover and notes: unlike any line, outside the text, in no clause's style."""
    found = [at for at, line in enumerate(lines) if line is not None]
    inside = range(found[0], found[-1] + 1) if found else range(0)
    return {
        at
        for at, paragraph in enumerate(paragraphs)
        if lines[at] is None and at not in inside and not _has_clause_style(paragraph)
    }


def _around_the_new_text(
    views: Views, around: set[int], owned: Sequence[Sequence[Owner]]
) -> set[int]:
    """The same in the new view: what lives on of the old one, and what was typed before it."""
    first = next((at for at, owners in enumerate(owned) if owners), len(owned))
    return {
        at
        for at, paragraph in enumerate(views.new)
        if not owned[at]
        and (
            any(old in around for old in paragraph.linked)
            or (at < first and not _has_clause_style(paragraph))
        )
    }


def _has_clause_style(paragraph: ViewParagraph) -> bool:
    style = clause_style(paragraph)
    return style in KIND_OF or style == SUB_ITEM


def _owners_of_new(views: Views, before: Sequence[Passage]) -> list[list[Owner]]:
    """Whose words each new paragraph holds, and which line of them."""
    owner_of = {
        at: Owner(place, line)
        for place, passage in enumerate(before)
        for line, at in enumerate(passage.paragraphs)
    }
    return [
        [owner_of[at] for at in sorted(paragraph.linked) if at in owner_of]
        for paragraph in views.new
    ]


def _as_original(passage: Passage, originals: Sequence[Original]) -> Original:
    """A passage of the base view, under the key of its clause; "" where it was added untracked."""
    if not passage.owners:
        kind = KIND_OF.get(passage.style, ClauseKind.OPERATIVE)
        return Original("", kind, passage.text)
    clause = originals[passage.owners[0]]
    return Original(clause.key, clause.kind, passage.text)


def _is_known(edit: Edit) -> bool:
    """Whether it is about clauses of the revision, not about what was added untracked."""
    if isinstance(edit, Added):
        return True
    return all(edit.clauses) if isinstance(edit, Joined) else bool(edit.clause)


def _on_the_revision(
    edit: Edit, rejected: Sequence[Original], revision: Sequence[ClauseText]
) -> Edit:
    """A tracked change restated on the revision, without what was changed untracked beside it."""
    if not isinstance(edit, Changed):
        return edit
    base = next(original.text for original in rejected if original.key == edit.clause)
    current = next((clause.text for clause in revision if clause.key == edit.clause), base)
    if base == current:
        return edit
    restated = rebase(base, edit.text, current).text
    return replace(edit, text=restated) if restated is not None else edit


def _unreadable(edit: Edit) -> list[Unreadable]:
    """The texts of an edit that no clause may hold."""
    found = []
    for text in words_of(edit):
        try:
            normalize(text)
        except TextError as problem:
            found.append(Unreadable(text, (problem.said.ar, problem.said.en)))
    return found


def _remarks(
    remarks: Iterable[Remark],
    paragraphs: Sequence[ViewParagraph],
    before: Sequence[Passage],
    rejected: Sequence[Original],
) -> Iterator[tuple[str | None, Remark]]:
    """Each comment with the clause at which it begins."""
    clause_of = {
        comment: rejected[place].key
        for place, passage in enumerate(before)
        for at in passage.paragraphs
        for comment in paragraphs[at].comments
    }
    for remark in remarks:
        yield clause_of.get(remark.id) or None, remark


def _changed_around(
    views: Views, around: set[int], owned: Sequence[Sequence[Owner]]
) -> Iterator[str]:
    """Paragraphs outside the text that were changed, added or removed: told, not taken over."""
    kept = {old for paragraph in views.new for old in paragraph.linked}
    for at in sorted(around):
        if at not in kept and views.base[at].text.strip():
            yield views.base[at].text
    for at in sorted(_around_the_new_text(views, around, owned)):
        old = "".join(views.base[place].text for place in views.new[at].linked)
        if views.new[at].text != old and views.new[at].text.strip():
            yield views.new[at].text
