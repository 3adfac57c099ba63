"""New wordings of what was handed in: revised by its sponsor, restated after a clash."""

from flask import abort, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.amendments import operations
from declaration.amendments.forms import ProposalForm, TextForm
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import allowed, open_acts
from declaration.amendments.previewing import Subject, preview
from declaration.amendments.queries import newest
from declaration.amendments.shown import shown
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import put_right, readable, seen
from declaration.amendments.views.proposing import form_for, newest_subject
from declaration.amendments.wording import Wording
from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.procedure import Act, Invalid, NotPermitted, Stale
from declaration.text import Merge, rebase


@bp.route("/<int:amendment_id>/revision", methods=["GET", "POST"])
def revise(amendment_id: int) -> ResponseReturnValue:
    """Give an amendment a new wording."""
    by = require()
    amendment = _open_to(amendment_id, Act.REVISE)
    subject = newest_subject(amendment)
    form = form_for(subject, amendment)
    if request.method == "GET":
        return _revision_page(form, amendment, subject), 200
    if form.fix.raw_data:
        status = put_right(form, subject)
        return _revision_page(form, amendment, subject), status
    if not form.validate():
        return _revision_page(form, amendment, subject), 422
    try:
        operations.revise(
            amendment_id,
            form.wording(subject.base, subject.english),
            by,
            base_version_id=int(form.base.data) if form.base.data else None,
            seen=seen(),
        )
    except Invalid as invalid:
        show_errors(form, invalid)
        return _revision_page(form, readable(amendment_id), subject), 422
    except Stale:
        _tell_news(form)
        amendment = readable(amendment_id)
        form.seen.data = amendment.edition
        return _revision_page(form, amendment, subject), 409
    flash(_("The new wording is on record. Co-sponsors are asked whether they stand by it."))
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


def _open_to(amendment_id: int, act: Act) -> Amendment:
    amendment = readable(amendment_id)
    if not allowed(acting(), act, amendment):
        raise NotPermitted(act)
    if act not in open_acts(acting(), amendment):
        abort(redirect(url_for("amendments.show", amendment_id=amendment_id)))
    return amendment


def _tell_news(form: ProposalForm | TextForm) -> None:
    form.form_errors.append(
        _("This amendment has changed since you opened the page. Your text is kept below.")
    )


def _revision_page(form: ProposalForm, amendment: Amendment, subject: Subject) -> str:
    wording = form.wording(subject.base, subject.english)
    return render_template(
        "amendments/revise.html",
        form=form,
        each=shown(amendment),
        subject=subject,
        preview_at=url_for("amendments.preview_typed", amendment_id=amendment.id),
        preview=preview(
            this_declaration().id,
            subject,
            wording,
            acting(),
            own=amendment.id,
            field=form.text.data,
        ),
    )


@bp.route("/<int:amendment_id>/restatement", methods=["GET", "POST"])
def restate(amendment_id: int) -> ResponseReturnValue:
    """Write an amendment anew on the clause's newest version."""
    by = require()
    amendment = _open_to(amendment_id, Act.RESTATE)
    subject = newest_subject(amendment)
    latest = newest(amendment)
    clash = rebase(latest.base_text, latest.text or "", subject.current)
    form = TextForm()
    if request.method == "GET":
        form.seen.data, form.text.data = amendment.edition, _suggested(clash)
        return _restatement_page(form, amendment, subject, clash), 200
    if form.fix.raw_data:
        status = put_right(form, subject)
        return _restatement_page(form, amendment, subject, clash), status
    if not form.validate():
        return _restatement_page(form, amendment, subject, clash), 422
    try:
        operations.restate(amendment_id, form.text.data, by, seen=seen())
    except Invalid as invalid:
        show_errors(form, invalid)
        return _restatement_page(form, readable(amendment_id), subject, clash), 422
    except Stale:
        _tell_news(form)
        amendment = readable(amendment_id)
        form.seen.data = amendment.edition
        return _restatement_page(form, amendment, newest_subject(amendment), clash), 409
    flash(_("The amendment is restated on the clause's newest version."))
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)


def _suggested(clash: Merge) -> str:
    """The newest text with the proposal's own words wherever the two clash."""
    own = {each.number: each.options.get("proposal", each.base_words) for each in clash.conflicts}
    return clash.resolve(own).text or ""


def _restatement_page(form: TextForm, amendment: Amendment, subject: Subject, clash: Merge) -> str:
    return render_template(
        "amendments/restate.html",
        form=form,
        each=shown(amendment),
        subject=subject,
        preview_at=url_for("amendments.preview_typed", amendment_id=amendment.id),
        clash=clash,
        preview=preview(
            this_declaration().id,
            subject,
            Wording(text=form.text.data),
            acting(),
            own=amendment.id,
        ),
    )
