"""Mail servers of the tests' own: one that keeps what it is given, one that never answers."""

import email
import email.policy
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from email.message import EmailMessage
from threading import Event, Thread
from typing import Any

from aiosmtpd.controller import Controller
from flask import Flask


class Server:
    """Keeps what it is given, and refuses one address."""

    def __init__(self) -> None:
        self.received: list[EmailMessage] = []
        self.during: Callable[[], Any] = lambda: None

    async def handle_RCPT(
        self, _s: Any, _session: Any, envelope: Any, address: str, _o: Any
    ) -> str:
        if address.startswith("full@"):
            return "552 the mailbox is full"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, _s: Any, _session: Any, envelope: Any) -> str:
        self.during()
        message = email.message_from_bytes(envelope.content, policy=email.policy.default)
        assert isinstance(message, EmailMessage)
        self.received.append(message)
        return "250 OK"


def free_port() -> int:
    """A port that nobody listens on."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextmanager
def running_server() -> Iterator[tuple[Server, str]]:
    """A mail server, and its address as a setting names it."""
    handler = Server()
    controller = Controller(handler, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        yield handler, f"smtp://127.0.0.1:{controller.port}"
    finally:
        controller.stop()


@contextmanager
def hanging_server() -> Iterator[tuple[Event, str]]:
    """A server that takes a connection and never says a word; the event is set by the first."""
    came = Event()
    kept: list[socket.socket] = []
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def wait() -> None:
            try:
                while True:
                    kept.append(listening.accept()[0])
                    came.set()
            except OSError:
                return

        thread = Thread(target=wait)
        thread.start()
        try:
            yield came, f"smtp://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            thread.join()
            for each in kept:
                each.close()


def sends_by(app: Flask, url: str) -> None:
    """Let this application send its letters by the server at `url`."""
    settings = app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(settings, smtp_url=url, host="forum.example")
