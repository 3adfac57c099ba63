"""The second step of a sign-in: who sets it is asked for it, and it cannot be guessed or repeated."""

import base64
import hmac
import re
import struct
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration import clock, create_app
from declaration.accounts import second_factor
from declaration.accounts.models import Person, RecoveryCode
from declaration.accounts.sign_in import FRESH, SECOND_STEP_WITHIN
from declaration.cli import main
from declaration.config import Misconfigured, Settings
from declaration.extensions import db
from declaration.messages.models import Letter
from declaration.procedure import Invalid
from tests.accounts.situations import SECRET
from tests.conftest import NOON, sign_in
from tests.world import PASSWORD, World

ClientOf = Callable[[str], FlaskClient]
WHO = "secretariat"
SETTINGS = "/accounts/second-factor"


def code_at(moment: datetime, secret: str = SECRET) -> str:
    """What an authenticator shows at the moment, by RFC 4226 and RFC 6238."""
    counter = struct.pack(">Q", int(moment.timestamp()) // 30)
    digest = hmac.digest(base64.b32decode(secret), counter, "sha1")
    (number,) = struct.unpack_from(">I", digest, digest[-1] & 15)
    return f"{(number & 0x7FFFFFFF) % 1_000_000:06}"


NOW = code_at(NOON)
LATER = code_at(NOON + timedelta(minutes=1))


def person_id(who: str = WHO) -> int:
    query = select(Person.id).where(Person.email == f"{who}@forum.example")
    return db.session.scalars(query).one()


def enrolled(app: Flask, client: FlaskClient, who: str = WHO) -> list[str]:
    """Set the second step on its page; gives the codes on paper."""
    page = client.post(SETTINGS, data={"secret": SECRET, "code": NOW}).text
    return re.findall(r"[A-Z2-7]{5}\.[A-Z2-7]{5}", page)


def begun(client: FlaskClient, who: str = WHO, **fields: str) -> str:
    """The answer to a right password."""
    sent = {"email": f"{who}@forum.example", "password": PASSWORD, **fields}
    reply = client.post("/accounts/sign-in", data=sent)
    assert reply.status_code == 200
    return reply.text


def is_signed_in(client: FlaskClient) -> bool:
    return client.get("/accounts/profile").status_code == 200


@pytest.mark.parametrize(
    ("moment", "code"),
    [
        (59, "287082"),
        (1111111109, "081804"),
        (1234567890, "005924"),
        (2000000000, "279037"),
    ],
)
def test_codes_are_those_of_rfc_6238(moment: int, code: str) -> None:
    at = datetime.fromtimestamp(moment, UTC)
    assert second_factor._step_of(SECRET, code, at) == moment // 30


@pytest.mark.parametrize(
    ("apart", "holds"), [(-60, False), (-30, True), (0, True), (30, True), (60, False)]
)
def test_clocks_may_differ_by_half_a_minute(apart: int, holds: bool) -> None:
    at = NOON + timedelta(seconds=apart)
    assert (second_factor._step_of(SECRET, NOW, at) is not None) is holds


class TestSetting:
    def test_the_page_shows_a_picture_and_a_key(self, client_of: ClientOf) -> None:
        page = client_of(WHO).get(SETTINGS).text
        assert "<svg" in page
        secret = re.search(r'name="secret"[^>]*value="([A-Z2-7]{32})"', page)
        assert secret is not None
        assert secret[1] not in client_of(WHO).get(SETTINGS).text

    def test_ten_codes_are_shown_once_and_kept_as_digests(
        self, app: Flask, client_of: ClientOf
    ) -> None:
        client = client_of(WHO)
        codes = enrolled(app, client)
        assert len(set(codes)) == 10
        page = client.get(SETTINGS).text
        assert not any(code in page for code in codes)
        assert "بقيت 10 رموز على الورق" in page
        with app.app_context():
            kept = db.session.scalars(select(RecoveryCode.digest)).all()
            assert not set(kept) & set(codes)

    def test_it_signs_out_elsewhere_and_a_letter_says_so(
        self, app: Flask, client_of: ClientOf
    ) -> None:
        elsewhere, here = client_of(WHO), client_of(WHO)
        enrolled(app, here)
        assert is_signed_in(here)
        assert not is_signed_in(elsewhere)
        with app.app_context():
            assert db.session.scalars(select(Letter.kind)).all() == ["second_step_set"]

    @pytest.mark.parametrize("code", ["000000", "", "12", "رمز", "1" * 200])
    def test_a_wrong_first_code_sets_nothing_and_keeps_the_key(
        self, app: Flask, client_of: ClientOf, code: str
    ) -> None:
        client = client_of(WHO)
        reply = client.post(SETTINGS, data={"secret": SECRET, "code": code})
        assert reply.status_code == 422
        assert 'id="code-error"' in reply.text
        assert SECRET in reply.text
        with app.app_context():
            assert not second_factor.is_enrolled(person_id())

    def test_a_key_that_was_tampered_with_is_replaced(self, client_of: ClientOf) -> None:
        reply = client_of(WHO).post(SETTINGS, data={"secret": "AAAA", "code": NOW})
        assert reply.status_code == 422
        assert re.search(r'name="secret"[^>]*value="[A-Z2-7]{32}"', reply.text)

    def test_it_asks_for_a_fresh_sign_in(self, client_of: ClientOf) -> None:
        client = client_of(WHO)
        with clock.set_to(NOON + 2 * FRESH):
            assert "/accounts/confirm" in client.get(SETTINGS).location
            reply = client.post(SETTINGS, data={"secret": SECRET, "code": NOW})
            assert "/accounts/confirm" in reply.location

    def test_it_is_set_once(self, world: World) -> None:
        by = world.actor(WHO)
        second_factor.enrol(SECRET, NOW, by)
        with pytest.raises(Invalid) as refused:
            second_factor.enrol(SECRET, NOW, by)
        assert refused.value.errors == {"code": [second_factor.ENROLLED_ALREADY]}


class TestSigningIn:
    @pytest.fixture
    def codes(self, app: Flask, client_of: ClientOf) -> list[str]:
        return enrolled(app, client_of(WHO))

    @pytest.fixture
    def client(self, codes: list[str], client_of: ClientOf) -> FlaskClient:
        return client_of("visitor")

    def step(self, client: FlaskClient, code: str, **fields: str):
        return client.post("/accounts/second-step", data={"code": code, **fields})

    def test_the_password_alone_signs_nobody_in(self, client: FlaskClient) -> None:
        assert "الخطوة الثانية" in begun(client)
        assert not is_signed_in(client)

    def test_the_code_of_the_moment_signs_in_and_leads_on(self, client: FlaskClient) -> None:
        assert 'value="/tiny/journal"' in begun(client, next="/tiny/journal")
        with clock.set_to(NOON + timedelta(minutes=1)):
            reply = self.step(client, LATER, next="/tiny/journal")
            assert reply.location == "/tiny/journal"
            assert is_signed_in(client)

    def test_an_interrupted_form_is_carried_through_both_steps(self, client: FlaskClient) -> None:
        carried = '[["text", "ما كُتب"]]'
        assert "ما كُتب" in begun(client, carried=carried)
        with clock.set_to(NOON + timedelta(minutes=1)):
            reply = self.step(client, LATER, carried=carried, next="/tiny/")
            assert "ما كُتب" in reply.text

    def test_arabic_digits_and_spaces_are_the_same_code(self, client: FlaskClient) -> None:
        begun(client)
        arabic = LATER.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
        with clock.set_to(NOON + timedelta(minutes=1)):
            assert self.step(client, f"{arabic[:3]} {arabic[3:]}").status_code == 303

    def test_a_code_is_taken_once(self, client: FlaskClient, client_of: ClientOf) -> None:
        with clock.set_to(NOON + timedelta(minutes=1)):
            begun(client)
            assert self.step(client, LATER).status_code == 303
            other = client_of("visitor")
            begun(other)
            assert self.step(other, LATER).status_code == 422
            assert not is_signed_in(other)

    def test_a_code_on_paper_stands_in_once(
        self, codes: list[str], client: FlaskClient, client_of: ClientOf
    ) -> None:
        begun(client)
        assert self.step(client, codes[3].lower().replace(".", " ")).status_code == 303
        assert "بقيت 9 رموز" in client.get(SETTINGS).text
        other = client_of("visitor")
        begun(other)
        assert self.step(other, codes[3]).status_code == 422

    def test_a_wrong_code_is_said_at_its_field(self, client: FlaskClient) -> None:
        begun(client)
        reply = self.step(client, "000000")
        assert reply.status_code == 422
        assert 'id="code-error"' in reply.text
        assert not is_signed_in(client)

    def test_guessing_ends_although_the_password_is_right(self, client: FlaskClient) -> None:
        for _ in range(10):
            begun(client)
            assert self.step(client, "000000").status_code == 422
        begun(client)
        assert self.step(client, "000000").status_code == 429
        with clock.set_to(NOON + timedelta(minutes=1)):
            assert self.step(client, LATER).status_code == 429
            assert not is_signed_in(client)

    def test_the_second_step_is_taken_soon(self, client: FlaskClient) -> None:
        begun(client)
        late = NOON + SECOND_STEP_WITHIN + timedelta(seconds=30)
        with clock.set_to(late):
            reply = self.step(client, code_at(late), next="/tiny/")
            assert reply.location == "/accounts/sign-in?next=/tiny/"

    def test_nobody_takes_the_second_step_first(self, client: FlaskClient) -> None:
        assert "/accounts/sign-in" in self.step(client, LATER).location


class TestProvingAgain:
    """Before freezing, signing, and changing roles, both steps are asked for again."""

    @pytest.fixture
    def client(self, app: Flask, client_of: ClientOf) -> FlaskClient:
        client = client_of(WHO)
        enrolled(app, client)
        return client

    def test_confirming_asks_for_both(self, client: FlaskClient) -> None:
        later = NOON + 2 * FRESH
        with clock.set_to(later):
            page = client.get("/accounts/confirm?next=/tiny/").text
            assert 'name="password"' in page
            assert 'name="code"' in page
            sent = {"password": PASSWORD, "code": "000000"}
            assert client.post("/accounts/confirm", data=sent).status_code == 422
            reply = client.post("/tiny/people/3/roles", data={"role": "secretariat"})
            assert "/accounts/confirm" in reply.location
            sent["code"] = code_at(later)
            assert client.post("/accounts/confirm", data=sent).status_code == 303
            reply = client.post("/tiny/people/3/roles", data={"role": "secretariat"})
            assert reply.location.startswith("/tiny/")

    def test_it_is_taken_away_and_set_again(self, app: Flask, client: FlaskClient) -> None:
        assert client.post(f"{SETTINGS}/removal").status_code == 303
        assert is_signed_in(client)
        assert "<svg" in client.get(SETTINGS).text
        with app.app_context():
            assert db.session.scalars(select(RecoveryCode)).all() == []

    def test_a_password_change_keeps_the_sign_in_twofold(self, client: FlaskClient) -> None:
        new = "another phrase entirely"
        sent = {"present": PASSWORD, "new": new, "again": new}
        assert client.post("/accounts/password", data=sent).status_code == 303
        with client.session_transaction() as session:
            assert session["is_twofold"] is True


class TestWhereItIsRequired:
    @pytest.fixture
    def strict(self, app: Flask) -> Flask:
        settings = app.config["SETTINGS"]
        app.config["SETTINGS"] = Settings(
            **{**vars(settings), "second_factor": "required"},
        )
        return app

    @pytest.mark.parametrize("who", ["secretariat", "signatory.yanbu"])
    def test_secretariat_and_signatories_are_led_to_set_it(
        self, strict: Flask, client_of: ClientOf, who: str
    ) -> None:
        client = client_of(who)
        reply = client.get("/tiny/text/text/?lang=ar")
        assert reply.status_code == 303
        assert reply.location.startswith("/accounts/second-factor?next=/tiny/text/text/")
        assert "تسجيل دخول الأمانة والموقِّعين هنا بخطوة ثانية" in client.get(reply.location).text
        enrolled(strict, client, who)
        assert client.get("/tiny/text/text/").status_code == 200

    @pytest.mark.parametrize("who", ["delegate.jubail", "chair", "observer", "visitor"])
    def test_others_are_not(self, strict: Flask, client_of: ClientOf, who: str) -> None:
        assert client_of(who).get("/tiny/text/text/").status_code == 200

    def test_nothing_is_done_before_it_is_set(self, strict: Flask, client_of: ClientOf) -> None:
        with strict.app_context():
            world = World.read(strict)
            world.proposed("delegate.jubail", "centres", old="40%", new="60%")
        reply = client_of(WHO).post("/tiny/text/text/amendments/1/admission")
        assert reply.location.startswith("/accounts/second-factor")

    @pytest.mark.parametrize(
        ("environment", "second_factor", "required"),
        [
            ("production", "", True),
            ("production", "offered", False),
            ("development", "", False),
            ("development", "required", True),
        ],
    )
    def test_production_requires_it_unless_told_otherwise(
        self, environment: str, second_factor: str, required: bool
    ) -> None:
        settings = Settings(environment=environment, second_factor=second_factor)
        assert settings.requires_second_factor is required

    def test_a_setting_that_is_none_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(Misconfigured):
            create_app(Settings(second_factor="maybe", instance=str(tmp_path)))


def test_the_command_takes_away_what_somebody_has_lost(
    app: Flask, client_of: ClientOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    enrolled(app, client_of(WHO))
    settings = app.config["SETTINGS"]
    monkeypatch.setenv("DATABASE_URL", settings.database_url)
    monkeypatch.setenv("SECRET_KEY", settings.secret_key)
    monkeypatch.setenv("DECLARATION_INSTANCE", settings.instance)
    command = ["remove-second-step", "--email", "secretariat@forum.example"]
    assert CliRunner().invoke(main, command).exit_code == 0
    with app.app_context():
        assert not second_factor.is_enrolled(person_id())
    assert CliRunner().invoke(main, command).exit_code == 2


def test_nobody_else_is_asked(app: Flask, client_of: ClientOf) -> None:
    enrolled(app, client_of(WHO))
    client = client_of("visitor")
    sent = {"email": "delegate.jubail@forum.example", "password": PASSWORD}
    assert client.post("/accounts/sign-in", data=sent).status_code == 303
    sign_in(app, client, "delegate.jubail")
    assert is_signed_in(client)
