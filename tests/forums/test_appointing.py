"""The first of a forum's secretariat, from the command line."""

from collections.abc import Iterator

import pytest
from click.testing import CliRunner, Result
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration import cli
from declaration.extensions import db
from declaration.forums.models import Invitation, MembershipRole
from declaration.journal.models import JournalEntry
from declaration.procedure import Role

NEW = "first@forum.example"


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    app.config["WTF_CSRF_ENABLED"] = False
    return app.test_client()


@pytest.fixture(autouse=True)
def _command_uses_this_app(app: Flask, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(cli, "create_app", lambda: app)
    return


def create(*options: str, typed: str = "") -> Result:
    return CliRunner().invoke(cli.main, ["create-secretariat", *options], input=typed)


def test_the_command_prints_a_link_that_opens_an_account(visitor: FlaskClient) -> None:
    result = create("--forum", "tiny", "--email", NEW, "--name", "أمين الملتقى")
    assert result.exit_code == 0, result.output
    path = "/invitations/" + result.output.strip().rpartition("/")[2]
    typed = {
        "name_ar": "أمين الملتقى",
        "language": "ar",
        "new": "a phrase of their own",
        "again": "a phrase of their own",
    }
    assert visitor.post(path, data=typed).status_code == 303
    assert visitor.get("/tiny/people").status_code == 200


def test_asked_again_it_prints_a_new_link_for_the_same_invitation(app: Flask) -> None:
    first, second = (create("--forum", "tiny", "--email", NEW) for _ in range(2))
    assert first.output != second.output
    with app.app_context():
        assert len(db.session.scalars(select(Invitation)).all()) == 1


def test_a_password_on_standard_input_opens_the_account(visitor: FlaskClient) -> None:
    options = ("--forum", "tiny", "--email", NEW, "--password-stdin")
    for password in ("a phrase of their own", "another phrase of theirs"):
        result = create(*options, typed=f"{password}\n")
        assert result.exit_code == 0, result.output
        data = {"email": NEW, "password": password}
        assert visitor.post("/accounts/sign-in", data=data).status_code == 303
    assert visitor.get("/tiny/people").status_code == 200


@pytest.mark.parametrize(
    ("because", "options", "typed"),
    [
        ("no such forum", ("--forum", "nowhere", "--email", NEW), ""),
        ("no address", ("--forum", "tiny", "--email", "somebody"), ""),
        ("unfit", ("--forum", "tiny", "--email", NEW, "--password-stdin"), "short\n"),
        ("takes part", ("--forum", "tiny", "--email", "chair@forum.example"), ""),
    ],
)
def test_what_cannot_be_is_said_and_nothing_is_done(
    because: str, options: tuple[str, ...], typed: str, app: Flask
) -> None:
    with app.app_context():
        query = select(MembershipRole).where(MembershipRole.role == Role.SECRETARIAT)
        before = len(db.session.scalars(query).all())
    result = create(*options, typed=typed)
    assert result.exit_code != 0, because
    assert "Error" in result.output
    assert "Traceback" not in result.output
    with app.app_context():
        assert len(db.session.scalars(query).all()) == before
        assert db.session.scalars(select(Invitation)).all() == []
        assert db.session.scalars(select(JournalEntry.id)).first() is not None
