"""Clients on this machine: each keeps one connection, and asks again as soon as it is answered."""

import asyncio
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import urlencode

from tests.benchmarks.served.servers import Served

CLIENTS: Final = 32


@dataclass
class Answers:
    """What came back within `seconds`; each answer's time in milliseconds.

    `processor` is what the server took for all of them, in seconds of its processes.
    """

    seconds: float = 0.0
    processor: float = 0.0
    took: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)

    @property
    def rate(self) -> float:
        """Answers a second."""
        return len(self.took) / self.seconds

    @property
    def processor_each(self) -> float:
        """Milliseconds of the server's processor for one answer."""
        return self.processor / len(self.took) * 1000

    def within(self, percent: float) -> float:
        """The milliseconds within which so many of a hundred answers came."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


def get(path: str, cookie: str = "") -> bytes:
    """A request for a page, as it goes over the wire."""
    return _request("GET", path, cookie, b"")


def post(path: str, form: dict[str, str], cookie: str = "") -> bytes:
    """A sent form, as it goes over the wire."""
    return _request("POST", path, cookie, urlencode(form).encode())


def _request(method: str, path: str, cookie: str, body: bytes) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1"]
    if cookie:
        lines.append(f"Cookie: {cookie}")
    if method == "POST":
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body


def ask(server: Served, clients: Sequence[Iterator[bytes]], *, seconds: float) -> Answers:
    """Let each client go through its requests for so many seconds, all at once.

    Raises AssertionError when an answer is an error: a refusal is quick, and would look good.
    """
    before = server.processor_seconds()
    answers = asyncio.run(_all(server.port, clients, seconds))
    answers.processor = server.processor_seconds() - before
    wrong = {status for status in answers.statuses if status >= 400}
    assert not wrong, answers.statuses
    return answers


async def _all(port: int, clients: Sequence[Iterator[bytes]], seconds: float) -> Answers:
    answers = Answers()
    began = time.perf_counter()
    await asyncio.gather(*(_client(port, each, began + seconds, answers) for each in clients))
    answers.seconds = time.perf_counter() - began
    return answers


async def _client(port: int, requests: Iterator[bytes], until: float, answers: Answers) -> None:
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for request in requests:
        began = time.perf_counter()
        if began >= until:
            break
        writer.write(request)
        status, keeps = await _answer(reader)
        answers.took.append((time.perf_counter() - began) * 1000)
        answers.statuses[status] += 1
        if not keeps:
            writer.close()
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
    writer.close()


async def _answer(reader: asyncio.StreamReader) -> tuple[int, bool]:
    """The status of one answer, read to its end, and whether the connection stays open."""
    head = (await reader.readuntil(b"\r\n\r\n")).lower()
    status = int(head[9:12])
    length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
    if length:
        await reader.readexactly(int(length))
    else:
        assert status in {204, 304}, head
    return status, b"connection: close" not in head
