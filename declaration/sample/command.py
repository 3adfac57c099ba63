"""A rehearsal as the command line asks for it: its folder, its database, its progress."""

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Final

from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlalchemy import select

from declaration import create_app
from declaration.config import Misconfigured, Settings
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.migrations import upgrade
from declaration.sample.generating import Size
from declaration.sample.proving import Broken
from declaration.sample.rehearsing import Prepare, Told, a_drawn_forum, rehearse, the_sample

NOT_EMPTY: Final = "a rehearsal needs an empty database: this one holds a forum"
DATABASE: Final = "rehearsal.sqlite3"
STAGES: Final[Mapping[str, str]] = {
    "staging": "تهيئة الملتقى · staging",
    "founding": "تأسيس الملتقى · founding",
    "proposing": "تقديم التعديلات · proposing",
    "deciding": "التصويت · voting",
    "merging": "الدمج · merging",
    "adopting": "الاعتماد · adopting",
    "signing": "التوقيع · signing",
    "writing": "كتابة الملفات · writing",
    "proving": "التحقق · proving",
}


@dataclass(frozen=True)
class Wanted:
    """What is to be rehearsed: the sample where no size is named."""

    seed: int = 1
    database: str | None = None
    sizes: Mapping[str, int] = field(default_factory=dict)


def rehearse_into(folder: Path, wanted: Wanted) -> list[Broken]:
    """Rehearse into a folder, made if need be; gives the invariants that do not hold.

    What an earlier rehearsal left there is replaced. Raises Misconfigured for a database that
    holds a forum.
    """
    folder.mkdir(parents=True, exist_ok=True)
    for left in (*folder.glob(f"{DATABASE}*"), folder / "marked.docx"):
        left.unlink(missing_ok=True)
    url = wanted.database or f"sqlite:///{(folder / DATABASE).resolve()}"
    settings = replace(Settings.read(), database_url=url, environment="development")
    with create_app(settings).app_context(), ExitStack() as closing:
        closing.callback(db.engine.dispose)
        closing.callback(db.session.close)
        upgrade(db.engine)
        if db.session.scalars(select(Forum.id)).first() is not None:
            raise Misconfigured(NOT_EMPTY)
        prepare = _prepare(wanted, settings.host)
        return rehearse(folder, prepare, told=closing.enter_context(_Shown()))


def _prepare(wanted: Wanted, host: str) -> Prepare:
    if not wanted.sizes:
        return lambda told: the_sample(host=host, seed=wanted.seed, told=told)
    size = Size(**wanted.sizes, seed=wanted.seed)
    return lambda told: a_drawn_forum(size, host=host, told=told)


class _Shown:
    """How far the stages have come, on a terminal alone; beside it, the steps of this one.

    Nobody knows beforehand how many questions there will be: clashes fall, parents wait.
    So the bar counts stages, and never goes back where a second sitting decides and merges again.
    """

    def __init__(self) -> None:
        console = Console(stderr=True)
        self.progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            TextColumn("{task.fields[steps]}"),
            TimeElapsedColumn(),
            console=console,
            transient=True,
            disable=not console.is_terminal,
        )
        self.task = self.progress.add_task("", total=len(STAGES), steps=0)
        self.stage, self.steps, self.come = "", 0, 0

    def __enter__(self) -> Told:
        self.progress.start()
        return self._told

    def __exit__(self, *_raised: object) -> None:
        self.progress.stop()

    def _told(self, stage: str) -> None:
        if stage != self.stage:
            self.stage, self.steps = stage, 0
            self.come = max(self.come, list(STAGES).index(stage))
        self.steps += 1
        self.progress.update(
            self.task, description=STAGES[stage], completed=self.come, steps=self.steps
        )
