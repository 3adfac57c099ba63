"""Every account of the staged sample finds something new: notices, and changes of the text."""

import pytest
from flask import Flask
from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.models import Membership
from declaration.notices.queries import unread_of
from declaration.reading.since import changed_since
from declaration.sample import demo


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
