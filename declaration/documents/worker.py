"""Reads one uploaded file in a process of its own, which has little memory and little time.

Run as a program it takes the file on standard input and prints, as JSON, what it read or why
it refuses. Nothing else leaves it: should a file break the parser, it breaks this process.
"""

import contextlib
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import Final

from declaration.documents.guard import LARGEST_UPLOAD, MEGABYTE, open_upload
from declaration.documents.reading import Reading, from_plain, to_plain
from declaration.documents.refusals import Reason, UnsafeFile
from declaration.documents.word import read_word

MEMORY: Final = 200 * MEGABYTE
"""What reading may take beyond the program itself, in bytes."""
PROCESSOR_SECONDS: Final = 5
PATIENCE: Final = 10.0
"""Seconds after which the process is killed, whatever it waits for."""

_CHECKOUT: Final = Path(__file__).resolve().parent.parent.parent


def read_upload(data: bytes, *, patience: float = PATIENCE) -> Reading:
    """What an uploaded file says. Raises UnsafeFile; the caller's own process is never at risk."""
    if len(data) > LARGEST_UPLOAD:
        raise UnsafeFile(Reason.TOO_LARGE)
    try:
        done = subprocess.run(  # noqa: S603 - this very program, and nothing of the file
            [sys.executable, "-m", __name__],
            input=data,
            capture_output=True,
            timeout=patience,
            check=False,
            cwd=_CHECKOUT,
            env={},
        )
    except subprocess.TimeoutExpired as late:
        raise UnsafeFile(Reason.OUT_OF_TIME) from late
    answer = None
    with contextlib.suppress(ValueError):
        answer = json.loads(done.stdout)
    if answer is None:
        ended_by_memory = done.returncode > 0 or b"MemoryError" in done.stderr
        raise UnsafeFile(Reason.OUT_OF_MEMORY if ended_by_memory else Reason.OUT_OF_TIME)
    if "refused" in answer:
        raise UnsafeFile(Reason[answer["refused"]], answer["part"])
    return from_plain(answer)


def _limit() -> None:
    """From now on: the memory used so far and no more than MEMORY beside it, little time."""
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    used = pages * os.sysconf("SC_PAGE_SIZE")
    resource.setrlimit(resource.RLIMIT_AS, (used + MEMORY, used + MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (PROCESSOR_SECONDS, PROCESSOR_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def main() -> None:
    """Read the file on standard input."""
    _limit()
    try:
        answer = to_plain(read_word(open_upload(sys.stdin.buffer.read(LARGEST_UPLOAD + 1))))
    except UnsafeFile as refusal:
        answer = {"refused": refusal.reason.name, "part": refusal.part}
    except RecursionError:
        answer = {"refused": Reason.TOO_DEEP.name, "part": ""}
    except MemoryError:
        answer = {"refused": Reason.OUT_OF_MEMORY.name, "part": ""}
    json.dump(answer, sys.stdout)


if __name__ == "__main__":
    main()
