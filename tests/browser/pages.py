"""Where every page of the product stands, and as whom it is looked at.

The list comes from the URL map. A page that the sample in mid-negotiation does not have, or whose
address names something the sample has no row for, is looked at behind its door in
tests/permissions/doors, in that door's situation: a page with neither fails the tests.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from tempfile import TemporaryDirectory
from typing import Final

from flask import Flask
from flask.testing import FlaskClient
from lxml import html
from playwright.sync_api import Page
from werkzeug.routing import Rule

from declaration import create_app
from declaration.config import Settings
from tests.conftest import sign_in
from tests.permissions.doors import PEOPLE as AT_DOORS
from tests.permissions.doors import Door, doors

NOT_PAGES: Final = {
    "accounts.second_step",
    "static",
    "health.alive",
    "health.ready",
    "documents.data",
    "documents.download",
    "documents.printed",
    "documents.waited_for",
    "endorsement.mandate_paper",
    "endorsement.scan",
    "forums.people_sheet",
    "notices.calendar",
    "notices.feed",
    "reading.journal_csv",
    "voting.on_amendment",
    "voting.recount_script",
    "voting.record_csv",
    "voting.record_json",
    "watching.metrics",
}
"""What answers with something else than a page: files, sheets, a word for a machine, a way on."""
PARTS: Final = {
    "forums.attendance",
    "plenary.chair_live",
    "plenary.hall_live",
    "plenary.live",
    "voting.live",
}
"""Parts of pages, asked for by scripts: looked at where they stand."""

PEOPLE: Final = (
    "delegate.jubail",
    "secretary",
    "chair",
    "delegate.tunis",
    "signatory.yanbu",
    "observer.uil",
    "visitor",
)
DIFFERS_BY_PERSON: Final = {"reading.home", "plenary.chair"}
"""Pages that say something else to everybody, though they can do the same there."""
ARGUMENTS: Final = {
    "forum_key": "yanbu-2023",
    "declaration_key": "yanbu",
    "clause_key": "o-05",
    "delegation_key": "jubail",
    "amendment_id": 25,
    "parent_id": 25,
    "comment_id": 1,
    "thread_id": 1,
    "membership_id": 5,
    "number": 4,
    "serial": 1,
}
"""Rows of the sample that show much."""
ELSEWHERE: Final[dict[str, dict[str, object]]] = {
    "amendments.edit": {"amendment_id": 60},
    "amendments.matrix": {"clause": "o-03"},
    "amendments.propose_compromise": {"clause_key": "o-03"},
    "amendments.revise": {"amendment_id": 42},
    "amendments.what_if": {"clause_key": "o-03", "with": [17, 18]},
    "comments.on_amendment": {"amendment_id": 35},
    "merging.clause": {"clause_key": "o-06"},
    "reading.compare": {"from": 1, "to": 2},
    "reading.search": {"q": "التعلم"},
    "voting.answers": {"number": 13},
    "voting.extension": {"number": 13},
    "voting.show": {"number": 13},
    "voting.voiding": {"number": 13},
}
"""Where another row shows more of the page, or alone has it."""


@dataclass(frozen=True)
class Seen:
    """A page as somebody opens it."""

    path: str
    who: str


@cache
def page_rules() -> dict[str, Rule]:
    """Every endpoint that renders a page, with its rule; of several the one with most arguments."""
    with TemporaryDirectory() as folder:
        app = create_app(Settings(database_url="sqlite://", secret_key="t" * 40, instance=folder))
    rules = sorted(app.url_map.iter_rules(), key=lambda rule: len(rule.arguments))
    return {
        rule.endpoint: rule
        for rule in rules
        if "GET" in (rule.methods or ()) and rule.endpoint not in NOT_PAGES | PARTS
    }


def in_the_sample(app: Flask, endpoint: str) -> list[Seen]:
    """The page as each person of the sample sees it who can do something new there."""
    rule, own = page_rules()[endpoint], ELSEWHERE.get(endpoint, {})
    values = {**ARGUMENTS, **own}
    if not rule.arguments <= values.keys():
        return []
    with app.test_request_context():
        path = app.url_for(endpoint, **{name: values[name] for name in rule.arguments | own.keys()})
    return list(_seen(app, path, everybody=endpoint in DIFFERS_BY_PERSON))


def _seen(app: Flask, path: str, *, everybody: bool) -> Iterator[Seen]:
    known: set[tuple[str, ...]] = set()
    opened = False
    for who in PEOPLE:
        reply = client(app, who).get(path)
        if reply.status_code != 200:
            continue
        acts = _acts_on(reply.text)
        if everybody or not opened or not acts <= known:
            yield Seen(path, who)
        opened = True
        known |= acts


def _acts_on(page: str) -> frozenset[tuple[str, ...]]:
    """What can be done on a page: where its forms lead, with which fields."""
    return frozenset(
        (form.get("action", ""), *sorted({str(field.name) for field in form.inputs if field.name}))
        for form in html.fromstring(page).forms
    )


def behind_its_door(endpoint: str) -> tuple[Door, Seen]:
    """The door of a page that the sample has not reached, and somebody who may pass it."""
    found = [door for door in doors() if door.endpoint == endpoint and door.method == "GET"]
    assert found, f"{endpoint} is on no page of the sample and has no door"
    door = next((each for each in found if each.given), found[0])
    admitted = next(role for role in AT_DOORS if role in door.admits)
    return door, Seen(door.path, AT_DOORS[admitted])


def client(app: Flask, who: str) -> FlaskClient:
    """A client in which somebody has signed in."""
    found = app.test_client()
    if who != "visitor":
        sign_in(app, found, who)
    return found


def be(page: Page, app: Flask, who: str, address: str) -> None:
    """Let the page's device be the person's, as their sign-in would have left it.

    The page before is left first: one that follows the meeting would ask as nobody, and load
    itself anew while another is being opened.
    """
    page.goto("about:blank")
    page.context.clear_cookies()
    kept = client(app, who).get_cookie("declaration")
    if kept is not None:
        page.context.add_cookies([{"name": "declaration", "value": kept.value, "url": address}])


def in_language(path: str, language: str) -> str:
    """The page's address in a language."""
    return f"{path}{'&' if '?' in path else '?'}lang={language}"
