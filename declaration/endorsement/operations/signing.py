"""Joining the frozen text, and taking a signature back."""

from dataclasses import dataclass
from typing import Final

from declaration.drafting.models import Declaration
from declaration.drafting.queries import clause_named
from declaration.endorsement.models import Endorsement, Freeze, Mandate, Mode, Statement
from declaration.endorsement.operations.gate import for_a_delegation, own_declaration
from declaration.endorsement.queries import freeze_of, latest_mandate, live_endorsement
from declaration.extensions import db
from declaration.files.keeping import Received
from declaration.files.steps import store
from declaration.forums.models import Delegation, Forum
from declaration.journal import Actor, act
from declaration.procedure import (
    ENDORSEMENT,
    Act,
    DeclarationState,
    EndorsementState,
    Facts,
    Invalid,
    MandateState,
    NotPermitted,
    Rules,
    StatementKind,
    after,
    statement_faults,
)
from declaration.proof import endorsement as proof
from declaration.proof.codes import receipt_code
from declaration.text import TextError, normalize

NAME_MISSING: Final = "Write your full name."
OFFICE_MISSING: Final = "Write your office."
TOO_LONG: Final = "This may have 200 characters."
ALREADY_SIGNED: Final = "This delegation has signed already."
LONGEST_NAME: Final = 200
LONGEST_STATEMENT: Final = 20_000
STATEMENT_TOO_LONG: Final = "A statement may have 20,000 characters."


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What a signatory states: full name and office, and perhaps a statement beside the text.

    `clause` is the key of the one clause the statement is about, if it is about one alone.
    """

    name: str
    office: str
    statement: str = ""
    kind: StatementKind = StatementKind.RESERVATION
    clause: str | None = None


def endorse(
    declaration_id: int,
    signature: Signature,
    by: Actor,
    *,
    fingerprint: str,
    signed_in_again: bool,
) -> str:
    """Join the frozen text for the actor's delegation; gives the receipt's code.

    `fingerprint` is the one the signatory saw. Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.ENDORSE, by=by) as entry:
        delegation_id, delegation_key = for_a_delegation(by, Act.ENDORSE)
        declaration = own_declaration(declaration_id, by, Act.ENDORSE, lock=True)
        signature = _clean(signature, declaration, delegation_key)
        frozen = freeze_of(declaration.id)
        mandate = latest_mandate(declaration.id, delegation_id)
        facts = Facts(
            stage=declaration.state,
            fingerprint_matches=frozen is not None and frozen.fingerprint == fingerprint,
            mandate_is_accepted=is_accepted(mandate),
            signed_in_again=signed_in_again,
        )
        after(ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, facts)
        endorsement = _given(declaration, frozen, mandate, delegation_id, signature, Mode.SIGNED_IN)
        endorsement.membership_id = by.membership_id
        joined = proof.Statement(
            log=by.log,
            fingerprint=fingerprint,
            on_behalf=delegation_key,
            actor=by.name,
            nonce=entry.nonce,
        )
        endorsement.given_at, endorsement.receipt = entry.at, joined.sha256()
        db.session.flush()
        _attach(endorsement, signature, declaration)
        entry.about("declaration", declaration.key)
        entry.data(
            fingerprint=fingerprint,
            mode=Mode.SIGNED_IN.value,
            nonce=joined.nonce,
            statement=joined.sha256(),
            accession=endorsement.accession or None,
            kind=signature.kind if signature.statement else None,
            clause=signature.clause if signature.statement else None,
        )
        entry.seal(name=signature.name, office=signature.office, text=signature.statement or None)
    assert entry.entry is not None
    return receipt_code(entry.entry.leaf)


def record_paper_signature(
    declaration_id: int, delegation_id: int, scan: Received, signature: Signature, by: Actor
) -> int:
    """Record a signature given on paper, with its scan; gives the endorsement's id.

    Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.RECORD_PAPER_SIGNATURE, by=by) as entry:
        by.must(Act.RECORD_PAPER_SIGNATURE)
        declaration = own_declaration(declaration_id, by, Act.RECORD_PAPER_SIGNATURE, lock=True)
        delegation = db.session.get_one(Delegation, delegation_id)
        if delegation.forum_id != declaration.forum_id:
            raise NotPermitted(Act.RECORD_PAPER_SIGNATURE)
        signature = _clean(signature, declaration, delegation.key)
        frozen = freeze_of(declaration.id)
        mandate = latest_mandate(declaration.id, delegation.id)
        facts = Facts(
            stage=declaration.state,
            fingerprint_matches=frozen is not None,
            mandate_is_accepted=is_accepted(mandate),
            scan_is_lodged=True,
        )
        after(ENDORSEMENT, EndorsementState.AWAITED, Act.RECORD_PAPER_SIGNATURE, facts)
        upload = store(scan)
        endorsement = _given(declaration, frozen, mandate, delegation.id, signature, Mode.PAPER)
        endorsement.given_at, endorsement.scan_id = entry.at, upload.id
        db.session.flush()
        entry.on_behalf = delegation.key
        entry.about("declaration", declaration.key)
        entry.data(
            fingerprint=endorsement.freeze.fingerprint, accession=endorsement.accession or None
        )
        entry.seal(name=signature.name, office=signature.office, scan=scan.sha256)
    return endorsement.id


def withdraw_endorsement(endorsement_id: int, by: Actor, *, reason: str = "") -> None:
    """Withdraw a signature: recorded, never erased. Raises Invalid, NotPermitted, WrongState."""
    with act(Act.WITHDRAW_ENDORSEMENT, by=by) as entry:
        by.must(Act.WITHDRAW_ENDORSEMENT)
        endorsement = db.session.get_one(Endorsement, endorsement_id, with_for_update=True)
        if by.delegation_id is None or endorsement.delegation_id != by.delegation_id:
            raise NotPermitted(Act.WITHDRAW_ENDORSEMENT)
        frozen = db.session.get_one(Freeze, endorsement.freeze_id)
        declaration = own_declaration(frozen.declaration_id, by, Act.WITHDRAW_ENDORSEMENT)
        gone = endorsement.withdrawn_at is not None
        state = EndorsementState.WITHDRAWN if gone else EndorsementState.GIVEN
        after(ENDORSEMENT, state, Act.WITHDRAW_ENDORSEMENT)
        said = _words({"reason": reason})["reason"]
        endorsement.withdrawn_at = entry.at
        entry.about("declaration", declaration.key)
        entry.data(fingerprint=frozen.fingerprint)
        entry.seal(reason=said or None)


def is_accepted(mandate: Mandate | None) -> bool:
    """Whether the secretariat has checked the signatory's power to sign."""
    return mandate is not None and mandate.state is MandateState.ACCEPTED


def _given(
    declaration: Declaration,
    frozen: Freeze | None,
    mandate: Mandate | None,
    delegation_id: int,
    signature: Signature,
    mode: Mode,
) -> Endorsement:
    assert frozen is not None
    if live_endorsement(frozen.id, delegation_id) is not None:
        raise Invalid({"name": [ALREADY_SIGNED]})
    endorsement = Endorsement(
        freeze=frozen,
        delegation_id=delegation_id,
        mode=mode,
        name=signature.name,
        office=signature.office,
        mandate_id=mandate.id if mandate else None,
        receipt="",
        accession=declaration.state is DeclarationState.CLOSED,
    )
    db.session.add(endorsement)
    return endorsement


def _clean(signature: Signature, declaration: Declaration, delegation: str) -> Signature:
    typed = {"name": signature.name, "office": signature.office, "statement": signature.statement}
    clean = _words(typed)
    errors: dict[str, list[str]] = {}
    for name, missing in (("name", NAME_MISSING), ("office", OFFICE_MISSING)):
        if not clean[name]:
            errors[name] = [missing]
        elif len(clean[name]) > LONGEST_NAME:
            errors[name] = [TOO_LONG]
    if len(clean["statement"]) > LONGEST_STATEMENT:
        errors["statement"] = [STATEMENT_TOO_LONG]
    elif clean["statement"]:
        rules = Rules.of(db.session.get_one(Forum, declaration.forum_id).rules)
        words, kind = clean["statement"], signature.kind
        if faults := statement_faults(kind, words, rules, delegation=delegation, sponsors=()):
            errors["statement"] = list(faults)
    if errors:
        raise Invalid(errors)
    return Signature(kind=signature.kind, clause=signature.clause, **clean)


def _words(typed: dict[str, str]) -> dict[str, str]:
    """What was typed, in normal form. Raises Invalid."""
    errors: dict[str, list[str]] = {}
    clean: dict[str, str] = {}
    for field, words in typed.items():
        try:
            clean[field] = normalize(words).strip()
        except TextError as refused:
            errors[field] = [str(refused)]
    if errors:
        raise Invalid(errors)
    return clean


def _attach(endorsement: Endorsement, signature: Signature, declaration: Declaration) -> None:
    if not signature.statement:
        return
    clause = clause_named(declaration.id, signature.clause) if signature.clause else None
    db.session.add(
        Statement(
            delegation_id=endorsement.delegation_id,
            kind=signature.kind,
            endorsement_id=endorsement.id,
            clause_id=clause.id if clause else None,
            text=signature.statement,
            made_at=endorsement.given_at,
        )
    )
