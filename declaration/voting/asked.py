"""What a ballot asks, as pages say it: a title, the question, the words at stake."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from flask_babel import gettext as _

from declaration.amendments.facts import label
from declaration.amendments.forms import call
from declaration.amendments.models import AmendmentRevision
from declaration.amendments.queries import main_sponsor
from declaration.amendments.shown import (
    Worded,
    changes_of,
    kinds_of,
    named,
)
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.formats import current_writing, digits, listed, name_in
from declaration.http import locale
from declaration.procedure.states import Question
from declaration.text import Change
from declaration.voting.models import Ballot, BallotSubject


@dataclass(frozen=True)
class Item(Worded):
    """An amendment put to the vote, in the wording that was put."""

    label: str
    sponsor: str
    clause: str
    clause_key: str | None
    wording: AmendmentRevision
    text: RevisionText

    @cached_property
    def changes(self) -> Sequence[Change]:
        """What it changes; worked out when it is shown, since a list names an amendment alone."""
        return changes_of(self.wording)

    @property
    def kinds(self) -> Sequence[str]:
        """The kinds of change among them."""
        return kinds_of(self.changes)


@dataclass(frozen=True)
class Asked:
    """The question of a ballot. `title` names it in a list; `question` asks it."""

    title: str
    question: str
    items: tuple[Item, ...] = ()
    clause: PlacedClause | None = None
    words: str = ""
    """The text put: a clause's, where it is put whole, or a motion's."""
    english: str | None = None
    """The clause put in English, on an English page."""
    earlier: int | None = None
    """The number of the ballot that would be reconsidered."""


def asked_in(ballot: Ballot, text: RevisionText) -> Asked:
    """What the ballot asks, its clauses called as in `text`. Its subjects are loaded."""
    match ballot.question:
        case Question.AMENDMENT | Question.PACKAGE:
            return _of_amendments(ballot, text)
        case Question.CLAUSE:
            return _of_clause(ballot.subjects[0], text)
        case Question.DECLARATION:
            return _of_declaration(ballot.subjects[0])
        case Question.RECONSIDERATION:
            return _of_reconsideration(ballot.subjects[0])
        case Question.MOTION:
            words = ballot.subjects[0].motion or ""
            return Asked(_("A motion"), _("Shall the motion be adopted?"), words=words)


def _of_amendments(ballot: Ballot, text: RevisionText) -> Asked:
    items = tuple(_item(subject, text) for subject in ballot.subjects)
    if len(items) == 1:
        one = items[0]
        told = {"number": _shown(one.label), "clause": one.clause, "delegation": one.sponsor}
        title = _("Amendment %(number)s · %(clause)s", **told)
        question = _("Shall amendment %(number)s of %(delegation)s be adopted?", **told)
        return Asked(title, question, items)
    numbers = listed([_shown(item.label) for item in items], current_writing())
    title = _("Amendments %(numbers)s together", numbers=numbers)
    question = _("Shall amendments %(numbers)s be adopted together?", numbers=numbers)
    return Asked(title, question, items)


def _item(subject: BallotSubject, text: RevisionText) -> Item:
    amendment, wording = subject.amendment, subject.amendment_revision
    assert amendment is not None
    assert wording is not None
    called = named(text, amendment.clause_id)
    main = main_sponsor(amendment)
    return Item(
        label=label(amendment),
        sponsor=name_in(main.delegation.names, locale()) if main else _("the secretariat"),
        clause=call(called),
        clause_key=called.key,
        wording=wording,
        text=text,
    )


def _of_clause(subject: BallotSubject, text: RevisionText) -> Asked:
    version = subject.version
    assert version is not None
    called = call(named(text, version.clause_id))
    clause = text.by_id(version.clause_id)
    is_translated = locale() == "en" and clause is not None and clause.version_id == version.id
    return Asked(
        _("%(clause)s, as it stands", clause=called),
        _("Shall %(clause)s be adopted as it stands?", clause=called),
        clause=clause,
        words=version.text,
        english=clause.translations.get("en") if clause is not None and is_translated else None,
    )


def _of_declaration(subject: BallotSubject) -> Asked:
    revision = subject.revision
    assert revision is not None
    symbol = revision.symbol or _shown(str(revision.serial))
    return Asked(
        _("The declaration as a whole, revision %(symbol)s", symbol=symbol),
        _("Shall the declaration be adopted as a whole?"),
    )


def _of_reconsideration(subject: BallotSubject) -> Asked:
    earlier = subject.of_ballot
    assert earlier is not None
    number = _shown(str(earlier.number))
    return Asked(
        _("Reconsidering ballot %(number)s", number=number),
        _("Shall the decision of ballot %(number)s be reconsidered?", number=number),
        earlier=earlier.number,
    )


def _shown(number: str) -> str:
    return digits(number, current_writing())
