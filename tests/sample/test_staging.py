"""The staged sample stands where its files say, on the second morning."""

import json
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import select

from declaration import clock
from declaration.accounts.models import Person
from declaration.accounts.passwords import is_password
from declaration.amendments.models import Amendment, AmendmentRevision, Sponsor
from declaration.comments.models import Comment, Thread
from declaration.config import Misconfigured
from declaration.drafting.models import Declaration, Revision
from declaration.drafting.queries import revision_text
from declaration.endorsement.models import Statement
from declaration.extensions import db
from declaration.forums.models import Delegation, Forum, Presence, Sitting
from declaration.journal.models import Log
from declaration.journal.sealing import seal_all, verify
from declaration.plenary.floor import speakers_list
from declaration.procedure import Floor, Rules
from declaration.procedure.states import AmendmentState, BallotState
from declaration.sample import demo, sample_amendments, sample_debate, sample_forum
from declaration.sample.staging import STILL_OPEN
from declaration.voting.models import Ballot, Vote
from tests.conftest import NOON, settings_for

PROPOSALS, DEBATE = sample_amendments(), sample_debate()


def rows_by_name() -> dict[str, Amendment]:
    """The staged amendments by the sample's names: known by sponsor, clause and words."""
    rows = {row.id: row for row in db.session.scalars(select(Amendment))}
    main = dict(
        db.session.execute(
            select(Sponsor.amendment_id, Delegation.key)
            .join(Delegation, Delegation.id == Sponsor.delegation_id)
            .where(Sponsor.main)
        ).all()
    )
    first = {
        wording.amendment_id: wording
        for wording in db.session.scalars(
            select(AmendmentRevision).where(AmendmentRevision.number == 1)
        )
    }
    said = {
        (main[id], first[id].text, first[id].text_en, first[id].moves, rows[id].part != ""): row
        for id, row in rows.items()
    }
    return {
        told.id: said[
            told.by,
            told.text.get("ar"),
            None if told.divided_from else told.text.get("en"),
            told.moves or told.adds is not None,
            told.divided_from is not None,
        ]
        for told in PROPOSALS.amendments
    }


def test_every_amendment_stands_where_its_file_says(staged: Flask) -> None:
    rows = rows_by_name()
    told = {each.id: each.state for each in PROPOSALS.amendments}
    assert {name: rows[name].state for name in told} == told


def test_every_sitting_has_come_as_far_as_it_is_told(staged: Flask) -> None:
    found = dict(db.session.execute(select(Sitting.number, Sitting.state)).all())
    assert found == {each.number: each.state for each in DEBATE.sittings}


def test_the_list_of_speakers_stands_as_it_is_told(staged: Flask) -> None:
    told = DEBATE.speakers
    sitting = db.session.scalars(select(Sitting).where(Sitting.number == told.sitting)).one()
    forum = db.session.scalars(select(Forum)).one()
    listed = speakers_list(sitting.id, Rules.of(forum.rules))
    assert (listed.item.clause.key, listed.is_open) == (told.clause, not told.closed)
    turns = {
        turn: [each.delegation for each in told.speakers if each.turn == turn]
        for turn in ("ended", "speaking", "waiting")
    }
    heard = [each.delegation.key for each in listed.heard]
    assert heard == turns["ended"] + turns["speaking"]
    assert [listed.speaking.delegation.key] == turns["speaking"]
    assert listed.speaking.began_at < NOON < listed.turn_ends_at
    asked = sorted(listed.waiting, key=lambda each: each.asked_at)
    assert [each.delegation.key for each in asked] == turns["waiting"]
    assert [each.floor is Floor.POINT_OF_ORDER for each in asked] == [
        each.point_of_order for each in told.speakers if each.turn == "waiting"
    ]


def test_every_ballot_went_as_it_is_told(staged: Flask) -> None:
    told = [
        (each.state, each.outcome)
        for each in DEBATE.ballots
        if each.state is not BallotState.PREPARED
    ]
    found = db.session.execute(select(Ballot.state, Ballot.result).order_by(Ballot.number)).all()
    assert sorted(map(str, map(tuple, found))) == sorted(map(str, told))


def test_an_open_ballot_waits_for_votes_of_those_present(staged: Flask) -> None:
    ballot = db.session.scalars(
        select(Ballot).where(Ballot.state == BallotState.OPEN, Ballot.sitting_id.is_not(None))
    ).one()
    voted = db.session.query(Vote).filter_by(ballot_id=ballot.id).count()
    present = db.session.query(Presence).filter_by(sitting_id=ballot.sitting_id, until=None).count()
    assert 0 < voted < present


def test_what_was_merged_is_in_the_text_under_rev_1(staged: Flask) -> None:
    declaration = db.session.scalars(select(Declaration)).one()
    symbols = db.session.scalars(select(Revision.symbol).order_by(Revision.serial)).all()
    assert symbols == ["Rev.0", "Rev.1"]
    text = revision_text(declaration.id)
    for (clause, version), words in PROPOSALS.texts.items():
        if version == 2:
            assert text.by_key(clause).text == words["ar"]


def test_one_amendment_waits_to_be_restated_by_its_proposer(staged: Flask) -> None:
    waiting = [name for name, row in rows_by_name().items() if row.needs_rebasing]
    assert waiting == ["a-13"]


def test_now_lies_in_the_sitting_and_before_the_window_closes(staged: Flask) -> None:
    declaration = db.session.scalars(select(Declaration)).one()
    assert declaration.opens_at < NOON < declaration.closes_at <= NOON + STILL_OPEN
    sitting = db.session.scalars(select(Sitting).where(Sitting.number == 4)).one()
    assert sitting.opened_at < NOON
    assert db.session.scalars(select(Sitting.closed_at).where(Sitting.number == 4)).one() is None


def test_the_dates_of_the_event_stay_the_facts_they_are(staged: Flask) -> None:
    forum = db.session.scalars(select(Forum)).one()
    assert (forum.starts, forum.ends) == (
        sample_forum().forum.starts,
        sample_forum().forum.ends,
    )


def test_explanations_of_vote_stand_beside_their_ballots(staged: Flask) -> None:
    said = set(db.session.scalars(select(Statement.text)))
    assert said == {each.text for each in DEBATE.statements}


def test_every_thread_was_held(staged: Flask) -> None:
    assert db.session.query(Thread).count() == len(DEBATE.threads)
    assert db.session.query(Comment).count() == sum(len(t.comments) for t in DEBATE.threads)
    hidden = db.session.query(Comment).filter(Comment.hidden_reason.is_not(None)).count()
    assert hidden == 1


def test_the_record_of_it_all_holds(staged_sqlite: Path, staged: Flask) -> None:
    with clock.set_to(NOON):
        seal_all()
    for origin in db.session.scalars(select(Log.origin)).all():
        assert list(verify(origin)) == []


def test_everybody_can_sign_in_with_the_password_that_is_shown(staged: Flask) -> None:
    kept = set(db.session.scalars(select(Person.password)))
    assert len(kept) == 1
    assert is_password(kept.pop(), demo.PASSWORD)


def test_there_is_an_account_for_each_role() -> None:
    shown = demo.accounts()
    assert [each.role for each in shown] == list(demo.ROLES)
    emails = {person.email for person in sample_forum().people}
    assert {each.email for each in shown} <= emails


def test_the_accounts_are_written_for_scripts(tmp_path: Path) -> None:
    demo.write_accounts(tmp_path / "demo.json", "http://127.0.0.1:8000/", demo.accounts())
    told = json.loads((tmp_path / "demo.json").read_text("utf-8"))
    assert told["address"] == "http://127.0.0.1:8000/"
    assert all(set(each) == {"role", "email", "password"} for each in told["accounts"])


def test_the_sample_is_loaded_once(staged_sqlite: Path, staged: Flask) -> None:
    assert not demo.prepare(settings_for(f"sqlite:///{staged_sqlite}", staged_sqlite.parent))


def test_the_sample_is_never_loaded_in_production(tmp_path: Path) -> None:
    settings = settings_for(f"sqlite:///{tmp_path / 'x.sqlite3'}", tmp_path)
    with pytest.raises(Misconfigured, match="production"):
        demo.prepare(replace(settings, environment="production"))


def test_the_adoption_of_one_let_the_others_fall(staged: Flask) -> None:
    rows = rows_by_name()
    adopted = rows["a-08"]
    for name in ("a-09", "a-11"):
        assert rows[name].because["by"] == adopted.id
    assert rows["a-09"].state is AmendmentState.FALLEN
