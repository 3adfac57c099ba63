"""The circumstances of an amendment that the tables ask about, read from its rows."""

from typing import Final

from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.amendments.queries import children_by_state, main_sponsor, newest
from declaration.amendments.wording import proposed_text
from declaration.drafting.models import Clause, Declaration
from declaration.drafting.operations import sha256_of
from declaration.extensions import db
from declaration.procedure.amendment_life import PENDING
from declaration.procedure.deadlines import Window
from declaration.procedure.facts import Facts
from declaration.procedure.sponsors import Sponsor as RecordedSponsor
from declaration.procedure.states import AmendmentState
from declaration.procedure.sub_amendments import STILL_AMENDABLE
from declaration.procedure.substance import Substance, substance

SCREENED: Final = frozenset({AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED})
"""The states that the screening leads to, before a vote opens."""


def window_of(declaration: Declaration) -> Window:
    """When the declaration takes amendments."""
    return Window(declaration.opens_at, declaration.closes_at)


def relations(amendment: Amendment) -> Facts:
    """How it stands to the text, to what it amends and to what amends it. Two statements."""
    children = children_by_state(amendment.id)
    undecided = (*PENDING, AmendmentState.ADOPTED)
    return Facts(
        on_current_version=not amendment.needs_rebasing,
        is_in_the_text=amendment.awaits_removal,
        parent_awaits_its_vote=amendment.parent_id is None
        or db.session.get_one(Amendment, amendment.parent_id).state in STILL_AMENDABLE,
        children_put=children.get(AmendmentState.PUT, 0),
        undecided_children=sum(children.get(state, 0) for state in undecided),
    )


def changes_something(amendment: Amendment, wording: AmendmentRevision) -> bool:
    """Whether the wording differs from what it is made against."""
    if amendment.adds_clause and amendment.parent_id is None:
        return bool(wording.text or wording.text_en)
    return (
        wording.removes
        or wording.moves
        or (wording.text is not None and wording.text != wording.base_text)
        or wording.text_en is not None
    )


def scope_is_clear(amendment: Amendment, wording: AmendmentRevision) -> bool:
    """Whether it leaves part of the clause standing, or the chair ruled that it amends it."""
    text = proposed_text(wording, wording.base_text)
    if not wording.base_text or text is None or amendment.ruling is not None:
        return True
    return substance(wording.base_text, text) is not Substance.REPLACES


def arabic_is_confirmed(amendment: Amendment, wording: AmendmentRevision) -> bool:
    """Whether there is an Arabic wording that its main sponsor stands by."""
    if wording.text is None:
        return wording.text_en is None
    main = main_sponsor(amendment)
    return main is None or (main.confirmed_revision or 0) >= wording.number


def screening_facts(amendment: Amendment) -> Facts:
    """What the screening asks of an amendment before it is found admissible."""
    wording = newest(amendment)
    return Facts(
        arabic_is_confirmed=arabic_is_confirmed(amendment, wording),
        scope_is_clear=scope_is_clear(amendment, wording),
    )


def was_admissible(amendment: Amendment) -> bool:
    """Whether it had passed the screening when it was withdrawn, fell, or lapsed."""
    return amendment.because.get("was") in SCREENED


def recorded_sponsors(amendment: Amendment) -> list[RecordedSponsor]:
    """Who stands behind it, as the kernel asks; its sponsors are loaded."""
    return [
        RecordedSponsor(
            delegation=str(sponsor.delegation_id),
            main=sponsor.main,
            confirmed_revision=sponsor.confirmed_revision,
            left=sponsor.left_at is not None,
        )
        for sponsor in amendment.sponsors
    ]


def label(amendment: Amendment) -> str:
    """How the record names an amendment: its number and part, or its draft's id."""
    if amendment.number is None:
        return f"draft-{amendment.id}"
    return f"{amendment.number}{amendment.part}"


def facts_for_the_record(amendment: Amendment) -> dict[str, object]:
    """What an entry says of a wording that not everybody may read: no word of it, no hash."""
    wording = newest(amendment)
    carried = (
        ("text", wording.text is not None or wording.text_en is not None),
        ("place", wording.moves or amendment.adds_clause),
        ("removal", wording.removes),
    )
    clause = db.session.get(Clause, amendment.clause_id) if amendment.clause_id else None
    after = db.session.get(Clause, wording.after_clause_id) if wording.after_clause_id else None
    return {
        "clause": clause.key if clause else None,
        "base": wording.base_version.number if wording.base_version else None,
        "carries": [word for word, is_so in carried if is_so],
        "place": after.key if after else None,
        "revision": wording.number,
        "late": amendment.late or None,
    }


def public_facts(amendment: Amendment) -> dict[str, object]:
    """What an entry says of a wording that everybody may read: its hash too."""
    wording = newest(amendment)
    sha256 = sha256_of(wording.text) if wording.text is not None else None
    return {**facts_for_the_record(amendment), "sha256": sha256}


def words_of(wording: AmendmentRevision) -> dict[str, str | None]:
    """What a person typed in a wording: sealed in an entry, never said."""
    return {
        "text": wording.text,
        "text_en": wording.text_en,
        "rationale": wording.rationale or None,
    }
