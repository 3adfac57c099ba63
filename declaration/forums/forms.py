"""What people send about the forum."""

from collections.abc import Iterable

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import (
    HiddenField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, Regexp
from wtforms.widgets import CheckboxInput, ListWidget

from declaration.accounts.fields import (
    AddressField,
    LineField,
    SecretField,
    at_most,
    clean_text,
    required,
)
from declaration.accounts.forms import LANGUAGES, ProfileForm, by_language
from declaration.formats import name_in
from declaration.forums.models import Delegation, DelegationKind
from declaration.forums.operations.delegations import NewDelegation
from declaration.forums.operations.invitations import Invitee
from declaration.forums.roles import ROLE_WORDS
from declaration.http import locale
from declaration.procedure import Role

LONGEST_REASON = 2000


class RolesField(SelectMultipleField):
    """Roles, one tick each."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()


class DelegationForm(FlaskForm):
    """A delegation to be admitted."""

    name_ar = LineField(_l("Name in Arabic"), [required()])
    name_en = LineField(_l("Name in English"))
    key = StringField(
        _l("Key"),
        [
            required(),
            at_most(60),
            Regexp(
                r"[a-z0-9]+(-[a-z0-9]+)*\Z",
                message=_l("A key is written in small Latin letters, digits and hyphens."),
            ),
        ],
    )
    kind = SelectField(
        _l("Kind"),
        choices=[
            SelectChoice(DelegationKind.CITY.value, _l("City")),
            SelectChoice(DelegationKind.ORGANISATION.value, _l("Organisation, without vote")),
        ],
    )

    def told(self) -> NewDelegation:
        """What was said, once the form is valid."""
        kind = DelegationKind(self.kind.data)
        return NewDelegation(
            key=self.key.data,
            names=by_language(self.name_ar.data, self.name_en.data),
            kind=kind,
            votes=kind is DelegationKind.CITY,
        )


class ReasonForm(FlaskForm):
    """Why something is refused."""

    reason = TextAreaField(_l("Reason"), [clean_text, required(), at_most(LONGEST_REASON)])


class RoleForm(FlaskForm):
    """One more role."""

    role = SelectField(_l("Role"), choices=[])

    def offer(self, roles: Iterable[Role]) -> None:
        """Offer these roles."""
        self.role.choices = [SelectChoice(role.value, ROLE_WORDS[role]) for role in roles]


class InvitationForm(FlaskForm):
    """One person to be invited."""

    key = HiddenField()
    email = AddressField(_l("E-mail address"), [required()])
    name_ar = LineField(_l("Name in Arabic"), [required()])
    name_en = LineField(_l("Name in English"))
    delegation = SelectField(_l("Delegation"), choices=[])
    roles = RolesField(
        _l("Roles"), choices=[SelectChoice(role.value, words) for role, words in ROLE_WORDS.items()]
    )
    language = SelectField(_l("Language of the e-mail"), choices=LANGUAGES)

    def offer(self, delegations: Iterable[Delegation]) -> None:
        """Offer these delegations, or none of them."""
        named = [SelectChoice(each.key, name_in(each.names, locale())) for each in delegations]
        self.delegation.choices = [SelectChoice("", _l("Without a delegation")), *named]

    def invitee(self) -> Invitee:
        """Who is invited, once the form is valid."""
        return Invitee(
            email=self.email.data,
            names=by_language(self.name_ar.data, self.name_en.data),
            language=self.language.data,
            delegation_key=self.delegation.data or None,
            roles=frozenset(Role(role) for role in self.roles.data or ()),
        )


class InvitationFileForm(FlaskForm):
    """A sheet of people to be invited."""

    sheet = FileField(
        _l("CSV file"), [FileRequired(_l("Choose a file."))], render_kw={"accept": ".csv,text/csv"}
    )


class JoinForm(ProfileForm):
    """What somebody new says of themselves, with a password of their choice."""

    new = SecretField(_l("Password"), [required()])
    again = SecretField(
        _l("Password again"), [required(), EqualTo("new", _l("The two passwords differ."))]
    )
