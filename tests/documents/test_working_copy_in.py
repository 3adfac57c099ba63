"""A working copy, edited and uploaded again, gives back exactly what was done to it."""

from dataclasses import replace
from pathlib import Path

import pytest

from declaration.documents.edits import (
    Added,
    Certainty,
    Changed,
    Deleted,
    Joined,
    Moved,
    Split,
    WorkingCopyEdits,
)
from declaration.documents.guard import open_upload
from declaration.documents.marked import write_marked
from declaration.documents.values import (
    Addition,
    ClauseText,
    MarkedText,
    Numbering,
    Removal,
    Rewording,
)
from declaration.documents.word import read_word
from declaration.documents.working_copy import write_working_copy
from declaration.documents.working_copy_in import read_edits
from declaration.drafting.models import ClauseKind
from tests.documents.conftest import Office
from tests.documents.mangling import (
    as_word_tracks_moves,
    authors_renamed,
    rewritten,
    runs_split,
    runs_wrapped,
    without_bookmarks,
    without_properties,
    without_styles,
)
from tests.documents.texts import ADDED, CLAUSES, MARKED, REWORDED, TEXT_OF, WORKING_COPY


def edits_of(data: bytes) -> WorkingCopyEdits:
    return read_edits(read_word(open_upload(data)), CLAUSES)


def copy(numbering: Numbering) -> bytes:
    return write_working_copy(replace(WORKING_COPY, numbering=numbering))


MANGLED = [
    without_bookmarks,
    without_properties,
    without_styles,
    runs_split,
    runs_wrapped,
    authors_renamed,
]


@pytest.mark.parametrize("numbering", Numbering)
@pytest.mark.parametrize("mangle", [None, *MANGLED])
def test_an_untouched_copy_gives_nothing(numbering: Numbering, mangle) -> None:
    data = copy(numbering)
    found = edits_of(rewritten(data, mangle) if mangle else data)
    assert (found.tracked, found.untracked, found.outside) == ((), (), ())
    assert found.certainty is Certainty.PROVED


@pytest.mark.parametrize("mangle", [None, *MANGLED])
def test_tracked_changes_are_found_whatever_the_software_did(mangle) -> None:
    """The marked text is such a file: its changes are known."""
    data = write_marked(MARKED)
    found = edits_of(rewritten(data, mangle) if mangle else data)
    wanted = {
        Changed("p-1", REWORDED["p-1"]),
        Changed("o-1", REWORDED["o-1"]),
        Changed("o-2", REWORDED["o-2"]),
        Added("o-2", ClauseKind.OPERATIVE, ADDED.text),
        Deleted("o-3"),
    }
    assert set(found.tracked) == wanted
    assert found.untracked == ()
    assert {(key, remark.text) for key, remark in found.remarks} >= {
        ("p-1", "لأن الخطة الوطنية تنتهي في 2035.\nوهو ما أكده وفدنا."),
        ("o-1", "صياغة أوضح (UNESCO)."),
    }


O2_HEAD, O2_TAIL = TEXT_OF["o-2"].split(" والانضمام")
TRACKED_STEPS = [
    ("replace", "تُراجع كل 3 سنوات", "تُراجع كل سنتين"),
    ("delete_paragraph", "وإذ ندرك"),
    ("add_after", "آمنة، تصون", "نتعهد بإعداد تقرير سنوي (COP28)."),
    ("split", "والانضمام إلى شبكة"),
]


@pytest.mark.parametrize("numbering", Numbering)
def test_edits_made_in_libreoffice_come_back(
    numbering: Numbering, tmp_path: Path, office: Office
) -> None:
    before, after = tmp_path / "copy.docx", tmp_path / "edited.docx"
    before.write_bytes(copy(numbering))
    office(("open", str(before)), ("track", True), *TRACKED_STEPS, ("save", str(after)))
    for mangle in (None, *MANGLED):
        saved = after.read_bytes()
        data = rewritten(saved, mangle) if mangle else saved
        found = edits_of(data)
        assert found.untracked == ()
        assert set(found.tracked) == {
            Changed("o-1", TEXT_OF["o-1"].replace("كل 3 سنوات", "كل سنتين")),
            Deleted("p-2"),
            Added("o-3", ClauseKind.OPERATIVE, "نتعهد بإعداد تقرير سنوي (COP28)."),
            Split("o-2", (O2_HEAD, "والانضمام" + O2_TAIL)),
        }


def test_two_clauses_joined_in_libreoffice_come_back_as_one(tmp_path: Path, office: Office) -> None:
    before, after = tmp_path / "copy.docx", tmp_path / "edited.docx"
    before.write_bytes(copy(Numbering.COUNTED))
    office(("open", str(before)), ("track", True), ("join", "إذ نستذكر"), ("save", str(after)))
    found = edits_of(after.read_bytes())
    assert [type(edit) for edit in found.tracked] == [Joined]
    assert found.tracked[0].clauses == ("p-1", "p-2")


def test_a_clause_cut_and_pasted_has_moved(tmp_path: Path, office: Office) -> None:
    before, after = tmp_path / "copy.docx", tmp_path / "edited.docx"
    before.write_bytes(copy(Numbering.COUNTED))
    steps = [("delete_paragraph", "إذ نستذكر"), ("add_after", "وإذ ندرك", TEXT_OF["p-1"])]
    office(("open", str(before)), ("track", True), *steps, ("save", str(after)))
    assert edits_of(after.read_bytes()).tracked == (Moved("p-1", "p-2", TEXT_OF["p-1"]),)


def test_edits_made_with_tracking_off_are_set_apart(tmp_path: Path, office: Office) -> None:
    before, after = tmp_path / "copy.docx", tmp_path / "edited.docx"
    before.write_bytes(copy(Numbering.COUNTED))
    office(
        ("open", str(before)),
        ("track", False),
        ("replace", "تخصيص 5%", "تخصيص 7%"),
        ("add_after", "آمنة، تصون", "نتعهد بإعداد تقرير سنوي."),
        ("track", True),
        ("replace", "مليون دولار", "مليون ريال"),
        ("save", str(after)),
    )
    found = edits_of(after.read_bytes())
    assert found.certainty is Certainty.SIMILAR or found.certainty is Certainty.MATCHED
    assert set(found.untracked) == {
        Changed("o-2", TEXT_OF["o-2"].replace("5%", "7%")),
        Added("o-3", ClauseKind.OPERATIVE, "نتعهد بإعداد تقرير سنوي."),
    }
    assert found.tracked == (Changed("o-2", TEXT_OF["o-2"].replace("دولار", "ريال")),)


def test_three_clauses_changed_untracked_are_found_without_marks_and_properties() -> None:
    changed = [
        replace(c, text=c.text.replace("مدن", "حواضر")) if c.key in {"o-1", "o-2", "p-2"} else c
        for c in CLAUSES
    ]
    data = write_working_copy(replace(WORKING_COPY, clauses=tuple(changed)))
    for mangle in (without_bookmarks, without_properties):
        data = rewritten(data, mangle)
    found = edits_of(data)
    assert found.tracked == ()
    wanted = {Changed(c.key, c.text) for c in changed if c.text != TEXT_OF[c.key]}
    assert set(found.untracked) == wanted


def test_clauses_reordered_untracked_have_moved() -> None:
    order = [*CLAUSES[:3], CLAUSES[4], CLAUSES[3], *CLAUSES[5:]]
    found = edits_of(write_working_copy(replace(WORKING_COPY, clauses=tuple(order))))
    (moved,) = found.untracked
    assert isinstance(moved, Moved)
    assert moved.clause in {"p-1", "p-2"}


@pytest.mark.parametrize("mangle", [None, as_word_tracks_moves])
def test_a_clause_moved_with_tracking_on_has_moved(mangle) -> None:
    moved = ClauseText("new", ClauseKind.OPERATIVE, "", TEXT_OF["o-1"])
    changes = (Removal(MARKED.changes[0].by, "o-1"), Addition(MARKED.changes[0].by, "o-3", moved))
    data = write_marked(replace(MARKED, changes=changes))
    found = edits_of(rewritten(data, mangle) if mangle else data)
    assert found.tracked == (Moved("o-1", "o-3", TEXT_OF["o-1"]),)


def test_another_text_is_told_apart() -> None:
    other = (ClauseText("x", ClauseKind.OPERATIVE, "1", "نص لا صلة له بشيء مما سبق."),)
    found = edits_of(write_working_copy(replace(WORKING_COPY, clauses=other)))
    assert found.certainty is Certainty.FOREIGN
    assert found.tracked == ()


def test_words_no_clause_may_hold_are_told_with_the_reason() -> None:
    text = TEXT_OF["o-2"] + " \u202eسر"
    marked = MarkedText(
        MARKED.imprint, MARKED.cover, CLAUSES, (Rewording(MARKED.changes[0].by, "o-2", text),)
    )
    found = edits_of(write_marked(marked))
    assert found.tracked == ()
    assert [words.text for words in found.unreadable] == [text]


def test_a_changed_cover_is_told_and_not_taken_over(tmp_path: Path, office: Office) -> None:
    before, after = tmp_path / "copy.docx", tmp_path / "edited.docx"
    before.write_bytes(copy(Numbering.COUNTED))
    steps = [("track", True), ("replace", "مركز الملك فهد الحضاري", "القاعة الكبرى")]
    office(("open", str(before)), *steps, ("save", str(after)))
    found = edits_of(after.read_bytes())
    assert found.tracked == ()
    assert found.outside == ("القاعة الكبرى، مدينة ينبع الصناعية",)


def test_a_copy_saved_by_libreoffice_gives_nothing(tmp_path: Path, office: Office) -> None:
    before, after = tmp_path / "copy.docx", tmp_path / "saved.docx"
    for numbering in Numbering:
        before.write_bytes(copy(numbering))
        office(("open", str(before)), ("save", str(after)))
        found = edits_of(after.read_bytes())
        assert (found.tracked, found.untracked, found.outside) == ((), (), ())
        assert found.certainty is Certainty.PROVED
