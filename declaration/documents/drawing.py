"""The pictures of a compilation: whether the text converges, and which amendments clash."""

from collections.abc import Sequence
from typing import Literal

from declaration.documents.directions import Language
from declaration.documents.numbering import in_digits
from declaration.documents.values import CompiledClause
from declaration.documents.wording import Label
from declaration.forums.models import Digits
from declaration.pictures import (
    Between,
    ClashWords,
    ConvergenceWords,
    Hand,
    Picture,
    Standing,
    Tone,
    clashes,
    convergence,
)


def convergence_of(standings: Sequence[Standing], language: Language, digits: Digits) -> Picture:
    """Every revision, from the first to the newest."""
    words = ConvergenceWords(
        title=Label.CONVERGENCE.say(language),
        revision=Label.REVISION_HEAD.say(language),
        brackets=Label.BRACKETS.say(language),
        options=Label.WORDINGS.say(language),
        agreed=Label.AGREED.say(language),
        clauses=Label.CLAUSES.say(language),
    )
    return convergence(standings, words, hand(language, digits))


def clashes_of(compiled: CompiledClause, language: Language, digits: Digits) -> Picture | None:
    """The amendments to a clause that do not go together; None where all do."""
    if not compiled.clashing:
        return None
    words = ClashWords(
        title=Label.CLASH_MAP.say(language),
        says=Label.CLASHING_PAIRS.say(language, in_digits(str(len(compiled.clashing)), digits)),
        one=Label.AMENDMENT_HEAD.say(language),
        other=Label.OTHER_AMENDMENT.say(language),
        between=Label.RELATION.say(language),
    )
    said = Label.CONFLICTING.say(language)
    return clashes(
        [f"{in_digits(each.number, digits)} · {each.sponsors[0]}" for each in compiled.amendments],
        [Between(one, other, said, Tone.CLASH) for one, other in compiled.clashing],
        words,
        hand(language, digits),
    )


def hand(language: Language, digits: Digits) -> Hand:
    """How a document's pictures are written."""
    direction: Literal["rtl", "ltr"] = "rtl" if language == "ar" else "ltr"
    return Hand(direction, lambda count: in_digits(str(count), digits))


def cells_of(picture: Picture, digits: Digits) -> list[list[str]]:
    """The table behind a picture, its numbers in the document's digits."""
    return [
        [in_digits(str(cell), digits) if isinstance(cell, int) else cell for cell in row]
        for row in picture.table.rows
    ]
