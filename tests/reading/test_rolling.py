"""The rolling text: what is not agreed in brackets, and whether there is less of it."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask
from flask.testing import FlaskClient
from lxml.html import fromstring
from sqlalchemy import select

from declaration import clock
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.plenary import stages
from declaration.reading.rolling import Measure, convergence, convergence_picture, rolling_of
from tests.conftest import NOON
from tests.merging.situations import published, put_and_adopted
from tests.world import World

ROLLING = "/tiny/text/text/rolling"


def measured(world: World) -> list[Measure]:
    declaration = db.session.scalars(select(Declaration)).one()
    return convergence(declaration, world.actor("chair").log)


def test_brackets_name_who_asks_for_what(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    with app.app_context():
        world = World.read(app)
        world.admitted("delegate.jubail", "centres", old="40%", new="60%")
        world.admitted("delegate.tunis", "centres", old="40%", new="50%")
        world.admitted("delegate.doha", "access", removes=True)
        world.proposed("delegate.yanbu", "network", old="الخبرات", new="الموارد")
    page = client_of("visitor").get(ROLLING).get_data(as_text=True)
    assert "بديل 1" in page
    assert "بديل 2" in page
    assert "حذف البند كله" in page
    assert "الموارد" not in page, "what is not screened is not everybody's to see"


def test_a_text_without_amendments_has_no_brackets(world: World) -> None:
    rolling = rolling_of(world.declaration_id)
    assert all(each.rolling.is_clean for each in rolling.clauses)
    (only,) = measured(world)
    assert (only.brackets, only.options, only.agreed) == (0, 0, 0)
    assert only.clauses == len(world.text().clauses)


def test_each_revision_is_measured_by_what_was_asked_of_it(world: World) -> None:
    world.sitting_opened()
    decided = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    world.admitted("delegate.tunis", "centres", old="2030", new="2035")
    world.admitted("delegate.doha", "access", removes=True)
    with clock.set_to(NOON + timedelta(minutes=30)):
        put_and_adopted(world, decided)
    with clock.set_to(NOON + timedelta(hours=1)):
        published(world, decided)
    with clock.set_to(NOON + timedelta(hours=2)):
        settled = world.clause("network").clause_id
        stages.settle_clause(settled, world.actor("chair"))
        first, second = measured(world)
    assert (first.brackets, second.brackets) == (3, 2)
    assert (first.agreed, second.agreed) == (0, 1)


def test_a_clause_taken_up_again_is_agreed_no_longer(world: World) -> None:
    clause = world.clause("network").clause_id
    chair = world.actor("chair")
    with clock.set_to(NOON + timedelta(minutes=1)):
        stages.settle_clause(clause, chair)
    with clock.set_to(NOON + timedelta(minutes=3)):
        assert measured(world)[0].agreed == 1
        stages.reopen_clause(clause, "وردت ملاحظة.", chair)
    with clock.set_to(NOON + timedelta(minutes=5)):
        assert measured(world)[0].agreed == 0


def test_the_picture_of_convergence_is_drawn_from_the_measures(
    app: Flask, client_of: Callable[[str], FlaskClient]
) -> None:
    with app.app_context():
        world = World.read(app)
        world.admitted("delegate.jubail", "centres", old="40%", new="60%")
        world.admitted("delegate.doha", "access", removes=True)
        (measure,) = measured(world)
        drawn = convergence_picture([measure])
    label = measure.symbol or str(measure.serial)
    assert drawn.table.rows == ((label, 2, 2, 0, measure.clauses),)
    page = fromstring(client_of("visitor").get(ROLLING).get_data(as_text=True))
    (figure,) = page.find_class("drawing")
    assert figure.find("svg/desc").text == drawn.says
    assert figure.find("details//table") is not None
