"""What may be uploaded, how it is named, kept and given back."""

import hashlib
import stat
from pathlib import Path

import pytest
from flask import Flask

from declaration.database import begin_writing
from declaration.extensions import db
from declaration.files.keeping import LARGEST, Damaged, kept, receive
from declaration.files.naming import clean_name
from declaration.files.sending import send
from declaration.files.sniffing import Media, media_of
from declaration.files.steps import store
from declaration.procedure import Invalid
from tests.files.papers import JPEG, PDF, PNG


@pytest.mark.parametrize(
    ("because", "body", "media"),
    [
        ("a PDF begins and ends as one", PDF, Media.PDF),
        ("a PNG begins and ends as one", PNG, Media.PNG),
        ("a JPEG begins and ends as one", JPEG, Media.JPEG),
        ("scanners pad their files", JPEG + b"\x00" * 500, Media.JPEG),
        ("a PDF that was cut off is none", PDF[:30], None),
        ("a PNG that was cut off is none", PNG[:40], None),
        ("a page of the web is no paper", b"<!doctype html><script>alert(1)</script>%%EOF", None),
        ("a page hidden before a PDF is no PDF", b"<script></script>" + PDF, None),
        ("a drawing that can hold scripts is no paper", b"<svg onload='x'/>", None),
        ("a program is no paper", b"MZ\x90\x00" + b"\x00" * 60, None),
        ("an archive is no paper", b"PK\x03\x04" + b"\x00" * 60, None),
        ("nothing is nothing", b"", None),
    ],
)
def test_a_file_is_what_its_bytes_say(because: str, body: bytes, media: Media | None) -> None:
    assert media_of(body) is media, because


@pytest.mark.parametrize(
    ("because", "name", "clean"),
    [
        ("an Arabic name stays", "تفويض مدينة الجبيل.pdf", "تفويض مدينة الجبيل.pdf"),
        ("folders go", "../../etc/passwd", "passwd.pdf"),
        ("folders of another system go", "C:\\papers\\mandate.pdf", "mandate.pdf"),
        ("a false ending goes", "mandate.pdf.exe", "mandate pdf.pdf"),
        ("characters that turn the reading order go", "mandate\u202efdp.exe", "mandate fdp.pdf"),
        ("quotes and line feeds go", 'a"b\r\nX-Header: 1.pdf', "a b X-Header 1.pdf"),
        ("a name of nothing gets one", "...", "file.pdf"),
        ("a hidden name is none", ".pdf", "pdf.pdf"),
        ("a long name is cut", "م" * 300 + ".pdf", "م" * 100 + ".pdf"),
    ],
)
def test_a_name_is_cleaned(because: str, name: str, clean: str) -> None:
    assert clean_name(name, Media.PDF) == clean, because


def test_a_file_is_kept_by_its_hash_for_its_owner_alone(app: Flask) -> None:
    with app.app_context():
        received = receive(PDF, "تفويض.exe")
        assert received.sha256 == hashlib.sha256(PDF).hexdigest()
        assert (received.name, received.media, received.size) == ("تفويض.pdf", Media.PDF, len(PDF))
        place = Path(app.config["SETTINGS"].instance) / "uploads" / received.sha256[:2]
        assert [each.name for each in place.iterdir()] == [received.sha256]
        assert stat.S_IMODE((place / received.sha256).stat().st_mode) == 0o600
        assert kept(received.sha256) == PDF
        assert receive(PDF, "مرة ثانية.pdf").sha256 == received.sha256


@pytest.mark.parametrize("body", [b"", b"<html>", PDF + b"\x00" * LARGEST])
def test_what_is_no_paper_or_too_large_is_refused_and_not_kept(app: Flask, body: bytes) -> None:
    with app.app_context(), pytest.raises(Invalid) as refused:
        receive(body, "x.pdf", field="scan")
    assert set(refused.value.errors) == {"scan"}
    assert not (Path(app.config["SETTINGS"].instance) / "uploads").exists()


def test_a_file_is_given_back_to_be_saved_and_never_shown(app: Flask) -> None:
    with app.test_request_context():
        begin_writing(db.session)
        upload = store(receive(PNG, "ختم المدينة.gif"))
        reply = send(upload)
        reply.direct_passthrough = False
        assert reply.data == PNG
        assert reply.mimetype == "image/png"
        assert reply.headers["Content-Disposition"].startswith("attachment;")
        assert "sandbox" in reply.headers["Content-Security-Policy"]
        assert "no-store" in reply.headers["Cache-Control"]


def test_bytes_that_changed_on_the_disk_are_not_given_back(app: Flask) -> None:
    with app.app_context():
        received = receive(PDF, "x.pdf")
        place = Path(app.config["SETTINGS"].instance) / "uploads" / received.sha256[:2]
        (place / received.sha256).write_bytes(PDF + b" ")
        with pytest.raises(Damaged):
            kept(received.sha256)
        (place / received.sha256).unlink()
        with pytest.raises(Damaged):
            kept(received.sha256)
