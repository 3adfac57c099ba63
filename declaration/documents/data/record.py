"""Everything about a declaration that everybody may read, as plain values."""

import json
from collections.abc import Mapping, Sequence
from typing import Any, Final

from sqlalchemy import select

from declaration.amendments.facts import label, was_admissible
from declaration.amendments.models import Amendment as AmendmentRow
from declaration.amendments.queries import amendments_of, main_sponsor, newest
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
    """The public record as JSON: text in every revision, amendments, ballots, signatures."""
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
