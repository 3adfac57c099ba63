"""The form of the rules: a field for each entry of the profile, made from the profile itself."""

from collections.abc import Mapping
from dataclasses import fields
from typing import Any, Final

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from flask_wtf import FlaskForm
from wtforms import BooleanField, Field, IntegerField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import InputRequired, NumberRange

from declaration.forums.rules import MAJORITIES, WORDS
from declaration.procedure import Majority, Rules, Share

SECOND: Final = "_second"
"""What the name of the field for the second majority ends with."""

SHARES: Final[Mapping[Share, LazyString]] = {
    Share(1, 4): _l("At least a quarter"),
    Share(1, 3): _l("At least a third"),
    Share(2, 5): _l("At least two fifths"),
    Share(1, 2): _l("At least half"),
    Share(1, 2, more_than=True): _l("More than half"),
    Share(3, 5): _l("At least three fifths"),
    Share(2, 3): _l("At least two thirds"),
    Share(3, 4): _l("At least three quarters"),
}


def rules_form(rules: Rules) -> FlaskForm:
    """The form of this profile, filled with what was sent, else with what holds now."""
    made: dict[str, Field] = {}
    held: dict[str, Any] = {}
    for entry in fields(Rules):
        value = getattr(rules, entry.name)
        words = WORDS[entry.name]
        described = {"description": words.meaning}
        match value:
            case Share():
                choices = [SelectChoice(_share_code(each), said) for each, said in SHARES.items()]
                if value not in SHARES:
                    choices.append(SelectChoice(_share_code(value), share_words(value)))
                made[entry.name] = SelectField(words.name, choices=choices, **described)
                held[entry.name] = _share_code(value)
            case Majority():
                made[entry.name] = SelectField(words.name, choices=_majorities(), **described)
                held[entry.name] = value.value
            case tuple():
                made[entry.name] = SelectField(words.name, choices=_majorities(), **described)
                none = SelectChoice("", _l("None: it is then not adopted"))
                made[entry.name + SECOND] = SelectField(
                    _l("When that is not reached"), choices=[none, *_majorities()]
                )
                held[entry.name] = value[0].value
                held[entry.name + SECOND] = value[1].value if len(value) > 1 else ""
            case bool():
                made[entry.name] = BooleanField(words.name, **described)
                held[entry.name] = value
            case _:
                made[entry.name] = IntegerField(
                    words.name, [_given(), _within(entry.metadata)], **described
                )
                held[entry.name] = value
    return type("RulesForm", (FlaskForm,), made)(data=held)


def written(form: FlaskForm) -> dict[str, Any]:
    """What a valid form says, as `Rules.of` reads it."""
    profile: dict[str, Any] = {}
    for entry in fields(Rules):
        value = form[entry.name].data
        match entry.default:
            case Share():
                profile[entry.name] = _share_of(value)
            case tuple():
                both = (value, form[entry.name + SECOND].data)
                profile[entry.name] = [each for each in both if each]
            case _:
                profile[entry.name] = value
    return profile


def share_words(share: Share) -> str:
    """A share in words: «at least a third»."""
    if share in SHARES:
        return str(SHARES[share])
    facts = {"part": share.numerator, "whole": share.denominator}
    if share.more_than:
        return str(_("More than %(part)s in %(whole)s", **facts))
    return str(_("At least %(part)s in %(whole)s", **facts))


def rule_value(value: Any) -> str:
    """The value of a rule as the page shows it to those who may not change it."""
    match value:
        case Share():
            return share_words(value)
        case Majority():
            return str(MAJORITIES[value])
        case tuple():
            return str(_(" · ")).join(rule_value(each) for each in value)
        case bool():
            return str(_("Yes")) if value else str(_("No"))
        case _:
            return str(value)


def _majorities() -> list[SelectChoice]:
    return [SelectChoice(majority.value, said) for majority, said in MAJORITIES.items()]


def _given() -> InputRequired:
    """A number, which may be nought."""
    return InputRequired(_l("This is required."))


def _within(limits: Mapping[str, int]) -> NumberRange:
    sentence = _l("This must be a whole number from %(min)s to %(max)s.")
    return NumberRange(limits["least"], limits["most"], sentence)


def _share_code(share: Share) -> str:
    return f"{'>' if share.more_than else ''}{share.numerator}/{share.denominator}"


def _share_of(code: str) -> dict[str, Any]:
    part, _bar, whole = code.lstrip(">").partition("/")
    return {
        "numerator": int(part),
        "denominator": int(whole),
        "more_than": code.startswith(">"),
    }
