"""What people send about mandates, signatures and statements."""

import secrets
from collections.abc import Iterable

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from declaration.accounts.fields import LineField, SecretField, at_most, clean_text, required
from declaration.accounts.forms import CodeField
from declaration.drafting.queries import PlacedClause
from declaration.endorsement.operations.mandates import LONGEST_REASON
from declaration.endorsement.operations.signing import (
    LONGEST_STATEMENT,
    NAME_MISSING,
    OFFICE_MISSING,
    STATEMENT_TOO_LONG,
    Signature,
)
from declaration.files.fields import PaperField
from declaration.formats import current_writing, digits, isolate, name_in
from declaration.forums.models import Delegation
from declaration.http import locale
from declaration.procedure import StatementKind

KIND_WORDS = {
    StatementKind.BEFORE_THE_VOTE: _l("Explanation of vote, before the vote"),
    StatementKind.AFTER_THE_VOTE: _l("Explanation of vote, after the vote"),
    StatementKind.POSITION: _l("Explanation of position"),
    StatementKind.RESERVATION: _l("Reservation"),
    StatementKind.DISSOCIATION: _l("Dissociation"),
}
BESIDE_A_SIGNATURE = (
    StatementKind.POSITION,
    StatementKind.RESERVATION,
    StatementKind.DISSOCIATION,
)


class SpokenForm(FlaskForm):
    """A statement's kind, and the clause it is about, if it is about one alone."""

    key = HiddenField()
    kind = SelectField(_l("Kind of statement"), choices=[])
    clause = SelectField(_l("About"), choices=[])

    def offer(self, kinds: Iterable[StatementKind], clauses: Iterable[PlacedClause]) -> None:
        """Offer these kinds, and these clauses or the whole."""
        self.kind.choices = [SelectChoice(kind.value, KIND_WORDS[kind]) for kind in kinds]
        whole = SelectChoice("", _l("The whole text"))
        self.clause.choices = [whole, *(SelectChoice(c.key, _named(c)) for c in clauses)]


class SigningForm(SpokenForm):
    """What a signatory states. Password and second step are asked for when the sign-in is
    not fresh."""

    fingerprint = HiddenField()
    name = LineField(
        _l("Full name, as it stands under the declaration"),
        [DataRequired(_l(NAME_MISSING))],
        render_kw={"autocomplete": "name"},
    )
    office = LineField(_l("Office"), [DataRequired(_l(OFFICE_MISSING))])
    statement = TextAreaField(
        _l("Statement"),
        [clean_text, Length(max=LONGEST_STATEMENT, message=_l(STATEMENT_TOO_LONG))],
        render_kw={"rows": 3},
    )
    read = BooleanField(
        _l("I have read the whole final text, and I am authorised to sign it."),
        [DataRequired(_l("Confirm that you have read the text and are authorised to sign it."))],
    )
    password = SecretField(_l("Password"), [required()])
    code = CodeField(_l("Code of the authenticator"))

    def signature(self) -> Signature:
        """What was stated, once the form is valid."""
        return Signature(
            name=self.name.data,
            office=self.office.data,
            statement=self.statement.data or "",
            kind=StatementKind(self.kind.data),
            clause=self.clause.data or None,
        )


class PaperSignatureForm(FlaskForm):
    """A signature given on paper, with its scan."""

    key = HiddenField()
    delegation = SelectField(_l("Delegation"), choices=[])
    name = LineField(_l("Name of the signatory"), [DataRequired(_l(NAME_MISSING))])
    office = LineField(_l("Office"), [DataRequired(_l(OFFICE_MISSING))])
    scan = PaperField(_l("Scan of the signed page"))

    def offer(self, delegations: Iterable[Delegation]) -> None:
        """Offer these delegations."""
        self.delegation.choices = _named_delegations(delegations)

    def signature(self) -> Signature:
        """Who signed, once the form is valid."""
        return Signature(name=self.name.data, office=self.office.data)


class MandateForm(FlaskForm):
    """The paper that lets a signatory sign."""

    key = HiddenField()
    paper = PaperField(_l("The mandate: PDF, PNG or JPEG, 5 MB at most"))


class MandateOnBehalfForm(MandateForm):
    """A mandate that the secretariat received for a delegation, perhaps seen elsewhere."""

    delegation = SelectField(_l("Delegation"), choices=[])
    paper = PaperField(_l("The mandate: PDF, PNG or JPEG, 5 MB at most"), optional=True)

    def offer(self, delegations: Iterable[Delegation]) -> None:
        """Offer these delegations."""
        self.delegation.choices = _named_delegations(delegations)


class RefusalForm(FlaskForm):
    """Why a mandate is refused."""

    reason = TextAreaField(_l("Reason"), [clean_text, required(), at_most(LONGEST_REASON)])


class WithdrawalForm(FlaskForm):
    """Why a signature is withdrawn, if the delegation says."""

    key = HiddenField()
    reason = TextAreaField(_l("Reason"), [clean_text, at_most(LONGEST_REASON)])


class StatementForm(SpokenForm):
    """A statement beside a ballot."""

    text = TextAreaField(
        _l("Statement"),
        [clean_text, required(), Length(max=LONGEST_STATEMENT, message=_l(STATEMENT_TOO_LONG))],
        render_kw={"rows": 5},
    )


def new_key() -> str:
    """What lets a form be taken once."""
    return secrets.token_urlsafe(12)


def _named(clause: PlacedClause) -> str:
    if clause.number:
        return digits(_("Clause %(number)s", number=clause.number), current_writing())
    return isolate(clause.translations.get(locale(), clause.text)[:60])


def _named_delegations(delegations: Iterable[Delegation]) -> list[SelectChoice]:
    return [SelectChoice(each.key, name_in(each.names, locale())) for each in delegations]
