"""Backing up a running installation into one file, and restoring it into an empty place.

What was written is verified against the journal before the file is called a backup, and again
after it was restored: an entry that was lost or changed on the way is found.
"""

import json
import re
import shutil
import sqlite3
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, Final

from flask import current_app
from sqlalchemy import Engine, MetaData, func, inspect, make_url, select, text

from declaration import create_app
from declaration.bookkeeping import bookkeeping, end_reading
from declaration.config import Settings
from declaration.extensions import db
from declaration.journal.models import Log
from declaration.journal.sealing import verify
from declaration.migrations import upgrade

FORMAT: Final = "declaration/backup/v1"
DATABASE: Final = "database.sqlite3"
MANIFEST: Final = "manifest.json"
HISTORY: Final = "alembic_version"
_UPLOAD: Final = re.compile(r"uploads/[0-9a-f]{2}/[0-9a-f]{64}")


class Unfit(Exception):
    """A backup or a restoration that cannot be. The message says why, in a sentence."""


def back_up(target: Path) -> dict[str, Any]:
    """Write the application's database and uploads into `target`; gives the manifest.

    Others go on working meanwhile; what is written is one moment of the database. Raises Unfit
    when the journal does not hold; then there is no file.
    """
    with tempfile.TemporaryDirectory(dir=target.parent) as aside:
        written = Path(aside) / target.name
        with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as package:
            sqlite = db.engine.dialect.name == "sqlite"
            manifest = _sqlite(package, Path(aside)) if sqlite else _postgresql(package)
            for upload in sorted(_instance().glob("uploads/*/*")):
                name = upload.relative_to(_instance()).as_posix()
                if _UPLOAD.fullmatch(name):
                    package.write(upload, name)
            package.writestr(MANIFEST, json.dumps(manifest, indent=1))
        written.replace(target)
    return manifest


def _sqlite(package: zipfile.ZipFile, aside: Path) -> dict[str, Any]:
    """One moment of the file, by SQLite's own online backup, checked as a database of its own."""
    copied = aside / DATABASE
    with closing(db.engine.raw_connection()) as running, closing(sqlite3.connect(copied)) as copy:
        driver: Any = running.driver_connection
        driver.backup(copy)
    with _opened(f"sqlite:///{copied}", aside):
        manifest = _manifest()
    package.write(copied, DATABASE)
    return manifest


def _postgresql(package: zipfile.ZipFile) -> dict[str, Any]:
    """Every table as COPY writes it, all of them in one read-only transaction."""
    end_reading()
    manifest = _manifest()
    driver: Any = db.session.connection().connection.driver_connection
    with driver.cursor() as cursor:
        for table in manifest["tables"]:
            with (
                cursor.copy(f'COPY "{table}" TO STDOUT') as rows,
                package.open(f"tables/{table}", "w", force_zip64=True) as file,
            ):
                for block in rows:
                    file.write(block)
    end_reading()
    return manifest


def restore(source: Path, settings: Settings) -> dict[str, Any]:
    """Restore a backup into the empty database that `settings` name; gives its manifest.

    Raises Unfit for a file that is no backup, a place that is not empty, a database of another
    kind, and a backup whose journal does not hold.
    """
    try:
        package = zipfile.ZipFile(source)
    except (OSError, zipfile.BadZipFile) as fault:
        raise Unfit(f"{source} is not a backup") from fault
    with package:
        manifest = _read_manifest(package)
        url = make_url(settings.flask()["SQLALCHEMY_ENGINES"]["default"]["url"])
        if (url.get_backend_name() == "sqlite") is not (manifest["database"] == "sqlite"):
            raise Unfit(f"this is a backup of {manifest['database']}; name such a database")
        if manifest["database"] == "sqlite":
            _place(package, Path(url.database or ""))
        with _opened(settings.database_url, Path(settings.instance), settings):
            if manifest["database"] != "sqlite":
                _copy_in(package, manifest)
            _restore_uploads(package)
            found = _manifest()
            upgrade(db.engine)
    if found != manifest:
        raise Unfit("what was restored is not what was backed up")
    return manifest


def _read_manifest(package: zipfile.ZipFile) -> dict[str, Any]:
    try:
        manifest = json.loads(package.read(MANIFEST))
    except (KeyError, ValueError) as fault:
        raise Unfit("this file has no manifest of a backup") from fault
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise Unfit("this file is of a format that is not known here")
    if (spoilt := package.testzip()) is not None:
        raise Unfit(f"{spoilt} is damaged")
    return manifest


def _place(package: zipfile.ZipFile, place: Path) -> None:
    if place.exists():
        raise Unfit(f"{place} is there already: restore into an empty place")
    aside = place.with_name(f"{place.name}.restoring")
    with package.open(DATABASE) as file, aside.open("wb") as written:
        shutil.copyfileobj(file, written)
    aside.rename(place)


def _copy_in(package: zipfile.ZipFile, manifest: dict[str, Any]) -> None:
    if inspect(db.engine).get_table_names():
        raise Unfit("this database is not empty: restore into an empty one")
    upgrade(db.engine, manifest["revision"])
    with bookkeeping() as session:
        connection = session.connection()
        driver: Any = connection.connection.driver_connection
        with driver.cursor() as cursor:
            # what the migrations themselves put in comes back with the rest
            for table in reversed(list(manifest["tables"])):
                cursor.execute(f'DELETE FROM "{table}"')  # noqa: S608
            for table in manifest["tables"]:
                with (
                    cursor.copy(f'COPY "{table}" FROM STDIN') as rows,
                    package.open(f"tables/{table}") as file,
                ):
                    while block := file.read(1 << 16):
                        rows.write(block)
        for table, column in _counted_columns(db.engine):
            # the next row must not take a number that is taken
            highest = f'(SELECT coalesce(max("{column}"), 0) FROM "{table}")'  # noqa: S608
            counter = f"""pg_get_serial_sequence('"{table}"', '{column}')"""
            connection.execute(text(f"SELECT setval({counter}, {highest} + 1, false)"))


def _counted_columns(engine: Engine) -> Iterator[tuple[str, str]]:
    found = text(
        "SELECT table_name, column_name FROM information_schema.columns "
        "WHERE table_schema = current_schema() AND "
        "pg_get_serial_sequence(quote_ident(table_name), column_name) IS NOT NULL"
    )
    with engine.connect() as connection:
        for row in connection.execute(found):
            yield row.table_name, row.column_name


def _restore_uploads(package: zipfile.ZipFile) -> None:
    for name in package.namelist():
        if _UPLOAD.fullmatch(name):
            place = _instance() / name
            place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            place.write_bytes(package.read(name))


def _instance() -> Path:
    settings: Settings = current_app.config["SETTINGS"]
    return Path(settings.instance)


def _manifest() -> dict[str, Any]:
    """What the database holds, in one reading of it. Raises Unfit where a journal does not hold."""
    logs = db.session.scalars(select(Log.origin).order_by(Log.id)).all()
    for origin in logs:
        for fault in verify(origin):
            raise Unfit(f"{fault.log}, entry {fault.position}: {fault.what}")
    metadata = MetaData()
    metadata.reflect(db.session.connection())
    tables = [table for table in metadata.sorted_tables if table.name != HISTORY]
    return {
        "format": FORMAT,
        "database": db.engine.dialect.name,
        "revision": db.session.execute(
            text("SELECT version_num FROM alembic_version")
        ).scalar_one(),
        "logs": list(logs),
        "tables": {
            table.name: db.session.scalars(select(func.count()).select_from(table)).one()
            for table in tables
        },
    }


@contextmanager
def _opened(url: str, instance: Path, settings: Settings | None = None) -> Iterator[None]:
    """An application on another database."""
    settings = settings or replace(Settings.read(), instance=str(instance))
    with create_app(replace(settings, database_url=url)).app_context():
        try:
            yield
        finally:
            db.session.close()
            db.engine.dispose()
