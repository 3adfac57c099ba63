"""What a delegate sends to have a working copy read, and what is confirmed of it."""

import secrets
from collections.abc import Iterator, Sequence
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import BooleanField, FieldList, Form, FormField, HiddenField, TextAreaField
from wtforms.fields.choices import SelectChoice, SelectField
from wtforms.validators import AnyOf

from declaration.accounts.fields import at_most, clean_text
from declaration.amendments.wording import LONGEST_TEXT
from declaration.comments.operations import LONGEST as LONGEST_COMMENT
from declaration.documents.edits import (
    Added,
    Certainty,
    Changed,
    Deleted,
    Edit,
    Joined,
    Moved,
    Split,
    WorkingCopyEdits,
)
from declaration.documents.reading import Remark
from declaration.documents.word_field import (
    WordField,
    noticed_lines,
    page_language,
    visible,
)
from declaration.drafting.models import ClauseKind, Revision
from declaration.procedure import Invalid

AS_NAMED: Final = ""
"""The choice of a revision that leaves it to the file."""
PIECES: Final = "\n\n"
"""What stands between the clauses that one became: an empty line."""
TRACKED: Final = "1"

WHATS: Final[dict[str, type[Edit]]] = {
    "changed": Changed,
    "deleted": Deleted,
    "added": Added,
    "moved": Moved,
    "split": Split,
    "joined": Joined,
}
"""Each edit by the word under which a form carries it."""


class CopyForm(FlaskForm):
    """An edited working copy."""

    file = WordField(_l("The edited file"))
    revision = SelectField(_l("Made from"), default=AS_NAMED)

    def offer_revisions(self, revisions: Sequence[Revision]) -> None:
        """Offer every revision, and first to go by what the file says."""
        self.revision.choices = [
            SelectChoice(AS_NAMED, _("As the file says")),
            *(SelectChoice(str(each.serial), _called(each)) for each in revisions),
        ]


def _called(revision: Revision) -> str:
    return revision.symbol or str(_("Publication %(serial)s", serial=revision.serial))


class ChosenForm(Form):
    """One of several things to choose from. What is not chosen need not be right."""

    take = BooleanField()

    def validate(self, extra_validators: Any = None) -> bool:
        """Whether it may be taken as it stands."""
        return not self.take.data or bool(super().validate(extra_validators))


class EditForm(ChosenForm):
    """One edit that was read, corrected where the delegate corrects it."""

    take = BooleanField(_l("Make a draft of it"))
    what = HiddenField(validators=[AnyOf(list(WHATS))])
    clauses = HiddenField()
    after = HiddenField()
    kind = HiddenField(
        default=ClauseKind.OPERATIVE.value, validators=[AnyOf([kind.value for kind in ClauseKind])]
    )
    tracked = HiddenField()
    text = TextAreaField(
        _l("The Arabic text as you propose it"), [at_most(LONGEST_TEXT), clean_text]
    )

    def show(self, edit: Edit, *, tracked: bool) -> None:
        """Carry what was read. What was not tracked waits to be asked for."""
        self.take.data, self.tracked.data = tracked, TRACKED if tracked else ""
        self.what.data = next(word for word, kind in WHATS.items() if isinstance(edit, kind))
        match edit:
            case Added(after, kind, text):
                self.after.data, self.kind.data, self.text.data = after or "", kind.value, text
            case Moved(clause, after, text):
                self.clauses.data, self.after.data, self.text.data = clause, after or "", text
            case Split(clause, texts):
                self.clauses.data, self.text.data = clause, PIECES.join(texts)
            case Joined(clauses, text):
                self.clauses.data, self.text.data = " ".join(clauses), text
            case Deleted(clause):
                self.clauses.data = clause
            case Changed(clause, text):
                self.clauses.data, self.text.data = clause, text

    def edit(self) -> Edit | None:
        """The edit as it now stands; None where nothing is left of it to propose."""
        keys = (self.clauses.data or "").split()
        text = (self.text.data or "").replace("\r\n", "\n")
        after = self.after.data or None
        match self.what.data, keys:
            case "deleted", [clause]:
                return Deleted(clause)
            case _, _ if not text.strip():
                return None
            case "added", []:
                return Added(after, ClauseKind(self.kind.data), text)
            case "moved", [clause]:
                return Moved(clause, after, text)
            case "joined", [_first, _second, *_others]:
                return Joined(tuple(keys), text)
            case "split", [clause]:
                pieces = tuple(each for piece in text.split(PIECES) if (each := piece.strip("\n")))
                return Split(clause, pieces) if len(pieces) > 1 else Changed(clause, pieces[0])
            case "changed", [clause]:
                return Changed(clause, text)
        return None

    def show_invalid(self, invalid: Invalid) -> None:
        """Put what is wrong beside the words; beside the choice, where there are none."""
        field = self.take if self.what.data == "deleted" else self.text
        found = [_(sentence) for sentences in invalid.errors.values() for sentence in sentences]
        field.errors = [*field.errors, *found]


class RemarkForm(ChosenForm):
    """A comment of the file, to be made a comment on the clause it stands at."""

    take = BooleanField(_l("Publish it as a comment"))
    clause = HiddenField()
    author = HiddenField()
    text = TextAreaField(_l("Comment"), [at_most(LONGEST_COMMENT), clean_text])

    def show(self, clause: str, remark: Remark) -> None:
        """Carry what was read."""
        self.clause.data, self.author.data, self.text.data = clause, remark.author, remark.text


class EditsForm(FlaskForm):
    """What was read of a working copy, to be confirmed once.

    `serial` is the revision it was made from, `report` what could not be taken over, a line each.
    """

    key = HiddenField()
    serial = HiddenField()
    certainty = HiddenField()
    report = FieldList(HiddenField())
    edits = FieldList(FormField(EditForm))
    remarks = FieldList(FormField(RemarkForm))

    @classmethod
    def of(cls, read: WorkingCopyEdits, serial: int) -> "EditsForm":
        """The form that carries what was read."""
        form = cls(formdata=None)
        form.key.data, form.serial.data = secrets.token_urlsafe(12), str(serial)
        form.certainty.data = read.certainty.name
        for line in _report(read):
            form.report.append_entry(line)
        for edit in read.tracked:
            form.edits.append_entry().form.show(edit, tracked=True)
        for edit in read.untracked:
            form.edits.append_entry().form.show(edit, tracked=False)
        for clause, remark in read.remarks:
            if clause is not None and remark.text.strip():
                form.remarks.append_entry().form.show(clause, remark)
        return form

    @property
    def how_sure(self) -> Certainty | None:
        """How the file was matched with its revision."""
        return Certainty.__members__.get(self.certainty.data or "")

    def chosen(self) -> Iterator[tuple[int, EditForm]]:
        """The edits to make drafts of, by their places in the form."""
        return ((at, each.form) for at, each in enumerate(self.edits) if each.form.take.data)

    def said(self) -> Iterator[tuple[int, RemarkForm]]:
        """The remarks to publish, by their places in the form."""
        return ((at, each.form) for at, each in enumerate(self.remarks) if each.form.take.data)

    def note_faults(self) -> None:
        """Know of what was found wrong in rows after they had been validated."""
        for rows in (self.edits, self.remarks):
            rows.errors = [each.form.errors for each in rows if each.form.errors]


def _report(read: WorkingCopyEdits) -> Iterator[str]:
    """What of a file becomes neither draft nor comment, a line each."""
    for each in read.unreadable:
        yield f"{each.because[page_language() == 'en']} «{visible(each.text)}»"
    for text in read.outside:
        yield _("Outside the clauses: «%(text)s»", text=visible(text))
    for clause, remark in read.remarks:
        if clause is None:
            yield _("A comment at no clause: «%(text)s»", text=visible(remark.text))
    yield from noticed_lines(read.noticed)
