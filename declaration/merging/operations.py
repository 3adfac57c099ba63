"""`publish`: the one way by which a clause gets a new version and a declaration a new revision."""

from collections.abc import Mapping, Sequence
from typing import Final

from sqlalchemy import func, select

from declaration.amendments.models import Amendment
from declaration.amendments.operations import label
from declaration.amendments.queries import newest
from declaration.drafting.models import Clause, Declaration, Origin, Revision
from declaration.drafting.operations import sha256_of
from declaration.drafting.queries import RevisionText, revision_text
from declaration.extensions import db
from declaration.journal import Actor, Record, act
from declaration.merging import publishing
from declaration.merging.outlooks import outlook
from declaration.merging.plans import NOTHING, NOTHING_TO_RESTORE, Outlook, Plan
from declaration.merging.publishing import Published
from declaration.merging.queries import open_ballots_on
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, Stale, WrongState
from declaration.procedure.states import BallotState, DeclarationState
from declaration.voting import steps as voting
from declaration.voting.models import Ballot, BallotSubject

__all__ = ["Plan", "deciding_ballots", "publish"]

BEING_VOTED: Final = "A ballot about this text is open. Publish when it has been closed."
TOO_MUCH_AT_ONCE: Final = (
    "This is too much for one publication: the record names every amendment and every clause of "
    "it in one entry. Choose a part of the amendments and publish it, then publish the rest."
)
WHILE_DRAFTING: Final = (
    "The secretariat writes the text itself only while it is being drafted. "
    "In negotiation it changes by amendments; a correction may change typography."
)
OWN_WORDS: Final = frozenset({Origin.DRAFTING, Origin.CORRECTION, Origin.EDITORIAL})
"""The origins under which the secretariat's own words enter the text."""


def publish(declaration_id: int, plan: Plan, by: Actor) -> int:
    """Publish new versions of clauses, and the revision that lists them; gives its serial.

    Two officers on two clauses both succeed; on one clause the slower gets Stale. Raises Invalid
    when a conflict is undecided or one entry cannot name all of it, NotPermitted, WrongState.
    """
    with act(Act.PUBLISH, by=by) as entry:
        entry.when_too_long = TOO_MUCH_AT_ONCE
        by.must(Act.PUBLISH)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        text = revision_text(declaration.id)
        _must_be_seen(text, plan.seen)
        rows = publishing.locked_amendments(plan.chosen)
        _must_suit(declaration, plan)
        declaration.state = after(
            MACHINES["declaration"], declaration.state, Act.PUBLISH, _facts(plan)
        )
        made = outlook(declaration, text, rows, plan)
        if not made.changed and list(made.order) == [each.clause_id for each in text.clauses]:
            raise Invalid({"chosen": [NOTHING]})
        _must_not_be_voted(declaration, made)
        published = publishing.store(
            declaration, text, made.changed, made.order, origin=plan.origin
        )
        _settle(declaration, text, made, published, plan, by, entry)
    return published.serial


def _must_be_seen(text: RevisionText, seen: Mapping[int, int]) -> None:
    for clause_id, version in seen.items():
        clause = text.by_id(clause_id)
        now = clause.version if clause else 0
        if now != version:
            raise Stale(seen=version, now=now)


def _must_suit(declaration: Declaration, plan: Plan) -> None:
    """The secretariat's own words enter while drafting; later only typography is its own."""
    is_drafting = declaration.state is DeclarationState.DRAFTING
    if plan.origin is Origin.DRAFTING and not is_drafting:
        raise Invalid({"edits": [WHILE_DRAFTING]})
    if (plan.new or plan.order is not None) and plan.origin is not Origin.DRAFTING:
        raise Invalid({"edits": [WHILE_DRAFTING]})
    if plan.edits and plan.origin not in OWN_WORDS:
        raise Invalid({"edits": [WHILE_DRAFTING]})
    if (plan.restores is None) is (plan.origin is Origin.RESTORED):
        raise Invalid({"restores": [NOTHING_TO_RESTORE]})
    if plan.chosen and plan.origin is not Origin.MERGE:
        raise WrongState(Act.PUBLISH, declaration.state)


def _must_not_be_voted(declaration: Declaration, made: Outlook) -> None:
    if open_ballots_on(declaration.id, [each.clause_id for each in made.changed]):
        raise Invalid({"chosen": [BEING_VOTED]})


def _facts(plan: Plan) -> Facts:
    return Facts(editorial=plan.origin in (Origin.CORRECTION, Origin.EDITORIAL))


def _settle(
    declaration: Declaration,
    text: RevisionText,
    made: Outlook,
    published: Published,
    plan: Plan,
    by: Actor,
    entry: Record,
) -> None:
    """Let everything follow that hangs on the old versions, and write it down."""
    if plan.symbol is not None:
        revision = db.session.get_one(Revision, published.revision_id)
        revision.symbol, revision.issued_at = plan.symbol, entry.at
    ballots = deciding_ballots([row.id for row in made.merged])
    inputs = dict(made.inputs)
    for amendment in made.merged:
        amendment.state = after(MACHINES["amendment"], amendment.state, Act.PUBLISH)
        amendment.needs_rebasing = False
        version = published.versions.get(amendment.clause_id or 0)
        amendment.merged_version_id = version.id if version else None
        if amendment.id in ballots:
            inputs[newest(amendment).id] = ballots[amendment.id][0]
    publishing.record(
        published,
        made.changed,
        _moved(text, made),
        origin=plan.origin,
        membership_id=by.membership_id,
        inputs=inputs,
        weaves=made.weaves,
        order=made.order,
        note=plan.note,
        at=entry.at,
    )
    for amendment in made.taken_out:
        amendment.merged_version_id, amendment.awaits_removal = None, False
    rebased = publishing.rebase_pending(made.changed, [row.id for row in made.merged])
    restarted = voting.restart_silence(
        declaration.id, [each.clause_id for each in made.changed], entry.at
    )
    entry.about("declaration", declaration.key, published.serial)
    _say(text, made, published, rebased, ballots, plan, entry)
    entry.data(restarted=_restarted(restarted) or None)


def _moved(text: RevisionText, made: Outlook) -> dict[int, int]:
    """The version of each clause that has a new place and the words it had."""
    changed = {each.clause_id for each in made.changed}
    return {
        clause.clause_id: clause.version_id
        for clause in text.clauses
        if clause.clause_id in made.moved and clause.clause_id not in changed
    }


def _say(
    text: RevisionText,
    made: Outlook,
    published: Published,
    rebased: Sequence[Amendment],
    ballots: Mapping[int, tuple[int, int]],
    plan: Plan,
    entry: Record,
) -> None:
    numbers = {row_id: {"ballot": number} for row_id, (_id, number) in ballots.items()}
    stood = [clause.clause_id for clause in text.clauses]
    entry.data(
        serial=published.serial,
        base=text.serial,
        symbol=plan.symbol,
        origin=plan.origin.value,
        clauses=[
            {
                "key": version.clause.key,
                "version": version.number,
                "sha256": sha256_of(version.text),
            }
            for version in published.versions.values()
        ],
        arrangement=_keys(made.order) if list(made.order) != stood else None,
        merged=[
            {"amendment": label(row), "revision": newest(row).number, **numbers.get(row.id, {})}
            for row in made.merged
        ],
        rebased=[label(row) for row in rebased if not row.needs_rebasing],
        conflicting=[label(row) for row in rebased if row.needs_rebasing],
        resolutions=sum(len(woven.agreed) for woven in made.weaves.values()),
    )
    if plan.note.strip():
        entry.seal(note=plan.note.strip())


def _restarted(successors: Sequence[Ballot]) -> list[dict[str, object]]:
    earlier = [db.session.get_one(Ballot, each.restarts_id) for each in successors]
    return [
        {
            "ballot": void.number,
            "successor": each.number,
            "closes": each.closes_at.isoformat() if each.closes_at else None,
        }
        for void, each in zip(earlier, successors, strict=True)
    ]


def _keys(clause_ids: Sequence[int]) -> list[str]:
    query = select(Clause.id, Clause.key).where(Clause.id.in_(clause_ids))
    keys = {row.id: row.key for row in db.session.execute(query)}
    return [keys[clause_id] for clause_id in clause_ids]


def deciding_ballots(amendment_ids: Sequence[int]) -> dict[int, tuple[int, int]]:
    """Id and number of the closed ballot that decided each amendment. One statement."""
    query = (
        select(BallotSubject.amendment_id, func.max(Ballot.id), func.max(Ballot.number))
        .join(Ballot, Ballot.id == BallotSubject.ballot_id)
        .where(
            BallotSubject.amendment_id.in_(amendment_ids),
            BallotSubject.current,
            Ballot.state == BallotState.CLOSED,
        )
        .group_by(BallotSubject.amendment_id)
    )
    return {row[0]: (row[1], row[2]) for row in db.session.execute(query) if row[0]}
