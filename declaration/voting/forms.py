"""What people send about ballots."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    DateTimeLocalField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange, Optional
from wtforms.widgets import HiddenInput

from declaration.accounts.fields import at_most, clean_text, required
from declaration.formats import name_in, term
from declaration.forums.models import Delegation
from declaration.http import locale
from declaration.procedure.majority import Tally
from declaration.procedure.states import Fate, Method
from declaration.voting.operations import LONGEST_REASON

LONGEST_MOTION: Final = 2000
MOST_DELEGATIONS: Final = 10_000


class MomentField(DateTimeLocalField):
    """A time on the forum's clocks, by the minute or the second."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        formats = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        super().__init__(label, [*validators, Optional()], format=formats, **options)

    def instant(self, zone: str) -> datetime | None:
        """The instant that was meant; None when nothing was typed."""
        typed: datetime | None = self.data
        return typed.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC) if typed else None


class OpeningForm(FlaskForm):
    """A question to be put to the vote."""

    key = HiddenField()
    subject = SelectField(
        _l("What is put to the vote"),
        choices=[],
        # A retry names what has been put meanwhile and is no longer offered: the act answers it.
        validate_choice=False,
    )
    motion = TextAreaField(_l("The motion"), [at_most(LONGEST_MOTION), clean_text])
    method = SelectField(
        _l("How it is taken"),
        choices=[SelectChoice(each.value, term("method", each)) for each in Method],
    )
    written = BooleanField(_l("In writing, outside a sitting"))
    closes = MomentField(_l("Closes at"))
    first = SelectField(_l("Called first in a roll call"), choices=[], default="")
    waives_notice = BooleanField(_l("Put it although the notice has not run"))

    def offer(self, subjects: Iterable[tuple[str, str]], electors: Iterable[Delegation]) -> None:
        """Offer these questions, and these delegations to be called first."""
        self.subject.choices = [SelectChoice(value, words) for value, words in subjects]
        named = [SelectChoice(each.key, name_in(each.names, locale())) for each in electors]
        self.first.choices = [SelectChoice("", _l("Drawn by lot")), *named]


class ExtensionForm(FlaskForm):
    """More time for a ballot."""

    key = HiddenField()
    closes = MomentField(_l("Closes at"), [InputRequired(_l("This is required."))])
    reason = TextAreaField(_l("Reason"), [clean_text, required(), at_most(LONGEST_REASON)])


class VoidingForm(FlaskForm):
    """Why a ballot ends without a result."""

    key = HiddenField()
    reason = TextAreaField(_l("Reason"), [clean_text, required(), at_most(LONGEST_REASON)])


class ObjectionForm(FlaskForm):
    """Why a delegation does not go along; in the hall it need not say."""

    key = HiddenField()
    reason = TextAreaField(_l("Reason of the objection"), [clean_text, at_most(LONGEST_REASON)])


class TotalsForm(FlaskForm):
    """How many hands were counted."""

    key = HiddenField()
    in_favour = IntegerField(_l("For"), [InputRequired(_l("This is required."))])
    against = IntegerField(_l("Against"), [InputRequired(_l("This is required."))])
    abstaining = IntegerField(_l("Abstain"), [InputRequired(_l("This is required."))])

    def __init__(self, *given: object, **options: object) -> None:
        super().__init__(*given, **options)
        within = NumberRange(0, MOST_DELEGATIONS, _l("This must be a number of delegations."))
        for field in (self.in_favour, self.against, self.abstaining):
            field.validators = [*field.validators, within]

    def counted(self) -> Tally:
        """The count, once the form is valid."""
        return Tally(self.in_favour.data, self.against.data, self.abstaining.data)


class RulingForm(FlaskForm):
    """What becomes of an amendment because another was adopted."""

    key = HiddenField()
    amendment = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    adopted = IntegerField(validators=[InputRequired()], widget=HiddenInput())
    fate = RadioField(
        _l("What becomes of it"),
        choices=[
            SelectChoice(Fate.FALLS.value, _l("It falls")),
            SelectChoice(Fate.SATISFIED.value, _l("It is satisfied")),
            SelectChoice(Fate.STAYS.value, _l("It is put to the vote")),
        ],
    )
    reason = TextAreaField(_l("Reason"), [clean_text, at_most(LONGEST_REASON)])
