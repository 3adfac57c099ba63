"""What an adoption means for the other amendments to the same words: proposed here, ruled by the
chair. Asked again before a vote opens, since an amendment may have come after the adoption."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import select

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.amendments.queries import WITH_ALL, newest
from declaration.amendments.wording import proposed_text
from declaration.extensions import db
from declaration.procedure import Consequence, consequence, excluded_by
from declaration.procedure.states import AmendmentState, Fate
from declaration.voting.models import Ballot

BESIDE: Final = "beside"
"""In `because` of an amendment: the adopted ones that the chair ruled it stands beside."""

ASKED_ABOUT: Final = (AmendmentState.ADMISSIBLE, AmendmentState.SCHEDULED)
"""What has not been screened is no one's to see yet; it is asked about when its vote opens."""

RULED: Final = frozenset({AmendmentState.FALLEN, AmendmentState.SATISFIED})


@dataclass(frozen=True)
class Proposed:
    """What is proposed to become of an amendment because another was adopted."""

    amendment: Amendment
    adopted: Amendment
    consequence: Consequence
    ruled: Fate | None
    """What the chair has ruled, if it has."""


def between(adopted: Amendment, other: Amendment) -> Consequence | None:
    """What adopting one does to the other; None when they do not speak about the same words.

    Their revisions are loaded with their bases.
    """
    first, second = newest(adopted), newest(other)
    if _base(first) is None or _base(first) != _base(second):
        return None
    base = first.base_text
    return consequence(base, proposed_text(first, base), proposed_text(second, base))


def proposed_after(ballot: Ballot) -> list[Proposed]:
    """What follows from a ballot that adopted amendments: those that are proposed not to be put,
    and those already ruled upon. Its subjects are loaded. Six statements at most.
    """
    ids = [subject.amendment_id for subject in ballot.subjects if subject.amendment_id]
    adopted = [
        each for each in _shown(Amendment.id.in_(ids)) if each.state is AmendmentState.ADOPTED
    ]
    clauses = {each.clause_id for each in adopted}
    states = (*ASKED_ABOUT, *RULED)
    others = _shown(
        Amendment.clause_id.in_(clauses), Amendment.state.in_(states), Amendment.id.not_in(ids)
    )
    found = []
    for one in adopted:
        for other in others:
            follows = between(one, other)
            if follows is None:
                continue
            ruled = _ruled(other, one)
            if ruled is not None or (follows.fate is not Fate.STAYS and other.state not in RULED):
                found.append(Proposed(other, one, follows, ruled))
    return found


def _ruled(amendment: Amendment, adopted: Amendment) -> Fate | None:
    if amendment.state in RULED and amendment.because.get("by") == adopted.id:
        return Fate.FALLS if amendment.state is AmendmentState.FALLEN else Fate.SATISFIED
    return Fate.STAYS if adopted.id in amendment.because.get(BESIDE, ()) else None


def adopted_rivals(amendment: Amendment) -> list[str]:
    """The labels of the adopted amendments, not merged yet, that leave this one no room and that
    the chair has not let it stand beside. Its revisions are loaded. Three statements.
    """
    wording = newest(amendment)
    if _base(wording) is None:
        return []
    adopted = {
        each.id: each
        for each in _shown(
            Amendment.clause_id == amendment.clause_id,
            Amendment.state == AmendmentState.ADOPTED,
            Amendment.id != amendment.id,
            Amendment.id.not_in(amendment.because.get(BESIDE, [])),
        )
        if _base(newest(each)) == _base(wording)
    }
    base = wording.base_text
    texts = {each: proposed_text(newest(row), base) for each, row in adopted.items()}
    found = excluded_by(base, proposed_text(wording, base), texts)
    return [label(adopted[each]) for each in found]


def _base(wording: AmendmentRevision) -> tuple[int | None, int | None] | None:
    base = (wording.base_version_id, wording.base_amendment_revision_id)
    return base if any(base) else None


def _shown(*conditions: object) -> Sequence[Amendment]:
    query = select(Amendment).options(*WITH_ALL).order_by(Amendment.number, Amendment.id)
    return db.session.scalars(query.where(*conditions)).all()  # type: ignore[arg-type]
