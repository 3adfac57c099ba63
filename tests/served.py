"""The product served as it is served to people: processes of its own, on a real port."""

import os
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType

from declaration.config import HOME

PATIENCE = 60
"""Seconds within which a server answers again, also on a machine that others use."""


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Served:
    """`declaration serve` in processes of its own, which can be killed and started again."""

    url: str
    instance: Path
    port: int = field(default_factory=free_port)
    workers: int = 2
    process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Served":
        try:
            self.start()
        except BaseException:
            self.kill()
            raise
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _fault: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self.kill()

    @property
    def address(self) -> str:
        """Where its pages begin."""
        return f"http://127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and wait until it answers."""
        environment = {
            **os.environ,
            "DATABASE_URL": self.url,
            "SECRET_KEY": "t" * 40,
            "DECLARATION_INSTANCE": str(self.instance),
        }
        command = [
            "-m",
            "declaration",
            "serve",
            "--port",
            str(self.port),
            "--workers",
            str(self.workers),
        ]
        log = (self.instance / "served.log").open("ab")
        self.process = subprocess.Popen(
            [sys.executable, *command],
            cwd=HOME,
            env=environment,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
        deadline = time.monotonic() + PATIENCE
        while not self.answers():
            assert self.process.poll() is None, "the server ended by itself"
            assert time.monotonic() < deadline, "the server did not start"

    def answers(self) -> bool:
        """Whether it takes a connection; one that is refused is refused at once."""
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        """`kill -9` for the server and every process it started."""
        if self.process is not None and self.process.poll() is None:
            os.killpg(self.process.pid, signal.SIGKILL)
            self.process.wait()
