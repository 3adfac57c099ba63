"""Visual order: what a terminal that only puts one letter beside the next must be given."""

import unicodedata

import pytest
from hypothesis import given

from declaration.text import visual
from tests.text.arabic import clauses


@pytest.mark.parametrize(
    ("because", "text", "shown"),
    [
        ("letters are joined, from the right", "\u0645\u062f\u0646", "\ufee5\ufeaa\ufee3"),
        ("numbers stay as they are read", "\u0645\u062f 2030", "2030 \ufeaa\ufee3"),
        ("Latin words stay as they are read", "\u0645\u062f SDG4", "SDG4 \ufeaa\ufee3"),
        ("brackets face each other", "(\u0645\u062f)", "(\ufeaa\ufee3)"),
        ("quotes face each other", "\u00ab\u0645\u062f\u00bb", "\u00ab\ufeaa\ufee3\u00bb"),
        ("brackets around Latin words too", "\u0645\u062f (SDG)", "(SDG) \ufeaa\ufee3"),
        ("a mark follows its letter", "\u0645\u064e\u062f", "\ufeaa\ufee3\u064e"),
        ("marks stay in their order", "\u062f\u0651\u064e\u0645", "\ufee1\u062f\u0651\u064e"),
        ("Latin marks too", "\u0645 e\u0301a", "e\u0301a \ufee1"),
        ("lines stay lines", "\u0645\u062f\n\u062f\u0645", "\ufeaa\ufee3\n\ufee1\u062f"),
    ],
)
def test_a_plain_renderer_is_given(because: str, text: str, shown: str) -> None:
    assert visual(text).replace("\ufea9", "\u062f") == shown, because


@given(clauses)
def test_every_clause_can_be_shown_line_by_line(text: str) -> None:
    shown = visual(text)
    assert shown.count("\n") == text.count("\n")
    assert letters(shown) == letters(text)


def letters(text: str) -> list[str]:
    """The letters and digits, whatever their order and form."""
    plain = (unicodedata.normalize("NFKD", character) for character in text)
    return sorted(letter for letter in "".join(plain) if letter.isalnum())
