"""The map of clashes: which amendments to a clause do not go together, as a picture."""

from collections.abc import Sequence
from typing import Final

from flask_babel import gettext as _
from flask_babel import ngettext

from declaration.amendments.shown import ShownAmendment
from declaration.formats import current_writing, digits, hand_of, name_in
from declaration.pictures import Between, ClashWords, Picture, Tone, clashes

_TONES: Final = {"clash": Tone.CLASH, "same": Tone.SAME}


def clash_picture(rows: Sequence[ShownAmendment], pairs: Sequence[tuple[int, int, str]]) -> Picture:
    """The amendments and, by their ids, each two that «clash» or say the «same»."""
    writing = current_writing()
    said = {"clash": _("conflicts"), "same": _("says the same")}
    order = {row.amendment.id: at for at, row in enumerate(rows)}
    words = ClashWords(
        title=_("Map of conflicts"),
        says=digits(
            ngettext(
                "%(num)s pair of amendments does not go together.",
                "%(num)s pairs of amendments do not go together.",
                len(pairs),
            ),
            writing,
        ),
        one=_("Amendment"),
        other=_("The other amendment"),
        between=_("Relation"),
    )
    return clashes(
        [f"{digits(row.label, writing)} · {_sponsor(row, writing.language)}" for row in rows],
        [
            Between(order[one], order[other], said[found], _TONES[found])
            for one, other, found in pairs
        ],
        words,
        hand_of(writing),
    )


def _sponsor(row: ShownAmendment, language: str) -> str:
    return name_in(row.sponsor_names, language) if row.sponsor_names else str(_("Secretariat"))
