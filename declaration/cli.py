"""The `declaration` command."""

import sys

import click

from declaration import create_app
from declaration.config import Misconfigured
from declaration.extensions import db


class Commands(click.Group):
    """The group of all subcommands, each run inside the application."""

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


def in_app(command: click.Command) -> click.Command:
    """Let a command run inside the application's context, made when it is called."""
    inner = command.callback
    assert inner is not None

    def run(*args: object, **options: object) -> object:
        with create_app().app_context():
            return inner(*args, **options)

    command.callback = run
    return command


@in_app
@main.command()
def migrate() -> None:
    """Bring the database's schema up to date."""
    from declaration.migrations import upgrade

    upgrade(db.engine)
    click.echo("The database is up to date.")
