"""The sittings: opening, closing, attendance, and the quorum as it stands."""

from collections.abc import Sequence
from typing import Any

from flask import Response, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from declaration.accounts.returning import own_path
from declaration.forums.context import acting, admit_reader, require, this_forum
from declaration.forums.models import Delegation, Sitting
from declaration.forums.operations import sittings as operations
from declaration.forums.permissions import (
    may_note_own_presence,
    open_acts_of_sitting,
    takes_attendance,
)
from declaration.forums.queries import (
    attendance_seen,
    delegations_of,
    present_delegations,
    quorum,
    sitting_by_number,
    sittings_of,
)
from declaration.forums.views.blueprint import bp
from declaration.procedure import SittingState

STATES: Sequence[SittingState] = list(SittingState)


@bp.get("/sittings", endpoint="sittings")
def show_sittings() -> ResponseReturnValue:
    """The sittings by number."""
    admit_reader()
    return render_template("forums/sittings.html", sittings=sittings_of(this_forum().id))


@bp.get("/sittings/<int:number>", endpoint="sitting")
def show_sitting(number: int) -> ResponseReturnValue:
    """One sitting: who is present, whether they are enough, and what can be done."""
    admit_reader()
    sitting = sitting_by_number(this_forum().id, number)
    by = acting()
    delegations = delegations_of(this_forum().id)
    return render_template(
        "forums/sitting.html",
        sitting=sitting,
        open_acts=open_acts_of_sitting(by, sitting),
        takes_attendance=takes_attendance(by, sitting),
        own=_own(delegations) if may_note_own_presence(by, sitting) else None,
        delegations=delegations,
        **_attendance(sitting),
    )


@bp.get("/sittings/<int:number>/attendance")
def attendance(number: int) -> ResponseReturnValue:
    """The quorum as a part of the page; 204 when it is as `seen`."""
    admit_reader()
    sitting = sitting_by_number(this_forum().id, number)
    if request.args.get("seen", type=int) == _seen(sitting):
        return Response(status=204)
    return render_template("forums/attendance.html", sitting=sitting, **_attendance(sitting))


@bp.post("/sittings/<int:number>/opening")
def open_sitting(number: int) -> ResponseReturnValue:
    """Open the sitting."""
    operations.open_sitting(number, require())
    flash(_("The sitting is open. The forum's rules are fixed from now on."))
    return redirect(url_for("forums.sitting", number=number), 303)


@bp.post("/sittings/<int:number>/closing")
def close_sitting(number: int) -> ResponseReturnValue:
    """Close the sitting."""
    operations.close_sitting(number, require())
    flash(_("The sitting is closed."))
    return redirect(url_for("forums.sitting", number=number), 303)


@bp.post("/sittings/<int:number>/presence")
def note_presence(number: int) -> ResponseReturnValue:
    """Note that a delegation is present: one's own, or any by those presiding."""
    key = request.form.get("delegation", "")
    operations.note_presence(number, key, require())
    return _back(number, key)


@bp.post("/sittings/<int:number>/absence")
def end_presence(number: int) -> ResponseReturnValue:
    """Note that a delegation has left."""
    key = request.form.get("delegation", "")
    operations.end_presence(number, key, require())
    return _back(number, key)


def _back(number: int, key: str) -> ResponseReturnValue:
    """To the page that the form was sent from, if it says which; else to the sitting's own."""
    here = url_for("forums.sitting", number=number, _anchor=f"delegation-{key}")
    return redirect(own_path(request.form.get("next")) or here, 303)


def _attendance(sitting: Sitting) -> dict[str, Any]:
    counted = quorum(this_forum(), sitting.id)
    return {
        "seen": _seen(sitting),
        "present": present_delegations(sitting.id),
        "quorum": counted,
        "entitled": counted.counted,
    }


def _seen(sitting: Sitting) -> int:
    return attendance_seen(sitting.id) * len(STATES) + STATES.index(sitting.state)


def _own(delegations: Sequence[Delegation]) -> Delegation | None:
    own = acting().delegation_id
    return next((each for each in delegations if each.id == own), None)
