"""Coming back after signing in: to the page one asked for, with what one had typed."""

import json
from typing import Final
from urllib.parse import urlsplit

from flask import Response, flash, make_response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from werkzeug.datastructures import MultiDict

from declaration.accounts.forms import SignInForm
from declaration.accounts.sign_in import person_here
from declaration.http import show_stale_form

NOT_CARRIED: Final = frozenset({"csrf_token", "code", "password", "present", "new", "again"})
"""Fields of an interrupted form that are not given back."""

OPEN_TO_ALL: Final = frozenset({"accounts.sign_in", "accounts.second_step", "invitations.join"})
"""Forms that somebody sends who has not signed in."""

Carried = list[tuple[str, str]]


def own_path(target: str | None) -> str | None:
    """`target` if it is a path of this site, and nothing that a browser takes for another's."""
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    if any(ord(character) < 0x21 or character == "\\" for character in target):
        return None
    parts = urlsplit(target)
    return None if parts.scheme or parts.netloc else target


def ask_to_sign_in() -> Response:
    """What somebody gets who must sign in first; a form they sent is kept for afterwards."""
    sentence = _("Sign in to go on.")
    if request.method == "GET":
        flash(sentence, "wait")
        wanted = request.full_path.rstrip("?")
        return make_response(redirect(url_for("accounts.sign_in", next=wanted), 302))
    page = render_template(
        "accounts/sign_in.html",
        form=SignInForm(formdata=None, data={"next": request.full_path.rstrip("?")}),
        carried=carry(request.form),
        interrupted=True,
    )
    return make_response(page, 401)


def offer_again(error: CSRFError) -> ResponseReturnValue:
    """What somebody gets whose form bears the token of a sign-in that is over, or none.

    A form of our own pages is kept: to be sent again by who has signed in since, else after
    signing in. One that another site may have made up is refused with all that it holds.
    """
    if not _is_of_our_own_pages() or request.endpoint in OPEN_TO_ALL:
        return show_stale_form(error)
    if person_here() is None:
        return ask_to_sign_in()
    fields = carried(carry(request.form))
    action = request.full_path.rstrip("?")
    return render_template("accounts/carried.html", action=action, fields=fields), 400


def _is_of_our_own_pages() -> bool:
    """Whether the browser says so. One that says nothing may come from anywhere."""
    told = request.headers.get("Sec-Fetch-Site")
    return told == "same-origin" or request.headers.get("Origin") == request.host_url.rstrip("/")


def carry(fields: MultiDict[str, str]) -> str:
    """The fields of an interrupted form, to travel through the sign-in page."""
    kept = [(name, v) for name, v in fields.items(multi=True) if name not in NOT_CARRIED]
    return json.dumps(kept, ensure_ascii=False) if kept else ""


def carried(written: str | None) -> Carried:
    """The fields that `carry` wrote; none when there are none, or they were tampered with."""
    try:
        read = json.loads(written or "[]")
        return [(str(name), str(value)) for name, value in read]
    except (ValueError, TypeError):
        return []


def front() -> str:
    """The site's front page."""
    return f"{request.script_root}/"


def go_on(target: str | None, written: str | None) -> ResponseReturnValue:
    """Where somebody goes who has just signed in; a form that was interrupted is offered again."""
    wanted = own_path(target) or front()
    if fields := carried(written):
        return render_template("accounts/carried.html", action=wanted, fields=fields)
    return redirect(wanted, 303)


def ask_for_password(back_to: str) -> Response:
    """Send somebody whose sign-in is not fresh to enter the password, and then back."""
    flash(_("Enter your password again, then do it once more."), "wait")
    return make_response(redirect(url_for("accounts.confirm", next=back_to), 303))
