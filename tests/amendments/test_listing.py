"""The list of amendments, cut out by the database: what the rules say, page after page."""

from collections.abc import Callable
from itertools import product

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from declaration.accounts.models import Person
from declaration.amendments import listing
from declaration.amendments.listing import GROUPS, Listed, Wanted, listed
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read, stands_behind
from declaration.amendments.queries import amendments_of, newest
from declaration.bookkeeping import bookkeeping
from declaration.extensions import db
from declaration.forums.models import Membership
from declaration.journal import Actor
from declaration.procedure.states import AmendmentState
from declaration.text import fold
from tests.conftest import statements
from tests.endorsement.situations import the_text_is_adopted
from tests.world import World

CLAUSES = ("centres", "access")
DELEGATES = ("delegate.jubail", "delegate.doha")
TEXT = "تُحدث جائزة سنوية لأفضل معلّم، رقم {}."


@pytest.fixture
def full(any_world: World) -> World:
    """Of both delegations, on both clauses, an amendment in every state, admitted before or not.

    Half leave the clause standing, half put another text in its place.
    """
    kinds = list(product(AmendmentState, (None, "admissible"), DELEGATES))
    for number, (_state, _was, who) in enumerate(kinds):
        clause = CLAUSES[number % 2]
        text = any_world.clause(clause).text
        words = TEXT.format(number) if number % 3 else f"{text} المُعلّم {number}"
        any_world.proposed(who, clause, text=words)
    with bookkeeping() as notes:
        rows = notes.scalars(select(Amendment).order_by(Amendment.id)).all()
        for row, (state, was, _who) in zip(rows, kinds, strict=True):
            row.state, row.because = state, {} if was is None else {"was": was}
    return any_world


def everybody(world: World) -> list[Actor]:
    query = select(Person.email).join(Membership).order_by(Person.email)
    emails = db.session.scalars(query).all()
    people = [world.actor(email.removesuffix("@forum.example")) for email in emails]
    return [Actor(name="visitor", forum_id=world.forum_id), *people]


def all_of(world: World) -> list[Amendment]:
    return list(amendments_of(world.declaration_id, states=AmendmentState))


def asked(world: World, by: Actor, **wanted: object) -> Listed:
    given = Wanted(**wanted)  # type: ignore[arg-type]
    return listed(world.declaration_id, world.text().id, by, given)


def ids(found: Listed) -> list[int]:
    return [each.id for each in found.amendments]


def test_everybody_is_listed_what_they_may_read_and_nothing_else(full: World) -> None:
    rows = all_of(full)
    for by in everybody(full):
        found = asked(full, by, whole=True)
        readable = {each.id for each in rows if may_read(by, each)}
        assert set(ids(found)) == readable, by.roles
        assert found.total == sum(found.states.values()) == len(readable)


def test_every_filter_leaves_what_fits_it(full: World) -> None:
    by = full.actor("delegate.jubail")
    readable = [each for each in all_of(full) if may_read(by, each)]

    def expected(fits: object) -> set[int]:
        assert callable(fits)
        return {each.id for each in readable if fits(each)}

    for group, states in GROUPS.items():
        assert set(ids(asked(full, by, group=group, whole=True))) == expected(
            lambda each, states=states: each.state in states
        )
    assert set(ids(asked(full, by, clause="access", whole=True))) == expected(
        lambda each: each.clause.key == "access"
    )
    assert set(ids(asked(full, by, delegation="doha", whole=True))) == expected(
        lambda each: any(s.delegation.key == "doha" for s in each.sponsors)
    )
    assert set(ids(asked(full, by, mine=True, whole=True))) == expected(
        lambda each: stands_behind(by, each)
    )
    spelled_otherwise = "المعلم"
    assert set(ids(asked(full, by, words=spelled_otherwise, whole=True))) == expected(
        lambda each: fold(spelled_otherwise) in fold(newest(each).text or "")
    )


def test_the_pages_together_are_the_whole_list_in_the_order_of_the_clauses(
    full: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(listing, "A_PAGE", 7)
    by = full.actor("secretariat")
    whole = asked(full, by, whole=True)
    pages = [asked(full, by, page=n) for n in range(1, asked(full, by).page.of + 1)]
    assert [each for page in pages for each in ids(page)] == ids(whole)
    assert ids(asked(full, by, page=10_000)) == ids(pages[-1])
    places = {clause.clause_id: clause.position for clause in full.text().clauses}
    order = [(places[each.clause_id or 0], each.number) for each in whole.amendments]
    assert order == sorted(order)


def test_a_page_costs_the_same_however_long_the_list(full: World) -> None:
    by = full.actor("delegate.tunis")
    revision = full.text().id
    with statements() as few:
        listed(full.declaration_id, revision, by, Wanted(delegation="tunis"))
    with statements() as many:
        found = listed(full.declaration_id, revision, by, Wanted(clause="access"))
    assert found.total > 0
    assert len(few) <= len(many) <= 5


@pytest.mark.parametrize("path", ["", "clauses/centres", "amendments"])
def test_nothing_more_is_proposed_once_the_text_is_adopted(
    app: Flask, client_of: Callable[[str], FlaskClient], path: str
) -> None:
    delegate, at = client_of("delegate.jubail"), f"/tiny/text/text/{path}"
    assert "/amendments/new" in delegate.get(at).text
    with app.app_context():
        the_text_is_adopted()
    assert "/amendments/new" not in delegate.get(at).text
