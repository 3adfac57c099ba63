"""What the secretariat sends to have a draft read, and what it corrects before it is created."""

from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import FieldList, Form, FormField, HiddenField, StringField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectField
from wtforms.validators import Regexp

from declaration.accounts.fields import clean_line, clean_text
from declaration.documents.draft_in import Draft, Ground, ProposedClause
from declaration.documents.structure import KEY, Row, clauses_of
from declaration.documents.word_field import WordField, noticed_lines, visible
from declaration.drafting.models import ClauseKind
from declaration.merging.forms import KINDS
from declaration.procedure import Invalid

CONTINUES: Final = "continues"
LEFT_OUT: Final = "out"


class DraftForm(FlaskForm):
    """A draft written in Word."""

    file = WordField(_l("The draft"))


class ClauseForm(Form):
    """One text of a draft, what it is taken for, and what speaks for it."""

    kind = SelectField(
        _l("Taken for"),
        choices=[
            *(SelectChoice(kind.value, word) for kind, word in KINDS.items()),
            SelectChoice(CONTINUES, _l("Sub-items of the clause above")),
            SelectChoice(LEFT_OUT, _l("Left out")),
        ],
    )
    text = TextAreaField(_l("Text"), [clean_text])
    ground = HiddenField()
    shown = HiddenField()

    def show(self, clause: ProposedClause) -> None:
        """Carry what was read."""
        self.kind.data, self.text.data = clause.kind.value, clause.text
        self.ground.data, self.shown.data = clause.ground.name, clause.shown

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it may be taken over; what is left out need not be right."""
        return self.kind.data == LEFT_OUT or bool(super().validate(extra_validators))

    @property
    def clause_kind(self) -> ClauseKind | None:
        """The kind of clause it begins; None for sub-items, and for what is left out."""
        return next((kind for kind in ClauseKind if kind.value == self.kind.data), None)

    @property
    def speaks_for_it(self) -> Ground | None:
        """What spoke for the kind that was found."""
        return Ground.__members__.get(self.ground.data or "")


class ImportForm(FlaskForm):
    """A draft that was read, to be corrected and made a declaration."""

    name = StringField(
        _l("Its name in addresses"),
        [
            clean_line,
            Regexp(KEY, message=_l("Small Latin letters, digits and hyphens, 32 at most.")),
        ],
        default="declaration",
    )
    clauses = FieldList(FormField(ClauseForm))
    report = FieldList(HiddenField())

    @classmethod
    def of(cls, draft: Draft) -> "ImportForm":
        """The form that carries what was read, and a line for each text that is in no clause."""
        form = cls(formdata=None)
        for clause in draft.clauses:
            form.clauses.append_entry().form.show(clause)
        for line in (*map(visible, draft.left_out), *noticed_lines(draft.noticed)):
            form.report.append_entry(line)
        return form

    def rows(self) -> list[Row]:
        """What is to be taken over."""
        return [
            Row(at, each.form.clause_kind, each.form.text.data or "")
            for at, each in enumerate(self.clauses)
            if each.form.kind.data != LEFT_OUT
        ]

    def rearranged(self) -> "ImportForm":
        """The same with every clause in a row of its own, parted and joined as was asked."""
        form = ImportForm(formdata=None)
        form.name.data = self.name.data
        for line in self.report:
            form.report.append_entry(line.data)
        clauses = [(at, kind.value, text) for at, kind, text in clauses_of(self.rows())]
        out = [
            (at, LEFT_OUT, each.form.text.data or "")
            for at, each in enumerate(self.clauses)
            if each.form.kind.data == LEFT_OUT
        ]
        told: set[int] = set()
        for at, kind, text in sorted([*clauses, *out], key=lambda row: row[0]):
            row, before = form.clauses.append_entry().form, self.clauses[at].form
            row.kind.data, row.text.data = kind, text
            if at not in told:
                row.ground.data, row.shown.data = before.ground.data, before.shown.data
            told.add(at)
        return form

    def show_invalid(self, invalid: Invalid) -> None:
        """Put what is wrong beside the rows it concerns."""
        for place, sentences in invalid.errors.items():
            found = [_(sentence) for sentence in sentences]
            if place:
                field = self.clauses[int(place)].form.text
                field.errors = [*field.errors, *found]
            else:
                self.form_errors.extend(found)
        self.clauses.errors = [each.form.errors for each in self.clauses if each.form.errors]
