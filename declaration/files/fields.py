"""The field in which a paper is uploaded."""

from typing import Any

from flask_babel import gettext as _
from flask_wtf.file import FileField
from wtforms import Form
from wtforms.validators import StopValidation

from declaration.files.keeping import LARGEST, Received, receive


class PaperField(FileField):
    """A PDF, PNG or JPEG of 5 MB at most."""

    def __init__(self, label: Any, *, optional: bool = False, **options: Any) -> None:
        options.setdefault("render_kw", {"accept": "application/pdf,image/png,image/jpeg"})
        super().__init__(label, **options)
        self.is_optional = optional

    def pre_validate(self, form: Form) -> None:
        """A file must be chosen, unless the field is optional."""
        if not self.data and not self.is_optional:
            raise StopValidation(_("Choose a file."))

    def received(self) -> Received | None:
        """The file, kept on the disk; None when none was chosen. Raises Invalid at this field."""
        if not self.data:
            return None
        body = self.data.stream.read(LARGEST + 1)
        return receive(body, self.data.filename or "", field=self.short_name)
