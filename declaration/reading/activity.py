"""Who took part in the negotiation and what it was about, as everybody may see it."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from flask_babel import gettext as _
from sqlalchemy import func, select

from declaration.amendments.facts import was_admissible
from declaration.amendments.forms import call
from declaration.amendments.models import Amendment, Sponsor
from declaration.amendments.queries import SEEN_BY_ALL
from declaration.amendments.shown import name_of
from declaration.comments.models import Comment, Thread
from declaration.drafting.models import Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.formats import Writing, current_writing, hand_of, name_in
from declaration.forums.models import Delegation
from declaration.forums.queries import delegations_of
from declaration.pictures import ActivityWords, Doing, Picture, Series, Tone, activity
from declaration.procedure.visibility import may_see


@dataclass(frozen=True)
class Activity:
    """What was done, as counts. A part of a divided amendment counts with the whole."""

    proposed: Mapping[int, int]
    """Amendments by the delegation that leads them."""
    co_sponsored: Mapping[int, int]
    said: Mapping[int, int]
    """Comments by delegation; those of the secretariat have none."""
    amended: Mapping[int, int]
    """Amendments by clause."""
    discussed: Mapping[int, int]
    """Comments on a clause and on the amendments to it, by clause."""


def activity_in(declaration: Declaration) -> Activity:
    """Count it. What is not public counts for nobody. Three statements."""
    rows = db.session.scalars(
        select(Amendment).where(
            Amendment.declaration_id == declaration.id,
            Amendment.state.in_(SEEN_BY_ALL),
            Amendment.divided_from_id.is_(None),
        )
    )
    clause_of = {
        each.id: each.clause_id
        for each in rows
        if may_see(each.state, (), own=False, was_admissible=was_admissible(each))
    }
    sponsors = db.session.execute(
        select(Sponsor.amendment_id, Sponsor.delegation_id, Sponsor.main)
        .join(Amendment, Amendment.id == Sponsor.amendment_id)
        .where(Amendment.declaration_id == declaration.id, Sponsor.left_at.is_(None))
    ).all()
    behind = [(who, leads) for id_, who, leads in sponsors if id_ in clause_of]
    comments = list(_comments(declaration.id, clause_of))
    return Activity(
        proposed=Counter(who for who, leads in behind if leads),
        co_sponsored=Counter(who for who, leads in behind if not leads),
        said=_summed((who, many) for who, _clause, many in comments),
        amended=Counter(id_ for id_ in clause_of.values() if id_ is not None),
        discussed=_summed((clause, many) for _who, clause, many in comments),
    )


def _comments(
    declaration_id: int, clause_of: Mapping[int, int | None]
) -> Iterator[tuple[int | None, int | None, int]]:
    """How many comments each delegation made on each clause."""
    query = (
        select(Comment.delegation_id, Thread.clause_id, Thread.amendment_id, func.count())
        .join(Thread, Thread.id == Comment.thread_id)
        .where(Thread.declaration_id == declaration_id, Comment.hidden_reason.is_(None))
        .group_by(Comment.delegation_id, Thread.clause_id, Thread.amendment_id)
    )
    for who, clause_id, amendment_id, many in db.session.execute(query):
        if amendment_id is None:
            yield who, clause_id, many
        elif amendment_id in clause_of:
            yield who, clause_of[amendment_id], many


def _summed(pairs: Iterator[tuple[int | None, int]]) -> Counter[int]:
    found: Counter[int] = Counter()
    for key, many in pairs:
        if key is not None:
            found[key] += many
    return found


@dataclass(frozen=True)
class ActivityPictures:
    """The same as pictures; None where nothing was done yet."""

    by_delegation: Picture | None
    by_clause: Picture | None


def activity_pictures(declaration: Declaration) -> ActivityPictures:
    """Draw it, delegations in the order of the alphabet, clauses in that of the text.

    Seven statements.
    """
    done, writing = activity_in(declaration), current_writing()
    return ActivityPictures(
        _of_delegations(delegations_of(declaration.forum_id), done, writing),
        _of_clauses(revision_text(declaration.id), done, writing),
    )


def _of_delegations(
    delegations: Sequence[Delegation], done: Activity, writing: Writing
) -> Picture | None:
    doings = [
        Doing(
            name_in(each.names, writing.language),
            (
                done.proposed.get(each.id, 0),
                done.co_sponsored.get(each.id, 0),
                done.said.get(each.id, 0),
            ),
        )
        for each in delegations
    ]
    series = [
        Series(_("Amendments proposed"), Tone.FIRST),
        Series(_("Amendments co-sponsored"), Tone.SECOND),
        Series(_("Comments"), Tone.THIRD),
    ]
    words = ActivityWords(
        title=_("Activity by delegation"),
        says=_("The amendments each delegation proposed and co-sponsored, and its comments."),
        of=_("Delegation"),
        all=_("Together"),
    )
    return _drawn(doings, series, words, writing)


def _of_clauses(text: RevisionText, done: Activity, writing: Writing) -> Picture | None:
    counted = [(each.clause_id, str(call(name_of(each)))) for each in text.clauses]
    doings = [
        Doing(name, (done.amended.get(id_, 0), done.discussed.get(id_, 0))) for id_, name in counted
    ]
    elsewhere = {*done.amended, *done.discussed} - {id_ for id_, _name in counted}
    doings.append(
        Doing(
            _("Clauses that do not stand in the text"),
            (
                sum(done.amended.get(id_, 0) for id_ in elsewhere),
                sum(done.discussed.get(id_, 0) for id_ in elsewhere),
            ),
        )
    )
    doings = [each for each in doings if each.all]
    series = [Series(_("Amendments"), Tone.FIRST), Series(_("Comments"), Tone.THIRD)]
    words = ActivityWords(
        title=_("Activity by clause"),
        says=_("The amendments to each clause, and the comments on it and on them."),
        of=_("Clause"),
        all=_("Together"),
    )
    return _drawn(doings, series, words, writing)


def _drawn(
    doings: Sequence[Doing], series: Sequence[Series], words: ActivityWords, writing: Writing
) -> Picture | None:
    if not any(each.all for each in doings):
        return None
    return activity(doings, series, words, hand_of(writing))
