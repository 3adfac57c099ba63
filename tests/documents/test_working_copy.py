"""The working copy, as it leaves."""

from dataclasses import replace
from pathlib import Path

import pytest

from declaration.documents.clauses import bookmark_name
from declaration.documents.values import Numbering
from declaration.documents.working_copy import write_working_copy
from declaration.forums.models import Digits
from tests.documents.independent import NS, W, WordFile, checkers, clause_words, faults, words
from tests.documents.texts import CLAUSES, IMPRINT, WORKING_COPY


@pytest.mark.parametrize("numbering", Numbering)
def test_the_file_is_clean_and_holds_every_clause(numbering: Numbering, tmp_path: Path) -> None:
    data = write_working_copy(replace(WORKING_COPY, numbering=numbering))
    path = tmp_path / "copy.docx"
    path.write_bytes(data)
    assert checkers(path) == []
    assert faults(data) == []
    assert clause_words(data) == {bookmark_name(c.key): c.text for c in CLAUSES}


def test_changes_are_tracked_and_nobody_can_stop_it() -> None:
    settings = WordFile(write_working_copy(WORKING_COPY)).part("word/settings.xml")
    assert settings.find("w:trackRevisions", NS) is not None
    protection = settings.find("w:documentProtection", NS)
    assert protection.get(f"{W}edit") == "trackedChanges"
    assert protection.get(f"{W}enforcement") == "1"


def test_the_file_names_its_revision() -> None:
    custom = WordFile(write_working_copy(WORKING_COPY)).part("docProps/custom.xml")
    assert {p.get("name"): words_of(p) for p in custom} == {
        "declaration": "yanbu",
        "declaration-revision": "4",
        "declaration-fingerprint": "ab" * 32,
    }


def words_of(element) -> str:
    return "".join(element.itertext())


def test_word_counts_the_clauses_unless_the_forum_writes_other_digits() -> None:
    counted = WordFile(write_working_copy(WORKING_COPY))
    formats = [f.get(f"{W}val") for f in counted.part("word/numbering.xml").iter(f"{W}numFmt")]
    assert formats == ["decimal", "arabicAbjad"]
    indic = replace(WORKING_COPY, imprint=replace(IMPRINT, digits=Digits.ARABIC_INDIC))
    written = [words(p) for p in WordFile(write_working_copy(indic)).body.findall("w:p", NS)]
    assert any(p.startswith("٢.ندعو") for p in written)
