"""What officers send from the desk. A desk's form has fields for what is to be decided there."""

import secrets
from collections.abc import Sequence
from typing import Any

from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    Form,
    HiddenField,
    RadioField,
    SelectField,
    StringField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, Optional, Regexp, StopValidation, ValidationError

from declaration.accounts.fields import at_most, clean_text, required
from declaration.amendments.wording import LONGEST_TEXT
from declaration.drafting.models import ClauseKind
from declaration.drafting.queries import PlacedClause
from declaration.formats import isolate
from declaration.merging.answers import ANSWER, OTHER, RANK, READ, WORDS, Answers
from declaration.merging.desk import Desk, ShownConflict, ShownMisfit, ShownRestoration
from declaration.merging.plans import NewClause
from declaration.text import Clash

LONGEST_NOTE = 2_000
KINDS = {
    ClauseKind.TITLE: _l("Title"),
    ClauseKind.MOTTO: _l("Motto"),
    ClauseKind.CHAPEAU: _l("Opening words"),
    ClauseKind.HEADING: _l("Heading"),
    ClauseKind.PREAMBULAR: _l("Preambular clause"),
    ClauseKind.BRIDGE: _l("Bridge to the operative part"),
    ClauseKind.OPERATIVE: _l("Operative clause"),
    ClauseKind.CLOSING: _l("Closing words"),
    ClauseKind.ANNEX: _l("Annex"),
}


def new_key() -> str:
    """Names one sending of a form, so that sent twice it is done once."""
    return secrets.token_urlsafe(12)


class DeskForm(FlaskForm):
    """What every page of the desk sends back: what was seen, and a note for the record."""

    key = HiddenField(default=new_key)
    seen = HiddenField()
    note = TextAreaField(_l("Note for the record"), [Optional(), clean_text, at_most(LONGEST_NOTE)])

    def versions_seen(self) -> dict[int, int]:
        """The version of each clause concerned that the officer was reading."""
        pairs = (each.split(":") for each in (self.seen.data or "").split(",") if ":" in each)
        return {int(id_): int(n) for id_, n in pairs if id_.isdecimal() and n.isdecimal()}


class WordsWhenOther:
    """The agreed wording must be written where no wording offered was chosen."""

    field_flags: dict[str, bool] = {}

    def __init__(self, answer: str) -> None:
        self.answer = answer

    def __call__(self, form: Form, field: Any) -> None:
        """Refuse an empty field. Raises ValidationError."""
        if form[self.answer].data != OTHER:
            raise StopValidation()
        if not (field.data or "").strip():
            raise ValidationError(field.gettext(str(_l("Write the agreed wording."))))


def desk_form(desk: Desk) -> DeskForm:
    """A form with a field for each conflict, misfit and seam of this desk."""
    fields = _fields_of_conflicts(desk.conflicts)
    for misfit in desk.misfits:
        fields |= _fields_of(misfit)
    for seam in desk.seams:
        fields[READ + seam.mark] = BooleanField(
            _l("Read"), [InputRequired(_l("Read where the changes meet, and tick it off."))]
        )
    return _made(fields, desk.answers, desk.seen)


def restoration_form(shown: ShownRestoration) -> DeskForm:
    """A form with a field for each conflict of a restoration."""
    return _made(_fields_of_conflicts(shown.conflicts), shown.answers, shown.seen)


def _made(fields: dict[str, Any], answers: Answers, seen: str) -> DeskForm:
    form = type("FormOfThisDesk", (DeskForm,), fields)
    made: DeskForm = form(data={**answers.fields, "note": answers.note, "seen": seen})
    return made


def _fields_of_conflicts(conflicts: Sequence[ShownConflict]) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for conflict in conflicts:
        answer, words = ANSWER + conflict.mark, WORDS + conflict.mark
        offered = [SelectChoice(each.value, each.words) for each in conflict.choices]
        fields[answer] = RadioField(
            _l("Agreed wording"),
            [InputRequired(_l("Choose a wording, or write the one that was agreed."))],
            choices=[*offered, SelectChoice(OTHER, _l("Another wording that was agreed"))],
        )
        fields[words] = TextAreaField(
            _l("The agreed wording"),
            [WordsWhenOther(answer), clean_text, at_most(LONGEST_TEXT)],
        )
    return fields


def _fields_of(misfit: ShownMisfit) -> dict[str, Any]:
    names = {str(each.wording.id): each.label for each in misfit.candidates}
    if misfit.clash is Clash.SAME_PLACE:
        ranks = [SelectChoice(str(rank)) for rank in range(1, len(names) + 1)]
        return {
            f"{RANK}{id_}": SelectField(
                _l("Place of amendment %(number)s", number=name), choices=ranks, default=str(at)
            )
            for at, (id_, name) in enumerate(names.items(), start=1)
        }
    if misfit.clash is Clash.PLACE_GONE:
        agreed = InputRequired(_l("Confirm the place that is proposed."))
        return {misfit.field: BooleanField(_l("Put it there"), [agreed])}
    choose = InputRequired(_l("Choose which place was agreed."))
    offered = [SelectChoice(id_, name) for id_, name in names.items()]
    return {misfit.field: RadioField(_l("What was agreed"), [choose], choices=offered)}


class WriteForm(FlaskForm):
    """A change that needs no words: what was seen, and once."""

    key = HiddenField(default=new_key)
    seen = HiddenField()


class OrderForm(FlaskForm):
    """A clause of the draft that goes up or down by one place."""

    clause = HiddenField()
    way = HiddenField()


class TextForm(FlaskForm):
    """A clause as the secretariat writes it: while drafting, or to correct typography."""

    key = HiddenField(default=new_key)
    seen = HiddenField()
    text = TextAreaField(_l("Text of the clause"), [required(), clean_text, at_most(LONGEST_TEXT)])
    note = TextAreaField(_l("Note for the record"), [Optional(), clean_text, at_most(LONGEST_NOTE)])


class TranslationForm(FlaskForm):
    """The English of a clause's newest version."""

    key = HiddenField(default=new_key)
    seen = HiddenField()
    text = TextAreaField(_l("English text"), [required(), clean_text, at_most(LONGEST_TEXT)])


class NewClauseForm(FlaskForm):
    """A clause that the secretariat adds while drafting."""

    key = HiddenField(default=new_key)
    kind = SelectField(
        _l("Kind"), choices=[SelectChoice(kind.value, name) for kind, name in KINDS.items()]
    )
    after = SelectField(_l("After"))
    text = TextAreaField(_l("Text of the clause"), [required(), clean_text, at_most(LONGEST_TEXT)])

    def offer(self, clauses: Sequence[PlacedClause]) -> None:
        """Offer every place of the text."""
        first = SelectChoice("", _l("At the beginning"))
        self.after.choices = [first, *(SelectChoice(each.key, _called(each)) for each in clauses)]
        if self.after.data is None and clauses:
            self.after.data = clauses[-1].key

    def told(self, clauses: Sequence[PlacedClause]) -> NewClause:
        """What was said, once the form is valid."""
        ids = {each.key: each.clause_id for each in clauses}
        return NewClause(
            kind=ClauseKind(self.kind.data),
            text=self.text.data or "",
            after=ids.get(self.after.data or ""),
        )


def _called(clause: PlacedClause) -> str:
    words = clause.text.split("\n")[0]
    return f"{clause.number} {isolate(words)}".strip()


class SymbolForm(FlaskForm):
    """The symbol under which a revision is issued."""

    key = HiddenField(default=new_key)
    symbol = StringField(
        _l("Symbol"),
        [
            required(),
            Regexp(
                r"(Rev|Corr|Add)\.[0-9]{1,4}\Z",
                message=_l("Write a symbol such as Rev.3 or Corr.1."),
            ),
        ],
    )
