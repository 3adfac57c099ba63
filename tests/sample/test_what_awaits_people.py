"""Every account of the staged sample finds something new: notices, and changes of the text."""

import pytest
from flask import Flask, g
from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.models import Membership
from declaration.forums.queries import open_sitting
from declaration.notices.queries import unread_of
from declaration.plenary.floor import speakers_list
from declaration.plenary.permissions import may_ask_for_the_floor
from declaration.procedure import Floor
from declaration.procedure.acts import Act
from declaration.reading.since import changed_since
from declaration.reading.tasks import awaiting
from declaration.sample import demo, sample_forum
from declaration.sample.company import Company


def membership_of(email: str) -> int:
    query = select(Membership.id).join(Person, Person.id == Membership.person_id)
    return db.session.scalars(query.where(Person.email == email)).one()


@pytest.mark.parametrize("account", demo.accounts(), ids=lambda account: account.role)
def test_notices_wait_for_every_account(staged: Flask, account: demo.Account) -> None:
    assert 0 < unread_of(membership_of(account.email)) < 100


@pytest.mark.parametrize("account", demo.accounts(), ids=lambda account: account.role)
def test_the_text_has_changed_since_they_looked_by_amendments_named(
    staged: Flask, account: demo.Account
) -> None:
    declaration_id = db.session.scalars(select(Declaration.id)).one()
    text = revision_text(declaration_id)
    changed = changed_since(declaration_id, text, membership_of(account.email))
    assert changed
    assert any(each.by for each in changed)


@pytest.mark.parametrize("name", ["secretary", "chair", "delegate.basra"])
def test_something_to_do_is_shown_to_who_runs_the_forum_and_to_a_delegate(
    staged: Flask, name: str
) -> None:
    key = sample_forum().forum.key
    with staged.test_request_context():
        g.forum_key = key
        assert awaiting(Company.of(key).actors[name], {})


def test_the_signatory_can_ask_for_the_floor(staged: Flask) -> None:
    company = Company.of(sample_forum().forum.key)
    by = company.actors["signatory.jubail"]
    listed = speakers_list(open_sitting(company.forum_id).id, company.rules)
    assert may_ask_for_the_floor(by)
    assert listed.takes(Floor.GENERAL)
    assert listed.turns_left(by.delegation_id) > 0


def test_the_observer_can_comment(staged: Flask) -> None:
    company = Company.of(sample_forum().forum.key)
    assert company.actors["observer.uil"].can(Act.COMMENT, company.rules)
