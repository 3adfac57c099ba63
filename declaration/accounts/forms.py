"""What people send about their own account."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import EqualTo

from declaration.accounts.fields import AddressField, LineField, SecretField, required

LANGUAGES = [SelectChoice("ar", "العربية"), SelectChoice("en", "English")]


class SignInForm(FlaskForm):
    """E-mail and password; where to go on from there."""

    email = AddressField(_l("E-mail address"), [required()])
    password = SecretField(_l("Password"), [required()])
    next = HiddenField()


class ConfirmForm(FlaskForm):
    """The password once more, before an act that asks for it."""

    password = SecretField(_l("Password"), [required()])
    next = HiddenField()


class ProfileForm(FlaskForm):
    """What one is called and how one is written to."""

    name_ar = LineField(_l("Name in Arabic"), [required()])
    name_en = LineField(_l("Name in English"))
    office_ar = LineField(_l("Office in Arabic"))
    office_en = LineField(_l("Office in English"))
    language = SelectField(_l("Language of pages and letters"), choices=LANGUAGES)

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
