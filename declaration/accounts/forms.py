"""What people send about their own account."""

import secrets
from collections.abc import Sequence
from typing import Any, Final

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField, StringField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo, Regexp

from declaration.accounts.fields import AddressField, LineField, SecretField, at_most, required

LONGEST_CODE: Final = 100
LANGUAGES = [SelectChoice("ar", "العربية"), SelectChoice("en", "English")]


class SignInForm(FlaskForm):
    """E-mail and password; where to go on from there."""

    email = AddressField(_l("E-mail address"), [required()])
    password = SecretField(_l("Password"), [required()])
    next = HiddenField()


class CodeField(StringField):
    """A code of the authenticator, or one kept on paper."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, [required(), at_most(LONGEST_CODE), *validators], **options)


class ConfirmForm(FlaskForm):
    """The password once more, before an act that asks for it; the second step where one is set."""

    password = SecretField(_l("Password"), [required()])
    code = CodeField(_l("Code of the authenticator"))
    next = HiddenField()


class SecondStepForm(FlaskForm):
    """The second step of a sign-in."""

    code = CodeField(_l("Code"))
    next = HiddenField()


class EnrolmentForm(FlaskForm):
    """The first code of a new authenticator, and the secret it was made from."""

    key = HiddenField(default=lambda: secrets.token_urlsafe(12))
    secret = HiddenField(validators=[Regexp(r"[A-Z2-7]{32}\Z")])
    code = CodeField(_l("Code that the authenticator shows"))


class ProfileForm(FlaskForm):
    """What one is called and how one is written to."""

    name_ar = LineField(_l("Name in Arabic"), [required()])
    name_en = LineField(_l("Name in English"))
    office_ar = LineField(_l("Office in Arabic"))
    office_en = LineField(_l("Office in English"))
    language = SelectField(_l("Language of pages and e-mails"), choices=LANGUAGES)

    @property
    def names(self) -> dict[str, str]:
        """The name by language."""
        return by_language(self.name_ar.data, self.name_en.data)

    @property
    def office(self) -> dict[str, str]:
        """The office by language."""
        return by_language(self.office_ar.data, self.office_en.data)


class PasswordForm(FlaskForm):
    """A new password, with the present one."""

    present = SecretField(_l("Present password"), [required()])
    new = SecretField(_l("New password"), [required()])
    again = SecretField(
        _l("New password again"),
        [required(), EqualTo("new", _l("The two new passwords differ."))],
    )


def by_language(arabic: str | None, english: str | None) -> dict[str, str]:
    """What was typed, in the languages in which something was typed."""
    written = {"ar": arabic or "", "en": english or ""}
    return {language: words for language, words in written.items() if words}
