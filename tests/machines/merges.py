"""What must be true of every publication: its record makes its text, and nobody's words are lost."""

import json
from collections.abc import Iterable

from declaration.drafting.models import Origin
from declaration.merging.publishing import is_typography
from declaration.merging.replaying import Chapter, chapters_of, replayed
from declaration.text import diff
from tests.machines.hall import Hall

SIGNS = '،؛:.,;()[]«»"؟!'


def every_publication_is_its_record(hall: Hall, known: set[int]) -> None:
    """Looks at the publications that are not known yet, and adds them."""
    query = "SELECT merge_id, clause_id FROM merged_text ORDER BY merge_id, clause_id"
    fresh = [row for row in hall.ask(query) if row["merge_id"] not in known]
    for clause_id in sorted({row["clause_id"] for row in fresh}):
        chapters = chapters_of(clause_id)
        wanted = {row["merge_id"] for row in fresh if row["clause_id"] == clause_id}
        for place, chapter in enumerate(chapters):
            if chapter.record_id in wanted:
                _is_its_record(hall, chapters[: place + 1], clause_id)
    known.update(row["merge_id"] for row in fresh)


def _is_its_record(hall: Hall, chapters: list[Chapter], clause_id: int) -> None:
    chapter = chapters[-1]
    if chapter.result is None:
        return
    text = chapter.result.text
    if chapter.origin in (Origin.CORRECTION, Origin.EDITORIAL):
        assert chapter.base is not None
        assert is_typography(chapter.base.text, text)
        return
    woven = replayed(chapters, chapter.record_id)
    if woven is not None:
        assert woven.text == text, "the record makes another text"
    agreed = [
        row["text"]
        for row in hall.ask(
            "SELECT text FROM resolution WHERE merge_id = ? AND clause_id = ?",
            chapter.record_id,
            clause_id,
        )
    ]
    wordings = {
        wording.id: wording.text
        for _amendment, wording, _ballot in chapter.inputs.values()
        if wording.text is not None
    }
    _nobody_else_wrote_a_word(chapters, text, [*wordings.values(), *agreed])
    _segments_make_the_text(chapter, wordings)
    if chapter.origin is Origin.MERGE and not agreed:
        _every_edit_is_in(chapter, text)


def _nobody_else_wrote_a_word(chapters: list[Chapter], text: str, written: Iterable[str]) -> None:
    earlier = [each.base.text for each in chapters if each.base is not None]
    earlier += [each.result.text for each in chapters[:-1] if each.result is not None]
    known = {word for words in (*written, *earlier) for word in words_of(words)}
    assert set(words_of(text)) <= known, set(words_of(text)) - known


def _segments_make_the_text(chapter: Chapter, wordings: dict[int, str]) -> None:
    """And each is a stretch of the base, or has an author in whose wording it stands."""
    assert chapter.result is not None
    segments = json.loads(json.dumps(chapter.result.segments))
    if not segments or chapter.origin is not Origin.MERGE:
        return
    staying = [each for each in segments if not each["deleted_by"]]
    assert "".join(each["text"] for each in staying) == chapter.result.text
    for each in staying:
        if each["base_span"] is not None or each["resolution"] is not None:
            continue
        if not words_of(each["text"]):
            continue
        assert each["inserted_by"], each
        for author in each["inserted_by"]:
            if author in wordings:
                assert is_within(words_of(each["text"]), words_of(wordings[author])), each


def _every_edit_is_in(chapter: Chapter, text: str) -> None:
    for variant in chapter.variants.values():
        for change in diff(variant.base, variant.text):
            if change.op != "equal":
                assert is_within(words_of(change.new or ""), words_of(text)), change


def words_of(text: str) -> list[str]:
    """The words without the signs around them, which a merge may give to a neighbour."""
    return [word for word in (each.strip(SIGNS) for each in text.split()) if word]


def is_within(few: list[str], many: list[str]) -> bool:
    """Whether the words stand among the others in this order."""
    rest = iter(many)
    return all(word in rest for word in few)
