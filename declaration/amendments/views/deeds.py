"""Acts of one button: each a POST to an address of its own, then the amendment's page again."""

from collections.abc import Callable
from contextlib import suppress
from typing import Any, Final

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from declaration.amendments import operations
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.finding import readable, seen
from declaration.forums.context import require
from declaration.journal import Repeated

Deed = Callable[..., Any]

DEEDS: Final[tuple[tuple[str, str, Deed, LazyString], ...]] = (
    ("withdraw", "withdrawal", operations.withdraw, _l("The amendment is withdrawn.")),
    ("take_over", "taking-over", operations.take_over, _l("The amendment is now yours.")),
    ("co_sponsor", "sponsors", operations.co_sponsor, _l("Your delegation co-sponsors it.")),
    (
        "leave_sponsors",
        "sponsors/leaving",
        operations.leave_sponsors,
        _l("Your delegation no longer sponsors it."),
    ),
    (
        "confirm_sponsorship",
        "sponsors/confirmation",
        operations.confirm_sponsorship,
        _l("Your delegation stands by the new wording."),
    ),
    ("admit", "admission", operations.admit, _l("The amendment is admissible: everybody sees it.")),
    (
        "confirm_arabic",
        "arabic/confirmation",
        operations.confirm_arabic,
        _l("The Arabic wording is confirmed."),
    ),
    ("schedule", "schedule", operations.schedule, _l("The amendment will be voted.")),
    (
        "unschedule",
        "schedule/removal",
        operations.unschedule,
        _l("The amendment is off the list of votes."),
    ),
    (
        "divide",
        "division",
        operations.divide,
        _l("The amendment is divided: each part is decided by itself."),
    ),
    ("unpack", "package/dissolution", operations.unpack, _l("The package is dissolved.")),
    (
        "give_consent",
        "consent",
        operations.give_consent,
        _l("Your delegation agrees to the compromise."),
    ),
    (
        "take_consent_back",
        "consent/withdrawal",
        operations.take_consent_back,
        _l("Your consent is taken back; your own amendment stands again."),
    ),
)
"""Endpoint, address, operation, and what is said once it is done."""


def _performing(operation: Deed, said: LazyString) -> Callable[[int], ResponseReturnValue]:
    def perform(amendment_id: int) -> ResponseReturnValue:
        """Perform the act, once."""
        by = require()
        readable(amendment_id)
        with suppress(Repeated):
            operation(amendment_id, by, seen=seen())
            flash(str(said))
        return redirect(_where_next(amendment_id), 303)

    return perform


def _where_next(amendment_id: int) -> str:
    """Back to the list of votes when the act was done there, else to the amendment."""
    if (clause_key := request.form.get("back_to_order")) is not None:
        return url_for("amendments.order", clause_key=clause_key)
    return url_for("amendments.show", amendment_id=amendment_id)


for _name, _address, _operation, _said in DEEDS:
    bp.add_url_rule(
        f"/<int:amendment_id>/{_address}",
        _name,
        _performing(_operation, _said),
        methods=["POST"],
    )


@bp.post("/<int:amendment_id>/discarding")
def discard(amendment_id: int) -> ResponseReturnValue:
    """Throw a draft away."""
    by = require()
    readable(amendment_id)
    operations.discard_draft(amendment_id, by, seen=seen())
    flash(_("The draft is thrown away."))
    return redirect(url_for("amendments.index", mine=1), 303)


@bp.post("/<int:amendment_id>/split")
def split(amendment_id: int) -> ResponseReturnValue:
    """Make an amendment of each independent change."""
    by = require()
    readable(amendment_id)
    with suppress(Repeated):
        operations.split(amendment_id, by, seen=seen())
        flash(_("Each change is now an amendment of its own."))
    return redirect(url_for("amendments.index", mine=1), 303)
