"""What must have happened before a page of this room says something."""

from dataclasses import replace

from declaration.forums import founding
from tests.world import small_forum


def another_forum_is_founded() -> None:
    """This installation serves two forums."""
    file = small_forum()
    other = replace(file.forum, key="other", name={"ar": "ملتقى آخر", "en": "Another forum"})
    founding.found(replace(file, forum=other, people=()), host="test.example")
