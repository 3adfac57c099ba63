"""What an edit of a working copy becomes once it is confirmed: wordings of draft amendments."""

from dataclasses import dataclass

from declaration.amendments.wording import Member, Wording, without_typed_letters
from declaration.documents.edits import Added, Changed, Deleted, Edit, Joined, Moved, Split
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.text import Change, diff


@dataclass(frozen=True, slots=True)
class ShownPart:
    """What an edit does to one clause, for a page; no clause where it adds one."""

    clause: PlacedClause | None
    changes: tuple[Change, ...]


def drafts_of(edit: Edit, text: RevisionText) -> list[Member]:
    """The drafts an edit asks for, in the text's order; several of them are one package.

    A split is a change and additions after it, a join a change and removals. Each speaks about
    the version that stood in `text`, the revision the file was made from.
    """
    return [
        Member(clause=key, wording=wording, base_version_id=_version(key, text))
        for key, wording in _wordings(edit, text)
    ]


def _version(clause: str | None, text: RevisionText) -> int | None:
    placed = text.by_key(clause) if clause is not None else None
    return placed.version_id if placed is not None else None


def _wordings(edit: Edit, text: RevisionText) -> list[tuple[str | None, Wording]]:
    match edit:
        case Deleted(clause):
            return [(clause, Wording(removes=True))]
        case Added(after, kind, words):
            said = without_typed_letters(words)
            return [(None, Wording(text=said, after=after, kind=kind))]
        case Changed(clause, words):
            return [(clause, Wording(text=without_typed_letters(words)))]
        case Moved(clause, after, words):
            placed = text.by_key(clause)
            same = placed is not None and placed.text == words
            new = None if same else without_typed_letters(words)
            return [(clause, Wording(text=new, moves=True, after=after))]
        case Split(clause, (first, *others)):
            placed = text.by_key(clause)
            like = placed.kind if placed is not None else None
            return [
                (clause, Wording(text=without_typed_letters(first))),
                *(
                    (None, Wording(text=without_typed_letters(other), after=clause, kind=like))
                    for other in others
                ),
            ]
        case Joined((first, *others), words):
            said = without_typed_letters(words)
            return [
                (first, Wording(text=said)),
                *((other, Wording(removes=True)) for other in others),
            ]
    raise AssertionError(edit)


def shown_parts(edit: Edit, text: RevisionText) -> list[ShownPart]:
    """The edit clause by clause, each as a comparison with the revision it was made from."""
    return [_shown(part, text) for part in drafts_of(edit, text)]


def _shown(part: Member, text: RevisionText) -> ShownPart:
    placed = text.by_key(part.clause) if part.clause is not None else None
    base = placed.text if placed is not None else ""
    if part.wording.removes:
        return ShownPart(placed, tuple(diff(base, "")))
    words = part.wording.text
    return ShownPart(placed, tuple(diff(base, words)) if words is not None else ())
