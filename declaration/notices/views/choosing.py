"""What a person is told of in this forum, and how; what they watch, and can subscribe to."""

from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf import FlaskForm
from sqlalchemy import select
from wtforms import RadioField
from wtforms.fields.choices import SelectChoice

from declaration.amendments.forms import call
from declaration.amendments.shown import named
from declaration.drafting.models import Declaration
from declaration.drafting.naming import names_to_tell_apart
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums.context import here, require
from declaration.forums.subscribing import subscription_key
from declaration.http import locale, public_address
from declaration.journal import Actor
from declaration.notices import operations
from declaration.notices.kinds import Kind, Way
from declaration.notices.letters import are_sent
from declaration.notices.queries import Watched, watched_by, ways_of
from declaration.notices.sentences import KINDS, WAYS
from declaration.notices.views.blueprint import bp

CHOOSE = _l("Choose one of these ways.")


def choices_form(ways: dict[Kind, Way]) -> FlaskForm:
    """A form with one choice for each kind that concerns the person."""

    class ChoicesForm(FlaskForm):
        """The way of each kind."""

    for kind, way in ways.items():
        field = RadioField(
            KINDS[kind],
            choices=[SelectChoice(each.value, WAYS[each]) for each in WAYS],
            default=way.value,
            validate_choice=True,
        )
        setattr(ChoicesForm, kind.value, field)
    return ChoicesForm()


@bp.route("/notices/choices", methods=["GET", "POST"])
def choices() -> ResponseReturnValue:
    """Choose the way of each kind."""
    by = require()
    ways = ways_of(by)
    form = choices_form(ways)
    if not form.validate_on_submit():
        for field in form:
            field.errors = [CHOOSE] if field.errors else []
        return _page(by, form), 422 if form.is_submitted() else 200
    operations.choose_ways(by, {kind: Way(form[kind.value].data) for kind in ways})
    flash(_("Your choice is kept."))
    return redirect(url_for("notices.choices"), 303)


def _page(by: Actor, form: FlaskForm) -> str:
    assert by.membership_id is not None
    key, language, forum_id = subscription_key(), locale(), here().forum_id
    names = names_to_tell_apart([forum_id])
    query = select(Declaration).where(Declaration.forum_id == forum_id).order_by(Declaration.id)
    declarations = db.session.scalars(query).all()
    return render_template(
        "notices/choices.html",
        form=form,
        sends=are_sent(),
        watched=_named(watched_by(by.membership_id)),
        key=key,
        calendar=public_address(url_for("notices.calendar", lang=language, key=key)),
        feeds=[
            (
                names.get(each.id),
                public_address(
                    url_for("notices.feed", declaration_key=each.key, lang=language, key=key)
                ),
            )
            for each in declarations
        ],
    )


def _named(watched: list[Watched]) -> list[dict[str, Any]]:
    """What is watched, as the page calls it and where it stands."""
    texts = {each.declaration_id: revision_text(each.declaration_id) for each in watched}
    keys = {id_: db.session.get_one(Declaration, id_).key for id_ in texts}
    return [
        {
            "declaration_key": keys[each.declaration_id],
            "clause_key": each.clause_key,
            "amendment_id": each.amendment_id,
            "label": each.label,
            "clause": call(named(texts[each.declaration_id], each.clause_id)),
        }
        for each in watched
    ]
