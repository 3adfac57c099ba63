"""The `declaration` command."""

import json
import os
import sys
import time
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any, Final

import click
from flask import current_app
from rich.console import Console
from sqlalchemy import select

from declaration import create_app
from declaration.config import THREADS, WORKERS, Misconfigured
from declaration.extensions import db
from declaration.text import TextError, diff, merge, normalize
from declaration.text.terminal import Terminal

TEXT_FILE: Final = click.Path(exists=True, dir_okay=False, path_type=Path)


class Commands(click.Group):
    """The group of all subcommands."""

    def invoke(self, context: click.Context) -> object:
        """Run the subcommand. A setting that forbids starting is a plain sentence, exit 2."""
        try:
            return super().invoke(context)
        except Misconfigured as misconfigured:
            click.echo(f"declaration: {misconfigured}", err=True)
            sys.exit(2)


@click.group(cls=Commands)
def main() -> None:
    """Where cities agree on a text."""


def in_app(command: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command inside the application's context."""

    @wraps(command)
    def run(*args: Any, **options: Any) -> Any:
        with create_app().app_context():
            return command(*args, **options)

    return run


@main.command()
@in_app
def migrate() -> None:
    """Bring the database's schema up to date."""
    from declaration.migrations import upgrade

    upgrade(db.engine)
    click.echo("The database is up to date.")


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
@click.option("--workers", default=WORKERS, show_default=True, help="Processes.")
@click.option("--threads", default=THREADS, show_default=True, help="Threads of each process.")
def serve(host: str, port: int, workers: int, threads: int) -> None:
    """Serve the pages, with the clock beside them (see `tick`)."""
    from declaration.migrations import is_current
    from declaration.serving import Server

    with create_app().app_context():
        if not is_current(db.engine):
            raise click.ClickException("The database is not up to date: run `declaration migrate`.")
        db.engine.dispose()
    Server(host=host, port=port, workers=workers, threads=threads).run()


@main.command()
@click.option("--every", type=float, help="Go on for ever, pausing so many seconds.")
@in_app
def tick(every: float | None) -> None:
    """Do what deadlines ask for: end silence, seal the journal, tell people, send letters."""
    from declaration.accounts.throttling import forget_past_windows
    from declaration.journal.sealing import seal_all
    from declaration.messages.sending import send_due
    from declaration.notices.following import follow
    from declaration.voting.closing import tick as close_due

    parent = os.getppid()
    while True:
        close_due()
        seal_all()
        follow()
        send_due()
        forget_past_windows()
        db.session.close()
        if every is None or os.getppid() != parent:
            return
        time.sleep(every)


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True, envvar="PORT")
def demo(host: str, port: int) -> None:
    """Serve the sample forum in the middle of its negotiation, loading it first if need be."""
    from rich.console import Console

    from declaration.config import Settings
    from declaration.sample import demo as sample
    from declaration.serving import Server

    console, settings = Console(), Settings.read()
    with console.status("تحميل الملتقى التجريبي… Loading the sample forum…"):
        sample.prepare(settings)
    address, shown = f"http://{host}:{port}/", sample.accounts()
    sample.write_accounts(Path(settings.instance) / "demo.json", address, shown)
    console.print(sample.table_of(shown))
    console.print(address)
    Server(host=host, port=port).run()


@main.command()
@click.option("--out", required=True, type=click.Path(file_okay=False, path_type=Path))
@click.option("--delegations", type=click.IntRange(3, 5_000), help="Draw a forum of so many.")
@click.option("--amendments", type=click.IntRange(1, 20_000), help="Draw so many of them.")
@click.option("--clauses", type=click.IntRange(4, 600), help="Draw a text of so many.")
@click.option("--seed", default=1, show_default=True, help="The same seed, the same forum.")
@click.option("--database", help="Address of an empty database; a file in the folder if none.")
def rehearse(
    out: Path,
    delegations: int | None,
    amendments: int | None,
    clauses: int | None,
    seed: int,
    database: str | None,
) -> None:
    """Play a forum from its founding to the last signature, and prove what came of it.

    The sample forum, unless a size is given. Exit code 1 when an invariant does not hold.
    """
    from declaration.sample.command import Wanted, rehearse_into

    sizes = {"delegations": delegations, "amendments": amendments, "clauses": clauses}
    given = {name: count for name, count in sizes.items() if count is not None}
    broken = rehearse_into(out, Wanted(seed=seed, database=database, sizes=given))
    for each in broken:
        click.echo(str(each), err=True)
    raise SystemExit(1 if broken else 0)


@main.command()
@click.argument("file", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@in_app
def backup(file: Path) -> None:
    """Write database and uploads into one file, while others go on working."""
    from declaration.backup import Unfit, back_up

    try:
        manifest = back_up(file)
    except Unfit as unfit:
        raise click.ClickException(str(unfit)) from unfit
    click.echo(f"{file}: {sum(manifest['tables'].values())} rows, the journal holds.")


@main.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def restore(file: Path) -> None:
    """Restore a backup into an empty place, and verify it against its journal."""
    from declaration.backup import Unfit
    from declaration.backup import restore as restore_from
    from declaration.config import Settings

    try:
        manifest = restore_from(file, Settings.read())
    except Unfit as unfit:
        raise click.ClickException(str(unfit)) from unfit
    click.echo(f"{file}: {sum(manifest['tables'].values())} rows restored, the journal holds.")


@main.command("new-forum")
@click.argument("file", required=False, type=click.Path(dir_okay=False, path_type=Path))
def new_forum(file: Path | None) -> None:
    """Write a commented forum file to start one's own from; without a name, show it."""
    from declaration.sample import template_text

    if file is None:
        click.echo(template_text(), nl=False)
        return
    try:
        with file.open("x", encoding="utf-8") as written:
            written.write(template_text())
    except FileExistsError:
        raise click.ClickException(f"{file} is there already") from None


@main.command("export-forum")
@click.argument("key")
@in_app
def export_forum(key: str) -> None:
    """Show a forum, with its text as it now stands, as the file that founds it elsewhere."""
    from sqlalchemy.exc import NoResultFound

    from declaration.drafting.exporting import forum_file_of
    from declaration.forums.forum_file.writer import write_forum_file

    try:
        click.echo(write_forum_file(forum_file_of(key)), nl=False)
    except NoResultFound:
        raise click.BadParameter("there is no such forum", param_hint="KEY") from None


@main.command("import-forum")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@in_app
def import_forum(file: Path) -> None:
    """Load a forum from its file, or say everything that is wrong with the file."""
    from declaration.drafting.operations import import_declaration
    from declaration.forums import founding
    from declaration.forums.forum_file import ForumFileErrors, read_forum_file

    try:
        told = read_forum_file(file.read_bytes())
    except ForumFileErrors as wrong:
        for problem in wrong.problems:
            click.echo(f"{file}:{problem.line}: {problem.sentence('ar')}", err=True)
            click.echo(f"{file}:{problem.line}: {problem.sentence('en')}", err=True)
        raise SystemExit(1) from None
    by = founding.found(told, host=current_app.config["SETTINGS"].host)
    import_declaration(told.declaration, by)
    click.echo(f"{told.forum.key}: {len(told.delegations)} delegations, {len(told.people)} people,")
    click.echo(f"{told.declaration.key}: {len(told.declaration.clauses)} clauses.")


@main.command()
@in_app
def verify() -> None:
    """Recompute every journal from its own bytes; name the first entry that is wrong."""
    from declaration.journal.models import Log
    from declaration.journal.sealing import seal_all
    from declaration.journal.sealing import verify as faults

    seal_all()
    wrong = 0
    for origin in db.session.scalars(select(Log.origin).order_by(Log.id)).all():
        found = list(faults(origin))
        for fault in found:
            place = "" if fault.position is None else f" entry {fault.position}"
            click.echo(f"{fault.log}:{place}: {fault.what}", err=True)
        if not found:
            click.echo(f"{origin}: holds.")
        wrong += len(found)
    raise SystemExit(1 if wrong else 0)


@main.command()
@click.option("--forum", "forum_key", required=True, help="The forum's key.")
@click.option("--email", required=True)
@click.option("--name", help="In Arabic; the address when left out.")
@click.option(
    "--password-stdin",
    is_flag=True,
    help="Open the account with the password on standard input, and print no link.",
)
@in_app
def create_secretariat(forum_key: str, email: str, name: str | None, password_stdin: bool) -> None:
    """Let somebody into a forum's secretariat: print the link by which they open their account."""
    from sqlalchemy.exc import NoResultFound

    from declaration.accounts.fields import is_email
    from declaration.forums.appointing import appoint_to_secretariat, invite_to_secretariat
    from declaration.forums.views.invitations import link_of
    from declaration.procedure import Invalid

    if not is_email(email):
        raise click.BadParameter("this is not an e-mail address", param_hint="--email")
    try:
        if password_stdin:
            password = sys.stdin.readline().rstrip("\r\n")
            appoint_to_secretariat(forum_key, email, name or email, password)
            click.echo(f"{email} is in the secretariat of {forum_key}.")
            return
        with current_app.test_request_context():
            link = invite_to_secretariat(forum_key, email, name or email, link_of=link_of)
    except NoResultFound as missing:
        raise click.BadParameter("there is no such forum", param_hint="--forum") from missing
    except Invalid as invalid:
        sentences = " ".join(s for each in invalid.errors.values() for s in each)
        raise click.ClickException(sentences) from invalid
    click.echo(link)


@main.command("remove-second-step")
@click.option("--email", required=True)
@in_app
def remove_second_step(email: str) -> None:
    """Take away the second step of somebody's sign-in, who has lost phone and codes."""
    from declaration.accounts import second_factor
    from declaration.accounts.steps import person_by_email
    from declaration.journal import SYSTEM

    person = person_by_email(email)
    if person is None or not second_factor.is_enrolled(person.id):
        raise click.BadParameter("nobody signs in with a second step there", param_hint="--email")
    second_factor.remove(person.id, SYSTEM)
    click.echo(f"{email} signs in with the password alone; a letter says so.")


@main.command("diff")
@click.argument("old", type=TEXT_FILE)
@click.argument("new", type=TEXT_FILE)
@click.option("--visual", is_flag=True, help="For a terminal that neither shapes nor reorders.")
def show_diff(old: Path, new: Path, visual: bool) -> None:
    """Show the words in which two text files differ."""
    console, terminal = _terminal(visual)
    console.print(terminal.diff(diff(_text_of(old), _text_of(new))), soft_wrap=True)


@main.command("merge")
@click.argument("base", type=TEXT_FILE)
@click.argument("variants", nargs=-1, required=True, type=TEXT_FILE)
@click.option("-o", "--out", type=click.Path(dir_okay=False, writable=True, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="The whole merge as data.")
@click.option("--visual", is_flag=True, help="For a terminal that neither shapes nor reorders.")
def show_merge(
    base: Path, variants: tuple[Path, ...], out: Path | None, as_json: bool, visual: bool
) -> None:
    """Merge variants of a text file word by word.

    Exit 1 if conflicts remain; the file asked for is then not written.
    """
    merged = merge(_text_of(base), {str(path): _text_of(path) for path in variants})
    console, terminal = _terminal(visual)
    if as_json:
        click.echo(json.dumps(asdict(merged), ensure_ascii=False, indent=2))
    elif merged.text is None:
        console.print(terminal.merge(merged), soft_wrap=True)
    elif out is None:
        click.echo(merged.text)
    if merged.text is not None and out is not None:
        _write(out, merged.text)
    problems = Console(stderr=True, highlight=False)
    for conflict in () if as_json else merged.conflicts:
        problems.print(terminal.conflict(conflict), soft_wrap=True)
    raise SystemExit(1 if merged.conflicts else 0)


def _text_of(file: Path) -> str:
    """The file's text in normal form. A file that holds no such text is a usage error, exit 2."""
    try:
        return normalize(file.read_text("utf-8-sig").rstrip("\r\n"))
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} is not UTF-8 (byte {error.start}).") from error
    except TextError as error:
        raise click.UsageError(f"{file}: {error}") from error


def _write(file: Path, text: str) -> None:
    """The text as a file. A place where none can be written is a usage error, exit 2."""
    try:
        file.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise click.UsageError(f"{file} cannot be written: {error.strerror}.") from error


def _terminal(is_plain: bool) -> tuple[Console, Terminal]:
    console = Console(highlight=False)
    return console, Terminal(has_colours=console.color_system is not None, is_plain=is_plain)


@main.command()
@click.argument("kind")
@click.option("--forum", "forum_key", help="The forum's key, where there are several.")
@click.option("--declaration", "declaration_key", help="The declaration's key, where several.")
@click.option("--clause", help="The key of one clause: its amendments alone.")
@click.option("--amendment", help="The number of one amendment, alone.")
@click.option("--language", type=click.Choice(["ar", "en", "both"]))
@click.option("--archive", is_flag=True, help="A PDF to be kept, the Word file within it.")
@click.option("-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path))
@in_app
def export(
    kind: str,
    forum_key: str | None,
    declaration_key: str | None,
    clause: str | None,
    amendment: str | None,
    language: str | None,
    archive: bool,
    output: Path,
) -> None:
    """Write a document or data, in the form that the file's ending names.

    KIND: endorsed, marked, working-copy, compilation, voting-record, bilingual as .docx or .pdf;
    record as .json; text as .xml, in Akoma Ntoso; amendments, ballots, votes, people as .csv or
    .xlsx.
    """
    from declaration.documents.command import NAMES, NotWritten, write_data, write_document
    from declaration.documents.downloads import KINDS, Wanted

    if kind not in NAMES:
        raise click.BadParameter(f"one of {', '.join(NAMES)}", param_hint="KIND")
    try:
        if kind not in KINDS:
            if clause or amendment or language or archive:
                raise click.UsageError(f"{kind} is written whole.")
            size = write_data(kind, output, forum_key=forum_key, declaration_key=declaration_key)
            click.echo(f"{output}: {size:,} bytes")
            return
        wanted = Wanted(
            language=language or KINDS[kind].languages[0], clause=clause, amendment=amendment
        )
        size = write_document(
            kind,
            output,
            wanted,
            forum_key=forum_key,
            declaration_key=declaration_key,
            archive=archive,
        )
    except NotWritten as refused:
        raise click.ClickException(str(refused)) from refused
    click.echo(f"{output}: {size:,} bytes")
