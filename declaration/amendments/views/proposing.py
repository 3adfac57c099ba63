"""Writing an amendment, in three steps: the words, the reasons, a last look."""

from contextlib import suppress
from dataclasses import replace
from typing import Any

from flask import abort, flash, jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration import clock
from declaration.amendments import operations
from declaration.amendments.facts import window_of
from declaration.amendments.forms import ProposalForm, RationaleForm
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import stands_behind
from declaration.amendments.previewing import (
    Subject,
    preview,
    subject_of,
    subject_of_addition,
    subject_of_clause,
    subject_of_parent,
)
from declaration.amendments.queries import amendment_shown, drafts_on, newest
from declaration.amendments.shown import named, shown
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import new_key, put_right, readable, seen
from declaration.amendments.wording import Wording, parts_of, without_typed_letters, wording_of
from declaration.drafting.context import this_declaration
from declaration.drafting.models import Declaration
from declaration.formats import clock_time, current_writing
from declaration.forums.context import acting, require
from declaration.http import show_errors
from declaration.journal import Actor, Repeated
from declaration.procedure import Act, Invalid, NotPermitted, Role, Stale
from declaration.procedure.states import AmendmentState
from declaration.proof import read_entry

FIRST_STEP, REASONS, LAST_LOOK = 1, 2, 3


@bp.route("/new/<clause_key>", methods=["GET", "POST"])
def propose(clause_key: str) -> ResponseReturnValue:
    """Begin an amendment to a clause."""
    if _enters_for_others():
        return redirect(url_for("amendments.hand_in", clause_key=clause_key))
    _drafter()
    version = request.values.get("base", type=int)
    subject = subject_of_clause(this_declaration().id, clause_key, version)
    return _first_step(subject or abort(404))


@bp.route("/new", methods=["GET", "POST"])
def propose_addition() -> ResponseReturnValue:
    """Begin an amendment that adds a clause."""
    if _enters_for_others():
        return redirect(url_for("amendments.hand_in"))
    _drafter()
    return _first_step(subject_of_addition(this_declaration().id))


@bp.route("/<int:parent_id>/new", methods=["GET", "POST"])
def propose_to_amendment(parent_id: int) -> ResponseReturnValue:
    """Begin an amendment to an amendment."""
    _drafter()
    return _first_step(subject_of_parent(readable(parent_id)))


@bp.route("/<int:amendment_id>/edit", methods=["GET", "POST"])
def edit(amendment_id: int) -> ResponseReturnValue:
    """Go on with a draft, at the step asked for."""
    _drafter()
    amendment = _own_draft(amendment_id)
    match request.args.get("step", FIRST_STEP, type=int):
        case 2:
            return _reasons(amendment)
        case 3:
            return _last_look(amendment)
        case _:
            return _first_step(_subject(amendment), amendment)


def _enters_for_others() -> bool:
    """Whether this is an officer of no delegation, who writes in a delegation's name."""
    by = require()
    asks = request.method == "GET"
    return asks and by.delegation_id is None and by.holds(Role.SECRETARIAT)


def _drafter() -> Actor:
    by = require()
    if by.delegation_id is None or not by.can(Act.SAVE_DRAFT):
        raise NotPermitted(Act.SAVE_DRAFT)
    return by


def _own_draft(amendment_id: int) -> Amendment:
    amendment = readable(amendment_id)
    if not stands_behind(acting(), amendment):
        raise NotPermitted(Act.SAVE_DRAFT)
    if amendment.state is not AmendmentState.DRAFT:
        abort(redirect(url_for("amendments.show", amendment_id=amendment_id)))
    return amendment


def _subject(amendment: Amendment) -> Subject:
    parent = amendment_shown(amendment.parent_id) if amendment.parent_id is not None else None
    return subject_of(amendment, parent)


def _first_step(subject: Subject, amendment: Amendment | None = None) -> ResponseReturnValue:
    form = form_for(subject, amendment)
    if request.method == "GET":
        return _editor(form, subject, amendment), 200
    if form.fix.raw_data:
        status = put_right(form, subject)
        return _editor(form, subject, amendment), status
    if not form.validate():
        return _editor(form, subject, amendment), 422
    if "text" in form and without_typed_letters(form.text.data or "") != (form.text.data or ""):
        flash(_("Letters before sub-items were taken off: they are computed."), "wait")
    try:
        kept = _keep(subject, form)
    except Invalid as invalid:
        show_errors(form, invalid)
        return _editor(form, subject, amendment), 422
    except Stale:
        form.form_errors.append(
            _("A colleague changed this draft meanwhile. Your text is kept below; look at theirs.")
        )
        return _editor(form, subject, amendment), 409
    if request.form.get("go") == "leave":
        flash(_("The draft is kept. Only your delegation sees it."))
        return redirect(url_for("amendments.index", mine=1), 303)
    return redirect(url_for("amendments.edit", amendment_id=kept, step=REASONS), 303)


def form_for(subject: Subject, amendment: Amendment | None = None) -> ProposalForm:
    """The form of a proposal about this subject, filled with the draft or with the clause."""
    form = ProposalForm(formdata=None) if request.method == "GET" else ProposalForm()
    if subject.parent is not None:
        form.about_words_alone()
    elif subject.placed is not None and (amendment is None or not amendment.adds_clause):
        form.for_clause()
    else:
        form.for_addition()
    if "place" in form:
        form.offer_places(subject.text, subject.clause_key if "what" in form else None)
    if request.method == "GET":
        form.key.data = new_key()
        form.base.data = subject.base_version_id or ""
        if amendment is not None:
            form.draft.data, form.seen.data = amendment.id, amendment.edition
            form.show(wording_of(newest(amendment)), subject.base, subject.english)
        else:
            begun = Wording(text=subject.base, after=request.args.get("after"))
            form.show(begun, subject.base, subject.english)
    return form


def _editor(form: ProposalForm, subject: Subject, amendment: Amendment | None) -> str:
    declaration, by = this_declaration(), acting()
    own = amendment.id if amendment is not None else _number(form.draft.data)
    return render_template(
        "amendments/editor.html",
        form=form,
        subject=subject,
        preview=preview(
            declaration.id,
            subject,
            form.wording(subject.base, subject.english),
            by,
            own=own,
            field=form.text.data,
        ),
        drafts=[
            each
            for each in drafts_on(declaration.id, subject.clause_key, by.delegation_id)
            if each.id != own
        ]
        if subject.parent is None and request.method == "GET"
        else [],
        keep_at=url_for("amendments.keep", **_address(subject, amendment)),
        preview_at=url_for("amendments.preview_typed", **_address(subject, amendment)),
        amendment=amendment,
        steps=_steps(),
        **window_now(declaration),
    )


def window_now(declaration: Declaration) -> dict[str, Any]:
    """Whether amendments are received at this second, and when they will be."""
    window, now = window_of(declaration), clock.now()
    later = window.opens if window.opens is not None and now < window.opens else None
    return {"is_open": window.is_open(now), "opens_at": later}


def _steps() -> list[str]:
    return [_("Change the text"), _("Rationale"), _("Look and submit")]


def _address(subject: Subject, amendment: Amendment | None) -> dict[str, Any]:
    """What names the subject in the addresses that scripts post to."""
    if amendment is not None:
        return {"amendment_id": amendment.id}
    if subject.parent is not None:
        return {"parent_id": subject.parent.id}
    return {"clause_key": subject.clause_key} if subject.clause_key is not None else {}


def _number(written: object) -> int | None:
    return int(str(written)) if str(written or "").isdecimal() else None


def _keep(subject: Subject, form: ProposalForm) -> int:
    """Store what the form says in its draft; the draft's id. The first time it begins one."""
    by, draft_id = acting(), _number(form.draft.data)
    edition = _number(form.seen.data)
    wording = form.wording(subject.base, subject.english)
    base = _number(form.base.data)
    if draft_id is None:
        try:
            return operations.save_draft(
                this_declaration().id,
                wording,
                by.once(f"draft:{form.key.data}" if form.key.data else None),
                clause_key=subject.clause_key,
                base_version_id=base,
                parent_id=subject.parent.id if subject.parent is not None else None,
            )
        except Repeated as earlier:
            begun = read_entry(earlier.entry.body).key
            draft_id, edition = _number(begun.removeprefix("draft-")), None
    return operations.save_draft(
        this_declaration().id,
        _with_reasons(wording, draft_id, form),
        by.once(None),
        clause_key=subject.clause_key,
        draft_id=draft_id,
        seen=edition,
    )


def _with_reasons(wording: Wording, draft_id: int | None, form: ProposalForm) -> Wording:
    """The first step does not show the rationale, so it keeps the one that was written."""
    if draft_id is None or form.rationale.raw_data:
        return wording
    kept = newest(readable(draft_id)).rationale
    return replace(wording, rationale=kept)


@bp.post("/drafts/addition")
@bp.post("/drafts/clause/<clause_key>")
@bp.post("/drafts/amendment/<int:parent_id>")
@bp.post("/drafts/<int:amendment_id>")
def keep(
    clause_key: str | None = None, parent_id: int | None = None, amendment_id: int | None = None
) -> ResponseReturnValue:
    """Keep what is being typed; the answer is for the script that asks while one types."""
    _drafter()
    subject, amendment = _addressed(clause_key, parent_id, amendment_id)
    form = form_for(subject, amendment)
    if not form.validate():
        return jsonify(errors=form.errors), 422
    try:
        kept = _keep(subject, form)
    except Invalid as invalid:
        return jsonify(errors=dict(invalid.errors)), 422
    edition = amendment_shown(kept).edition
    at = clock_time(clock.now(), current_writing())
    saved = _("Draft saved at %(time)s", time=at)
    return jsonify(saved=saved, fields={"draft": kept, "seen": edition})


def _addressed(
    clause_key: str | None, parent_id: int | None, amendment_id: int | None
) -> tuple[Subject, Amendment | None]:
    if amendment_id is not None:
        amendment = _own_draft(amendment_id)
        return _subject(amendment), amendment
    if parent_id is not None:
        return subject_of_parent(readable(parent_id)), None
    if clause_key is not None:
        version = request.form.get("base", type=int)
        found = subject_of_clause(this_declaration().id, clause_key, version)
        return found or abort(404), None
    return subject_of_addition(this_declaration().id), None


@bp.post("/previews/addition")
@bp.post("/previews/clause/<clause_key>")
@bp.post("/previews/amendment/<int:parent_id>")
@bp.post("/previews/<int:amendment_id>")
def preview_typed(
    clause_key: str | None = None, parent_id: int | None = None, amendment_id: int | None = None
) -> ResponseReturnValue:
    """What the words being typed would change: a part of the editor's page."""
    by = require()
    if amendment_id is not None:
        amendment: Amendment | None = readable(amendment_id)
        assert amendment is not None
        subject = newest_subject(amendment)
    else:
        subject, amendment = _addressed(clause_key, parent_id, None)
    form = form_for(subject, amendment)
    own = amendment.id if amendment is not None else _number(form.draft.data)
    wording = form.wording(subject.base, subject.english)
    return render_template(
        "amendments/preview.html",
        preview=preview(this_declaration().id, subject, wording, by, own=own, field=form.text.data),
        subject=subject,
    )


def newest_subject(amendment: Amendment) -> Subject:
    """What is being changed: a draft's own base, or the newest text once it was handed in."""
    subject = _subject(amendment)
    if amendment.state is AmendmentState.DRAFT:
        return subject
    placed = subject.placed if subject.parent is None else None
    return replace(
        subject,
        base=subject.current,
        base_version_id=placed.version_id if placed is not None else None,
        base_version=placed.version if placed is not None else None,
    )


def _reasons(amendment: Amendment) -> ResponseReturnValue:
    form = RationaleForm()
    if request.method == "GET":
        form.seen.data, form.rationale.data = amendment.edition, newest(amendment).rationale
        return _reasons_page(form, amendment), 200
    if not form.validate():
        return _reasons_page(form, amendment), 422
    kept = wording_of(newest(amendment))
    try:
        operations.save_draft(
            this_declaration().id,
            replace(kept, rationale=form.rationale.data),
            acting().once(None),
            clause_key=None,
            draft_id=amendment.id,
            seen=_number(form.seen.data),
        )
    except Stale:
        form.form_errors.append(
            _("A colleague changed this draft meanwhile. Your text is kept below; look at theirs.")
        )
        amendment = readable(amendment.id)
        form.seen.data = amendment.edition
        return _reasons_page(form, amendment), 409
    if request.form.get("go") == "leave":
        flash(_("The draft is kept. Only your delegation sees it."))
        return redirect(url_for("amendments.index", mine=1), 303)
    return redirect(url_for("amendments.edit", amendment_id=amendment.id, step=LAST_LOOK), 303)


def _reasons_page(form: RationaleForm, amendment: Amendment) -> str:
    return render_template(
        "amendments/reasons.html",
        form=form,
        each=shown(amendment),
        subject=_subject(amendment),
        steps=_steps(),
    )


def _last_look(amendment: Amendment) -> ResponseReturnValue:
    subject = _subject(amendment)
    kept = wording_of(newest(amendment))
    declaration = this_declaration()
    return render_template(
        "amendments/last_look.html",
        each=shown(amendment),
        subject=subject,
        place=named(subject.text, newest(amendment).after_clause_id),
        preview=preview(declaration.id, subject, kept, acting(), own=amendment.id),
        parts=len(parts_of(newest(amendment))),
        key=new_key(),
        steps=_steps(),
        **window_now(declaration),
    )


@bp.post("/<int:amendment_id>/submission")
def submit(amendment_id: int) -> ResponseReturnValue:
    """Hand the draft in."""
    by = require()
    readable(amendment_id)
    with suppress(Repeated):
        number = operations.submit(amendment_id, by, seen=seen())
        flash(_("Amendment %(number)s is submitted. The secretariat screens it.", number=number))
    return redirect(url_for("amendments.show", amendment_id=amendment_id), 303)
