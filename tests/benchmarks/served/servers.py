"""Real servers for a measurement: a process each, on a free port of this machine."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Final
from urllib.error import HTTPError
from urllib.request import urlopen

PATIENCE: Final = 30.0
CHECKOUT: Final = Path(__file__).parents[3]


@contextmanager
def serving(program: Sequence[str], environment: Mapping[str, str], probe: str) -> Iterator[int]:
    """The port at which `python -m program --port …` answers, as soon as `probe` is answered."""
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
            yield port
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
