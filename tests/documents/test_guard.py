"""Hostile files: refused at once, each by its own sentence, without harm to the server."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from declaration.config import HOME
from declaration.documents import worker
from declaration.documents.reading import Noticed
from declaration.documents.refusals import Reason, UnsafeFile
from declaration.documents.worker import read_upload
from tests.documents.hostile import HOSTILE, document, good, packed, part, with_relation
from tests.documents.texts import CLAUSES

PROCESSOR_SECONDS = 1.0
ADDITIONAL_KILOBYTES = 200 * 1024


@dataclass(frozen=True)
class Ended:
    """How a reading process ended: what it said, and what of the machine it had used."""

    said: dict[str, Any]
    processor_seconds: float
    kilobytes: int


def ended(data: bytes, folder: Path, *program: str) -> Ended:
    """The reader, or another program in its place, run on a file until it ends."""
    given, told = folder / "given", folder / "told"
    given.write_bytes(data)
    command = program or ("-m", worker.__name__)
    with given.open("rb") as source, told.open("wb") as sink:
        process = subprocess.Popen([sys.executable, *command], stdin=source, stdout=sink, cwd=HOME)
        _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    said = json.loads(told.read_bytes() or b"null")
    return Ended(said, used.ru_utime + used.ru_stime, used.ru_maxrss)


@pytest.fixture(scope="module")
def harmless(tmp_path_factory: pytest.TempPathFactory) -> Ended:
    """What the reading process takes for a harmless file."""
    return ended(good(), tmp_path_factory.mktemp("harmless"))


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_refused_within_a_second_and_200_megabytes(
    name: str, harmless: Ended, tmp_path: Path
) -> None:
    """Seconds of the processor: those of the clock belong to whatever else the machine does."""
    reason, make = HOSTILE[name]
    found = ended(make(), tmp_path)
    assert found.said["refused"] == reason.name
    assert found.processor_seconds - harmless.processor_seconds < PROCESSOR_SECONDS
    assert found.kilobytes - harmless.kilobytes < ADDITIONAL_KILOBYTES


def test_what_the_reader_refuses_is_raised_where_it_was_asked() -> None:
    with pytest.raises(UnsafeFile) as refused:
        read_upload(b"%PDF-1.7")
    assert refused.value.reason is Reason.PDF


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
    with pytest.raises(UnsafeFile) as refused:
        read_upload(good(), patience=0.5)
    assert refused.value.reason is Reason.OUT_OF_TIME
    monkeypatch.undo()
    assert read_upload(good()).paragraphs


def test_the_reader_limits_itself_before_it_reads(tmp_path: Path) -> None:
    script = (
        "import json, resource; from declaration.documents.worker import _limit; _limit();"
        "limits = (resource.RLIMIT_AS, resource.RLIMIT_CPU, resource.RLIMIT_CORE);"
        "used = int(open('/proc/self/statm').read().split()[0]) * resource.getpagesize();"
        "print(json.dumps({'limits': [resource.getrlimit(each) for each in limits], 'used': used}))"
    )
    said = ended(b"", tmp_path, "-c", script).said
    (memory, _hard), processor, core = said["limits"]
    assert memory - said["used"] <= worker.MEMORY
    assert processor == [worker.PROCESSOR_SECONDS] * 2
    assert core == [0, 0]


def test_a_reader_that_works_without_end_is_ended_by_the_system(monkeypatch) -> None:
    monkeypatch.setattr(worker, "__name__", "tests.documents.busy_worker")
    with pytest.raises(UnsafeFile) as refused:
        read_upload(good(), patience=300)
    assert refused.value.reason is Reason.OUT_OF_TIME
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
