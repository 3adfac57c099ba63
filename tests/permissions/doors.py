"""The doors of the house, as the hand-written files beside this one list them."""

from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Final

import yaml

PEOPLE: Final = {
    "visitor": "visitor",
    "observer": "observer",
    "delegate": "delegate.jubail",
    "other-delegate": "delegate.tunis",
    "signatory": "signatory.yanbu",
    "secretariat": "secretariat",
    "chair": "chair",
}
"""Who tries each door; «delegate» is of the delegation the door is about, Jubail."""

GROUPS: Final = {
    "everyone": frozenset(PEOPLE),
    "signed-in": frozenset(PEOPLE) - {"visitor"},
    "delegates": frozenset({"delegate", "other-delegate"}),
}


@dataclass(frozen=True)
class Door:
    """One route with one method: where, with what, and whom it admits."""

    room: str
    endpoint: str
    method: str
    path: str
    admits: frozenset[str]
    body: dict[str, Any] = field(default_factory=dict, hash=False)
    file: dict[str, str] = field(default_factory=dict, hash=False)
    given: str | None = None
    fresh: bool = False
    """Behind a sign-in that was repeated just now."""

    @property
    def name(self) -> str:
        """How a test calls it."""
        return f"{self.method} {self.endpoint}" + (f" ({self.given})" if self.given else "")


@cache
def doors() -> tuple[Door, ...]:
    """Every listed door."""
    found = []
    for path in sorted(Path(__file__).parent.glob("doors/*.yaml")):
        for row in yaml.safe_load(path.read_text("utf-8")):
            admits: set[str] = set()
            for who in row.pop("admits"):
                admits |= GROUPS.get(who, {who})
            assert admits <= PEOPLE.keys(), (path, row, admits)
            found.append(Door(room=path.stem, admits=frozenset(admits), **row))
    return tuple(found)
