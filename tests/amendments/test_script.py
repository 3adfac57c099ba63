"""The chair's script: what is read out, and what follows from either answer."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from declaration.amendments import operations as amendments
from declaration.amendments.queries import amendment_shown
from declaration.amendments.views.scripting import calls_of
from declaration.amendments.wording import Wording
from declaration.procedure.substance import Substance
from tests.merging.situations import to_the_amendment
from tests.world import World, actor

SCRIPT = "/tiny/text/text/amendments/script/centres"
ORDER = "/tiny/text/text/amendments/order/centres"
Clients = Callable[[str], FlaskClient]


@pytest.fixture
def rivals(app: Flask) -> tuple[int, int, int]:
    """Two amendments that exclude each other, and one that neither touches."""
    with app.app_context():
        world = World.read(app)
        return (
            world.admitted("delegate.jubail", "centres", old="40%", new="60%"),
            world.admitted("delegate.tunis", "centres", old="40%", new="50%"),
            world.admitted("delegate.doha", "centres", old="نتعهد", new="نلتزم"),
        )


def test_the_script_says_what_is_read_out_and_what_falls(
    client_of: Clients, rivals: tuple[int, ...]
) -> None:
    page = client_of("visitor").get(SCRIPT).get_data(as_text=True)
    assert "يُطرح للتصويت التعديل 1" in page
    assert "من المؤيد؟ من المعارض؟ من الممتنع؟" in page
    assert page.count("إذا اعتُمد</h3>") == page.count("إذا لم يُعتمد</h3>") == 3
    assert "«60%» و«50%»" in page
    assert "بصيغته المعدَّلة للتصويت" in page


def test_the_order_says_the_class_and_how_much_of_the_words_changes(
    client_of: Clients, rivals: tuple[int, ...]
) -> None:
    page = client_of("visitor").get(SCRIPT.replace("/script/", "/order/")).get_data(as_text=True)
    assert "يغيّر رقماً: من «40%» إلى «60%»." in page
    shares = [int(found) for found in re.findall(r"يتغير من الكلمات (\d+)%", page)]
    assert len(shares) == 3
    assert all(0 < share < 50 for share in shares)


def test_what_amends_a_fallen_amendment_is_said_to_fall_with_it(
    app: Flask, client_of: Clients, rivals: tuple[int, ...]
) -> None:
    with app.app_context():
        world = World.read(app)
        to_the_amendment(world, "delegate.doha", rivals[1], "50%", "45%")
    page = client_of("chair").get(SCRIPT).get_data(as_text=True)
    assert "يسقط مع التعديل الذي كان سيغيّره." in page


def test_a_clause_without_amendments_says_what_to_do_next(client_of: Clients) -> None:
    page = client_of("chair").get(SCRIPT.replace("centres", "access")).get_data(as_text=True)
    assert "لا تعديل مقبول" in page


def test_an_unknown_clause_has_no_script(client_of: Clients) -> None:
    assert client_of("chair").get(SCRIPT.replace("centres", "nothing")).status_code == 404


def test_a_package_is_called_once(app: Flask, client_of: Clients, rivals: tuple[int, ...]) -> None:
    with app.app_context():
        amendments.pack([rivals[0], rivals[2]], actor("secretariat"))
    page = client_of("chair").get(SCRIPT).get_data(as_text=True)
    assert page.count("إذا اعتُمد</h3>") == 2
    assert "يُطرح معه في حزمة واحدة" in page


def test_no_call_is_made_of_nothing() -> None:
    assert calls_of([]) == []


def test_the_secretariat_corrects_a_class_and_the_order_follows(
    app: Flask, client_of: Clients, rivals: tuple[int, ...]
) -> None:
    secretariat = client_of("secretariat")
    body = {"class-substance": "spelling", "class-reason": "خطأ في النسخ.", "seen": ""}
    path = f"/tiny/text/text/amendments/{rivals[0]}/class"
    assert secretariat.post(path, data=body).status_code == 303
    page = secretariat.get(ORDER).get_data(as_text=True)
    assert page.index(f'/amendments/{rivals[1]}"') < page.index(f'/amendments/{rivals[0]}"')
    assert "يغيّر الإملاء وحده" in page


def test_a_class_is_corrected_with_a_reason(client_of: Clients, rivals: tuple[int, ...]) -> None:
    body = {"class-substance": "spelling", "class-reason": " "}
    path = f"/tiny/text/text/amendments/{rivals[0]}/class"
    reply = client_of("secretariat").post(path, data=body)
    assert reply.status_code == 422


def test_a_new_wording_is_classed_anew(world: World) -> None:
    amendment = world.admitted("delegate.jubail", "centres", old="40%", new="60%")
    amendments.correct_substance(
        amendment, Substance.WORDING, "لا يغيّر شيئاً.", actor("secretariat")
    )
    text = world.clause("centres").text.replace("40%", "70%")
    amendments.revise(amendment, Wording(text=text), actor("delegate.jubail"))
    assert amendment_shown(amendment).substance is None
