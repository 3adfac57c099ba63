"""A rehearsed forum proves itself, and each invariant names what breaks it."""

import json
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from declaration.cli import main
from declaration.config import Misconfigured
from declaration.sample.command import Wanted, rehearse_into
from declaration.sample.proving import INVARIANTS, prove
from tests.documents.independent import faults

SMALL = {"delegations": 5, "amendments": 30, "clauses": 8}
FILES = {
    "endorsed.docx",
    "marked.docx",
    "voting-record.json",
    "text-record.json",
    "journal.jsonl",
    "checkpoint.json",
    "rehearsal.json",
}


@pytest.fixture(scope="module")
def rehearsed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The files of a small forum that was rehearsed from its founding to the last signature."""
    folder = tmp_path_factory.mktemp("rehearsed")
    assert rehearse_into(folder, Wanted(seed=5, sizes=SMALL)) == []
    return folder


@pytest.fixture
def copy(rehearsed: Path, tmp_path: Path) -> Path:
    """The same files, to be spoilt."""
    for name in FILES:
        shutil.copy(rehearsed / name, tmp_path / name)
    return tmp_path


def changed(path: Path, change: Callable[[Any], None]) -> None:
    content = json.loads(path.read_text("utf-8"))
    change(content)
    path.write_text(json.dumps(content, ensure_ascii=False), "utf-8")


def by_name(record: Any) -> Any:
    """A ballot in which delegations voted by name."""
    return next(
        each
        for each in record["ballots"]
        if each["method"] == "recorded" and each["result"]["for"] > 1
    )


def merged(record: Any) -> Any:
    """A version whose words several amendments brought."""
    return max(record["versions"], key=lambda each: len(each["segments"]))


def count_a_vote_otherwise(folder: Path) -> None:
    def change(record: Any) -> None:
        electors = by_name(record)["electors"]
        next(each for each in electors if each["vote"] == "for")["vote"] = "abstain"

    changed(folder / "voting-record.json", change)


def count_a_vote_twice(folder: Path) -> None:
    def change(record: Any) -> None:
        electors = by_name(record)["electors"]
        electors.append(next(each for each in electors if each["vote"] == "for"))

    changed(folder / "voting-record.json", change)


def let_a_vote_come_late(folder: Path) -> None:
    lines = (folder / "journal.jsonl").read_bytes().splitlines()
    vote = next(line for line in lines if b'"act":"vote.cast"' in line)
    (folder / "journal.jsonl").write_bytes(b"\n".join([*lines, vote]) + b"\n")


def turn_an_outcome_round(folder: Path) -> None:
    def change(record: Any) -> None:
        by_name(record)["result"]["outcome"] = "void"

    changed(folder / "voting-record.json", change)


def let_adopted_words_go(folder: Path) -> None:
    def change(record: Any) -> None:
        segments = merged(record)["segments"]
        gone = next(each for each in segments if each["inserted_by"])
        segments.remove(gone)

    changed(folder / "text-record.json", change)


def put_adopted_words_in_another_order(folder: Path) -> None:
    def change(record: Any) -> None:
        segments = merged(record)["segments"]
        gone = next(each for each in segments if each["inserted_by"])
        segments.remove(gone)
        segments.insert(0, gone)

    changed(folder / "text-record.json", change)


def slip_words_into_a_segment(folder: Path) -> None:
    def change(record: Any) -> None:
        version = merged(record)
        kept = next(each for each in version["segments"] if each["inserted_by"])
        kept["text"] += " خفية"
        version["text"] = "".join(s["text"] for s in version["segments"] if not s["deleted_by"])

    changed(folder / "text-record.json", change)


def write_a_text_nobody_proposed(folder: Path) -> None:
    def change(record: Any) -> None:
        added = next(
            each
            for each in record["versions"]
            if each["origin"] == "merge" and not each["segments"]
        )
        added["text"] = "نلتزم بما لم يقترحه أحد."

    changed(folder / "text-record.json", change)


def exchange_a_word_of_the_document(folder: Path) -> None:
    path = folder / "endorsed.docx"
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    said = parts["word/document.xml"].decode()
    parts["word/document.xml"] = said.replace("نعلن ونلتزم", "نعلن وننظر", 1).encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, body in parts.items():
            package.writestr(name, body)


def lose_an_entry(folder: Path) -> None:
    lines = (folder / "journal.jsonl").read_bytes().splitlines()
    lost = next(line for line in lines if b'"act":"presence.noted"' in line)
    lines.remove(lost)
    (folder / "journal.jsonl").write_bytes(b"\n".join(lines) + b"\n")


def tell_of_an_act_too_many(folder: Path) -> None:
    def change(report: Any) -> None:
        report["acts"]["vote.cast"] += 1

    changed(folder / "rehearsal.json", change)


def rewrite_an_entry(folder: Path) -> None:
    path = folder / "journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"actor":"p-', b'"actor":"q-', 1))


@pytest.mark.parametrize(
    ("spoil", "invariant"),
    [
        (count_a_vote_otherwise, "every vote is counted once"),
        (count_a_vote_twice, "every vote is counted once"),
        (let_a_vote_come_late, "every vote is counted once"),
        (turn_an_outcome_round, "every result follows from the record"),
        (let_adopted_words_go, "every adopted edit is in the text"),
        (put_adopted_words_in_another_order, "every adopted edit is in the text"),
        (slip_words_into_a_segment, "nothing stands in the text that nobody wrote"),
        (write_a_text_nobody_proposed, "nothing stands in the text that nobody wrote"),
        (exchange_a_word_of_the_document, "the hash is that of the document's words"),
        (lose_an_entry, "the journal equals the counts"),
        (tell_of_an_act_too_many, "the journal equals the counts"),
        (rewrite_an_entry, "the journal equals the counts"),
    ],
)
def test_what_is_spoilt_is_named(copy: Path, spoil: Callable[[Path], None], invariant: str) -> None:
    spoil(copy)
    assert invariant in {each.invariant for each in prove(copy)}


def test_every_invariant_was_broken_by_some_test() -> None:
    (mark,) = test_what_is_spoilt_is_named.pytestmark  # type: ignore[attr-defined]
    assert {invariant for _spoil, invariant in mark.args[1]} == INVARIANTS.keys()


def test_the_files_are_all_there(rehearsed: Path) -> None:
    assert {path.name for path in rehearsed.iterdir() if path.suffix != ".sqlite3"} >= FILES


def test_the_documents_are_sound_word_files(rehearsed: Path) -> None:
    for name in ("endorsed.docx", "marked.docx"):
        assert faults((rehearsed / name).read_bytes()) == []


def test_the_report_says_how_long_and_what_each_rule_decided(rehearsed: Path) -> None:
    told = json.loads((rehearsed / "rehearsal.json").read_text("utf-8"))
    assert {"founding", "proposing", "deciding", "merging", "adopting", "signing"} <= set(
        told["seconds"]
    )
    assert told["decided"]["consensus, consensus"]["adopted"] > 0
    assert told["acts"]["amendment.submitted"] == SMALL["amendments"]


def test_the_same_seed_ends_in_the_same_text(rehearsed: Path, tmp_path: Path) -> None:
    assert rehearse_into(tmp_path, Wanted(seed=5, sizes=SMALL)) == []

    def fingerprint(folder: Path) -> str:
        told = json.loads((folder / "rehearsal.json").read_text("utf-8"))
        return str(told["fingerprint"])

    assert fingerprint(tmp_path) == fingerprint(rehearsed)


def test_a_rehearsal_holds_on_postgresql(postgresql: Any, tmp_path: Path) -> None:
    postgresql.psql("CREATE DATABASE rehearsed;")
    url = postgresql.get_uri("rehearsed")
    assert rehearse_into(tmp_path, Wanted(seed=6, database=url, sizes=SMALL)) == []
    with pytest.raises(Misconfigured, match="empty"):
        rehearse_into(tmp_path, Wanted(database=url, sizes=SMALL))


def test_the_sample_itself_is_rehearsed_by_the_command(tmp_path: Path) -> None:
    ran = CliRunner().invoke(main, ["rehearse", "--out", str(tmp_path / "out")])
    assert ran.exit_code == 0, ran.output
    told = json.loads((tmp_path / "out" / "rehearsal.json").read_text("utf-8"))
    assert told["acts"]["endorsement.given"] >= 25


def test_the_command_names_what_does_not_hold(
    copy: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lose_an_entry(copy)
    monkeypatch.setattr(
        "declaration.sample.command.rehearse_into", lambda _out, _wanted: prove(copy)
    )
    ran = CliRunner().invoke(main, ["rehearse", "--out", str(tmp_path)])
    assert ran.exit_code == 1
    assert "the journal equals the counts" in ran.output
