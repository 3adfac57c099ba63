"""Fields for what people type, with the limits that hold everywhere."""

import re
from collections.abc import Sequence
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from wtforms import EmailField, Form, PasswordField, StringField
from wtforms.validators import DataRequired, Length, StopValidation, ValidationError

from declaration.accounts.steps import fold_email
from declaration.http import locale
from declaration.text import TextError, normalize

LONGEST_NAME: Final = 200
"""Characters, of a name, an office or an address."""

_ADDRESS: Final = re.compile(
    r"[^@\s<>\"(),:;\\\[\]]+@[^@\s<>\"(),:;\\\[\].]+(\.[^@\s<>\"(),:;\\\[\].]+)+"
)


def required() -> DataRequired:
    """Something must be given, and more than spaces."""
    return DataRequired(_l("This is required."))


def clean_line(_form: Form, field: StringField) -> None:
    """One line, without characters that deceive the eye; the field then holds its normal form."""
    try:
        field.data = " ".join(normalize(field.data or "").split())
    except TextError as fault:
        raise StopValidation(deceiving_character(fault)) from fault


def clean_text(_form: Form, field: StringField) -> None:
    """As `clean_line`, for a text of several lines."""
    try:
        field.data = normalize(field.data or "").strip()
    except TextError as fault:
        raise StopValidation(deceiving_character(fault)) from fault


def deceiving_character(fault: TextError) -> str:
    """The sentence that says which character of what was typed is refused, and where it stands."""
    return fault.said.ar if locale() == "ar" else fault.said.en


class LineField(StringField):
    """One line of typed text: a name, an office, a theme."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        checks = [clean_line, *validators, at_most(LONGEST_NAME)]
        super().__init__(label, checks, **options)


class AddressField(EmailField):
    """An e-mail address, kept in the form in which addresses are compared."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, [*validators, is_address], **options)

    def process_formdata(self, valuelist: list[str]) -> None:
        """Fold what was typed."""
        super().process_formdata([fold_email(value) for value in valuelist])


def at_most(characters: int) -> Length:
    """No longer than this; the sentence says how long it may be."""
    return Length(max=characters, message=_l("This may have at most %(max)d characters."))


def is_address(_form: Form, field: StringField) -> None:
    """A plain address, without names or comments, that a letter can be sent to."""
    if not is_email(field.data or ""):
        raise ValidationError(_("This is not an e-mail address, such as name@city.example."))


def is_email(written: str) -> bool:
    """Whether this is one plain e-mail address."""
    return len(written) <= LONGEST_NAME and _ADDRESS.fullmatch(written) is not None


class SecretField(PasswordField):
    """A password, as long as a person may type one."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        super().__init__(label, [*validators, at_most(1000)], **options)
