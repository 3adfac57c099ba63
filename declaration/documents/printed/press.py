"""Long documents are set in a process of their own, while whoever waits is told how far it is.

Each waits in a folder of the installation under a name made from its own content, so that two who
ask for the same file get the same one, whichever process serves them.
"""

import contextlib
import hashlib
import json
import logging
import os
import re
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from declaration.documents.printed.signing import Seal, sign
from declaration.documents.rendering import Attached, Page, Variant, pdf_of

LONG: Final = 100_000
"""Characters of a page whose setting takes seconds: longer than one should wait for a reply."""
_STEPS: Final = 7
"""The steps of WeasyPrint's own progress."""
_KEPT: Final = 24 * 3600
_PATIENCE: Final = 600
"""Seconds after which a setting that has not ended is taken for one that died."""
_STEP: Final = re.compile(r"Step (\d)(?:.*Page (\d+))?")
_CHECKOUT: Final = Path(__file__).resolve().parent.parent.parent.parent


@dataclass(frozen=True)
class Progress:
    """How far the setting of a document is; `page` is the one being laid out, 0 before."""

    step: int
    page: int
    of: int = _STEPS


class Press:
    """The documents being set, or set a while ago, in one folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def begin(self, page: Page, seal: Seal | None, about: dict[str, str]) -> str:
        """Have the page set, unless it was or is being; the name under which it waits.

        `about` is kept beside it: for whom it is, what it is called. What failed is set anew.
        """
        self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._forget_old()
        name = _name_of(page, seal, about)
        order = self._folder / f"{name}.json"
        # of several who ask at once, the one who takes the failure away begins
        with contextlib.suppress(FileNotFoundError):
            order.with_suffix(".failed").unlink()
            order.with_suffix(".step").unlink(missing_ok=True)
            order.unlink()
        if self.is_ready(name) or not _claim(order, json.dumps(about)):
            return name
        told = {
            "html": page.html,
            "issued": page.issued,
            "static": str(page.static),
            "variant": page.variant.value,
            "attached": [_packed(each) for each in page.attached],
            "seal": None if seal is None else vars(seal),
        }
        process = subprocess.Popen(  # noqa: S603 - this very program
            [sys.executable, "-m", __name__, str(self._folder / name)],
            stdin=subprocess.PIPE,
            cwd=_CHECKOUT,
            env={"LANG": "C.UTF-8", "HOME": os.environ.get("HOME", "/")},
        )
        assert process.stdin is not None
        with process.stdin as given:
            given.write(json.dumps(told).encode())
        return name

    def about(self, name: str) -> dict[str, str] | None:
        """What was said about a document; None where none waits under this name."""
        if not re.fullmatch("[0-9a-f]{64}", name):
            return None
        try:
            told: dict[str, str] = json.loads((self._folder / f"{name}.json").read_text("utf-8"))
        except OSError:
            return None
        return told

    def is_ready(self, name: str) -> bool:
        """Whether the file is there."""
        return (self._folder / f"{name}.pdf").exists()

    def has_failed(self, name: str) -> bool:
        """Whether nothing is to be waited for any more: it failed, or it died without a word."""
        if (self._folder / f"{name}.failed").exists():
            return True
        with contextlib.suppress(OSError):
            age = time.time() - (self._folder / f"{name}.json").stat().st_mtime
            return age > _PATIENCE and not self.is_ready(name)
        return False

    def file(self, name: str) -> bytes:
        """The finished file. Raises OSError while it is not."""
        return (self._folder / f"{name}.pdf").read_bytes()

    def progress(self, name: str) -> Progress:
        """How far it is."""
        with contextlib.suppress(OSError, ValueError):
            step, page = (self._folder / f"{name}.step").read_text("ascii").split()
            return Progress(int(step), int(page))
        return Progress(0, 0)

    def _forget_old(self) -> None:
        now = time.time()
        for order in self._folder.glob("*.json"):
            with contextlib.suppress(OSError):
                age = now - order.stat().st_mtime
                done = order.with_suffix(".pdf").exists()
                if age > _KEPT or (not done and age > _PATIENCE):
                    for each in self._folder.glob(f"{order.stem}.*"):
                        each.unlink(missing_ok=True)


def _name_of(page: Page, seal: Seal | None, about: dict[str, str]) -> str:
    """One name for one file: its content, what is attached, whose key signs it."""
    parts: list[Any] = [page.timeless, page.variant.value, seal and seal.path, about]
    parts += [hashlib.sha256(each.content).hexdigest() for each in page.attached]
    return hashlib.sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _claim(order: Path, about: str) -> bool:
    """Whether this is the first to ask."""
    try:
        with order.open("x", encoding="utf-8") as file:
            file.write(about)
    except FileExistsError:
        return False
    return True


def _packed(each: Attached) -> dict[str, str]:
    return {
        "name": each.name,
        "content": each.content.hex(),
        "description": each.description,
        "relationship": each.relationship,
    }


def _unpacked(told: dict[str, str]) -> Attached:
    return Attached(
        told["name"], bytes.fromhex(told["content"]), told["description"], told["relationship"]
    )


class _Steps(logging.Handler):
    """Keeps the step last begun where whoever waits can read it."""

    def __init__(self, place: Path) -> None:
        super().__init__()
        self._place = place

    def emit(self, record: logging.LogRecord) -> None:
        """Write the step and the page."""
        found = _STEP.match(record.getMessage())
        if found:
            _write(self._place, f"{found[1]} {found[2] or 0}".encode())


def _write(place: Path, content: bytes) -> None:
    """Write at once or not at all."""
    beside = place.with_name(f"{place.name}.part")
    beside.write_bytes(content)
    beside.replace(place)


def main(arguments: Sequence[str]) -> None:
    """Set the document that standard input tells, at the place that the argument names."""
    place = Path(arguments[0])
    told = json.load(sys.stdin)
    progress = logging.getLogger("weasyprint.progress")
    progress.addHandler(_Steps(place.with_suffix(".step")))
    progress.setLevel(logging.INFO)
    page = Page(
        html=told["html"],
        issued=told["issued"],
        static=Path(told["static"]),
        variant=Variant(told["variant"]),
        attached=tuple(map(_unpacked, told["attached"])),
    )
    try:
        pdf = pdf_of(page)
        if told["seal"] is not None:
            pdf = sign(pdf, Seal(**told["seal"]))
        _write(place.with_suffix(".pdf"), pdf)
    except BaseException:
        _write(place.with_suffix(".failed"), b"")
        raise


if __name__ == "__main__":
    main(sys.argv[1:])
