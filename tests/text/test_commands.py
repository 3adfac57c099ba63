"""The two commands on text files: what is printed, and how they end."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from declaration.cli import main
from declaration.text import diff, merge
from declaration.text.terminal import Terminal

BASE = "تلتزم المدن بإتاحة فرص التعلم بنسبة ٣٠٪.\n"


@pytest.fixture
def files(tmp_path: Path) -> dict[str, Path]:
    texts = {
        "base": BASE,
        "a": BASE.replace("٣٠٪", "٤٠٪"),
        "b": BASE.replace("٣٠٪", "٥٠٪"),
        "c": BASE.replace("فرص", "آفاق"),
    }
    for name, text in texts.items():
        (tmp_path / name).write_text(text, "utf-8")
    (tmp_path / "latin").write_bytes("café".encode("latin-1"))
    (tmp_path / "bidi").write_text("نص \u202eخفي", "utf-8")
    return {path.name: path for path in tmp_path.iterdir()}


def run(*arguments: object, env: Mapping[str, str] | None = None) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), env=env)


def test_differences_are_shown_word_by_word(files: dict[str, Path]) -> None:
    shown = run("diff", files["base"], files["c"])
    assert shown.exit_code == 0
    assert shown.output == "تلتزم المدن بإتاحة [-فرص-]{+آفاق+} التعلم بنسبة ٣٠٪.\n"


def test_variants_are_merged_into_a_file(files: dict[str, Path], tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run("merge", files["base"], files["a"], files["c"], "-o", out).exit_code == 0
    assert out.read_text("utf-8") == "تلتزم المدن بإتاحة آفاق التعلم بنسبة ٤٠٪.\n"


def test_a_conflict_ends_with_one_and_writes_nothing(
    files: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "out"
    ended = run("merge", files["base"], files["a"], files["b"], files["c"], "-o", out)
    assert ended.exit_code == 1
    assert not out.exists()
    assert ended.stdout == "تلتزم المدن بإتاحة آفاق التعلم بنسبة ⟦1: ٣٠٪⟧.\n"
    assert "بديلين لا يجتمعان: «٤٠٪» و«٥٠٪»" in ended.stderr
    assert "the amendments put two that cannot both stand: “٤٠٪” and “٥٠٪”" in ended.stderr


def test_a_merge_can_be_had_as_data(files: dict[str, Path]) -> None:
    ended = run("merge", files["base"], files["a"], files["b"], "--json")
    assert ended.exit_code == 1
    told = json.loads(ended.stdout)
    assert told["text"] is None
    assert told["conflicts"][0]["base_words"] == "٣٠٪"
    assert told["conflicts"][0]["reason"] == "contradiction"


def test_a_merge_without_conflicts_is_data_too(files: dict[str, Path]) -> None:
    ended = run("merge", files["base"], files["a"], files["c"], "--json")
    assert ended.exit_code == 0
    told = json.loads(ended.stdout)
    assert told["text"] == "تلتزم المدن بإتاحة آفاق التعلم بنسبة ٤٠٪."
    assert told["conflicts"] == []


def test_a_place_where_nothing_can_be_written_ends_with_two(
    files: dict[str, Path], tmp_path: Path
) -> None:
    out = tmp_path / "nowhere" / "out"
    ended = run("merge", files["base"], files["a"], "-o", out)
    assert ended.exit_code == 2
    assert f"{out} cannot be written" in ended.stderr.replace("\n", " ")


def test_a_coloured_terminal_is_given_colours(files: dict[str, Path]) -> None:
    coloured = {"FORCE_COLOR": "1", "TERM": "xterm-256color", "NO_COLOR": ""}
    shown = run("diff", files["base"], files["c"], env=coloured)
    assert (
        shown.output
        == "تلتزم المدن بإتاحة \x1b[9;31mفرص\x1b[0m\x1b[4;32mآفاق\x1b[0m التعلم بنسبة ٣٠٪.\n"
    )


def test_visual_order_can_be_asked_for(files: dict[str, Path]) -> None:
    shown = run("diff", "--visual", files["base"], files["c"])
    assert shown.exit_code == 0
    assert shown.output == ".٪٣٠ ﺔﺒﺴﻨﺑ ﻢﻠﻌﺘﻟﺍ {+ﻕﺎﻓﺁ+}[-ﺹﺮﻓ-] ﺔﺣﺎﺗﺈﺑ ﻥﺪﻤﻟﺍ ﻡﺰﺘﻠﺗ\n"
    told = run("merge", "--visual", files["base"], files["a"], files["b"])
    assert told.exit_code == 1
    assert "ﻥﺪﻤﻟﺍ ﻡﺰﺘﻠﺗ" in told.stdout


@pytest.mark.parametrize(
    ("because", "arguments", "said"),
    [
        ("not UTF-8", ("diff", "base", "latin"), "is not UTF-8 (byte 3)"),
        ("forbidden characters", ("diff", "base", "bidi"), "U+202E"),
        ("no such file", ("diff", "base", "missing"), "missing"),
        ("nothing to merge", ("merge", "base"), "VARIANTS"),
    ],
)
def test_a_usage_error_ends_with_two(
    because: str, arguments: tuple[str, ...], said: str, files: dict[str, Path]
) -> None:
    command, *names = arguments
    ended = run(command, *(files.get(name, name) for name in names))
    assert ended.exit_code == 2, because
    assert said in ended.stderr


def test_colours_stand_for_marks() -> None:
    shown = Terminal().diff(diff("فرص التعلم", "آفاق التعلم"))
    assert shown.plain == "فرصآفاق التعلم"
    assert [str(span.style) for span in shown.spans] == ["red strike", "green underline"]


def test_a_plain_terminal_is_given_visual_order() -> None:
    shown = Terminal(has_colours=False, is_plain=True).diff(diff("فرص التعلم", "آفاق التعلم"))
    assert shown.plain == "ﻢﻠﻌﺘﻟﺍ {+ﻕﺎﻓﺁ+}[-ﺹﺮﻓ-]"


def test_lines_stay_lines() -> None:
    merged = merge("أ:\nب", {1: "أ:\nج\nب"})
    assert Terminal().merge(merged).plain == "أ:\nج\nب"
    assert Terminal(is_plain=True).merge(merged).plain.count("\n") == 2
