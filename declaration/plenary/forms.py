"""What people send about the stages of the declaration."""

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField

from declaration.accounts.fields import at_most, clean_text, required
from declaration.voting.operations import LONGEST_REASON


class ReasonForm(FlaskForm):
    """Why the meeting goes back."""

    key = HiddenField()
    reason = TextAreaField(_l("Reason"), [clean_text, required(), at_most(LONGEST_REASON)])


class StageForm(FlaskForm):
    """A step forward, which needs no words."""

    key = HiddenField()
