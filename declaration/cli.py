"""The `declaration` command."""

import os
import sys
import time
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import click
from flask import current_app
from sqlalchemy import select

from declaration import create_app
from declaration.config import Misconfigured
from declaration.extensions import db


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
@click.option("--workers", default=2, show_default=True, help="Processes.")
@click.option("--threads", default=8, show_default=True, help="Threads of each process.")
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
    """Do what deadlines ask for: end silence procedures, send letters, seal the journal."""
    from declaration.journal.sealing import seal_all
    from declaration.messages.sending import send_due
    from declaration.voting.closing import tick as close_due

    parent = os.getppid()
    while True:
        close_due()
        seal_all()
        send_due()
        db.session.close()
        if every is None or os.getppid() != parent:
            return
        time.sleep(every)


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
            password = click.get_text_stream("stdin").readline().rstrip("\r\n")
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
