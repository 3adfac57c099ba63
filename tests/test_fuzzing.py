"""`make fuzz` lets random people loose and tries every law, and nothing that tries nothing new."""

import subprocess
import sys
from pathlib import Path

HOUSE = Path(__file__).parents[1]


def test_what_is_fuzzed_are_the_laws_and_the_forums() -> None:
    options = ("-p", "tests.fuzzing", "--collect-only", "-q")
    found = subprocess.run(
        [sys.executable, "-m", "pytest", *options, "tests/text", "tests/machines"],
        cwd=HOUSE,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    tests = [line for line in found if "::" in line]
    assert any(line.endswith("::test_whatever_anybody_does_every_law_holds") for line in tests)
    assert any(line.endswith("::test_nothing_is_lost_and_nothing_invented") for line in tests)
    assert not any("examples/" in line or "found_at_random" in line for line in tests)
