"""A person's own profile and password."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration import clock
from declaration.accounts.models import Person
from declaration.accounts.operations import introduce
from declaration.accounts.passwords import faults_of, hash_password, is_password
from declaration.accounts.sign_in import FRESH
from declaration.extensions import db
from declaration.journal.models import JournalEntry
from declaration.procedure import Act
from declaration.proof import read_entry
from tests.conftest import NOON
from tests.world import PASSWORD, World

ClientOf = Callable[[str], FlaskClient]
NEW = "a quite different phrase"
PROFILE = {
    "name_ar": "مندوبة جديدة",
    "name_en": "",
    "office_ar": "عضو المجلس",
    "language": "en",
}


def person(app: Flask, email: str = "delegate.jubail@forum.example") -> Person:
    with app.app_context():
        return db.session.scalars(select(Person).where(Person.email == email)).one()


def acts(app: Flask) -> list[Act]:
    with app.app_context():
        bodies = db.session.scalars(select(JournalEntry.body).order_by(JournalEntry.id))
        return [read_entry(body).act for body in bodies]


def change(client: FlaskClient, present: str = PASSWORD, new: str = NEW, again: str = NEW):
    return client.post("/accounts/password", data={"present": present, "new": new, "again": again})


def test_a_profile_is_changed_and_pages_turn_to_its_language(
    client_of: ClientOf, app: Flask
) -> None:
    client = client_of("delegate.jubail")
    assert client.post("/accounts/profile", data=PROFILE).status_code == 303
    assert person(app).names == {"ar": "مندوبة جديدة"}
    assert person(app).office == {"ar": "عضو المجلس"}
    page = client.get("/accounts/profile").text
    assert '<html lang="en"' in page
    assert "Your profile is changed." in page
    assert acts(app)[-1] is Act.CHANGE_PROFILE


@pytest.mark.parametrize(
    ("because", "typed"),
    [
        ("a name is needed", {"name_ar": "  "}),
        ("an override turns words around", {"name_ar": "مندوبة \u202eأحمد"}),
        ("an isolate hides", {"name_ar": "مندو\u2067بة"}),
        ("two hundred kilobytes", {"name_ar": "م" * 200_000}),
        ("a language nobody offers", {"language": "fr"}),
    ],
)
def test_a_profile_that_cannot_be_is_shown_again(
    because: str, typed: dict[str, str], client_of: ClientOf, app: Flask
) -> None:
    before = acts(app)
    reply = client_of("delegate.jubail").post("/accounts/profile", data={**PROFILE, **typed})
    assert reply.status_code == 422, because
    assert 'class="errors"' in reply.text
    assert "عضو المجلس" in reply.text, "what was typed is still there"
    assert acts(app) == before


def test_a_changed_password_signs_out_everywhere_else(client_of: ClientOf, app: Flask) -> None:
    here, elsewhere = client_of("delegate.jubail"), client_of("delegate.jubail")
    assert change(here).status_code == 303
    assert here.get("/accounts/profile").status_code == 200
    assert elsewhere.get("/accounts/profile").status_code == 302
    data = {"email": "delegate.jubail@forum.example", "password": NEW}
    assert elsewhere.post("/accounts/sign-in", data=data).status_code == 303
    assert acts(app)[-1] is Act.CHANGE_PASSWORD


@pytest.mark.parametrize(
    ("because", "typed", "sentence"),
    [
        ("not the present one", {"present": "something else"}, "ليست هذه كلمة مروركم الحالية"),
        ("two that differ", {"again": "another phrase again"}, "مختلفتان"),
        ("too short", {"new": "short", "again": "short"}, "12"),
        ("one letter many times", {"new": "a" * 20, "again": "a" * 20}, "قليلة"),
        (
            "it holds the address",
            {"new": "delegate.jubail 2023", "again": "delegate.jubail 2023"},
            "عنوان البريد",
        ),
    ],
)
def test_an_unfit_password_is_refused_at_its_field(
    because: str, typed: dict[str, str], sentence: str, client_of: ClientOf, app: Flask
) -> None:
    reply = change(client_of("delegate.jubail"), **typed)
    assert reply.status_code == 422, because
    assert sentence in reply.text
    assert is_password(person(app).password, PASSWORD)


def test_the_present_password_cannot_be_guessed_at(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    answers = [change(client, present="guess").status_code for _ in range(11)]
    assert answers[-1] == 429


def test_a_password_is_the_same_however_its_letters_are_composed() -> None:
    composed, decomposed = "motdépassé très long", "motde\u0301passe\u0301 tre\u0300s long"
    assert is_password(hash_password(composed), decomposed)


def test_a_phrase_in_arabic_is_a_password() -> None:
    assert faults_of("بيت على شاطئ البحر", "someone@city.example") == []


def test_one_comes_back_to_the_page_that_asked_for_a_fresh_sign_in(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    with clock.set_to(NOON + FRESH + timedelta(minutes=1)):
        data = {"password": PASSWORD, "next": "/tiny/people"}
        assert client.post("/accounts/confirm", data=data).location == "/tiny/people"
        data = {"password": "guess", "next": "https://elsewhere.example"}
        assert client.post("/accounts/confirm", data=data).status_code == 422


def test_somebody_is_introduced_to_the_site_once(world: World) -> None:
    names, office = {"ar": "قادم جديد"}, {"ar": "مدير"}
    first = introduce("New@city.example", names, office, "ar")
    second = introduce("new@CITY.example", {"ar": "غيره"}, {}, "en")
    assert first.person_id == second.person_id
    entries = db.session.scalars(select(JournalEntry.body))
    assert sum(first.name in body.decode() for body in entries) == 1


def test_what_identifies_a_person_enters_the_journal_under_seal_alone(
    client_of: ClientOf, app: Flask
) -> None:
    client_of("delegate.jubail").post("/accounts/profile", data=PROFILE)
    with app.app_context():
        written = b"".join(db.session.scalars(select(JournalEntry.body)))
    assert "مندوبة جديدة".encode() not in written
    assert b"forum.example" not in written
