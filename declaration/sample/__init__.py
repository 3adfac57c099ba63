"""The sample forum: its file, what its delegations proposed and said, and a file to start from."""

from functools import cache
from importlib.resources import files
from typing import Final

from declaration.forums.forum_file import ForumFile, read_forum_file
from declaration.sample.amendments import Proposals, read_amendments
from declaration.sample.debate import Debate, read_debate

__all__ = [
    "Debate",
    "Proposals",
    "sample_amendments",
    "sample_debate",
    "sample_forum",
    "sample_forum_text",
    "template_text",
]

_HERE: Final = files("declaration.sample")


def sample_forum_text() -> str:
    """The sample forum's file as it was written."""
    return _read("yanbu.yaml")


def template_text() -> str:
    """A commented forum file to start one's own forum from; valid as it is."""
    return _read("template.yaml")


@cache
def sample_forum() -> ForumFile:
    """The sample forum with its draft, as any forum file is read."""
    return read_forum_file(sample_forum_text())


@cache
def sample_amendments() -> Proposals:
    """What the sample's delegations proposed, in the order of submission."""
    return read_amendments(_read("amendments.yaml"), sample_forum().declaration)


@cache
def sample_debate() -> Debate:
    """The sample's sittings, ballots, threads and speakers."""
    return read_debate(_read("debate.yaml"))


def _read(name: str) -> str:
    return (_HERE / name).read_text("utf-8")
