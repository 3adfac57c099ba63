"""What people send about comments."""

import secrets
from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import HiddenField, IntegerField, RadioField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Length, Optional
from wtforms.widgets import HiddenInput

from declaration.accounts.fields import clean_text, required
from declaration.comments.choosing import Occurrence, Wanted
from declaration.comments.operations import LONGEST, TOO_LONG
from declaration.formats import isolate

LONGEST_QUOTE = 20_000
LARGEST = 2**31 - 1


class HiddenNumber(IntegerField):
    """A number that scripts fill in; what is no number a row or a text can have counts as none."""

    widget = HiddenInput()

    def process_formdata(self, valuelist: list[str]) -> None:
        """Read the number."""
        try:
            super().process_formdata(valuelist)
        except ValueError:
            self.data = None
        if self.data is not None and not 0 <= self.data <= LARGEST:
            self.data = None


class CommentForm(FlaskForm):
    """One remark; `back` is the page to return to, `key` lets it be made once."""

    key = HiddenField()
    back = HiddenField()
    text = TextAreaField(
        _l("Comment"),
        [clean_text, required(), Length(max=LONGEST, message=_l(TOO_LONG))],
        render_kw={"rows": 3},
    )


class ThreadForm(CommentForm):
    """A remark that begins a thread, on words of the text or on the whole of it."""

    version = HiddenNumber(validators=[Optional()])
    start = HiddenNumber(validators=[Optional()])
    end = HiddenNumber(validators=[Optional()])
    quote = TextAreaField(_l("The words meant"), [Length(max=LONGEST_QUOTE)], render_kw={"rows": 1})
    place = RadioField(_l("Which place is meant"), choices=[], validate_choice=False)

    def wanted(self) -> Wanted:
        """The words that were chosen, or typed."""
        return Wanted(self.start.data, self.end.data, self.quote.data or "", self.place.data or "")

    def offer(self, found: Sequence[Occurrence]) -> None:
        """Offer the places where the words stand, when there are several."""
        if len(found) > 1:
            self.place.choices = [SelectChoice(each.place, _in_context(each)) for each in found]


class HidingForm(FlaskForm):
    """Why a comment is hidden."""

    reason = TextAreaField(
        _l("Reason"), [clean_text, required(), Length(max=LONGEST, message=_l(TOO_LONG))]
    )


def empty_thread_form(version_id: int | None, back: str) -> ThreadForm:
    """The form for a new thread beside the version (or wording) that is shown."""
    told = {"version": version_id, "back": back, "key": secrets.token_urlsafe(12)}
    return ThreadForm(formdata=None, data=told)


def empty_comment_form(back: str) -> CommentForm:
    """The form for an answer."""
    return CommentForm(formdata=None, data={"back": back, "key": secrets.token_urlsafe(12)})


def _in_context(found: Occurrence) -> str:
    before = ("…" if found.start > len(found.before) else "") + found.before
    return isolate(f"{before}«{found.words}»{found.after}…")
