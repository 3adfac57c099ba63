"""Inviting people one by one and from a sheet, and joining by an invitation."""

import io
import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from sqlalchemy import select

from declaration import clock
from declaration.accounts.models import Person
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums.invitation_file import InvitationFileErrors, read_invitations
from declaration.forums.models import Invitation, Membership
from declaration.forums.operations import invitations
from declaration.forums.operations.invitations import VALID_FOR, Acceptance, Invitee
from declaration.forums.queries import delegations_of, members_of
from declaration.journal.models import JournalEntry
from declaration.messages.models import Letter
from declaration.procedure import Act, Invalid, NotPermitted, Role
from declaration.proof import read_entry
from tests.conftest import NOON
from tests.world import World

ClientOf = Callable[[str], FlaskClient]
NEWCOMER = "newcomer@jubail.example"
TYPED = {
    "email": NEWCOMER,
    "name_ar": "مندوبة جديدة",
    "delegation": "jubail",
    "roles": ["delegate", "signatory"],
    "language": "ar",
}
JOINING = {
    "name_ar": "مندوبة جديدة",
    "office_ar": "عضو المجلس البلدي",
    "language": "ar",
    "new": "a phrase nobody guesses",
    "again": "a phrase nobody guesses",
}


def invitee(email: str = NEWCOMER, **more: object) -> Invitee:
    told = {
        "names": {"ar": "مندوبة جديدة"},
        "language": "ar",
        "delegation_key": "jubail",
        "roles": frozenset({Role.DELEGATE}),
    }
    return Invitee(email=email, **{**told, **more})  # type: ignore[arg-type]


def link_of(token: str) -> str:
    return f"https://forum.example/invitations/{token}"


def newest_link() -> str:
    """The path in the newest letter, as its reader follows it."""
    letter = db.session.scalars(select(Letter).order_by(Letter.id.desc()).limit(1)).one()
    return "/invitations/" + letter.payload["single_use_link"].rpartition("/")[2]


def token_of_newest() -> str:
    return newest_link().rpartition("/")[2]


def acts() -> list[Act]:
    bodies = db.session.scalars(select(JournalEntry.body).order_by(JournalEntry.id))
    return [read_entry(body).act for body in bodies]


def counts() -> tuple[int, int, int]:
    return (
        len(db.session.scalars(select(Invitation.id)).all()),
        len(db.session.scalars(select(Letter.id)).all()),
        len(db.session.scalars(select(JournalEntry.id)).all()),
    )


@pytest.fixture
def link(client_of: ClientOf, app: Flask) -> str:
    """An invitation for a newcomer, sent through the page."""
    assert client_of("secretariat").post("/tiny/invitations", data=TYPED).status_code == 303
    with app.app_context():
        return newest_link()


def test_only_a_digest_of_the_link_is_kept(any_world: World) -> None:
    invitations.invite(invitee(), any_world.actor("secretariat"), link_of=link_of)
    invitation = db.session.scalars(select(Invitation)).one()
    assert token_of_newest() not in (invitation.digest, *invitation.roles)
    assert re.fullmatch("[0-9a-f]{64}", invitation.digest)
    written = b"".join(db.session.scalars(select(JournalEntry.body)))
    assert NEWCOMER.encode() not in written
    assert acts()[-1] is Act.INVITE


def test_a_newcomer_joins_with_a_password_of_their_own(
    link: str, client_of: ClientOf, app: Flask
) -> None:
    client = client_of("visitor")
    assert "مندوبة جديدة" in client.get(link).text
    reply = client.post(link, data=JOINING)
    assert (reply.status_code, reply.location) == (303, "/tiny/")
    assert client.get("/accounts/profile").status_code == 200, "one has signed in by joining"
    with app.app_context():
        assert acts()[-2:] == [Act.ADMIT_PERSON, Act.ACCEPT_INVITATION]
        forum_id = db.session.scalars(select(Invitation.forum_id)).one()
        (joined,) = [each for each in members_of(forum_id) if each.person.email == NEWCOMER]
        assert {role.role for role in joined.roles} == {Role.DELEGATE, Role.SIGNATORY}
        assert joined.delegation is not None
        assert joined.delegation.key == "jubail"
        assert joined.person.office == {"ar": "عضو المجلس البلدي"}


def test_a_link_works_once(link: str, client_of: ClientOf) -> None:
    client_of("visitor").post(link, data=JOINING)
    again = client_of("visitor")
    assert again.get(link).status_code == 410
    reply = again.post(link, data={**JOINING, "new": "another phrase here"})
    assert reply.status_code == 410
    assert "استُعملت هذه الدعوة" in reply.text


def test_a_link_expires(link: str, client_of: ClientOf) -> None:
    with clock.set_to(NOON + VALID_FOR):
        reply = client_of("visitor").post(link, data=JOINING)
    assert reply.status_code == 410
    assert "انتهت مدة هذه الدعوة" in reply.text


def test_a_link_taken_back_opens_nothing(link: str, client_of: ClientOf) -> None:
    assert client_of("officer").post("/tiny/invitations/1/revocation").status_code == 303
    assert client_of("visitor").get(link).status_code == 410
    assert client_of("officer").post("/tiny/invitations/1/revocation").status_code == 422


def test_an_invitation_sent_again_has_a_new_link(
    link: str, client_of: ClientOf, app: Flask
) -> None:
    with clock.set_to(NOON + VALID_FOR + timedelta(days=1)):
        assert client_of("officer").post("/tiny/invitations/1/renewal").status_code == 303
        with app.app_context():
            renewed = newest_link()
        assert client_of("visitor").get(link).status_code == 404
        assert client_of("visitor").post(renewed, data=JOINING).status_code == 303


def test_of_several_things_to_correct_each_names_its_field(link: str, client_of: ClientOf) -> None:
    reply = client_of("visitor").post(f"{link}?lang=en", data={**JOINING, "name_ar": ""})
    (said,) = html.fromstring(reply.text).xpath('//*[@data-errors]//a[@href="#name_ar"]')
    assert said.text_content() == "Name in Arabic: This is required."


def test_an_unknown_link_is_not_found(client_of: ClientOf) -> None:
    assert client_of("visitor").get("/invitations/guess").status_code == 404


@pytest.mark.parametrize(
    ("because", "typed", "sentence"),
    [
        ("two that differ", {"again": "something else"}, "مختلفتان"),
        ("too short", {"new": "short", "again": "short"}, "12"),
        ("a name is needed", {"name_ar": ""}, "هذا الحقل مطلوب"),
        ("an override", {"office_ar": "عضو\u202e"}, "U+202E"),
    ],
)
def test_a_joining_that_cannot_be_is_shown_again(
    because: str, typed: dict[str, str], sentence: str, link: str, client_of: ClientOf, app: Flask
) -> None:
    with app.app_context():
        before = counts()
    reply = client_of("visitor").post(link, data={**JOINING, **typed})
    assert reply.status_code == 422, because
    assert sentence in reply.text
    with app.app_context():
        assert counts() == before


def test_somebody_with_an_account_accepts_after_signing_in_to_it(
    client_of: ClientOf, app: Flask
) -> None:
    with app.app_context(), bookkeeping() as notes:
        query = select(Membership).join(Membership.person)
        tunis = query.where(Person.email == "delegate.tunis@forum.example")
        notes.scalars(tunis).one().ended_at = clock.now()
    typed = {**TYPED, "email": "delegate.tunis@forum.example", "delegation": "tunis"}
    assert client_of("secretariat").post("/tiny/invitations", data=typed).status_code == 303
    with app.app_context():
        link = newest_link()
    stranger = client_of("visitor")
    assert "لكم حساب بالفعل" in stranger.get(link).text
    assert stranger.post(link, data=JOINING).status_code == 403, "a letter opens no account"
    assert client_of("delegate.doha").post(link).status_code == 403
    assert client_of("delegate.tunis").post(link).status_code == 303
    with app.app_context():
        query = select(Person).where(Person.email == "delegate.tunis@forum.example")
        assert db.session.scalars(query).one().names["ar"] == "مندوب مدينة تونس"


@pytest.mark.parametrize(
    ("because", "wrong", "field"),
    [
        ("takes part", {"email": "delegate.tunis@forum.example"}, "email"),
        ("a delegate has a delegation", {"delegation_key": None}, "roles"),
        ("an unknown delegation", {"delegation_key": "nowhere"}, "delegation"),
        ("nobody in particular", {"roles": frozenset()}, "roles"),
    ],
)
def test_some_people_cannot_be_invited(
    because: str, wrong: dict[str, object], field: str, world: World
) -> None:
    before = counts()
    with pytest.raises(Invalid) as refused:
        invitations.invite(invitee(**wrong), world.actor("secretariat"), link_of=link_of)
    assert field in refused.value.errors, because
    assert counts() == before


def test_nobody_is_invited_twice(world: World) -> None:
    secretariat = world.actor("secretariat")
    invitations.invite(invitee(), secretariat, link_of=link_of)
    with pytest.raises(Invalid):
        invitations.invite(invitee("NewComer@jubail.example"), secretariat, link_of=link_of)


def test_a_button_pressed_twice_invites_once(client_of: ClientOf, app: Flask) -> None:
    client = client_of("secretariat")
    typed = {**TYPED, "key": "one press"}
    assert [client.post("/tiny/invitations", data=typed).status_code for _ in range(2)] == [303] * 2
    with app.app_context():
        assert counts()[:2] == (1, 1)


@pytest.mark.parametrize("who", ["chair", "delegate.jubail", "observer"])
def test_the_secretariat_alone_invites(who: str, world: World) -> None:
    with pytest.raises(NotPermitted):
        invitations.invite(invitee(), world.actor(who), link_of=link_of)


def test_an_acceptance_refused_at_the_last_moment_opens_no_account(world: World) -> None:
    invitations.invite(invitee(), world.actor("secretariat"), link_of=link_of)
    token = token_of_newest()
    invitations.revoke_invitation(1, world.actor("secretariat"))
    told = Acceptance(names={"ar": "اسم"}, office={}, language="ar", password_hash="hash")
    with pytest.raises(Invalid):
        invitations.accept(token, told, None)
    assert db.session.scalars(select(Person).where(Person.email == NEWCOMER)).first() is None


def send_sheet(client: FlaskClient, text: str | bytes):
    data = text if isinstance(text, bytes) else text.encode()
    fields = {"file-sheet": (io.BytesIO(data), "people.csv")}
    return client.post("/tiny/invitations/sheet", data=fields, content_type="multipart/form-data")


GOOD = """email;name_ar;name_en;delegation;roles;language
one@jubail.example;الأولى;First;jubail;delegate/signatory;ar
two@tunis.example;الثاني;;تونس;مندوب;en
three@unesco.example;الثالث;;;مراقب;
"""


def test_a_sheet_invites_everybody_on_it(client_of: ClientOf, app: Flask) -> None:
    reply = send_sheet(client_of("secretariat"), "\ufeff" + GOOD)
    assert reply.status_code == 303
    with app.app_context():
        sent = db.session.scalars(select(Invitation).order_by(Invitation.id)).all()
        assert [each.email[:3] for each in sent] == ["one", "two", "thr"]
        assert [each.roles for each in sent] == [
            ["delegate", "signatory"],
            ["delegate"],
            ["observer"],
        ]
        assert [each.language for each in sent] == ["ar", "en", "ar"]
        assert counts()[1] == 3


def test_a_wrong_sheet_invites_nobody_and_says_all_at_once(client_of: ClientOf, app: Flask) -> None:
    wrong = (
        "email,name_ar,delegation,roles,language\n"
        "one@jubail.example,الأولى,jubail,delegate,ar\n"
        "not an address,الثاني,jubail,delegate,ar\n"
        "three@city.example,,atlantis,emperor,fr\n"
        "one@jubail.example,مكرر,jubail,delegate,ar\n"
        "five@city.example,اسم\u202e,jubail,delegate,ar\n"
        "delegate.tunis@forum.example,مندوب,tunis,delegate,ar\n"
    )
    with app.app_context():
        before = counts()
    reply = send_sheet(client_of("secretariat"), wrong)
    assert reply.status_code == 422
    lines = re.findall(r"<strong>السطر (\d+):</strong>", reply.text)
    assert lines == ["3", "4", "4", "4", "4", "5", "6"]
    with app.app_context():
        assert counts() == before


def test_what_the_forum_knows_is_said_by_line_too(client_of: ClientOf, app: Flask) -> None:
    sheet = (
        "email,name_ar,delegation,roles\n"
        "one@jubail.example,الأولى,jubail,delegate\n"
        "delegate.tunis@forum.example,مندوب,tunis,delegate\n"
        "two@jubail.example,الثانية,,delegate\n"
    )
    reply = send_sheet(client_of("secretariat"), sheet)
    assert reply.status_code == 422
    assert re.findall(r"<strong>السطر (\d+):</strong>", reply.text) == ["3", "4"]
    with app.app_context():
        assert counts()[:2] == (0, 0)


@pytest.mark.parametrize(
    ("because", "data"),
    [
        ("nothing at all", b""),
        ("heads alone", b"email,name_ar,roles\n"),
        ("no heads", "one@jubail.example,الأولى,delegate\n".encode()),
        ("another alphabet's encoding", "email,name_ar,roles\na@b.example,اسم,delegate".encode("cp1256")),
        ("a column twice", b"email,email,name_ar,roles\n"),
        ("a quotation mark left open", 'email,name_ar,roles\n"a@b.example,اسم,delegate\n'.encode()),
        ("more than a megabyte", b"x" * 1_000_001),
        ("a picture", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00"),
        ("null bytes", b"email,name_ar,roles\n\x00\x00,\x00,\x00\n"),
    ],
)  # fmt: skip
def test_a_file_that_is_no_sheet_is_refused_in_words(
    because: str, data: bytes, world: World
) -> None:
    with world.app.test_request_context(), pytest.raises(InvitationFileErrors) as refused:
        read_invitations(data, delegations_of(world.forum_id))
    assert refused.value.faults, because
    assert all(fault.sentence for fault in refused.value.faults)


def test_a_sheet_saved_in_utf_16_with_tabs_is_read(world: World) -> None:
    text = "البريد\tالاسم\tالصفة\tالوفد\na@b.example\tاسم\tمندوب\tالجبيل الصناعية\n"
    with world.app.test_request_context():
        (line,) = read_invitations(text.encode("utf-16"), delegations_of(world.forum_id))
    assert line.number == 2
    assert line.invitee.delegation_key == "jubail"


def test_a_sheet_from_the_page_of_people_can_be_read_again(client_of: ClientOf, app: Flask) -> None:
    sheet = client_of("secretariat").get("/tiny/people.csv").data
    reply = send_sheet(client_of("secretariat"), sheet)
    assert reply.status_code == 422
    assert "مشارك بالفعل" in reply.text, "it is read; those on it take part already"


def test_somebody_signed_in_as_another_is_told(link: str, client_of: ClientOf) -> None:
    assert "سجّل شخص آخر دخوله" in client_of("delegate.doha").get(link).text


def test_a_member_who_never_chose_a_password_is_invited_to_choose_one(
    client_of: ClientOf, app: Flask
) -> None:
    with app.app_context(), bookkeeping() as notes:
        query = select(Person).where(Person.email == "delegate.doha@forum.example")
        notes.scalars(query).one().password = None
    typed = {**TYPED, "email": "delegate.doha@forum.example", "delegation": "doha"}
    assert client_of("secretariat").post("/tiny/invitations", data=typed).status_code == 303
    with app.app_context():
        link = newest_link()
    assert client_of("visitor").post(link, data=JOINING).status_code == 303
    password = {"email": "delegate.doha@forum.example", "password": JOINING["new"]}
    assert client_of("visitor").post("/accounts/sign-in", data=password).status_code == 303
