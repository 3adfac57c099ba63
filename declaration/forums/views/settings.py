"""The forum's rules, each with what it means."""

from dataclasses import fields

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm

from declaration.forums.context import acting, admit_reader, require, this_forum
from declaration.forums.operations import settings as operations
from declaration.forums.rules import WORDS, rules_of
from declaration.forums.rules_form import rules_form, written
from declaration.forums.views.blueprint import bp
from declaration.http import show_errors
from declaration.procedure import Act, Invalid, Rules


@bp.get("/rules", endpoint="settings")
def show_settings() -> ResponseReturnValue:
    """The rules in force; a form for those who may change them, while they may be changed."""
    admit_reader()
    rules = rules_of(this_forum())
    may_change = acting().can(Act.CHANGE_RULES) and not this_forum().rules_fixed
    return _page(rules, rules_form(rules) if may_change else None), 200


@bp.post("/rules")
def change_rules() -> ResponseReturnValue:
    """Change the rules."""
    by = require()
    by.must(Act.CHANGE_RULES)
    rules = rules_of(this_forum())
    form = rules_form(rules)
    if not form.validate_on_submit():
        return _page(rules, form), 422
    try:
        operations.change_rules(written(form), by)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _page(rules, form), 422
    flash(_("The rules are changed. They hold from now on."))
    return redirect(url_for("forums.settings"), 303)


def _page(rules: Rules, form: FlaskForm | None) -> str:
    return render_template(
        "forums/settings.html",
        form=form,
        fixed=this_forum().rules_fixed,
        rules=[(WORDS[entry.name], getattr(rules, entry.name)) for entry in fields(rules)],
    )
