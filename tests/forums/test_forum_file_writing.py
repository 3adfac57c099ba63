"""A forum file that was written reads as what it was written from."""

from dataclasses import replace

import pytest
from sqlalchemy import select

from declaration.drafting.exporting import forum_file_of
from declaration.drafting.operations import import_declaration
from declaration.extensions import db
from declaration.forums import founding
from declaration.forums.forum_file import read_forum_file
from declaration.forums.forum_file.writer import write_forum_file
from declaration.forums.models import Forum
from declaration.sample import sample_forum, sample_forum_text, template_text
from tests.conftest import statements
from tests.world import World

AWKWARD = ["yes", "1e3", "#", "- ", "كلمة: أخرى", "«نعم»، لا", "2023-05-10", "null", "'", '"؟"']


@pytest.mark.parametrize("source", [sample_forum_text(), template_text()])
def test_what_is_written_is_read_again(source: str) -> None:
    file = read_forum_file(source)
    assert read_forum_file(write_forum_file(file)) == file


@pytest.mark.parametrize("name", AWKWARD)
def test_a_name_that_yaml_would_take_for_something_else_stays_a_name(name: str) -> None:
    file = sample_forum()
    called = replace(file.people[0], name={"ar": name.strip(), "en": name.strip()})
    awkward = replace(file, people=(called,))
    assert read_forum_file(write_forum_file(awkward)).people[0].name["ar"] == name.strip()


def test_a_forum_that_runs_is_exported_and_founded_elsewhere_as_it_is(any_world: World) -> None:
    file = read_forum_file(template_text())
    by = founding.found(file, host="test.example")
    import_declaration(file.declaration, by)
    with statements() as sent:
        exported = forum_file_of(file.forum.key)
    assert exported == file
    assert len([each for each in sent if each.startswith("SELECT")]) <= 10
    assert read_forum_file(write_forum_file(exported)) == file


def test_the_text_leaves_as_it_stands_after_amendments(world: World) -> None:
    forum = db.session.scalars(select(Forum)).one()
    exported = forum_file_of(forum.key)
    assert [each.key for each in exported.declaration.clauses] == [
        each.key for each in world.text().clauses
    ]
    assert len(exported.people) > 5
