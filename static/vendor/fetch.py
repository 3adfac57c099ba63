"""Fetch the front end's files from their npm packages, at the versions of VENDOR.json.

Run with any Python; needs npm. Each file must have the checksum written down, so a fetch either
changes nothing or fails. After raising a version, `--write` notes the new checksums.
"""

import hashlib
import json
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
LIST = HERE / "VENDOR.json"


def unpack(package: str, version: str, into: Path) -> Path:
    """Download a package and return its unpacked folder."""
    packed = subprocess.run(  # noqa: S603
        ["npm", "pack", f"{package}@{version}", "--silent", "--pack-destination", str(into)],  # noqa: S607
        check=True,
        capture_output=True,
        text=True,
    )
    with tarfile.open(into / packed.stdout.split()[-1]) as archive:
        archive.extractall(into, filter="data")
    return into / "package"


def fetch(write: bool) -> list[str]:
    """Copy every file of the list into place; return what does not match its checksum."""
    wanted = json.loads(LIST.read_text("utf-8"))
    differing = []
    for package in wanted["packages"]:
        with tempfile.TemporaryDirectory() as folder:
            source = unpack(package["name"], package["version"], Path(folder))
            for file in package["files"]:
                content = (source / file["from"]).read_bytes()
                found = hashlib.sha256(content).hexdigest()
                if write:
                    file["sha256"] = found
                if found != file["sha256"]:
                    differing.append(f"{package['name']}: {file['from']} is {found}")
                    continue
                target = HERE.parent / file["to"]
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content)
    if write:
        LIST.write_text(json.dumps(wanted, indent=2) + "\n", "utf-8")
    return differing


if __name__ == "__main__":
    sys.exit("\n".join(fetch(write="--write" in sys.argv)) or 0)
