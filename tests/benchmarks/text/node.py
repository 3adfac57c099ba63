"""The JavaScript peers, run by node in a process of their own."""

import json
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Final

PACKAGES: Final = ("diff@9.0.0", "node-diff3@3.2.1")
SCRIPT: Final = Path(__file__).with_name("peers.mjs")


class NodeIsAbsent(Exception):
    """The JavaScript peers cannot run here; the message says why."""


class Node:
    """A folder with the peers' packages in it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def times(self, pairs: list[tuple[list[str], list[str]]]) -> dict[str, float]:
        """Milliseconds for all pairs, by peer: the best of its rounds, warmed up."""
        answer: dict[str, float] = self._ask({"pairs": pairs})
        return answer

    def merge(self, draws: list[tuple[list[str], list[list[str]]]]) -> list[list[str] | None]:
        """What node-diff3 makes of each base and its variants; None where it reports a conflict."""
        asked = [{"base": base, "variants": variants} for base, variants in draws]
        answer: list[list[str] | None] = self._ask({"draws": asked})
        return answer

    def _ask(self, task: dict[str, Any]) -> Any:
        reply = subprocess.run(
            ["node", str(SCRIPT), str(self._folder)],
            input=json.dumps(task),
            capture_output=True,
            text=True,
            check=True,
        )
        return json.loads(reply.stdout)


@contextmanager
def node_with_peers() -> Iterator[Node]:
    """Node with the peers' packages, gone afterwards. Raises NodeIsAbsent."""
    if not (shutil.which("node") and shutil.which("npm")):
        raise NodeIsAbsent("node and npm are not installed")
    with tempfile.TemporaryDirectory() as folder:
        fetched = subprocess.run(
            ["npm", "install", "--no-audit", "--no-fund", "--prefix", folder, *PACKAGES],
            capture_output=True,
            text=True,
            check=False,
        )
        if fetched.returncode:
            raise NodeIsAbsent("npm could not fetch the packages")
        yield Node(Path(folder))
