"""What people send about amendments."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from wtforms import (
    BooleanField,
    HiddenField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    TextAreaField,
)
from wtforms.fields.choices import SelectChoice
from wtforms.validators import Optional
from wtforms.widgets import CheckboxInput, ListWidget

from declaration.accounts.fields import at_most, clean_text, required
from declaration.amendments.operations.gate import LONGEST_REASON
from declaration.amendments.operations.screening import ADVICE
from declaration.amendments.shown import Named, name_of
from declaration.amendments.wording import (
    LONGEST_RATIONALE,
    LONGEST_TEXT,
    Wording,
    without_typed_letters,
)
from declaration.drafting.models import ClauseKind
from declaration.drafting.queries import RevisionText
from declaration.formats import current_writing, digits, isolate, name_in
from declaration.forums.models import Delegation
from declaration.http import locale
from declaration.procedure.sentences import DOES
from declaration.procedure.substance import Substance

STAYS: Final = "stays"
FIRST: Final = "first"
AFTER: Final = "after:"

KINDS: Final = {
    ClauseKind.OPERATIVE: _l("Operative clause"),
    ClauseKind.PREAMBULAR: _l("Recital"),
    ClauseKind.HEADING: _l("Heading"),
    ClauseKind.CLOSING: _l("Closing"),
    ClauseKind.ANNEX: _l("Annex"),
}
"""What a delegation may add."""

ADVICE_WORDS: Final = {
    "adopt": _l("Adopt"),
    "reject": _l("Reject"),
    "adopt-as-modified": _l("Adopt as modified"),
    "merge-with": _l("Merge with another"),
}


def call(name: Named) -> str:
    """A clause in one line of text: its number, or its first words."""
    return caller()(name)


def caller() -> Callable[[Named], str]:
    """`call` for many clauses of one page, which asks for the page's language and digits once."""
    numbered, new, writing = _("Clause %(number)s"), _("New clause"), current_writing()

    def called(name: Named) -> str:
        if name.number:
            return digits(numbered % {"number": name.number}, writing)
        return isolate(name.opening) if name.opening else new

    return called


def single_line_ends(typed: str | None) -> str | None:
    """What was typed with one character at each line's end: a browser sends two.

    So a place in it is the same place in the field that it was typed in.
    """
    return typed.replace("\r\n", "\n") if typed else typed


class WordsField(TextAreaField):
    """Words of a text, in which places are pointed at."""

    def __init__(self, label: Any, validators: Sequence[Any] = (), **options: Any) -> None:
        checks = [*validators, at_most(LONGEST_TEXT), clean_text]
        super().__init__(label, checks, filters=[single_line_ends], **options)


class FindingForm(FlaskForm):
    """A form beside which stands what is found in its words.

    `fix` is the finding whose suggestion was chosen: no act, the page is shown again with it.
    """

    fix = HiddenField(filters=[single_line_ends])


class ProposalForm(FindingForm):
    """The words, the place or the removal of a clause."""

    key = HiddenField()
    draft = HiddenField()
    seen = HiddenField()
    base = HiddenField()
    what = RadioField(
        _l("What do you propose?"),
        choices=[
            SelectChoice("change", _l("Change its words or its place")),
            SelectChoice("removal", _l("Remove the clause")),
        ],
        default="change",
    )
    kind = SelectField(
        _l("Kind of clause"),
        choices=[SelectChoice(kind.value, word) for kind, word in KINDS.items()],
        default=ClauseKind.OPERATIVE.value,
    )
    text = WordsField(_l("The Arabic text as you propose it"))
    place = SelectField(_l("Where it should stand"))
    text_en = WordsField(_l("In English"))
    rationale = TextAreaField(_l("Rationale"), [at_most(LONGEST_RATIONALE), clean_text])

    def offer_places(self, text: RevisionText, own: str | None) -> None:
        """Offer every place; a clause that stands in the text may also stay where it is."""
        choices = [SelectChoice(STAYS, _("Where it stands now"))] if own is not None else []
        choices.append(SelectChoice(FIRST, _("First of all")))
        after, called = _("After %(clause)s"), caller()
        choices += [
            SelectChoice(AFTER + clause.key, after % {"clause": called(name_of(clause))})
            for clause in text.clauses
            if clause.key != own
        ]
        self.place.choices = choices
        if own is None and self.place.data is None and text.clauses:
            self.place.data = choices[-1].value

    def about_words_alone(self) -> None:
        """Leave out what an amendment to an amendment cannot change."""
        del self.what, self.kind, self.place, self.text_en

    def for_clause(self) -> None:
        """A clause that stands in the text has its kind already."""
        del self.kind

    def for_addition(self) -> None:
        """What would be added cannot be removed."""
        del self.what

    def wording(self, base: str, base_en: str = "") -> Wording:
        """What was said, over the words `base`; letters typed before sub-items are taken off.

        Words left as they were are no proposal, unless nothing else is proposed either; the
        clause's own English, `base_en`, never is.
        """
        if "what" in self and self.what.data == "removal":
            return Wording(removes=True, rationale=self.rationale.data or "")
        place = self.place.data if "place" in self else STAYS
        moves = place not in (STAYS, None)
        text = without_typed_letters(self.text.data or "")
        english = self.text_en.data if "text_en" in self else None
        english = english if english and english != base_en else None
        unchanged = text == base and (moves or english is not None)
        return Wording(
            text=None if unchanged else text or None,
            text_en=english,
            moves=moves and "what" in self,
            after=place.removeprefix(AFTER) if moves and place != FIRST else None,
            kind=_kind_of(self.kind.data) if "kind" in self else None,
            rationale=self.rationale.data or "",
        )

    def show(self, wording: Wording, base: str, base_en: str = "") -> None:
        """Fill in a wording that was kept, over the clause's own words."""
        if "what" in self:
            self.what.data = "removal" if wording.removes else "change"
        self.text.data = wording.text if wording.text is not None else base
        if "text_en" in self:
            self.text_en.data = wording.text_en or base_en
        if "kind" in self and wording.kind is not None:
            self.kind.data = wording.kind.value
        if "place" in self:
            self.place.data = _place_of(wording, stands="what" in self)
        self.rationale.data = wording.rationale


def _kind_of(chosen: str | None) -> ClauseKind | None:
    return ClauseKind(chosen) if chosen in set(KINDS) else None


def _place_of(wording: Wording, *, stands: bool) -> str:
    if wording.after is not None:
        return AFTER + wording.after
    return STAYS if stands and not wording.moves else FIRST


class OnBehalfForm(ProposalForm):
    """What a delegation gave the secretariat on paper."""

    delegation = SelectField(_l("On behalf of the delegation"), [required()])

    def offer_delegations(self, delegations: Iterable[Delegation]) -> None:
        """Offer these delegations."""
        named = [SelectChoice(each.key, name_in(each.names, locale())) for each in delegations]
        self.delegation.choices = [SelectChoice("", _("Choose a delegation")), *named]


class RationaleForm(FlaskForm):
    """Why it is proposed."""

    seen = HiddenField()
    rationale = TextAreaField(_l("Rationale"), [at_most(LONGEST_RATIONALE), clean_text])


class ReasonForm(FlaskForm):
    """Why something is decided."""

    seen = HiddenField()
    key = HiddenField()
    reason = TextAreaField(_l("Reason"), [required(), at_most(LONGEST_REASON), clean_text])


class TextForm(FindingForm):
    """Arabic words that are still missing."""

    seen = HiddenField()
    text = WordsField(
        _l("The Arabic text"),
        [required()],
        description=_l(
            "It begins as the text stands. Change it until it says what the English says."
        ),
    )


class SubstanceForm(FlaskForm):
    """What an amendment does to the substance, where the words that differ do not show it."""

    seen = HiddenField()
    key = HiddenField()
    substance = SelectField(_l("What it does"), coerce=Substance)
    reason = TextAreaField(_l("Reason"), [required(), at_most(LONGEST_REASON), clean_text])

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        said = [(each.value, DOES[each]) for each in Substance]
        in_arabic = locale() == "ar"
        self.substance.choices = [
            SelectChoice(value, does.ar if in_arabic else does.en) for value, does in said
        ]


class RecommendForm(FlaskForm):
    """The secretariat's advice."""

    advice = RadioField(
        _l("Recommendation"), choices=[SelectChoice(each, ADVICE_WORDS[each]) for each in ADVICE]
    )
    with_id = IntegerField(_l("Number of the other amendment"), [Optional()])
    note = TextAreaField(_l("Note"), [at_most(LONGEST_REASON), clean_text])
    shown = BooleanField(_l("Show it to everybody"))


class CompromiseForm(FindingForm):
    """One wording in place of several."""

    key = HiddenField()
    replaces = SelectMultipleField(
        _l("In place of"),
        coerce=int,
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    text = WordsField(_l("The compromise wording"), [required()])
    rationale = TextAreaField(_l("Rationale"), [at_most(LONGEST_RATIONALE), clean_text])

    def offer(self, amendments: Iterable[tuple[int, str]]) -> None:
        """Offer these amendments, by id and name."""
        self.replaces.choices = [SelectChoice(id_, name) for id_, name in amendments]
