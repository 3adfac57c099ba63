"""The documents' tables."""

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from flask import current_app

from declaration import create_app
from declaration.config import Settings
from declaration.documents.endorsed import write_endorsed
from declaration.documents.guard import open_upload
from declaration.documents.marked import write_marked
from declaration.documents.package import instant
from declaration.documents.printed import Page, html_of, pdf_of
from declaration.documents.values import EndorsedText
from declaration.documents.word import read_word
from declaration.documents.working_copy_in import read_edits
from tests.benchmarks.documents import drawn
from tests.benchmarks.documents.by_python_docx import by_python_docx, paragraphs_by_python_docx
from tests.benchmarks.rows import Row, Table
from tests.benchmarks.stopwatch import Act, best_of

SIZES: Final = (20, 200, 2000)
PRINTED: Final = (20, 200)
_ROUNDS: Final = {20: 10, 200: 5, 2000: 2}
_WANTED: Final = "at least 8 wanted"
_LINEAR: Final = "1, or more, where growth is linear"


def tables(*, quick: bool) -> list[Table]:
    """Endorsed and marked texts written, texts printed, edited copies read."""
    sizes = SIZES[:1] if quick else SIZES
    printed = PRINTED[:1] if quick else PRINTED
    rounds = {size: 1 if quick else _ROUNDS[size] for size in sizes}
    times = "the best of " + ", ".join(f"{rounds[size]} ({size} clauses)" for size in sizes)
    repeated = f"{times} rounds after one to warm up, in processor time"
    return [
        Table("Endorsed text as DOCX", list(_endorsed(rounds)), repeated),
        Table("Marked text as DOCX", list(_marked(rounds)), repeated),
        Table("Edited working copy read", list(_read(rounds)), repeated),
        Table("Endorsed text as PDF", list(_printed(printed)), "the best of 2 rounds, likewise"),
    ]


def _endorsed(rounds: dict[int, int]) -> Iterator[Row]:
    ours = {}
    for size, times in rounds.items():
        ours[size] = best_of(times, _written(write_endorsed, size))
        peer = best_of(times, _written(by_python_docx, size))
        yield Row(f"{size:,} clauses", ours[size], "ms", "python-docx", peer, _WANTED)
    yield from _growth(ours)


def _marked(rounds: dict[int, int]) -> Iterator[Row]:
    ours = {}
    for size, times in rounds.items():

        def prepare(number: int, size: int = size) -> Act:
            text = drawn.marked_text(size, number)
            return lambda: write_marked(text)

        ours[size] = best_of(times, prepare)
        amendments = size * drawn.PROPOSALS_TO_A_CLAUSE
        yield Row(f"{size:,} clauses, {amendments:,} amendments", ours[size], "ms", "", None)
    yield from _growth(ours)


def _read(rounds: dict[int, int]) -> Iterator[Row]:
    """The file checked, walked, and told as edits: as the reading process does it."""
    ours = {}
    for size, times in rounds.items():

        def prepare(number: int, size: int = size) -> Act:
            revision, edited = drawn.edited_copy(size, number)
            file = write_marked(edited)

            def read() -> None:
                found = read_edits(read_word(open_upload(file)), revision)
                assert len(found.tracked) == len(edited.changes)

            return read

        def by_peer(number: int, size: int = size) -> Act:
            file = write_marked(drawn.edited_copy(size, number)[1])
            return lambda: paragraphs_by_python_docx(file)

        ours[size] = best_of(times, prepare)
        yield Row(
            f"{size:,} clauses, {(size + 1) // 2:,} of them edited",
            ours[size],
            "ms",
            "python-docx",
            best_of(times, by_peer),
            "the peer reads the words alone, no changes",
        )
    yield from _growth(ours)


def _printed(sizes: tuple[int, ...]) -> Iterator[Row]:
    ours = {}
    with TemporaryDirectory() as folder:
        settings = Settings(
            database_url=f"sqlite:///{folder}/none.sqlite3", secret_key=folder, instance=folder
        )
        with create_app(settings).app_context():
            for size in sizes:

                def prepare(number: int, size: int = size) -> Act:
                    text = drawn.endorsed_text(size, number)
                    return lambda: pdf_of(_page(text))

                ours[size] = best_of(2, prepare)
                yield Row(f"{size:,} clauses", ours[size], "ms", "", None)
    yield from _growth(ours)


def _page(text: EndorsedText) -> Page:
    return Page(html_of(text), instant(text.imprint.issued), Path(str(current_app.static_folder)))


def _written(write: Callable[[EndorsedText], bytes], size: int) -> Callable[[int], Act]:
    def prepare(number: int) -> Act:
        text = drawn.endorsed_text(size, number)
        return lambda: write(text)

    return prepare


def _growth(ours: dict[int, float]) -> Iterator[Row]:
    """What a clause costs at each size, beside the size below."""
    for (smaller, less), (size, more) in pairwise(ours.items()):
        yield Row(
            f"a clause of {size:,}",
            more / size * 1000,
            "µs",
            f"a clause of {smaller:,}",
            less / smaller * 1000,
            _LINEAR,
        )
