"""Everything about a declaration that everybody may read, as plain values."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from declaration.amendments.facts import label, was_admissible
from declaration.amendments.models import Amendment as AmendmentRow
from declaration.amendments.queries import amendments_of, main_sponsor, newest
from declaration.comments.models import Thread
from declaration.comments.queries import clauses_with_versions, threads_of
from declaration.documents.data.akoma_ntoso import Amendment, Clause, Statement, akoma_ntoso
from declaration.drafting.models import Declaration
from declaration.drafting.queries import revision_text, revisions_of
from declaration.endorsement.queries import freeze_of, network_of, signatories, statements_on
from declaration.extensions import db
from declaration.formats import name_in
from declaration.forums.models import Delegation, Forum
from declaration.procedure.visibility import may_see
from declaration.voting.queries import ballots_of
from declaration.voting.recording import exported

FORMAT: Final = "declaration/record/v1"


def json_of(forum: Forum, declaration: Declaration) -> bytes:
    """The public record as JSON: every revision, amendments, comments, ballots, signatures."""
    record = {
        "format": FORMAT,
        "forum": {"key": forum.key, "names": forum.names, "place": forum.place},
        "declaration": {"key": declaration.key, "state": declaration.state.value},
        "delegations": [
            {"key": each.key, "names": each.names, "kind": each.kind.value, "votes": each.votes}
            for each in db.session.scalars(
                select(Delegation).where(Delegation.forum_id == forum.id).order_by(Delegation.id)
            )
        ],
        "revisions": [_revision(declaration, each.serial) for each in revisions_of(declaration.id)],
        "amendments": [_amendment(each) for each in public_amendments(declaration)],
        "threads": [_thread(each) for each in _public_threads(declaration)],
        "voting_record": _voting_record(declaration),
        "endorsement": _endorsement(declaration),
    }
    return (json.dumps(record, ensure_ascii=False, indent=1) + "\n").encode()


def akoma_ntoso_of(forum: Forum, declaration: Declaration) -> bytes:
    """The newest revision with its public amendments and its votes, in Akoma Ntoso."""
    text = revision_text(declaration.id)
    return akoma_ntoso(
        Statement(
            forum=forum.key,
            key=declaration.key,
            revision=text.symbol or str(text.serial),
            published=text.published_at,
            language="ar",
            clauses=tuple(Clause(c.key, c.kind, c.number, c.text) for c in text.clauses),
            amendments=tuple(
                Amendment(
                    number=label(each),
                    sponsor=name_in(main.delegation.names, "ar")
                    if (main := main_sponsor(each))
                    else "",
                    clause=each.clause.key if each.clause else None,
                    text=None if newest(each).removes else newest(each).text or "",
                    rationale=newest(each).rationale,
                    submitted=each.submitted_at or each.drafted_at,
                )
                for each in public_amendments(declaration)
            ),
            ballots=tuple(_voting_record(declaration)["ballots"]),
        )
    )


def public_amendments(declaration: Declaration) -> Sequence[AmendmentRow]:
    """Those that everybody may read, by clause and number. Three statements."""
    return [
        each
        for each in amendments_of(declaration.id)
        if may_see(each.state, (), own=False, was_admissible=was_admissible(each))
    ]


def _revision(declaration: Declaration, serial: int) -> Mapping[str, Any]:
    text = revision_text(declaration.id, serial)
    return {
        "serial": text.serial,
        "symbol": text.symbol,
        "published": text.published_at.isoformat(),
        "clauses": [
            {
                "key": each.key,
                "kind": each.kind.value,
                "number": each.number,
                "version": each.version,
                "origin": each.origin.value,
                "text": {"ar": each.text, **each.translations},
            }
            for each in text.clauses
        ],
    }


def _amendment(each: AmendmentRow) -> Mapping[str, Any]:
    wording = newest(each)
    behind = [sponsor for sponsor in each.sponsors if sponsor.left_at is None]
    return {
        "number": label(each),
        "state": each.state.value,
        "route": each.route.value,
        "clause": each.clause.key if each.clause else None,
        "adds": each.adds_clause,
        "removes": wording.removes,
        "after": wording.after_clause.key if wording.after_clause else None,
        "base_version": wording.base_version.number if wording.base_version else None,
        "text": wording.text,
        "text_en": wording.text_en,
        "rationale": wording.rationale,
        "sponsors": [s.delegation.key for s in sorted(behind, key=lambda s: not s.main)],
        "submitted": each.submitted_at.isoformat() if each.submitted_at else None,
        "late": each.late,
    }


def _public_threads(declaration: Declaration) -> list[Thread]:
    """Those on clauses that stand or stood in the text, and on amendments everybody may read."""
    clauses = clauses_with_versions(declaration.id)
    amendments = {each.id for each in public_amendments(declaration)}
    return [
        each
        for each in threads_of(declaration.id)
        if each.clause_id in clauses or each.amendment_id in amendments
    ]


def _thread(thread: Thread) -> Mapping[str, Any]:
    """A thread, without what the secretariat hid; who spoke is told by the delegation alone."""
    return {
        "clause": thread.clause.key if thread.clause else None,
        "amendment": label(thread.amendment) if thread.amendment else None,
        "quote": thread.quote,
        "opened": thread.opened_at.isoformat(),
        "resolved": thread.resolved_at.isoformat() if thread.resolved_at else None,
        "comments": [
            {
                "delegation": each.delegation.key if each.delegation else None,
                "made": each.made_at.isoformat(),
                "edited": each.edited_at.isoformat() if each.edited_at else None,
                "hidden": each.hidden_reason is not None,
                "text": each.text if each.hidden_reason is None else None,
            }
            for each in thread.comments
        ],
    }


def _voting_record(declaration: Declaration) -> Mapping[str, Any]:
    return exported(sorted(ballots_of(declaration.id), key=lambda ballot: ballot.number))


def _endorsement(declaration: Declaration) -> Mapping[str, Any] | None:
    """The frozen text's fingerprint and who joined it; None before the freeze."""
    frozen = freeze_of(declaration.id)
    if frozen is None:
        return None
    return {
        "fingerprint": frozen.fingerprint,
        "frozen": frozen.frozen_at.isoformat(),
        "signatures": [
            {
                "delegation": each.delegation.key,
                "name": each.name,
                "office": each.office,
                "given": each.given_at.isoformat(),
                "accession": each.accession,
            }
            for each in signatories(frozen.id)
        ],
        "statements": [
            {"delegation": each.delegation.key, "kind": each.kind.value, "text": each.text}
            for each in statements_on(frozen.id)
        ],
        "network": [each.delegation.key for each in network_of(declaration.id)],
    }
