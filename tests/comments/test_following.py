"""Threads hold on to their words from version to version, and to no other words."""

import pytest

from declaration.comments import operations, steps
from declaration.comments.queries import standing, thread_shown
from declaration.comments.shown import shown_threads
from declaration.database import begin_writing
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion, Origin
from declaration.drafting.queries import newest_version
from declaration.drafting.steps import store_version
from declaration.extensions import db
from declaration.procedure import FORUM
from tests.conftest import statements
from tests.world import World

FIRST = "نلتزم بإتاحة فرص التعلم مدى الحياة لجميع السكان في المراكز كافة بحلول عام 2030."


def on_words(
    world: World, words: str, *, nth: int = 0, version: ClauseVersion | None = None
) -> int:
    """A thread on the nth occurrence of words in a version of the clause «access»."""
    clause = world.clause("access")
    text = version.text if version else clause.text
    start = -1
    for _ in range(nth + 1):
        start = text.index(words, start + 1)
    return operations.open_thread(
        clause.clause_id,
        "ما المقصود؟",
        world.actor("delegate.tunis"),
        FORUM,
        version_id=version.id if version else clause.version_id,
        start=start,
        stop=start + len(words),
        quote=words,
    )


def next_version(world: World, text: str) -> ClauseVersion:
    """The clause «access» says `text` from now on, and its threads follow."""
    begin_writing(db.session)
    clause = db.session.get_one(Clause, world.clause("access").clause_id)
    old = newest_version(clause.id)
    assert old is not None
    new = store_version(clause, old.number + 1, ClauseKind.OPERATIVE, text, origin=Origin.MERGE)
    steps.follow(clause.id, old, new)
    db.session.commit()
    return new


def stands(thread_id: int, version: ClauseVersion) -> tuple[str, str | None]:
    """What the page calls the thread in a version, and the words it marks there."""
    db.session.expire_all()
    thread = thread_shown(thread_id)
    placement = next((p for p in thread.placements if p.version_id == version.id), None)
    if placement is None or placement.start is None:
        return standing(thread, version.id), None
    return standing(thread, version.id), version.text[placement.start : placement.stop]


@pytest.mark.parametrize(
    ("because", "words", "text", "now"),
    [
        (
            "words that stay are followed past words that come before them",
            "لجميع السكان",
            FIRST.replace("بإتاحة فرص", "بإتاحة وتمويل فرص"),
            ("open", "لجميع السكان"),
        ),
        (
            "words changed inside are shown as changed",
            "المراكز كافة",
            FIRST.replace("المراكز كافة", "المؤسسات كافة"),
            ("edited", "المؤسسات كافة"),
        ),
        (
            "words that are gone leave the thread beside the clause",
            "في المراكز كافة",
            FIRST.replace(" في المراكز كافة", ""),
            ("orphaned", None),
        ),
        (
            "a whole clause written anew orphans the thread",
            "مدى الحياة",
            "ندعو الجهات المانحة إلى التمويل.",
            ("orphaned", None),
        ),
    ],
)
def test_a_thread_follows_its_words(
    world: World, because: str, words: str, text: str, now: tuple[str, str | None]
) -> None:
    thread = on_words(world, words)
    assert stands(thread, next_version(world, text)) == now, because


def test_of_two_equal_quotes_the_one_commented_on_is_followed(world: World) -> None:
    twice = next_version(world, "نلتزم بالتعلم في المدن، وبالعمل في المدن.")
    thread = on_words(world, "في المدن", nth=1, version=twice)
    longer = next_version(world, "نلتزم بالتعلم في المدن كلها، وبالعمل في المدن العربية.")
    name, words = stands(thread, longer)
    assert (name, words) == ("open", "في المدن")
    placed = thread_shown(thread).placements[-1]
    assert placed.start == longer.text.rindex("في المدن")


def test_the_first_of_two_equal_quotes_leaves_no_mark_on_the_second(world: World) -> None:
    twice = next_version(world, "نلتزم بالتعلم في المدن، وبالعمل في المدن.")
    thread = on_words(world, "في المدن", nth=0, version=twice)
    shorter = next_version(world, "نلتزم بالتعلم، وبالعمل في المدن.")
    assert stands(thread, shorter) == ("orphaned", None)


def test_words_that_come_back_bring_their_thread_back(world: World) -> None:
    thread = on_words(world, "في المراكز كافة")
    assert (
        stands(thread, next_version(world, FIRST.replace(" في المراكز كافة", "")))[0] == "orphaned"
    )
    assert stands(thread, next_version(world, FIRST)) == ("open", "في المراكز كافة")


def test_other_words_in_the_old_place_do_not_bring_it_back(world: World) -> None:
    thread = on_words(world, "في المراكز كافة")
    next_version(world, FIRST.replace(" في المراكز كافة", ""))
    other = next_version(world, FIRST.replace("في المراكز كافة", "عبر الإنترنت مجاناً"))
    assert stands(thread, other) == ("orphaned", None)


def test_words_edited_and_edited_back_are_as_they_were(world: World) -> None:
    thread = on_words(world, "المراكز كافة")
    edited = next_version(world, FIRST.replace("المراكز", "المؤسسات"))
    assert stands(thread, edited)[0] == "edited"
    assert stands(thread, next_version(world, FIRST)) == ("open", "المراكز كافة")


def test_a_comment_on_an_old_version_is_followed_to_the_newest_at_once(world: World) -> None:
    first = newest_version(world.clause("access").clause_id)
    assert first is not None
    second = next_version(world, FIRST.replace("بإتاحة فرص", "بإتاحة وتمويل فرص"))
    third = next_version(world, second.text.replace("المراكز كافة", "المؤسسات كافة"))
    thread = on_words(world, "المراكز كافة", version=first)
    assert stands(thread, first) == ("open", "المراكز كافة")
    assert stands(thread, second) == ("open", "المراكز كافة")
    assert stands(thread, third) == ("edited", "المؤسسات كافة")


def test_an_old_version_keeps_its_marks(world: World) -> None:
    first = newest_version(world.clause("access").clause_id)
    assert first is not None
    thread = on_words(world, "المراكز كافة")
    next_version(world, "ندعو الجهات المانحة إلى التمويل.")
    assert stands(thread, first) == ("open", "المراكز كافة")


@pytest.mark.parametrize("threads", [2, 12])
def test_following_costs_three_reads_however_many_threads(any_world: World, threads: int) -> None:
    for at in range(threads):
        with_words = ("المراكز كافة", "مدى الحياة", "لجميع السكان")[at % 3]
        on_words(any_world, with_words)
    begin_writing(db.session)
    clause = db.session.get_one(Clause, any_world.clause("access").clause_id)
    old = newest_version(clause.id)
    assert old is not None
    new = store_version(clause, 2, ClauseKind.OPERATIVE, FIRST + " آمين", origin=Origin.MERGE)
    with statements() as sent:
        steps.follow(clause.id, old, new)
    assert len(sent) == 3
    db.session.commit()
    by = any_world.actor("delegate.tunis")
    assert len(shown_threads(clause.id, new.id, by, FORUM)) == threads
