"""Uploads on the disk of the installation, each named by the hash of its bytes."""

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import current_app

from declaration.config import Settings
from declaration.files.naming import clean_name
from declaration.files.sniffing import Media, media_of
from declaration.procedure.refusals import Invalid

LARGEST: Final = 5 * 1024 * 1024
"""Bytes of one file."""

EMPTY: Final = "The file is empty."
TOO_LARGE: Final = "The file is larger than 5 MB."
NOT_A_PAPER: Final = "This is not a whole PDF, PNG or JPEG file."


class Damaged(LookupError):
    """The bytes that were kept are gone, or are not those that were kept."""


@dataclass(frozen=True)
class Received:
    """A file that is on the disk; an act that takes it adds its row."""

    sha256: str
    name: str
    media: Media
    size: int


def receive(body: bytes, name: str, field: str = "file") -> Received:
    """Keep the bytes of an uploaded file, before the act that takes it begins.

    What no act takes in the end stays unnamed on the disk and harms nobody. Raises Invalid, at
    `field`.
    """
    if not body:
        raise Invalid({field: [EMPTY]})
    if len(body) > LARGEST:
        raise Invalid({field: [TOO_LARGE]})
    media = media_of(body)
    if media is None:
        raise Invalid({field: [NOT_A_PAPER]})
    sha256 = hashlib.sha256(body).hexdigest()
    _write(_place(sha256), body)
    return Received(sha256, clean_name(name, media), media, len(body))


def kept(sha256: str) -> bytes:
    """The bytes kept under a hash. Raises Damaged when they are not there, or not the same."""
    try:
        body = _place(sha256).read_bytes()
    except OSError as gone:
        raise Damaged(sha256) from gone
    if hashlib.sha256(body).hexdigest() != sha256:
        raise Damaged(sha256)
    return body


def _place(sha256: str) -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    return Path(settings.instance) / "uploads" / sha256[:2] / sha256


def _write(place: Path, body: bytes) -> None:
    """Write at once or not at all: a reader never meets half a file."""
    if place.exists():
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    with os.fdopen(handle, "wb") as file:
        file.write(body)
        file.flush()
        os.fsync(file.fileno())
    Path(temporary).replace(place)
