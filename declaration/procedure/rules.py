"""The rules profile: every number a forum may set, fixed when its first sitting opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any, Final

from declaration.procedure.majority import MORE_THAN_HALF, ONE_THIRD, Majority, Share
from declaration.procedure.refusals import Invalid
from declaration.procedure.states import Question

NOT_A_NUMBER: Final = "This must be a whole number."
OUT_OF_RANGE: Final = "This number is outside what the rules allow."
NOT_YES_OR_NO: Final = "This must be yes or no."
NOT_A_MAJORITY: Final = "This is not a majority the rules know."
NOT_A_SHARE: Final = "This must be a fraction between nothing and the whole."
UNKNOWN_RULE: Final = "The rules have no such entry."


def _number(default: int, least: int, most: int) -> Any:
    return field(default=default, metadata={"least": least, "most": most})


@dataclass(frozen=True, kw_only=True)
class Rules:
    """What one forum has agreed to be bound by. The defaults are those of a forum of cities.

    Raises ValueError when a number lies outside its limits.
    """

    quorum_to_open: Share = ONE_THIRD
    """Of the accredited voting delegations, to open a sitting. Source: GA rule 67."""
    quorum_to_decide: Share = MORE_THAN_HALF
    """Of the electors, present when a ballot closes. Source: GA rule 67."""

    amendment_majority: Majority = Majority.SIMPLE
    clause_majority: Majority = Majority.SIMPLE
    declaration_majorities: tuple[Majority, ...] = (Majority.CONSENSUS, Majority.TWO_THIRDS)
    """Tried one after the other: the next when the one before was not reached."""
    reconsideration_majority: Majority = Majority.TWO_THIRDS
    """Source: GA rule 81."""
    motion_majority: Majority = Majority.SIMPLE

    silence_hours: int = _number(72, 1, 24 * 60)
    """The shortest silence procedure. Source: GA decision 74/544."""
    notice_hours: int = _number(0, 0, 24 * 14)
    """Between an amendment's submission and its vote. Source: GA rule 78, which asks for a day."""
    least_sponsors: int = _number(1, 1, 50)
    """Delegations behind an amendment for it to be admissible."""
    amendment_depth: int = _number(1, 0, 1)
    """How deep amendments to amendments go; 0 allows none."""

    speaking_seconds: int = _number(180, 15, 3600)
    """For one turn."""
    turns: int = _number(2, 1, 20)
    """For one delegation on one item."""
    for_and_against_alternate: bool = False

    observers_comment: bool = False
    comment_edit_minutes: int = _number(15, 0, 24 * 60)
    statement_words: int = _number(400, 20, 5000)
    """The longest statement or reservation, in words."""

    def __post_init__(self) -> None:
        for entry in fields(self):
            value = getattr(self, entry.name)
            limits = entry.metadata
            if limits and not limits["least"] <= value <= limits["most"]:
                raise ValueError(f"{entry.name}={value} is not within {dict(limits)}")
        if not self.declaration_majorities:
            raise ValueError("the declaration needs a majority to be adopted by")

    def majorities(self, question: Question) -> tuple[Majority, ...]:
        """The majorities this question may be decided by, the preferred one first."""
        match question:
            case Question.AMENDMENT | Question.PACKAGE:
                return (self.amendment_majority,)
            case Question.CLAUSE:
                return (self.clause_majority,)
            case Question.DECLARATION:
                return self.declaration_majorities
            case Question.RECONSIDERATION:
                return (self.reconsideration_majority,)
            case Question.MOTION:
                return (self.motion_majority,)

    def as_dict(self) -> dict[str, Any]:
        """Plain values, ready for JSON; `Rules.of` reads them back."""
        return {entry.name: _plain(getattr(self, entry.name)) for entry in fields(self)}

    @classmethod
    def of(cls, written: Mapping[str, Any]) -> "Rules":
        """Read a profile; what is left out keeps its default.

        Raises Invalid with everything that is wrong, by entry.
        """
        known = {entry.name: entry for entry in fields(cls)}
        errors: dict[str, tuple[str, ...]] = {
            name: (UNKNOWN_RULE,) for name in written if name not in known
        }
        values: dict[str, Any] = {}
        for name in written.keys() & known.keys():
            entry = known[name]
            value, problem = _read(entry.default, written[name], entry.metadata)
            if problem is None:
                values[name] = value
            else:
                errors[name] = (problem,)
        if errors:
            raise Invalid(errors)
        return replace(FORUM, **values)


def _plain(value: Any) -> Any:
    match value:
        case Share():
            return {
                "numerator": value.numerator,
                "denominator": value.denominator,
                "more_than": value.more_than,
            }
        case Majority():
            return value.value
        case tuple():
            return [_plain(item) for item in value]
        case _:
            return value


def _read(default: object, written: Any, limits: Mapping[str, int]) -> tuple[Any, str | None]:
    match default:
        case Share():
            return _read_share(written)
        case Majority():
            return _read_majority(written)
        case tuple():
            return _read_majorities(written)
        case bool():
            return (written, None) if isinstance(written, bool) else (None, NOT_YES_OR_NO)
        case _:
            return _read_number(written, limits)


def _read_share(written: Any) -> tuple[Share | None, str | None]:
    match written:
        case {"numerator": int(numerator), "denominator": int(denominator), **rest}:
            try:
                return Share(numerator, denominator, rest.get("more_than") is True), None
            except ValueError:
                return None, NOT_A_SHARE
        case _:
            return None, NOT_A_SHARE


def _read_majority(written: Any) -> tuple[Majority | None, str | None]:
    try:
        return Majority(written), None
    except ValueError:
        return None, NOT_A_MAJORITY


def _read_majorities(written: Any) -> tuple[tuple[Majority, ...] | None, str | None]:
    if not isinstance(written, list) or not written:
        return None, NOT_A_MAJORITY
    read = [_read_majority(item)[0] for item in written]
    found = tuple(majority for majority in read if majority is not None)
    return (found, None) if len(found) == len(written) else (None, NOT_A_MAJORITY)


def _read_number(written: Any, limits: Mapping[str, int]) -> tuple[int | None, str | None]:
    if not isinstance(written, int) or isinstance(written, bool):
        return None, NOT_A_NUMBER
    if not limits["least"] <= written <= limits["most"]:
        return None, OUT_OF_RANGE
    return written, None


FORUM: Final = Rules()
"""The default: consensus first, silence between sittings, voting as the fallback."""

GENERAL_ASSEMBLY: Final = Rules(
    declaration_majorities=(Majority.SIMPLE,), notice_hours=24, turns=1, speaking_seconds=300
)
"""After the rules of procedure of the General Assembly of the United Nations."""

AMERICAN_STATES: Final = Rules(
    quorum_to_decide=Share(2, 3),
    reconsideration_majority=Majority.ABSOLUTE,
    notice_hours=12,
)
"""After the rules of the General Assembly of the Organization of American States."""
