"""How often random people are let loose: in sixty forums and sixty debates, the same for everybody.

`HYPOTHESIS_PROFILE=fuzz` tries ever new forums (see `tests.fuzzing`).
"""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Final

import pytest
from hypothesis import HealthCheck, Phase, settings

from declaration import create_app
from tests.conftest import settings_for
from tests.machines.hall import Hall
from tests.machines.situations import made

FUZZING: Final = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"

BOUNDED: Final = settings(
    max_examples=2 if FUZZING else 60,
    stateful_step_count=40,
    deadline=None,
    derandomize=not FUZZING,
    database=None,
    print_blob=False,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
)


@pytest.fixture
def situations(hall: Hall, built_sqlite: Path, tmp_path: Path) -> dict[str, Path]:
    """Where an example can begin, by name."""
    return made(hall.app, hall.path, built_sqlite, tmp_path)


@pytest.fixture
def hall(tmp_path: Path) -> Iterator[Hall]:
    """The forum that is tried, inside its application's context."""
    path = tmp_path / "hall.sqlite3"
    app = create_app(settings_for(f"sqlite:///{path}", tmp_path))
    with app.app_context():
        hall = Hall(app, path)
        yield hall
        hall.leave()
