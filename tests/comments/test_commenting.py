"""What people do with comments, and who reads them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from declaration import clock
from declaration.amendments import operations as amendments
from declaration.amendments.queries import amendment_shown, newest
from declaration.comments import operations
from declaration.comments.all_threads import listed_threads
from declaration.comments.models import Comment, Thread
from declaration.comments.operations import AT_MOST, WITHIN, TooManyComments
from declaration.comments.shown import (
    language_of,
    marked_lines,
    shown_threads,
    shown_threads_on_amendment,
)
from declaration.extensions import db
from declaration.journal import Repeated
from declaration.journal.models import JournalEntry, JournalOpening
from declaration.procedure import FORUM, Act, Invalid, NotPermitted, Rules, Stale
from declaration.proof import Entry, read_entry
from tests.conftest import NOON, statements
from tests.world import World


def last_entry() -> Entry:
    query = select(JournalEntry.body).order_by(JournalEntry.id.desc()).limit(1)
    return read_entry(db.session.scalars(query).one())


def entries() -> int:
    return len(db.session.scalars(select(JournalEntry.id)).all())


def commented(world: World, who: str = "delegate.jubail", text: str = "سؤال") -> int:
    return operations.open_thread(world.clause("access").clause_id, text, world.actor(who), FORUM)


def only_comment(thread_id: int) -> Comment:
    query = select(Comment).where(Comment.thread_id == thread_id)
    return db.session.scalars(query.execution_options(populate_existing=True)).one()


def test_a_comment_leaves_an_entry_that_holds_none_of_its_words(any_world: World) -> None:
    clause = any_world.clause("access")
    start = clause.text.index("مدى الحياة")
    thread = operations.open_thread(
        clause.clause_id,
        "ما المقصود بهذه العبارة؟",
        any_world.actor("delegate.jubail"),
        FORUM,
        version_id=clause.version_id,
        start=start,
        stop=start + len("مدى الحياة"),
    )
    entry = last_entry()
    assert (entry.act, entry.kind, entry.key) == (Act.COMMENT, "clause", "access")
    assert entry.data == {
        "declaration": "text",
        "thread": thread,
        "comment": only_comment(thread).id,
    }
    assert set(entry.sealed) == {"text", "quote"}
    sealed = set(db.session.scalars(select(JournalOpening.value)))
    assert {"ما المقصود بهذه العبارة؟", "مدى الحياة"} <= sealed


@pytest.mark.parametrize(
    ("because", "text"),
    [
        ("nothing was written", "  \n "),
        ("it is far too long", "ب" * 200_000),
        ("it holds a character that turns the reading order", "نعم\u202eلا"),
    ],
)
def test_a_comment_that_cannot_be_accepted_leaves_nothing(
    world: World, because: str, text: str
) -> None:
    before = entries()
    with pytest.raises(Invalid) as refused:
        commented(world, text=text)
    assert set(refused.value.errors) == {"text"}, because
    assert entries() == before
    assert db.session.scalars(select(Thread)).all() == []


def test_the_words_quoted_must_stand_in_the_version_that_was_read(world: World) -> None:
    clause = world.clause("access")
    other = world.clause("centres")
    for version, start, stop in (
        (clause.version_id, 5, 100_000),
        (clause.version_id, 9, 3),
        (other.version_id, 0, 4),
        (99_999, 0, 4),
    ):
        with pytest.raises(Invalid):
            operations.open_thread(
                clause.clause_id,
                "سؤال",
                world.actor("delegate.jubail"),
                FORUM,
                version_id=version,
                start=start,
                stop=stop,
            )


def test_an_observer_comments_where_the_rules_let_observers(world: World) -> None:
    with pytest.raises(NotPermitted):
        commented(world, "observer")
    thread = operations.open_thread(
        world.clause("access").clause_id,
        "A remark.",
        world.actor("observer"),
        Rules(observers_comment=True),
    )
    assert only_comment(thread).text == "A remark."


def test_one_changes_ones_own_comment_while_the_time_runs(world: World) -> None:
    thread = commented(world)
    comment = only_comment(thread).id
    author = world.actor("delegate.jubail")
    with clock.set_to(NOON + timedelta(minutes=FORUM.comment_edit_minutes)):
        operations.edit(comment, "سؤال أوضح", author, FORUM)
        assert only_comment(thread).text == "سؤال أوضح"
    late = NOON + timedelta(minutes=FORUM.comment_edit_minutes, seconds=1)
    with clock.set_to(late), pytest.raises(Invalid):
        operations.edit(comment, "متأخر", author, FORUM)
    with pytest.raises(NotPermitted):
        operations.edit(comment, "لغيري", world.actor("colleague.jubail"), FORUM)
    assert only_comment(thread).text == "سؤال أوضح"


def test_a_hidden_comment_is_read_by_the_secretariat_alone(world: World) -> None:
    thread = commented(world, text="كلام لا يليق")
    clause = world.clause("access")
    operations.hide(only_comment(thread).id, "خارج الموضوع", world.actor("secretariat"))
    for who in ("delegate.jubail", "delegate.doha", "chair", "observer"):
        by = world.actor(who)
        (shown,) = shown_threads(clause.clause_id, clause.version_id, by, FORUM)
        assert shown.comments[0].text == "", who
        assert shown.comments[0].hidden_reason == "خارج الموضوع"
    by = world.actor("secretariat")
    (shown,) = shown_threads(clause.clause_id, clause.version_id, by, FORUM)
    assert shown.comments[0].text == "كلام لا يليق"
    with pytest.raises(NotPermitted):
        operations.edit(only_comment(thread).id, "غيره", world.actor("delegate.jubail"), FORUM)
    with pytest.raises(Stale):
        operations.hide(only_comment(thread).id, "مرة ثانية", world.actor("officer"))


def test_hiding_asks_for_a_reason_and_for_the_office(world: World) -> None:
    comment = only_comment(commented(world)).id
    with pytest.raises(Invalid):
        operations.hide(comment, " ", world.actor("secretariat"))
    with pytest.raises(NotPermitted):
        operations.hide(comment, "لا يعجبني", world.actor("delegate.doha"))


@pytest.mark.parametrize(
    ("who", "settles"),
    [
        ("delegate.jubail", True),
        ("colleague.jubail", True),
        ("secretariat", True),
        ("chair", True),
        ("delegate.doha", False),
        ("observer", False),
    ],
)
def test_who_began_a_thread_and_those_presiding_settle_it(
    world: World, who: str, settles: bool
) -> None:
    thread = commented(world)
    if not settles:
        with pytest.raises(NotPermitted):
            operations.resolve(thread, world.actor(who))
        return
    operations.resolve(thread, world.actor(who))
    with pytest.raises(Stale):
        operations.resolve(thread, world.actor("chair"))
    operations.reopen(thread, world.actor(who))
    with pytest.raises(Stale):
        operations.reopen(thread, world.actor("chair"))


def test_a_comment_sent_twice_is_made_once(any_world: World) -> None:
    by = any_world.actor("delegate.jubail").once("one-tap")
    clause = any_world.clause("access").clause_id
    first = operations.open_thread(clause, "سؤال", by, FORUM)
    with pytest.raises(Repeated) as repeated:
        operations.open_thread(clause, "سؤال", by, FORUM)
    assert read_entry(repeated.value.entry.body).data["thread"] == first
    assert len(db.session.scalars(select(Thread.id)).all()) == 1


def test_many_comments_in_a_few_minutes_are_refused_until_some_time_has_passed(
    world: World,
) -> None:
    thread = commented(world)
    for _ in range(AT_MOST - 1):
        operations.answer(thread, "وأيضاً", world.actor("delegate.jubail"), FORUM)
    before = entries()
    with pytest.raises(TooManyComments):
        operations.answer(thread, "وأيضاً", world.actor("delegate.jubail"), FORUM)
    assert entries() == before
    operations.answer(thread, "ردّ", world.actor("colleague.jubail"), FORUM)
    with clock.set_to(NOON + WITHIN):
        operations.answer(thread, "وأيضاً", world.actor("delegate.jubail"), FORUM)


def test_an_amendment_nobody_may_read_yet_cannot_be_commented_on(world: World) -> None:
    amendment = world.proposed("delegate.jubail", "access", old="كافة", new="جميعها")
    with pytest.raises(NotPermitted):
        operations.open_thread_on_amendment(amendment, "سؤال", world.actor("delegate.doha"), FORUM)
    operations.open_thread_on_amendment(amendment, "سؤال", world.actor("secretariat"), FORUM)
    doha, jubail = world.actor("delegate.doha"), world.actor("delegate.jubail")
    assert listed_threads(world.declaration_id, doha, FORUM) == []
    assert len(listed_threads(world.declaration_id, jubail, FORUM)) == 1
    amendments.admit(amendment, world.actor("secretariat"))
    assert len(listed_threads(world.declaration_id, doha, FORUM)) == 1


def test_a_clause_that_an_unscreened_amendment_would_add_is_nobody_elses_to_discuss(
    world: World,
) -> None:
    amendment = world.proposed("delegate.jubail", None, text="نلتزم بتقرير سنوي.", after="centres")
    clause = amendment_shown(amendment).clause_id
    assert clause is not None
    with pytest.raises(NotPermitted):
        operations.open_thread(clause, "سؤال", world.actor("delegate.doha"), FORUM)
    operations.open_thread(clause, "سؤال", world.actor("colleague.jubail"), FORUM)
    assert listed_threads(world.declaration_id, world.actor("delegate.doha"), FORUM) == []
    amendments.admit(amendment, world.actor("secretariat"))
    operations.open_thread(clause, "سؤال", world.actor("delegate.doha"), FORUM)


def test_a_thread_on_an_amendments_words_is_marked_in_its_wording(world: World) -> None:
    amendment = world.admitted("delegate.jubail", "access", old="المراكز كافة", new="المؤسسات كافة")
    wording = newest(amendment_shown(amendment))
    assert wording.text is not None
    start = wording.text.index("المؤسسات")
    by = world.actor("delegate.doha")
    operations.open_thread_on_amendment(
        amendment,
        "أي المؤسسات؟",
        by,
        FORUM,
        revision_id=wording.id,
        start=start,
        stop=start + len("المؤسسات"),
    )
    (shown,) = shown_threads_on_amendment(amendment_shown(amendment), by, FORUM)
    assert (shown.standing, shown.span) == ("open", (start, start + len("المؤسسات")))


def test_marks_cut_a_text_into_pieces_that_lose_nothing(world: World) -> None:
    clause = world.clause("network")
    by = world.actor("delegate.doha")
    for words in ("شبكة اليونسكو", "اليونسكو العالمية", "ما يلي:\nالانضمام"):
        start = clause.text.index(words)
        operations.open_thread(
            clause.clause_id,
            "سؤال",
            by,
            FORUM,
            version_id=clause.version_id,
            start=start,
            stop=start + len(words),
        )
    threads = shown_threads(clause.clause_id, clause.version_id, by, FORUM)
    lines = marked_lines(clause.text, threads)
    assert "\n".join("".join(piece.text for piece in line) for line in lines) == clause.text
    marked = [piece for line in lines for piece in line if piece.thread is not None]
    assert [(p.text, p.thread) for p in marked if "اليونسكو" in p.text] == [("اليونسكو", 2)]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("UNESCO تدعو المدن إلى الانضمام", "ar"),
        ("Is «التعلم مدى الحياة» defined anywhere in this text?", "en"),
        ("2030؟", "ar"),
    ],
)
def test_a_remark_runs_in_the_direction_of_most_of_its_letters(text: str, language: str) -> None:
    assert language_of(text) == language


@pytest.mark.parametrize("threads", [2, 9])
def test_the_page_of_all_threads_costs_as_many_reads_however_many(
    world: World, threads: int
) -> None:
    amendment = world.admitted("delegate.jubail", "access", old="كافة", new="جميعها")
    doha = world.actor("delegate.doha")
    for _ in range(threads):
        commented(world, "delegate.tunis")
        operations.open_thread_on_amendment(amendment, "سؤال", doha, FORUM)
    db.session.expire_all()
    with statements() as sent:
        listed = listed_threads(world.declaration_id, doha, FORUM)
    assert len(listed) == 2 * threads
    assert len(sent) <= 14
