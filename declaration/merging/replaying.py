"""The record of every merge, read back: made again from it, a text is the same text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import aliased, joinedload

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.drafting.models import ClauseVersion, Origin, Revision
from declaration.extensions import db
from declaration.merging.models import MergedText, MergeInput, MergeRecord, Resolution
from declaration.merging.weaving import Made, Variant, Weave, by_number, weave, weave_without


@dataclass(frozen=True)
class Chapter:
    """What one publication made of a clause. No base: it was added; no result: it was removed."""

    record_id: int
    origin: Origin
    serial: int
    base: ClauseVersion | None
    result: ClauseVersion | None
    inputs: Mapping[int, tuple[Amendment, AmendmentRevision, int | None]]
    """By wording: its amendment, the wording, and the ballot that adopted it."""
    agreed: Mapping[int, str]

    @property
    def variants(self) -> dict[int | str, Variant]:
        """The wordings that changed the clause's words."""
        return {
            wording.id: Variant(wording.base_version.text, wording.text)
            for _amendment, wording, _ballot in self.inputs.values()
            if wording.text is not None and wording.base_version is not None
        }


def chapters_of(clause_id: int) -> list[Chapter]:
    """Every publication that touched a clause, the oldest first. Three statements."""
    base, result = aliased(ClauseVersion), aliased(ClauseVersion)
    rows = db.session.execute(
        select(MergedText.merge_id, MergeRecord.origin, Revision.serial, base, result)
        .join(MergeRecord, MergeRecord.id == MergedText.merge_id)
        .join(Revision, Revision.id == MergeRecord.revision_id)
        .outerjoin(base, base.id == MergedText.base_version_id)
        .outerjoin(result, result.id == MergedText.result_version_id)
        .where(MergedText.clause_id == clause_id)
        .order_by(MergedText.merge_id)
    ).all()
    inputs, agreed = _inputs(clause_id), _agreed(clause_id)
    return [
        Chapter(
            record_id,
            origin,
            serial,
            before,
            after,
            inputs.get(record_id, {}),
            agreed.get(record_id, {}),
        )
        for record_id, origin, serial, before, after in rows
    ]


def _inputs(
    clause_id: int,
) -> dict[int, dict[int, tuple[Amendment, AmendmentRevision, int | None]]]:
    query = (
        select(MergeInput.merge_id, Amendment, AmendmentRevision, MergeInput.ballot_id)
        .join(AmendmentRevision, AmendmentRevision.id == MergeInput.amendment_revision_id)
        .join(Amendment, Amendment.id == AmendmentRevision.amendment_id)
        .join(MergeRecord, MergeRecord.id == MergeInput.merge_id)
        .where(Amendment.clause_id == clause_id, MergeRecord.revision_id.is_not(None))
        .options(joinedload(AmendmentRevision.base_version))
        .order_by(MergeInput.merge_id, AmendmentRevision.id)
    )
    found: dict[int, dict[int, tuple[Amendment, AmendmentRevision, int | None]]] = {}
    for record_id, amendment, wording, ballot_id in db.session.execute(query):
        found.setdefault(record_id, {})[wording.id] = (amendment, wording, ballot_id)
    return found


def _agreed(clause_id: int) -> dict[int, dict[int, str]]:
    query = select(Resolution).where(Resolution.clause_id == clause_id)
    found: dict[int, dict[int, str]] = {}
    for resolution in db.session.scalars(query):
        found.setdefault(resolution.merge_id, {})[resolution.number] = resolution.text
    return found


def replayed(chapters: Sequence[Chapter], record_id: int) -> Weave | None:
    """A clause's merge made again from the record alone; None where no text came of it.

    Raises StopIteration for a record that is none of the chapters.
    """
    place = next(at for at, each in enumerate(chapters) if each.record_id == record_id)
    chapter = chapters[place]
    if chapter.base is None or (chapter.result is None and not chapter.variants):
        return None
    agreed = by_number(chapter.agreed)
    if chapter.origin is not Origin.RESTORED:
        return weave(chapter.base.text, chapter.variants, agreed)
    undone = undone_by(chapters[: place + 1])
    earlier = made_in(chapters, undone.record_id)
    gone = undone.inputs.keys() - chapter.inputs.keys()
    return weave_without(earlier, gone, _text_before(chapters, place), agreed)


def undone_by(chapters: Sequence[Chapter]) -> Chapter:
    """The chapter that the last of these, a restoration, set out from anew."""
    *earlier, restoration = chapters
    return next(each for each in reversed(earlier) if _id(each.base) == _id(restoration.base))


def made_in(chapters: Sequence[Chapter], record_id: int) -> Made:
    """How a chapter's result came about; it has a base."""
    chapter = next(each for each in chapters if each.record_id == record_id)
    assert chapter.base is not None
    woven = replayed(chapters, record_id) or weave(chapter.base.text, {}, by_number({}))
    merged = woven.steps[0].settled if chapter.origin is Origin.RESTORED else woven.last
    return Made(merged, chapter.result.text if chapter.result else None)


def _id(version: ClauseVersion | None) -> int | None:
    return version.id if version else None


def _text_before(chapters: Sequence[Chapter], place: int) -> str:
    """What the clause said when the chapter at `place` was published."""
    result = chapters[place].result
    before = [each.result for each in chapters[:place] if each.result is not None]
    if before and result is not None and _id(before[-1]) == result.id:
        return result.text
    return before[-1].text if before else ""
