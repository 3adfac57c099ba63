"""Signing in, staying signed in, and ceasing to be."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration import clock, create_app
from declaration.accounts import throttling
from declaration.accounts.models import Person, Throttle
from declaration.accounts.operations import recognise
from declaration.accounts.returning import own_path
from declaration.accounts.sign_in import IDLE, LONGEST
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from tests.conftest import NOON
from tests.world import PASSWORD, World

ClientOf = Callable[[str], FlaskClient]
JUBAIL = "delegate.jubail@forum.example"


def sign_in(client: FlaskClient, email: str = JUBAIL, password: str = PASSWORD, **more: str):
    return client.post("/accounts/sign-in", data={"email": email, "password": password, **more})


@pytest.fixture
def visitor(client_of: ClientOf) -> FlaskClient:
    return client_of("visitor")


def test_a_person_signs_in_and_opens_their_profile(visitor: FlaskClient) -> None:
    reply = sign_in(visitor, next="/accounts/profile")
    assert (reply.status_code, reply.location) == (303, "/accounts/profile")
    assert JUBAIL in visitor.get("/accounts/profile").text


def test_the_case_of_an_address_does_not_matter(visitor: FlaskClient) -> None:
    assert sign_in(visitor, email=" Delegate.JUBAIL@forum.example ").status_code == 303


def test_a_wrong_password_and_an_unknown_account_get_the_same_answer(visitor: FlaskClient) -> None:
    wrong = sign_in(visitor, password="not the password at all")
    unknown = sign_in(visitor, email="nobody@forum.example")
    assert wrong.status_code == unknown.status_code == 422
    assert wrong.text.replace(JUBAIL, "") == unknown.text.replace("nobody@forum.example", "")
    assert "لا يتطابق" in wrong.text
    assert visitor.get("/accounts/profile").status_code == 302


def test_a_password_not_yet_chosen_opens_nothing(visitor: FlaskClient, app: Flask) -> None:
    with app.app_context():
        from declaration.bookkeeping import bookkeeping

        with bookkeeping() as notes:
            person = notes.scalars(select(Person).where(Person.email == JUBAIL)).one()
            person.password = None
    assert sign_in(visitor).status_code == 422


@pytest.mark.parametrize(
    ("because", "target", "kept"),
    [
        ("a path of ours", "/tiny/people?page=2", "/tiny/people?page=2"),
        ("another site", "https://elsewhere.example/", None),
        ("another site without a scheme", "//elsewhere.example/", None),
        ("browsers read a backslash as a slash", "/\\elsewhere.example/", None),
        ("and also in the middle", "/tiny\\..\\..//elsewhere.example", None),
        ("a tab is dropped by browsers", "/\t/elsewhere.example", None),
        ("a relative path", "tiny/people", None),
        ("a script", "javascript:alert(1)", None),
        ("nothing", "", None),
    ],
)
def test_one_goes_on_to_own_paths_only(because: str, target: str, kept: str | None) -> None:
    assert own_path(target) == kept, because


def test_a_sign_in_to_elsewhere_ends_at_the_front_page(visitor: FlaskClient) -> None:
    assert sign_in(visitor, next="https://elsewhere.example/").location == "/"


def test_signing_in_begins_a_new_session(visitor: FlaskClient) -> None:
    with visitor.session_transaction() as session:
        session["planted"] = "by somebody else"
        session["language"] = "en"
    sign_in(visitor)
    with visitor.session_transaction() as session:
        assert "planted" not in session
        assert session["language"] == "en"


def test_signing_out_is_a_post_and_ends_it(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    assert client.get("/accounts/sign-out").status_code == 405
    assert client.get("/accounts/profile").status_code == 200
    assert client.post("/accounts/sign-out").status_code == 303
    assert client.get("/accounts/profile").status_code == 302


def test_a_sign_in_left_alone_ends(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    with clock.set_to(NOON + IDLE - timedelta(minutes=1)):
        assert client.get("/accounts/profile").status_code == 200
    with clock.set_to(NOON + 2 * IDLE - timedelta(minutes=2)):
        assert client.get("/accounts/profile").status_code == 200, "it was used in between"
    with clock.set_to(NOON + 4 * IDLE):
        assert client.get("/accounts/profile").status_code == 302


def test_a_sign_in_used_all_along_ends_too(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    hours = 0
    while timedelta(hours=hours) < LONGEST:
        with clock.set_to(NOON + timedelta(hours=hours)):
            assert client.get("/accounts/profile").status_code == 200
        hours += 6
    with clock.set_to(NOON + LONGEST + timedelta(seconds=1)):
        assert client.get("/accounts/profile").status_code == 302


def test_activity_is_noted_now_and_then(client_of: ClientOf, app: Flask) -> None:
    client = client_of("delegate.jubail")

    def noted():
        with app.app_context():
            query = select(Person.last_active_at).where(Person.email == JUBAIL)
            return db.session.scalars(query).one()

    client.get("/accounts/profile")
    assert noted() == NOON
    with clock.set_to(NOON + timedelta(minutes=1)):
        client.get("/accounts/profile")
    assert noted() == NOON
    with clock.set_to(NOON + timedelta(minutes=6)):
        client.get("/accounts/profile")
    assert noted() == NOON + timedelta(minutes=6)


def test_a_form_interrupted_by_an_expired_sign_in_comes_back(client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    with clock.set_to(NOON + IDLE + timedelta(minutes=1)):
        typed = {"name_ar": "اسم طويل كُتب قبل انتهاء المدة", "language": "ar"}
        reply = client.post("/accounts/profile", data=typed)
        assert reply.status_code == 401
        assert "اسم طويل" in reply.text
        carried = '[["name_ar", "اسم طويل كُتب قبل انتهاء المدة"], ["language", "ar"]]'
        reply = sign_in(client, next="/accounts/profile", carried=carried)
        assert reply.status_code == 200
        assert 'action="/accounts/profile"' in reply.text
        assert "اسم طويل كُتب قبل انتهاء المدة" in reply.text


@pytest.mark.parametrize("carried", ["{", "[1]", '{"a": 1}', "[[1,2,3]]", "null"])
def test_what_is_carried_may_be_anything(visitor: FlaskClient, carried: str) -> None:
    assert sign_in(visitor, carried=carried).status_code in {200, 303}


def test_the_eleventh_attempt_is_not_even_made(visitor: FlaskClient) -> None:
    for _ in range(throttling.FROM_ONE_PLACE):
        assert sign_in(visitor, password="guess").status_code == 422
    reply = sign_in(visitor)
    assert reply.status_code == 429
    assert "15" in reply.text
    with clock.set_to(NOON + throttling.WINDOW):
        assert sign_in(visitor).status_code == 303


def test_two_processes_count_the_same_guesses(app: Flask, visitor: FlaskClient) -> None:
    other = create_app(app.config["SETTINGS"])
    other.config.update(TESTING=True, WTF_CSRF_ENABLED=False)
    browsers = (visitor, other.test_client())
    for guess in range(throttling.FROM_ONE_PLACE):
        assert sign_in(browsers[guess % 2], password="guess").status_code == 422
    assert [sign_in(each).status_code for each in browsers] == [429, 429]
    with other.app_context():
        db.engine.dispose()


def test_an_unknown_account_is_throttled_alike(visitor: FlaskClient) -> None:
    answers = [
        sign_in(visitor, email="nobody@forum.example", password="guess").status_code
        for _ in range(throttling.FROM_ONE_PLACE + 1)
    ]
    assert answers == [422] * throttling.FROM_ONE_PLACE + [429]


def test_a_stranger_elsewhere_does_not_lock_the_account(any_world: World) -> None:
    for _ in range(throttling.FROM_ONE_PLACE):
        assert recognise(JUBAIL, "guess", address="203.0.113.9") is None
    with pytest.raises(throttling.TooManyAttempts):
        recognise(JUBAIL, PASSWORD, address="203.0.113.9")
    assert recognise(JUBAIL, PASSWORD, address="198.51.100.4") is not None


def test_success_forgets_the_failures_of_that_place(any_world: World) -> None:
    for _ in range(3):
        for _ in range(throttling.FROM_ONE_PLACE - 1):
            recognise(JUBAIL, "guess", address="203.0.113.9")
        assert recognise(JUBAIL, PASSWORD, address="203.0.113.9") is not None


def test_guessing_an_account_from_everywhere_ends_somewhere(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("declaration.accounts.operations.is_password", lambda *_: False)
    for place in range(throttling.ON_ONE_ACCOUNT):
        recognise(JUBAIL, "guess", address=f"203.0.113.{place}")
    with pytest.raises(throttling.TooManyAttempts):
        recognise(JUBAIL, PASSWORD, address="198.51.100.4")


def test_one_subscriber_has_many_addresses_but_one_network(world: World) -> None:
    first = throttling.Attempt.of(JUBAIL, "2001:db8:1:2::1")
    second = throttling.Attempt.of(JUBAIL, "2001:db8:1:2:ffff::9")
    assert first == second != throttling.Attempt.of(JUBAIL, "2001:db8:1:3::1")


def test_what_is_typed_as_an_address_is_not_kept(world: World) -> None:
    recognise("my secret password", "guess", address="203.0.113.9")
    kept = db.session.scalars(select(Throttle.account)).all()
    assert all("secret" not in account for account in kept)


def test_counters_are_forgotten_when_their_window_has_passed(any_world: World) -> None:
    recognise(JUBAIL, "guess", address="203.0.113.9")
    throttling.forget_past_windows()
    assert len(db.session.scalars(select(Throttle)).all()) == 3
    with clock.set_to(NOON + throttling.WINDOW):
        throttling.forget_past_windows()
    assert db.session.scalars(select(Throttle)).all() == []


def test_a_missing_token_is_a_sentence(app: Flask) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    reply = sign_in(app.test_client())
    assert reply.status_code == 400
    assert "<h1>" in reply.text


def test_a_password_of_200_kilobytes_is_refused_in_a_sentence(visitor: FlaskClient) -> None:
    assert sign_in(visitor, password="x" * 200_000).status_code == 422


OURS = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
REMARK = {"text": "ما كُتب قبل أن تنتهي مدة تسجيل الدخول.", "start": "0", "csrf_token": "old"}
COMMENTS = "/tiny/text/text/clauses/centres/comments"


def test_a_form_left_open_overnight_is_kept_through_the_sign_in(
    app: Flask, client_of: ClientOf
) -> None:
    """The browser has forgotten the sign-in by then, and with it the token of the form."""
    app.config["WTF_CSRF_ENABLED"] = True
    reply = client_of("visitor").post(COMMENTS, data=REMARK, headers=OURS)
    assert reply.status_code == 401
    assert f'value="{COMMENTS}"' in reply.text
    assert REMARK["text"] in reply.text


def test_a_form_of_an_earlier_sign_in_is_offered_again(app: Flask, client_of: ClientOf) -> None:
    client = client_of("delegate.jubail")
    app.config["WTF_CSRF_ENABLED"] = True
    reply = client.post(COMMENTS, data=REMARK, headers=OURS)
    assert reply.status_code == 400
    assert f'<form class="form" method="post" action="{COMMENTS}"' in reply.text
    assert f'name="text" value="{REMARK["text"]}"' in reply.text
    assert 'value="old"' not in reply.text
    assert REMARK["text"] not in client.get("/tiny/text/text/clauses/centres").text


@pytest.mark.parametrize("who", ["visitor", "delegate.jubail"])
@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Origin": "https://elsewhere.example", "Sec-Fetch-Site": "cross-site"},
        {"Origin": "null"},
    ],
)
def test_what_another_site_may_have_made_up_is_neither_done_nor_kept(
    app: Flask, client_of: ClientOf, who: str, headers: dict[str, str]
) -> None:
    client = client_of(who)
    app.config["WTF_CSRF_ENABLED"] = True
    reply = client.post(COMMENTS, data=REMARK, headers=headers)
    assert reply.status_code == 400
    assert REMARK["text"] not in reply.text


class TestTheLanguageOutlivesTheSignIn:
    """A browser keeps the language it last read in longer than it keeps a sign-in."""

    COMMENT = "/tiny/text/text/clauses/access/comments"

    def asked(self, client: FlaskClient) -> str:
        """What somebody is answered who sends a form of ours after the sign-in was lost."""
        client.delete_cookie("declaration")
        said = {"text": "Who commits?"}
        reply = client.post(self.COMMENT, data=said, headers={"Sec-Fetch-Site": "same-origin"})
        assert reply.status_code == 401
        return reply.text

    def test_who_chose_english_is_asked_to_sign_in_in_english(self, client_of: ClientOf) -> None:
        client = client_of("delegate.jubail")
        client.get("/tiny/?lang=en")
        assert '<html lang="en"' in self.asked(client)
        client.get("/tiny/?lang=ar")
        assert '<html lang="ar"' in self.asked(client)

    def test_so_is_who_has_english_in_their_profile(self, app: Flask, client_of: ClientOf) -> None:
        client = client_of("delegate.jubail")
        with app.app_context(), bookkeeping() as notes:
            notes.query(Person).filter_by(email=JUBAIL).update({"language": "en"})
        assert '<html lang="en"' in client.get("/tiny/").text
        assert '<html lang="en"' in self.asked(client)

    def test_who_signs_in_reads_their_own_language_again(self, visitor: FlaskClient) -> None:
        visitor.set_cookie("language", "en")
        sign_in(visitor)
        assert '<html lang="ar"' in visitor.get("/tiny/").text

    @pytest.mark.parametrize("kept", ["", "fr", "EN", "<b>", "en; ar"])
    def test_what_is_no_language_of_ours_is_arabic(self, visitor: FlaskClient, kept: str) -> None:
        visitor.set_cookie("language", kept)
        assert '<html lang="ar"' in visitor.get("/tiny/").text

    def test_who_reads_arabic_is_given_nothing_to_keep(self, visitor: FlaskClient) -> None:
        visitor.get("/tiny/")
        assert visitor.get_cookie("language") is None
