"""Acts on a thousand things at once are done, or refused in a sentence and leave nothing behind."""

import re
from collections.abc import Callable, Iterable
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, insert, inspect, select, update

from declaration.amendments.models import Amendment, AmendmentRevision, Sponsor
from declaration.database import Base, begin_writing
from declaration.drafting.operations import import_declaration
from declaration.extensions import db
from declaration.forums.forum_file import MOST_CLAUSES, ClauseEntry, DeclarationEntry
from declaration.forums.models import Delegation, Presence
from declaration.forums.operations import sittings
from declaration.journal.acts import TOO_MUCH
from declaration.journal.models import JournalEntry
from declaration.plenary import stages
from declaration.procedure import Act, Invalid
from declaration.procedure.states import AmendmentState
from declaration.proof import read_entry
from declaration.voting import closing
from declaration.voting.models import Ballot
from tests.voting import situations as at
from tests.world import World

Client = Callable[[str], FlaskClient]
TEXT = "/tiny/text/text"
MANY = 1_000
TOO_MANY_IN_ARABIC = "للإعلان 480 بنداً على الأكثر"


def copied(row: Base, changes: Iterable[dict[str, object]]) -> None:
    """Put rows beside a row, like it but for the changes."""
    columns = inspect(type(row)).columns
    told = {each.key: getattr(row, each.key) for each in columns if each.key != "id"}
    begin_writing(db.session)
    db.session.execute(insert(type(row)), [{**told, **each} for each in changes])
    db.session.commit()


def proposed(
    world: World, *, state: AmendmentState, text: str = "", count: int = MANY
) -> list[int]:
    """Amendments of Jubail to one clause; each in words of its own, or all of them in `text`."""
    first = world.proposed("delegate.jubail", "access", text=text or words_of(world, 1))
    one = db.session.get_one(Amendment, first)
    wording = db.session.scalars(select(AmendmentRevision)).one()
    sponsor = db.session.scalars(select(Sponsor)).one()
    more = range(first + 1, first + count)
    copied(one, ({"id": each, "number": each} for each in more))
    copied(
        wording,
        ({"amendment_id": each, "text": text or words_of(world, each)} for each in more),
    )
    copied(sponsor, ({"amendment_id": each} for each in more))
    begin_writing(db.session)
    db.session.execute(update(Amendment).values(state=state))
    db.session.commit()
    return [first, *more]


def words_of(world: World, number: int) -> str:
    return world.clause("access").text.removesuffix(".") + f" وفي {number} حي."


def states(app: Flask) -> dict[AmendmentState, int]:
    with app.app_context():
        query = select(Amendment.state, func.count()).group_by(Amendment.state)
        return dict(db.session.execute(query).all())


def entries(app: Flask) -> int:
    with app.app_context():
        return db.session.scalars(select(func.count(JournalEntry.id))).one()


def test_the_secretariat_screens_and_schedules_a_thousand_amendments(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        ids = proposed(World.read(app), state=AmendmentState.SUBMITTED)
    secretariat, before = client_of("secretariat"), entries(app)
    reply = secretariat.post(f"{TEXT}/amendments/queue/admission", data={"amendment": ids})
    assert reply.status_code == 303
    assert states(app) == {AmendmentState.ADMISSIBLE: MANY}
    reply = secretariat.post(f"{TEXT}/amendments/order/access/schedule")
    assert reply.status_code == 303
    assert states(app) == {AmendmentState.SCHEDULED: MANY}
    assert entries(app) == before + 2 * MANY


def test_a_thousand_that_cannot_be_screened_are_told_of_in_one_notice(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        ids = proposed(World.read(app), state=AmendmentState.WITHDRAWN)
    secretariat = client_of("secretariat")
    reply = secretariat.post(f"{TEXT}/amendments/queue/admission", data={"amendment": ids})
    assert all(len(cookie) < 4_096 for cookie in reply.headers.getlist("Set-Cookie"))
    assert "تعذّر الآن" in secretariat.get(reply.location).text


def test_a_thousand_amendments_are_put_in_another_order(app: Flask, client_of: Client) -> None:
    with app.app_context():
        ids = proposed(World.read(app), state=AmendmentState.SCHEDULED)
    asked = {f"place-{each}": MANY - place for place, each in enumerate(ids)}
    told = {"amendment": ids, "reason": "من الأحدث إلى الأقدم.", **asked}
    reply = client_of("chair").post(f"{TEXT}/amendments/order/access", data=told)
    assert reply.status_code == 303
    with app.app_context():
        in_order = select(Amendment.id).order_by(Amendment.voting_place)
        assert list(db.session.scalars(in_order)) == ids[::-1]


def test_a_thousand_amendments_lapse_as_adoption_begins(world: World) -> None:
    ids = proposed(world, state=AmendmentState.ADMISSIBLE)
    stages.begin_adoption(world.declaration_id, world.actor("secretariat"), listed=ids)
    assert states(world.app) == {AmendmentState.LAPSED: MANY}


def admitted(world: World, length: int) -> None:
    """A thousand more delegations that vote, present as others are, with keys of this length."""
    delegation = db.session.scalars(select(Delegation).where(Delegation.key == "jubail")).one()
    presence = db.session.scalars(select(Presence)).first()
    assert presence is not None
    keys = [f"city-{number}-".ljust(length, "x") for number in range(MANY)]
    copied(delegation, ({"key": key} for key in keys))
    added = db.session.scalars(select(Delegation.id).where(Delegation.key.in_(keys))).all()
    copied(presence, ({"delegation_id": each} for each in added))


def test_a_ballot_is_held_among_a_thousand_delegations(world: World) -> None:
    amendment = at.scheduled(world, "delegate.doha", "access", old="كافة", new="جميعها")
    world.sitting_opened()
    admitted(world, length=24)
    ballot = at.opened(world, amendment)
    said = read_entry(newest()).data
    assert len(said["electors"]) == len(said["present"]) == MANY + 4
    closing.close(ballot, world.actor("chair"))
    assert read_entry(newest()).act is Act.CLOSE_BALLOT


def newest() -> bytes:
    query = select(JournalEntry.body).order_by(JournalEntry.id.desc()).limit(1)
    return db.session.scalars(query).one()


def test_a_ballot_whose_electors_do_not_fit_into_an_entry_is_refused_in_a_sentence(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        world = World.read(app)
        amendment = at.scheduled(world, "delegate.doha", "access", old="كافة", new="جميعها")
        world.sitting_opened()
        admitted(world, length=32)
        with pytest.raises(Invalid) as refused:
            at.opened(world, amendment)
        assert refused.value.errors == {"": [TOO_MUCH]}
        db.session.rollback()
    chair, before = client_of("chair"), entries(app)
    page = chair.get(f"{TEXT}/ballots/new").text
    subject = re.search(r'<option[^>]* value="(amendment[^"]+)"', page)
    assert subject is not None
    reply = chair.post(
        f"{TEXT}/ballots/new", data={"subject": subject[1], "method": "recorded", "key": "k"}
    )
    assert reply.status_code == 422
    assert "لا يتسع قيد واحد في السجل" in unescape(reply.text)
    assert entries(app) == before
    with app.app_context():
        assert db.session.scalars(select(Ballot)).all() == []
        assert at.state_of(amendment) is AmendmentState.SCHEDULED


def test_a_sitting_opens_with_a_thousand_delegations_present(world: World) -> None:
    sittings.note_presence(1, "jubail", world.actor("secretariat"))
    admitted(world, length=32)
    sittings.open_sitting(1, world.actor("chair"))
    assert len(read_entry(newest()).data["present"]) == MANY + 1


def test_more_amendments_than_an_entry_names_are_published_in_parts(
    app: Flask, client_of: Client
) -> None:
    with app.app_context():
        world = World.read(app)
        ids = proposed(world, state=AmendmentState.ADOPTED, text=words_of(world, 1), count=2 * MANY)
    officer, desk = client_of("secretariat"), f"{TEXT}/desk/clauses/access"
    before = entries(app)
    seen = re.search(r'name="seen"[^>]*value="([^"]*)"', officer.get(desk).text)
    assert seen is not None
    told = {"do": "publish", "seen": seen[1], "key": "all", "note": "كل ما اعتُمد."}
    reply = officer.post(desk, data={**told, "chosen": ids})
    assert reply.status_code == 422
    assert "هذا أكثر مما يُنشر دفعة واحدة" in reply.text
    assert "كل ما اعتُمد." in reply.text
    assert (entries(app), states(app)) == (before, {AmendmentState.ADOPTED: 2 * MANY})
    reply = officer.post(desk, data={**told, "key": "half", "chosen": ids[:MANY]})
    assert reply.status_code == 303
    assert states(app) == {AmendmentState.MERGED: MANY, AmendmentState.ADOPTED: MANY}


def test_a_declaration_begins_with_as_many_clauses_as_an_entry_names(world: World) -> None:
    import_declaration(long_declaration(MOST_CLAUSES), world.actor("secretariat"))
    assert len(read_entry(newest()).data["clauses"]) == MOST_CLAUSES


def long_declaration(count: int) -> DeclarationEntry:
    clauses = [
        ClauseEntry(
            f"c-{number}-".ljust(31, "x"), "operative", {"ar": f"نلتزم بأمر {number}."}, None
        )
        for number in range(count)
    ]
    return DeclarationEntry("d" * 32, ("ar",), None, None, tuple(clauses))


def test_a_draft_of_a_thousand_clauses_is_refused_with_all_that_was_corrected(
    app: Flask, client_of: Client
) -> None:
    rows = [("title", "إعلان المدن"), *(("operative", f"نلتزم بأمر {n}.") for n in range(MANY))]
    typed = {f"clauses-{at}-kind": kind for at, (kind, _text) in enumerate(rows)}
    typed |= {f"clauses-{at}-text": text for at, (_kind, text) in enumerate(rows)}
    secretariat, before = client_of("secretariat"), entries(app)
    reply = secretariat.post(
        "/tiny/imports/declaration", data={"name": "long", "go": "create", **typed}
    )
    assert reply.status_code == 422
    assert TOO_MANY_IN_ARABIC in reply.text
    assert f"نلتزم بأمر {MANY - 1}." in reply.text
    assert entries(app) == before
