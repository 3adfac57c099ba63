"""Delegations and their credentials; people and their roles."""

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
from declaration.accounts.sign_in import FRESH
from declaration.extensions import db
from declaration.forums.models import Delegation, DelegationKind, Membership
from declaration.forums.operations import delegations, people
from declaration.forums.operations.delegations import NewDelegation
from declaration.forums.queries import delegations_of, member, members_of, voting_delegations
from declaration.journal.models import JournalEntry
from declaration.messages.models import Letter
from declaration.messages.writing import write
from declaration.procedure import (
    Act,
    CredentialsState,
    Invalid,
    NotPermitted,
    Role,
    WrongState,
)
from declaration.proof import Entry, read_entry
from tests.conftest import NOON, statements
from tests.world import World, actor

ClientOf = Callable[[str], FlaskClient]
MUSCAT = {"name_ar": "مسقط", "name_en": "Muscat", "key": "muscat", "kind": "city"}


def last_entry() -> Entry:
    query = select(JournalEntry.body).order_by(JournalEntry.id.desc()).limit(1)
    return read_entry(db.session.scalars(query).one())


def entries() -> int:
    return len(db.session.scalars(select(JournalEntry.id)).all())


def credentials_of(key: str) -> CredentialsState:
    return db.session.scalars(select(Delegation.credentials).where(Delegation.key == key)).one()


def membership_of(who: str) -> Membership:
    query = (
        select(Membership.id, Membership.forum_id)
        .join(Membership.person)
        .where(Person.email == f"{who}@forum.example", Membership.ended_at.is_(None))
    )
    membership_id, forum_id = db.session.execute(query).one()
    return member(forum_id, membership_id)


def test_delegations_stand_in_arabic_order_which_passes_over_the_article(world: World) -> None:
    keys = [each.key for each in delegations_of(world.forum_id)]
    assert keys == ["tunis", "jubail", "doha", "amman", "unesco", "yanbu"]


def test_on_an_english_page_they_stand_in_the_order_of_their_english_names(
    client_of: Callable[[str], FlaskClient],
) -> None:
    page = client_of("visitor").get("/tiny/delegations?lang=en").text
    names = re.findall(r'<th scope="row".*?<bdi[^>]*>(.*?)</bdi>', page, re.DOTALL)
    assert names == [
        "Amman",
        "Doha",
        "Jubail Industrial City",
        "Tunis",
        "UNESCO Institute for Lifelong Learning",
        "Yanbu Industrial City",
    ]


def test_only_accredited_delegations_with_a_vote_are_voting_ones(world: World) -> None:
    keys = [each.key for each in voting_delegations(world.forum_id)]
    assert keys == ["tunis", "jubail", "doha", "yanbu"]


def test_an_accredited_delegation_votes_and_its_entry_says_so(any_world: World) -> None:
    delegations.accept_credentials("amman", any_world.actor("secretariat"))
    assert "amman" in {each.key for each in voting_delegations(any_world.forum_id)}
    assert last_entry().act is Act.ACCEPT_CREDENTIALS
    assert last_entry().key == "amman"


def test_credentials_once_accepted_can_be_refused_with_a_reason(world: World) -> None:
    secretariat = world.actor("secretariat")
    with pytest.raises(WrongState) as refused:
        delegations.refuse_credentials("jubail", " ", secretariat)
    assert refused.value.unmet == ("a_reason_is_given",)
    delegations.refuse_credentials("jubail", "لم تصل الأوراق الأصلية.", secretariat)
    assert credentials_of("jubail") is CredentialsState.REFUSED
    assert "reason" in last_entry().sealed


def test_a_delegation_is_told_why_its_credentials_were_refused(world: World) -> None:
    reason = "لم تصل الأوراق الأصلية."
    delegations.refuse_credentials("jubail", reason, world.actor("secretariat"))
    letters = db.session.scalars(select(Letter).order_by(Letter.id)).all()
    assert {letter.address for letter in letters} == {
        "delegate.jubail@forum.example",
        "colleague.jubail@forum.example",
    }
    assert all(reason in write(letter).body for letter in letters)


@pytest.mark.parametrize("who", ["chair", "delegate.jubail", "observer"])
def test_the_secretariat_alone_decides_on_credentials(who: str, world: World) -> None:
    before = entries()
    with pytest.raises(NotPermitted):
        delegations.accept_credentials("amman", world.actor(who))
    assert db.session.scalars(select(Letter)).all() == []
    assert credentials_of("amman") is CredentialsState.AWAITED
    assert entries() == before


def test_a_delegation_is_admitted_through_its_page(client_of: ClientOf, app: Flask) -> None:
    client = client_of("secretariat")
    reply = client.post("/tiny/delegations", data=MUSCAT)
    assert (reply.status_code, reply.location) == (303, "/tiny/delegations/muscat")
    assert "مسقط" in client.get("/tiny/delegations").text
    with app.app_context():
        assert credentials_of("muscat") is CredentialsState.AWAITED
        assert last_entry().data == {"kind": "city", "votes": True, "credentials": "awaited"}


@pytest.mark.parametrize(
    ("because", "typed", "sentence"),
    [
        ("the key is another's", {"key": "tunis"}, "هذا المفتاح لوفد آخر"),
        ("a key is for addresses", {"key": "مسقط"}, "حروف لاتينية"),
        ("a name is needed", {"name_ar": ""}, "هذا الحقل مطلوب"),
        ("a name turns around", {"name_ar": "مسقط\u202e"}, "U+202E"),
    ],
)
def test_a_delegation_that_cannot_be_is_shown_again(
    because: str, typed: dict[str, str], sentence: str, client_of: ClientOf
) -> None:
    reply = client_of("secretariat").post("/tiny/delegations", data={**MUSCAT, **typed})
    assert reply.status_code == 422, because
    assert sentence in reply.text
    assert "Muscat" in reply.text, "what was typed is still there"


def test_an_organisation_has_no_vote(world: World) -> None:
    told = NewDelegation(
        key="league", names={"ar": "منظمة"}, kind=DelegationKind.ORGANISATION, votes=True
    )
    with pytest.raises(Invalid):
        delegations.admit_delegation(told, world.actor("secretariat"))


def test_names_of_people_are_not_for_the_public(client_of: ClientOf) -> None:
    name = "مندوبة مدينة الجبيل الصناعية"
    assert name in client_of("delegate.tunis").get("/tiny/delegations/jubail").text
    assert name not in client_of("visitor").get("/tiny/delegations/jubail").text


@pytest.mark.parametrize("path", ["delegations/nowhere", "people/99999", "sittings/99"])
def test_what_does_not_exist_is_not_found(path: str, client_of: ClientOf) -> None:
    assert client_of("secretariat").get(f"/tiny/{path}").status_code == 404


def test_reading_people_costs_two_statements_however_many(world: World) -> None:
    delegation_id = membership_of("delegate.jubail").delegation_id
    with statements() as few:
        assert len(members_of(world.forum_id, delegation_id)) == 2
    with statements() as many:
        assert len(members_of(world.forum_id)) > 8
    assert len(few) == len(many) == 2


def test_a_new_role_asks_for_a_new_sign_in(client_of: ClientOf, app: Flask) -> None:
    theirs = client_of("delegate.jubail")
    assert theirs.get("/accounts/profile").status_code == 200
    with app.app_context():
        membership = membership_of("delegate.jubail")
        people.grant_role(membership.id, Role.SIGNATORY, actor("secretariat"))
        held = {each.role for each in membership_of("delegate.jubail").roles}
        assert held == {Role.DELEGATE, Role.SIGNATORY}
        assert last_entry().data == {"roles": ["signatory"]}
    assert theirs.get("/accounts/profile").status_code == 302


@pytest.mark.parametrize(
    ("because", "who", "role"),
    [
        ("held already", "delegate.jubail", Role.DELEGATE),
        ("a delegate acts for a delegation", "chair", Role.DELEGATE),
        ("and so does a signatory", "secretariat", Role.SIGNATORY),
    ],
)
def test_some_roles_cannot_be_given(because: str, who: str, role: Role, world: World) -> None:
    with pytest.raises(Invalid):
        people.grant_role(membership_of(who).id, role, world.actor("secretariat"))


def test_a_forum_keeps_a_secretariat(any_world: World) -> None:
    first, second = any_world.actor("secretariat"), any_world.actor("officer")
    people.end_membership(membership_of("officer").id, first)
    with pytest.raises(Invalid):
        people.end_membership(membership_of("secretariat").id, first)
    people.grant_role(membership_of("secretariat").id, Role.CHAIR, first)
    with pytest.raises(Invalid):
        people.revoke_role(membership_of("secretariat").id, Role.SECRETARIAT, first)
    assert second.person_id not in {each.person_id for each in members_of(any_world.forum_id)}


def test_the_only_role_is_not_taken_back(world: World) -> None:
    with pytest.raises(Invalid):
        people.revoke_role(membership_of("chair").id, Role.CHAIR, world.actor("secretariat"))


def test_who_no_longer_takes_part_does_not_enter(client_of: ClientOf, app: Flask) -> None:
    with app.app_context():
        membership = membership_of("officer")
    reply = client_of("secretariat").post(f"/tiny/people/{membership.id}/end")
    assert reply.status_code == 303
    assert client_of("officer").get("/tiny/people").status_code == 403


def test_changing_roles_asks_for_the_password_once_more(client_of: ClientOf, app: Flask) -> None:
    with app.app_context():
        membership, before = membership_of("delegate.jubail"), entries()
    client = client_of("secretariat")
    with clock.set_to(NOON + FRESH + timedelta(seconds=1)):
        path = f"/tiny/people/{membership.id}"
        reply = client.post(f"{path}/roles", data={"role": "signatory"})
    assert reply.status_code == 303
    assert reply.location.startswith("/accounts/confirm?next=")
    with app.app_context():
        assert entries() == before


def test_the_sheet_of_people_holds_no_formula(client_of: ClientOf, app: Flask) -> None:
    from declaration.bookkeeping import bookkeeping

    with app.app_context(), bookkeeping() as notes:
        person = notes.scalars(
            select(Person).where(Person.email == "delegate.jubail@forum.example")
        ).one()
        person.names = {"ar": "=HYPERLINK(1)", "en": "@SUM(1)"}
    reply = client_of("secretariat").get("/tiny/people.csv")
    assert reply.content_type == "text/csv; charset=utf-8"
    text = reply.data.decode("utf-8-sig")
    assert "'=HYPERLINK(1)" in text
    assert "'@SUM(1)" in text
    assert ",=" not in text
    assert client_of("chair").get("/tiny/people.csv").status_code == 403


def test_the_page_of_an_accredited_delegation_does_not_begin_with_refusing_it(
    client_of: ClientOf,
) -> None:
    page = html.fromstring(client_of("secretariat").get("/tiny/delegations/jubail").text)
    (folded,) = page.xpath('//details[.//form[contains(@action, "/refusal")]]')
    assert folded.get("open") is None
    refused = client_of("secretariat").post("/tiny/delegations/jubail/refusal", data={"reason": ""})
    (folded,) = html.fromstring(refused.text).xpath("//details[.//form]")
    assert folded.get("open") is not None
