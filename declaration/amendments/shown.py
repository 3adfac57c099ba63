"""An amendment as pages show it: whose it is, what it changes, what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment, AmendmentRevision
from declaration.amendments.queries import main_sponsor, newest
from declaration.drafting.queries import PlacedClause, RevisionText, translation_of
from declaration.formats import name_in
from declaration.forums.models import Delegation
from declaration.http import locale
from declaration.text import Change, diff


class Worded:
    """What pages show of a wording, beside a text where they read one."""

    wording: AmendmentRevision
    text: RevisionText | None

    @property
    def language(self) -> str:
        """The language its words are in."""
        return "en" if self.wording.text is None and self.wording.text_en else "ar"

    @property
    def english(self) -> str | None:
        """Its English words beside the Arabic, for a reader of the English pages."""
        return english_beside(self.wording)

    @cached_property
    def english_changes(self) -> Sequence[Change]:
        """What those words change in the English of its clause, where that is known."""
        return english_changes(self.wording, self.text) if self.text else ()


@dataclass(frozen=True)
class ShownAmendment(Worded):
    """An amendment with its changes to what it is made against."""

    amendment: Amendment
    wording: AmendmentRevision
    sponsor: Delegation | None
    co_sponsors: Sequence[Delegation]
    changes: Sequence[Change]
    kinds: Sequence[str]
    text: RevisionText | None
    """The declaration as it stands, where the page read it."""

    @property
    def label(self) -> str:
        """Its number, with its part; nothing for a draft."""
        return label(self.amendment) if self.amendment.number else ""

    @property
    def sponsor_names(self) -> dict[str, str] | None:
        """What the main sponsor is called."""
        return self.sponsor.names if self.sponsor else None

    @property
    def co_sponsor_names(self) -> list[str]:
        """What its co-sponsors are called, in the page's language."""
        return [name_in(each.names, locale()) for each in self.co_sponsors]


def shown(amendment: Amendment, text: RevisionText | None = None) -> ShownAmendment:
    """An amendment as it now reads; its rows are loaded."""
    wording = newest(amendment)
    main = main_sponsor(amendment)
    changes = changes_of(wording)
    return ShownAmendment(
        amendment=amendment,
        wording=wording,
        sponsor=main.delegation if main else None,
        co_sponsors=[s.delegation for s in amendment.sponsors if not s.main and s.left_at is None],
        changes=changes,
        kinds=kinds_of(changes),
        text=text,
    )


def english_beside(wording: AmendmentRevision) -> str | None:
    """The English words of a wording whose changes are shown in Arabic, on an English page."""
    return wording.text_en if wording.text and locale() == "en" else None


def english_changes(wording: AmendmentRevision, text: RevisionText) -> Sequence[Change]:
    """What those English words change in the English of the clause as it stands in `text`.

    Nothing where the clause has moved on, is not translated, or was not there before.
    """
    english = english_beside(wording)
    clause = text.by_version(wording.base_version_id) if english else None
    before = clause.translations.get("en") if clause is not None else None
    return diff(before, english) if before and english else ()


def changes_of(wording: AmendmentRevision) -> Sequence[Change]:
    """What a wording changes in its base; everything, where it adds a clause.

    Of one written in English alone, what it changes in the English of its base. One statement
    more for each of those, which are few: none is voted before its Arabic is there.
    """
    if wording.removes:
        return diff(wording.base_text, "")
    if wording.text is None:
        base = wording.base_version_id
        english = translation_of(base, "en") if base is not None and wording.text_en else ""
        return diff(english, wording.text_en) if wording.text_en else ()
    return diff(wording.base_text, wording.text)


def kinds_of(changes: Sequence[Change]) -> list[str]:
    """The kinds of change among them, each once."""
    return sorted({change.kind for change in changes if change.op != "equal" and change.kind})


def earlier_wordings(amendment: Amendment) -> list[tuple[AmendmentRevision, Sequence[Change]]]:
    """Each wording that gave way to another, newest first, with what the next one changed."""
    return [
        (earlier, diff(earlier.text or "", later.text or ""))
        for earlier, later in reversed(list(pairwise(amendment.revisions)))
    ]


def arabic_added_in(amendment: Amendment) -> set[int]:
    """The numbers of the wordings that gave the English before them its Arabic."""
    return {
        later.number
        for earlier, later in pairwise(amendment.revisions)
        if earlier.text is None and later.text is not None and later.text_en == earlier.text_en
    }


@dataclass(frozen=True)
class Named:
    """A clause as a sentence names it. An addition has neither number nor words in the text."""

    key: str | None
    number: str = ""
    opening: str = ""


LONGEST_OPENING = 60
"""Characters of an unnumbered clause by which it is called."""


def named(text: RevisionText, clause_id: int | None) -> Named:
    """How a page calls a clause: by its number, or by its first words."""
    placed = text.by_id(clause_id) if clause_id is not None else None
    return name_of(placed) if placed is not None else Named(None)


def name_of(placed: PlacedClause) -> Named:
    """How a page calls a clause that stands in the text."""
    words = placed.translations.get(locale(), placed.text).partition("\n")[0]
    cut = words[:LONGEST_OPENING].rpartition(" ")[0] + "…"
    return Named(placed.key, placed.number, words if len(words) <= LONGEST_OPENING else cut)
