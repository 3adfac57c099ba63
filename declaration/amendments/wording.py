"""What one wording of an amendment proposes, as a plain value."""

from dataclasses import dataclass, replace
from typing import Final

from declaration.amendments.models import AmendmentRevision
from declaration.drafting.models import ClauseKind
from declaration.procedure.refusals import Invalid
from declaration.text import Flaw, TextError, inspect, mend, normalize, separate

LONGEST_TEXT: Final = 20_000
LONGEST_RATIONALE: Final = 5_000
EMPTY: Final = (
    "Write what the clause should say, choose a new place for it, or propose to remove it."
)
TOO_LONG: Final = "This is too long: a clause may have 20,000 characters, a rationale 5,000."
REMOVAL_STANDS_ALONE: Final = "A removal can carry neither a new text nor a new place."
CHANGES_NOTHING: Final = "This changes nothing in the clause as it stands."


@dataclass(frozen=True, kw_only=True)
class Wording:
    """A proposal about one clause: any of a new text and a new place, or removal alone.

    `after` is the key of the clause that a move or an addition should follow; None means first
    of all.
    """

    text: str | None = None
    text_en: str | None = None
    removes: bool = False
    moves: bool = False
    after: str | None = None
    kind: ClauseKind | None = None
    rationale: str = ""


@dataclass(frozen=True, kw_only=True)
class Member:
    """One draft of a package: a wording about a clause, or, without one, a clause to be added.

    `base_version_id` is the version that was read, the newest by default.
    """

    clause: str | None
    wording: Wording
    base_version_id: int | None = None


def checked(wording: Wording) -> Wording:
    """The same wording in normal form. Raises Invalid, naming the field and what is wrong."""
    errors: dict[str, list[str]] = {}
    clean: dict[str, str | None] = {}
    limits = {"text": LONGEST_TEXT, "text_en": LONGEST_TEXT, "rationale": LONGEST_RATIONALE}
    for field, limit in limits.items():
        typed = getattr(wording, field)
        clean[field] = typed
        if not typed:
            continue
        if len(typed) > limit:
            errors[field] = [TOO_LONG]
            continue
        try:
            clean[field] = normalize(typed).strip() or None
        except TextError as refused:
            errors[field] = [str(refused)]
    says = clean["text"] or clean["text_en"]
    if wording.removes and (says or wording.moves):
        errors["removes"] = [REMOVAL_STANDS_ALONE]
    if not errors and not (says or wording.removes or wording.moves):
        errors["text"] = [EMPTY]
    if errors:
        raise Invalid(errors)
    return Wording(
        text=clean["text"],
        text_en=clean["text_en"],
        removes=wording.removes,
        moves=wording.moves,
        after=None if wording.removes else wording.after,
        kind=wording.kind,
        rationale=clean["rationale"] or "",
    )


def proposed_text(revision: AmendmentRevision, base: str | None) -> str | None:
    """The clause's text if the wording were adopted; None when it removes the clause."""
    if revision.removes:
        return None
    return revision.text if revision.text is not None else base


def without_typed_letters(text: str) -> str:
    """The text without the letters of sub-items typed at its lines' starts: they are computed."""
    return mend(text, (each for each in inspect(text) if each.flaw is Flaw.TYPED_LETTER))


def wording_of(revision: AmendmentRevision) -> Wording:
    """A stored wording as a plain value; the clause it goes after must be loaded."""
    return Wording(
        text=revision.text,
        text_en=revision.text_en,
        removes=revision.removes,
        moves=revision.moves,
        after=revision.after_clause.key if revision.after_clause else None,
        kind=revision.kind,
        rationale=revision.rationale,
    )


def parts_of(revision: AmendmentRevision) -> list[Wording]:
    """The changes that can stand alone, each as a wording; the whole when it makes but one.

    Merged, the parts say what the whole says. A new place is a part beside the new words. Parts
    have no English: nobody has written it for them.
    """
    whole = wording_of(revision)
    if revision.removes or revision.text is None or not revision.base_text:
        return [whole]
    texts = separate(revision.base_text, revision.text)
    stays = replace(whole, text_en=None, moves=False, after=None)
    parts = [replace(stays, text=text) for text in texts]
    if revision.moves:
        parts.append(replace(whole, text=None, text_en=None))
    return parts if len(parts) > 1 else [whole]


def separable(revision: AmendmentRevision) -> bool:
    """Whether it carries several changes that can stand alone."""
    return len(parts_of(revision)) > 1
