"""Five hundred devices that follow the meeting, and as many voters, on one event loop."""

import asyncio
import random
import re
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final

from tests.benchmarks.served.load import get

EVERY: Final = 1.25
"""Seconds between two questions of a device, as the pages say it (`data-every`)."""
JITTER: Final = 0.12
PATIENCE: Final = 30.0
SEEN: Final = re.compile(rb'data-seen="([^"]*)"')


@dataclass
class Told:
    """What the answers were: their milliseconds, and how many never came."""

    took: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    lost: int = 0

    def within(self, percent: float) -> float:
        """The milliseconds within which so many of a hundred answers came."""
        ordered = sorted(self.took)
        return ordered[min(len(ordered) - 1, int(len(ordered) * percent / 100))]


@dataclass
class Line:
    """A connection that is kept, and made again when the server has ended it."""

    port: int
    reader: asyncio.StreamReader | None = None
    writer: asyncio.StreamWriter | None = None

    async def send(self, request: bytes) -> tuple[int, bytes]:
        """The status and the body. Raises OSError, EOFError, TimeoutError."""
        if self.writer is not None:
            try:
                return await self._exchange(request)
            except (OSError, EOFError):
                self.hang_up()
        self.reader, self.writer = await asyncio.open_connection("127.0.0.1", self.port)
        return await self._exchange(request)

    async def _exchange(self, request: bytes) -> tuple[int, bytes]:
        assert self.reader is not None
        assert self.writer is not None
        self.writer.write(request)
        async with asyncio.timeout(PATIENCE):
            head = (await self.reader.readuntil(b"\r\n\r\n")).lower()
            length = head.partition(b"content-length:")[2].partition(b"\r\n")[0]
            body = await self.reader.readexactly(int(length)) if length else b""
        if b"connection: close" in head:
            self.hang_up()
        return int(head[9:12]), body

    def hang_up(self) -> None:
        """End the connection."""
        if self.writer is not None:
            self.writer.close()
        self.reader = self.writer = None


@dataclass
class Device:
    """A page that follows the meeting: it asks what is new, and notes when it was told."""

    port: int
    path: str
    cookie: str = ""
    seen: str = ""
    changed_at: float = 0.0

    async def follow(self, told: Told, until: float, *, since: float = 0.0) -> None:
        """Ask again and again until that moment; what is asked before `since` is not counted."""
        line, draw = Line(self.port), random.Random(self.cookie)
        await asyncio.sleep(draw.random() * EVERY)
        while (began := time.perf_counter()) < until:
            try:
                status, body = await line.send(get(f"{self.path}?seen={self.seen}", self.cookie))
            except (OSError, EOFError, TimeoutError):
                told.lost += 1
                line.hang_up()
            else:
                if began >= since:
                    told.took.append((time.perf_counter() - began) * 1000)
                    told.statuses.append(status)
                if status == 200 and (found := SEEN.search(body)):
                    self.seen, self.changed_at = found[1].decode(), time.perf_counter()
            await asyncio.sleep(EVERY * (1 + JITTER * (2 * draw.random() - 1)))
        line.hang_up()


async def voters(
    port: int, requests: Sequence[bytes], told: Told, *, seconds: float, starts: float
) -> None:
    """Each sends one request at a moment drawn within `seconds`; it counts from that moment."""
    draw = random.Random(len(requests))

    async def vote(request: bytes, at: float) -> None:
        await asyncio.sleep(max(0.0, at - time.perf_counter()))
        line = Line(port)
        try:
            status, _body = await line.send(request)
        except (OSError, EOFError, TimeoutError):
            told.lost += 1
        else:
            told.took.append((time.perf_counter() - at) * 1000)
            told.statuses.append(status)
        line.hang_up()

    await asyncio.gather(*(vote(request, starts + draw.random() * seconds) for request in requests))


def rush(
    port: int, devices: Sequence[Device], requests: Sequence[bytes], *, seconds: float
) -> tuple[Told, Told]:
    """Everybody votes within so many seconds while the devices ask: the votes, the questions.

    The devices show the meeting when the vote begins, as they do in a hall.
    """
    votes, asked = Told(), Told()

    async def all_at_once() -> None:
        starts = time.perf_counter() + 4 * EVERY
        follow = [each.follow(asked, starts + seconds, since=starts) for each in devices]
        casting = voters(port, requests, votes, seconds=seconds, starts=starts)
        await asyncio.gather(casting, *follow)

    asyncio.run(all_at_once())
    return votes, asked


def delays(devices: Sequence[Device], act: Callable[[], None]) -> list[float]:
    """The seconds after which each device shows what the act, done meanwhile, has changed."""

    async def watched() -> float:
        following = [
            each.follow(Told(), time.perf_counter() + 4 * EVERY + PATIENCE / 4) for each in devices
        ]
        crowd = asyncio.gather(*following)
        await asyncio.sleep(2 * EVERY)
        await asyncio.to_thread(act)
        done = time.perf_counter()
        await crowd
        return done

    done = asyncio.run(watched())
    late = [each for each in devices if each.changed_at < done - 1]
    assert not late, f"{len(late)} devices never showed it"
    return [max(0.0, each.changed_at - done) for each in devices]
