"""Mandates, and endorsing the frozen text."""

from dataclasses import dataclass
from typing import Final

from declaration.drafting.models import Declaration
from declaration.endorsement.models import Endorsement, Freeze, Mandate, Mode, Statement
from declaration.endorsement.queries import freeze_of, latest_mandate, live_endorsement
from declaration.extensions import db
from declaration.files.models import Upload
from declaration.forums.models import Delegation, Forum
from declaration.journal import Actor, act
from declaration.procedure import MACHINES, Rules, after
from declaration.procedure.acts import Act
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid, NotPermitted
from declaration.procedure.statements import StatementKind, statement_faults
from declaration.procedure.states import DeclarationState, EndorsementState, MandateState
from declaration.proof import endorsement as proof
from declaration.proof.codes import receipt_code
from declaration.text import TextError, normalize

ENDORSEMENT: Final = MACHINES["endorsement"]
MANDATE: Final = MACHINES["mandate"]
NAME_MISSING: Final = "Write your full name."
OFFICE_MISSING: Final = "Write your office."
TOO_LONG: Final = "This may have 200 characters."
ALREADY_SIGNED: Final = "This delegation has signed already."


def lodge_mandate(declaration_id: int, upload_id: int | None, by: Actor) -> int:
    """Lodge the paper that lets the delegation's signatory sign; gives its id.

    Raises NotPermitted, WrongState.
    """
    with act(Act.LODGE_MANDATE, by=by) as entry:
        by.must(Act.LODGE_MANDATE)
        if by.delegation_id is None:
            raise NotPermitted(Act.LODGE_MANDATE)
        mandate = Mandate(
            declaration_id=declaration_id,
            delegation_id=by.delegation_id,
            upload_id=upload_id,
            state=after(MANDATE, MandateState.AWAITED, Act.LODGE_MANDATE),
            lodged_at=entry.at,
        )
        db.session.add(mandate)
        db.session.flush()
        entry.about("mandate", mandate.id)
        if upload_id is not None:
            entry.seal(upload=db.session.get_one(Upload, upload_id).sha256)
    return mandate.id


def decide_mandate(mandate_id: int, by: Actor, *, accept: bool, reason: str = "") -> None:
    """Accept a mandate after checking it, or refuse it with a reason.

    Raises NotPermitted, WrongState.
    """
    name = Act.ACCEPT_MANDATE if accept else Act.REFUSE_MANDATE
    with act(name, by=by) as entry:
        by.must(name)
        mandate = db.session.get_one(Mandate, mandate_id, with_for_update=True)
        mandate.state = after(MANDATE, mandate.state, name, Facts(reason=reason.strip()))
        entry.about("mandate", mandate.id)
        if not accept:
            mandate.reason = reason.strip()
            entry.seal(reason=reason.strip())


@dataclass(frozen=True, kw_only=True)
class Signature:
    """What a signatory states: full name and office, and perhaps a statement beside the text."""

    name: str
    office: str
    statement: str = ""
    kind: StatementKind = StatementKind.RESERVATION


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
        by.must(Act.ENDORSE)
        if by.delegation_id is None or by.delegation_key is None:
            raise NotPermitted(Act.ENDORSE)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        signature = _clean(signature, declaration, by.delegation_key)
        frozen = freeze_of(declaration.id)
        mandate = latest_mandate(declaration.id, by.delegation_id)
        facts = Facts(
            stage=declaration.state,
            fingerprint_matches=frozen is not None and frozen.fingerprint == fingerprint,
            mandate_is_accepted=_accepted(mandate),
            signed_in_again=signed_in_again,
        )
        after(ENDORSEMENT, EndorsementState.AWAITED, Act.ENDORSE, facts)
        endorsement = _given(
            declaration, frozen, mandate, by.delegation_id, signature, Mode.SIGNED_IN
        )
        endorsement.membership_id = by.membership_id
        joined = proof.Statement(
            log=by.log,
            fingerprint=fingerprint,
            on_behalf=by.delegation_key,
            actor=by.name,
            nonce=entry.nonce,
        )
        endorsement.given_at, endorsement.receipt = entry.at, joined.sha256()
        db.session.flush()
        _attach(endorsement, signature)
        entry.about("declaration", declaration.key)
        entry.data(
            fingerprint=fingerprint,
            mode=Mode.SIGNED_IN.value,
            nonce=joined.nonce,
            statement=joined.sha256(),
            accession=endorsement.accession or None,
        )
        entry.seal(name=signature.name, office=signature.office, text=signature.statement or None)
    assert entry.entry is not None
    return receipt_code(entry.entry.leaf)


def record_paper_signature(
    declaration_id: int, delegation_id: int, scan_id: int, signature: Signature, by: Actor
) -> int:
    """Record a signature given on paper, with its scan; gives the endorsement's id.

    Raises Invalid, NotPermitted, WrongState.
    """
    with act(Act.RECORD_PAPER_SIGNATURE, by=by) as entry:
        by.must(Act.RECORD_PAPER_SIGNATURE)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        delegation = db.session.get_one(Delegation, delegation_id)
        scan = db.session.get_one(Upload, scan_id)
        signature = _clean(signature, declaration, delegation.key)
        frozen = freeze_of(declaration.id)
        mandate = latest_mandate(declaration.id, delegation.id)
        facts = Facts(
            stage=declaration.state,
            fingerprint_matches=frozen is not None,
            mandate_is_accepted=_accepted(mandate),
            scan_is_lodged=True,
        )
        after(ENDORSEMENT, EndorsementState.AWAITED, Act.RECORD_PAPER_SIGNATURE, facts)
        endorsement = _given(declaration, frozen, mandate, delegation.id, signature, Mode.PAPER)
        endorsement.given_at, endorsement.scan_id = entry.at, scan.id
        db.session.flush()
        entry.on_behalf = delegation.key
        entry.about("declaration", declaration.key)
        entry.data(fingerprint=endorsement.freeze.fingerprint)
        entry.seal(name=signature.name, office=signature.office, scan=scan.sha256)
    return endorsement.id


def withdraw_endorsement(endorsement_id: int, by: Actor, *, reason: str = "") -> None:
    """Withdraw a signature: recorded, never erased. Raises NotPermitted, WrongState."""
    with act(Act.WITHDRAW_ENDORSEMENT, by=by) as entry:
        by.must(Act.WITHDRAW_ENDORSEMENT)
        endorsement = db.session.get_one(Endorsement, endorsement_id, with_for_update=True)
        if endorsement.delegation_id != by.delegation_id:
            raise NotPermitted(Act.WITHDRAW_ENDORSEMENT)
        gone = endorsement.withdrawn_at is not None
        state = EndorsementState.WITHDRAWN if gone else EndorsementState.GIVEN
        after(ENDORSEMENT, state, Act.WITHDRAW_ENDORSEMENT)
        endorsement.withdrawn_at = entry.at
        frozen = db.session.get_one(Freeze, endorsement.freeze_id)
        declaration = db.session.get_one(Declaration, frozen.declaration_id)
        entry.about("declaration", declaration.key)
        entry.data(fingerprint=frozen.fingerprint)
        if reason.strip():
            entry.seal(reason=reason.strip())


def _accepted(mandate: Mandate | None) -> bool:
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
    errors: dict[str, list[str]] = {}
    clean: dict[str, str] = {}
    for name, missing in (("name", NAME_MISSING), ("office", OFFICE_MISSING), ("statement", "")):
        try:
            clean[name] = normalize(getattr(signature, name)).strip()
        except TextError as refused:
            errors[name] = [str(refused)]
            continue
        if missing and not clean[name]:
            errors[name] = [missing]
        elif missing and len(clean[name]) > 200:
            errors[name] = [TOO_LONG]
    if not errors and clean["statement"]:
        rules = Rules.of(db.session.get_one(Forum, declaration.forum_id).rules)
        words = clean["statement"]
        faults = statement_faults(signature.kind, words, rules, delegation=delegation, sponsors=())
        if faults:
            errors["statement"] = list(faults)
    if errors:
        raise Invalid(errors)
    return Signature(kind=signature.kind, **clean)


def _attach(endorsement: Endorsement, signature: Signature) -> None:
    if signature.statement:
        db.session.add(
            Statement(
                delegation_id=endorsement.delegation_id,
                kind=signature.kind,
                endorsement_id=endorsement.id,
                text=signature.statement,
                made_at=endorsement.given_at,
            )
        )
