"""Hostile files: refused at once, each by its own sentence, without harm to the server."""

import os
import resource
import time

import pytest

from declaration.documents import worker
from declaration.documents.reading import Noticed
from declaration.documents.refusals import Reason, UnsafeFile
from declaration.documents.worker import read_upload
from tests.documents.hostile import HOSTILE, document, good, packed, part, with_relation
from tests.documents.texts import CLAUSES

SECONDS = 1.0
ADDITIONAL_KILOBYTES = 200 * 1024


@pytest.fixture(scope="module")
def program_kilobytes() -> int:
    """What the reading process takes for a harmless file."""
    read_upload(good())
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused(name: str, program_kilobytes: int) -> None:
    reason, make = HOSTILE[name]
    data = make()
    began = time.perf_counter()
    with pytest.raises(UnsafeFile) as refused:
        read_upload(data)
    assert refused.value.reason is reason
    assert time.perf_counter() - began < SECONDS * patience_of_this_machine()
    taken = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss - program_kilobytes
    assert taken < ADDITIONAL_KILOBYTES


def patience_of_this_machine() -> float:
    """How many programs share a processor: the limit is of a machine at rest."""
    return max(1.0, os.getloadavg()[0])


def test_the_corpus_is_broad() -> None:
    reasons = [reason for reason, _ in HOSTILE.values()]
    assert len(HOSTILE) >= 40
    assert len({reason for reason in reasons if reasons.count(reason) >= 2}) >= 12


def test_every_reason_has_its_own_sentence_in_both_languages() -> None:
    for language in ("ar", "en"):
        sentences = [reason.say(language) for reason in Reason]
        assert len(set(sentences)) == len(Reason)
        assert all(sentence.endswith(".") for sentence in sentences)


def test_a_good_file_is_read() -> None:
    reading = read_upload(good())
    assert [line for line in reading.base() if line == CLAUSES[0].text]


def test_links_out_of_the_file_are_counted_and_not_followed() -> None:
    external = with_relation(
        "attachedTemplate", "http://x.example/t.dotm", ' TargetMode="External"'
    )
    assert read_upload(external).noticed[Noticed.EXTERNAL] == 1


def test_spaces_and_braces_do_not_tire_the_reader() -> None:
    long = document("<w:p><w:r><w:t>" + "نص ( » " * 40_000 + "</w:t></w:r></w:p>")
    assert len(read_upload(long).base()[0]) == 7 * 40_000


def test_a_reader_that_hangs_is_killed_and_the_server_goes_on(monkeypatch) -> None:
    monkeypatch.setattr(worker, "__name__", "tests.documents.hanging_worker")
    began = time.perf_counter()
    with pytest.raises(UnsafeFile) as refused:
        read_upload(good(), patience=0.5)
    assert refused.value.reason is Reason.OUT_OF_TIME
    assert time.perf_counter() - began < 5
    monkeypatch.undo()
    assert read_upload(good()).paragraphs


def test_a_reader_that_wants_too_much_memory_is_ended(monkeypatch) -> None:
    monkeypatch.setattr(worker, "__name__", "tests.documents.greedy_worker")
    with pytest.raises(UnsafeFile) as refused:
        read_upload(good())
    assert refused.value.reason is Reason.OUT_OF_MEMORY


def test_the_reading_process_knows_no_secret(monkeypatch) -> None:
    monkeypatch.setenv("SECRET_KEY", "x" * 40)
    monkeypatch.setattr(worker, "__name__", "tests.documents.telling_worker")
    with pytest.raises(UnsafeFile) as refused:
        read_upload(good())
    assert refused.value.part == ""


def test_a_utf_16_file_is_read() -> None:
    text = part("word/document.xml").replace('encoding="UTF-8"', 'encoding="UTF-16"')
    assert read_upload(packed({"word/document.xml": text.encode("utf-16")})).paragraphs
