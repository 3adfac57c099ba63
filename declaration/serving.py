"""The web server and its clock, started by `declaration serve`."""

import subprocess
import sys
from typing import Any, Final

from gunicorn.app.base import BaseApplication

from declaration import create_app
from declaration.config import THREADS, WORKERS

TICK_SECONDS: Final = 2


class Server(BaseApplication):
    """gunicorn with the product's settings, and the clock beside it."""

    def __init__(
        self, *, host: str, port: int, workers: int = WORKERS, threads: int = THREADS
    ) -> None:
        self.options = {
            "bind": f"{host}:{port}",
            "workers": workers,
            "threads": threads,
            "worker_class": "gthread",
            "timeout": 60,
            "graceful_timeout": 20,
            "keepalive": 5,
            "accesslog": None,
            "control_socket_disable": True,
            "when_ready": self.start_clock,
            "on_exit": self.stop_clock,
        }
        self.clock: subprocess.Popen[bytes] | None = None
        super().__init__()

    def load_config(self) -> None:
        """Give gunicorn our settings."""
        for name, value in self.options.items():
            self.cfg.set(name, value)

    def load(self) -> Any:
        """The application, made in each worker."""
        return create_app()

    def start_clock(self, _server: Any) -> None:
        """Let deadlines pass and letters leave, in a process of their own."""
        self.clock = subprocess.Popen(  # noqa: S603
            [sys.executable, "-m", "declaration", "tick", "--every", str(TICK_SECONDS)]
        )

    def stop_clock(self, _server: Any) -> None:
        """End the clock with the server."""
        if self.clock is not None:
            self.clock.terminate()
            self.clock.wait(timeout=10)
