"""Search finds what a reader means, and marks what stands there."""

import pytest

from declaration.reading.searching import search
from declaration.text import fold
from tests.world import World


@pytest.mark.parametrize(
    ("because", "wanted", "keys"),
    [
        ("diacritics are ignored", "التَّعَلُّم", {"title", "chapeau", "affirming", "access"}),
        ("tatweel is ignored", "شبـكة", {"network"}),
        ("hamza seats are ignored", "الاقران", {"network"}),
        ("ة and ه are one", "شبكه", {"network"}),
        ("English is found in the translation", "neighbourhoods", {"centres"}),
        ("nothing is found for nothing", "   ", set()),
        ("what is not there is not found", "المريخ", set()),
    ],
)
def test_search(because: str, wanted: str, keys: set[str], world: World) -> None:
    found = {hit.clause.key for hit in search(world.text(), wanted)}
    assert found >= keys if keys else found == set(), because


def test_the_marked_pieces_are_the_text_itself(world: World) -> None:
    for hit in search(world.text(), "التعلم"):
        said = {"ar": hit.clause.text, **hit.clause.translations}[hit.language]
        assert "".join(piece.text for piece in hit.pieces) == said
        assert sum(piece.mark == "hit" for piece in hit.pieces) == hit.count


@pytest.mark.parametrize("wanted", ["التَّعَلُّم", "شبـكه", "الاقران", "neighbourhoods", "تعلم مجتمعي"])
def test_what_is_marked_is_what_was_looked_for_as_it_stands_there(
    wanted: str, world: World
) -> None:
    marked = [
        piece.text
        for hit in search(world.text(), wanted)
        for piece in hit.pieces
        if piece.mark == "hit"
    ]
    assert marked
    assert {fold(each) for each in marked} == {fold(wanted)}
