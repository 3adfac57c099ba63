from pathlib import Path

import pytest

from declaration.procedure import MACHINES, draw
from declaration.procedure.drawing import fill, parts

DOCS = Path(__file__).parents[2] / "docs" / "procedure.md"


@pytest.mark.parametrize("name", MACHINES)
def test_the_docs_draw_the_table_the_code_obeys(name: str) -> None:
    assert draw(MACHINES[name]) in DOCS.read_text("utf-8")


def test_every_drawn_part_stands_in_the_docs_as_it_is_now() -> None:
    document = DOCS.read_text("utf-8")
    assert fill(document) == document
    assert [name for name in parts() if f"<!-- drawn: {name} -->" not in document] == []


def test_the_drawing_holds_every_step() -> None:
    for machine in MACHINES.values():
        drawn = draw(machine)
        for _, act, step in machine.arrows():
            assert act.value in drawn
            for condition in step.when:
                assert condition.__name__.replace("_", " ") in drawn
