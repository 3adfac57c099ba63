"""What an officer wants to publish, and what a plan comes to."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from declaration.amendments.models import Amendment
from declaration.amendments.wording import LONGEST_TEXT, TOO_LONG
from declaration.drafting.models import ClauseKind, Origin
from declaration.merging.publishing import NewText
from declaration.merging.weaving import Weave
from declaration.procedure.refusals import Invalid
from declaration.text import TextError, normalize

UNDECIDED: Final = "Some conflicts are not decided yet."
NOT_TYPOGRAPHY: Final = "A correction may change typography only; this changes the substance."
NOTHING: Final = "Choose at least one amendment, or write a change."
UNKNOWN: Final = "One of the amendments chosen is not one of this declaration."
TO_AN_AMENDMENT: Final = "An amendment to an amendment is merged into that amendment, not the text."
NO_LONGER_STANDS: Final = "The clause that this amendment changes no longer stands in the text."
INCOMPLETE_PACKAGE: Final = "The amendments of a package are merged together or not at all."
NOTHING_TO_RESTORE: Final = "Nothing decided about this clause asks for an earlier text."
EMPTY: Final = "Write what the clause should say."


@dataclass(frozen=True, kw_only=True)
class NewClause:
    """A clause that the secretariat adds while the declaration is being drafted."""

    kind: ClauseKind
    text: str
    after: int | None
    """The clause it follows; None is first of all."""


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What is to be published: adopted amendments, or the secretariat's own work, or a restoration.

    `chosen` are adopted amendments; `edits` are texts of the secretariat itself, by clause (None
    removes), `new` its new clauses and `order` its order of those that stand. `restores` names a
    clause whose earlier text returns. `seen` holds, for each clause concerned, the version number
    that the officer saw. `resolutions` are agreed wordings by clause and number of the conflict,
    `places` what prevails in the misfits of the arrangement, by name.
    """

    origin: Origin = Origin.MERGE
    chosen: tuple[int, ...] = ()
    edits: Mapping[int, str | None] = field(default_factory=dict)
    new: tuple[NewClause, ...] = ()
    order: tuple[int, ...] | None = None
    restores: int | None = None
    seen: Mapping[int, int] = field(default_factory=dict)
    resolutions: Mapping[int, Mapping[int, str]] = field(default_factory=dict)
    places: Mapping[str, Sequence[int]] = field(default_factory=dict)
    note: str = ""
    symbol: str | None = None


@dataclass(frozen=True, kw_only=True)
class Outlook:
    """What a plan makes of the text. `inputs` are wordings, each with its ballot where known."""

    changed: Sequence[NewText]
    order: Sequence[int]
    moved: Collection[int] = ()
    weaves: Mapping[int, Weave] = field(default_factory=dict)
    merged: Sequence[Amendment] = ()
    taken_out: Sequence[Amendment] = ()
    inputs: Mapping[int, int | None] = field(default_factory=dict)


def clean(words: str, field_name: str) -> str:
    """Typed words in normal form. Raises Invalid, naming the field and what is wrong."""
    if len(words) > LONGEST_TEXT:
        raise Invalid({field_name: [TOO_LONG]})
    try:
        return normalize(words)
    except TextError as refused:
        raise Invalid({field_name: [str(refused)]}) from refused
