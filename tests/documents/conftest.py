"""LibreOffice as a second reader: started once, asked through its own Python."""

import json
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

SYSTEM_PYTHON = "/usr/bin/python3"
Office = Callable[..., list]


def _why_not() -> str | None:
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed"
    has_uno = subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True, check=False)
    return "LibreOffice's Python bridge (python3-uno) is missing" if has_uno.returncode else None


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Office]:
    """Runs steps of `office_server.py` in LibreOffice and gives what they show."""
    if reason := _why_not():
        pytest.skip(reason)
    with socket.socket() as probe:
        probe.bind(("localhost", 0))
        port = probe.getsockname()[1]
    profile = tmp_path_factory.mktemp("office")
    server = subprocess.Popen(
        [
            *("soffice", f"-env:UserInstallation=file://{profile}", "--headless", "--norestore"),
            f"--accept=socket,host=localhost,port={port};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )

    def run(*steps: tuple[object, ...]) -> list:
        script = Path(__file__).with_name("office_server.py")
        done = subprocess.run(
            [SYSTEM_PYTHON, str(script), str(port)],
            input=json.dumps(steps),
            capture_output=True,
            text=True,
            timeout=300,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    yield run
    run(("quit",))
    server.wait(timeout=120)
