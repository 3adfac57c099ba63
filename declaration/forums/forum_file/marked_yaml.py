"""A YAML file as plain nodes that remember their lines, with YAML's surprises left out.

Every value stays the text that was written: «no» is a word and 09:00 a time of day, until a field
says what it expects. Anchors, aliases, tags and further documents are refused, so that a short
file can never stand for a long one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

import yaml

from declaration.forums.forum_file.problems import Fault, Problems

LARGEST: Final = 2_000_000
"""Characters. A thousand delegations and three hundred clauses need half of it."""
DEEPEST: Final = 12
"""Levels of nesting; a forum file needs six."""


@dataclass(frozen=True)
class Scalar:
    """A text. `line` is where it stands, counted from 1."""

    text: str
    line: int
    quoted: bool = False
    block: bool = False

    def line_of(self, position: int) -> int:
        """The file's line of a character; known exactly where the text is a `|` block."""
        return self.line + 1 + self.text.count("\n", 0, position) if self.block else self.line


@dataclass(frozen=True)
class Sequence:
    """A list."""

    line: int
    items: "list[Node]" = field(default_factory=list)


@dataclass(frozen=True)
class Mapping:
    """Keys with values, in the file's order, repeated keys included."""

    line: int
    pairs: "list[tuple[Scalar, Node]]" = field(default_factory=list)


Node = Scalar | Sequence | Mapping

_LOADER: Final = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def decode(data: bytes, problems: Problems) -> str | None:
    """The text of a file's bytes; None, with the problem noted, unless they are UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        problems.add(data.count(b"\n", 0, error.start) + 1, Fault.NOT_UTF_8)
        return None


def compose(text: str, problems: Problems) -> Node | None:
    """The one document in `text`; None, with every problem noted, when it cannot be read."""
    if len(text) > LARGEST:
        problems.add(1, Fault.TOO_LARGE, most=f"{LARGEST:,}", found=f"{len(text):,}")
        return None
    if not text.strip():
        problems.add(1, Fault.EMPTY_FILE)
        return None
    if not _characters_are_fit(text, problems):
        return None
    before = len(problems.found)
    try:
        root = _build(yaml.parse(text, Loader=_LOADER), problems)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        begun = error.context_mark.line + 1 if error.context_mark else line
        problems.add(line, Fault.NOT_YAML, reason=error.problem or "", begun=begun)
        return None
    if root is None and len(problems.found) == before:
        problems.add(1, Fault.EMPTY_FILE)
    return root


def _characters_are_fit(text: str, problems: Problems) -> bool:
    """Whether YAML can read the characters; all lines where it cannot are noted."""
    before = len(problems.found)
    for number, line in enumerate(text.replace("\r\n", "\n").split("\n"), start=1):
        indent = line[: len(line) - len(line.lstrip())]
        if "\t" in indent and line.strip():
            problems.add(number, Fault.TAB)
        wrong = next((c for c in line if c != "\t" and _is_unreadable(c)), None)
        if wrong is not None:
            problems.add(number, Fault.CONTROL_CHARACTER, character=f"U+{ord(wrong):04X}")
    return len(problems.found) == before


def _is_unreadable(character: str) -> bool:
    code = ord(character)
    return (
        code < 0x20 or 0x7F <= code <= 0x9F or 0xD800 <= code <= 0xDFFF or code in (0xFFFE, 0xFFFF)
    )


def _build(events: Iterator[yaml.Event], problems: Problems) -> Node | None:
    """The tree of the events. Stops at the first thing that is not plain data."""
    root: Node | None = None
    open_nodes: list[Sequence | Mapping] = []
    keys: list[Scalar | None] = []
    for event in events:
        line = event.start_mark.line + 1 if event.start_mark else 1
        match event:
            case yaml.DocumentStartEvent() if root is not None:
                problems.add(line, Fault.SECOND_DOCUMENT)
                return None
            case yaml.AliasEvent():
                problems.add(line, Fault.ANCHOR)
                return None
            case yaml.MappingEndEvent() | yaml.SequenceEndEvent():
                open_nodes.pop()
                keys.pop()
                continue
            case yaml.ScalarEvent() | yaml.SequenceStartEvent() | yaml.MappingStartEvent():
                node = _node(event, line, problems)
            case _:
                continue
        if node is None:
            return None
        if not open_nodes:
            root = node
        else:
            parent = open_nodes[-1]
            if isinstance(parent, Sequence):
                parent.items.append(node)
            elif keys[-1] is not None:
                parent.pairs.append((keys[-1], node))
                keys[-1] = None
            elif isinstance(node, Scalar):
                keys[-1] = node
            else:
                problems.add(line, Fault.KEY_NOT_TEXT)
                return None
        if isinstance(node, Sequence | Mapping):
            open_nodes.append(node)
            keys.append(None)
            if len(open_nodes) > DEEPEST:
                problems.add(line, Fault.TOO_DEEP)
                return None
    return root


def _node(
    event: yaml.ScalarEvent | yaml.SequenceStartEvent | yaml.MappingStartEvent,
    line: int,
    problems: Problems,
) -> Node | None:
    """An empty node for the event; None, with the problem noted, when it is marked or tagged."""
    if event.anchor is not None:
        problems.add(line, Fault.ANCHOR)
        return None
    if event.tag is not None and event.tag != "!":
        problems.add(line, Fault.TAG)
        return None
    if isinstance(event, yaml.ScalarEvent):
        quoted = event.style in ("'", '"')
        return Scalar(event.value, line, quoted=quoted, block=event.style == "|")
    return Sequence(line) if isinstance(event, yaml.SequenceStartEvent) else Mapping(line)
