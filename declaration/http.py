"""What every request and reply has: language, headers, proxies, refusals, errors."""

import secrets
from datetime import timedelta
from http import HTTPStatus
from typing import Any, Final

from flask import (
    Flask,
    Response,
    current_app,
    g,
    has_request_context,
    jsonify,
    render_template,
    request,
    session,
)
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_login import current_user
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import NoResultFound
from werkzeug.exceptions import HTTPException
from werkzeug.middleware.proxy_fix import ProxyFix
from werkzeug.routing import IntegerConverter, Map
from wtforms import Form

from declaration.config import Settings
from declaration.procedure.refusals import Invalid, NotPermitted, Refusal, Stale, WrongState

LANGUAGES: Final = ("ar", "en")
LANGUAGE_COOKIE: Final = "language"
A_YEAR: Final = timedelta(days=365)
UNCONFIGURED: Final = Settings().host
STATUS: Final[dict[type[Refusal], int]] = {
    NotPermitted: 403,
    WrongState: 409,
    Stale: 409,
    Invalid: 422,
}

POLICY: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
    "font-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; "
    "frame-ancestors 'none'; manifest-src 'self'"
)


class RowNumber(IntegerConverter):
    """A number in an address: no larger than a database's integer, else there is no such page."""

    def __init__(self, map: Map, *args: Any, **options: Any) -> None:
        super().__init__(map, *args, **{"max": 2**31 - 1, **options})


def init_app(app: Flask) -> None:
    """Register what concerns every request."""
    app.url_map.converters["int"] = RowNumber
    proxies = int(app.config["SETTINGS"].proxies)
    if proxies:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]
            app.wsgi_app, x_for=proxies, x_proto=proxies, x_host=proxies
        )
    app.before_request(_name_request)
    app.after_request(_protect)
    app.register_error_handler(Refusal, show_refusal)
    app.register_error_handler(NoResultFound, _show_missing)
    app.register_error_handler(HTTPException, show_error)
    app.context_processor(lambda: {"language": locale(), "direction": direction()})


def locale() -> str:
    """The language of the page: asked for in the address, chosen before, the person's own.

    Nobody being signed in, it is the last that was read here; Arabic when nobody says.
    """
    if (chosen := g.get("language")) is not None:
        return str(chosen)
    if not has_request_context():
        return "ar"
    wished = request.args.get("lang") or session.get("language")
    if wished not in LANGUAGES:
        known = current_user.is_authenticated
        wished = current_user.language if known else request.cookies.get(LANGUAGE_COOKIE)
    if wished not in LANGUAGES:
        wished = "ar"
    g.language = wished
    return str(wished)


def direction() -> str:
    """The page's direction."""
    return "rtl" if locale() == "ar" else "ltr"


def _name_request() -> None:
    g.request_id = secrets.token_hex(8)
    wished = request.args.get("lang")
    if wished in LANGUAGES and request.method == "GET" and session.get("language") != wished:
        session["language"] = wished


def _protect(response: Response) -> Response:
    response.headers.setdefault("Content-Security-Policy", POLICY)
    response.headers.setdefault("X-Content-Type-Options", "nosniff")
    response.headers.setdefault("Referrer-Policy", "same-origin")
    response.headers.setdefault("X-Request-ID", g.get("request_id", ""))
    _remember_language(response)
    if request.endpoint != "static":
        response.headers.setdefault("Cache-Control", "private, no-cache")
        response.headers.setdefault("Vary", "Cookie")
    if request.is_secure:
        response.headers.setdefault("Strict-Transport-Security", "max-age=31536000")
    return response


def _remember_language(response: Response) -> None:
    """Let the browser keep the language of the page longer than a sign-in lasts."""
    shown = g.get("language")
    is_page = request.method == "GET" and response.mimetype == "text/html"
    if shown in LANGUAGES and is_page and request.cookies.get(LANGUAGE_COOKIE, "ar") != shown:
        secure = bool(current_app.config["SESSION_COOKIE_SECURE"])
        response.set_cookie(
            LANGUAGE_COOKIE, shown, A_YEAR, secure=secure, httponly=True, samesite="Lax"
        )


def public_address(path: str) -> str:
    """The whole address of a path of ours, as it is written into letters and codes.

    By the configured host, which no request can make up; by the request's own on a machine where
    none is configured.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if settings.host == UNCONFIGURED and has_request_context():
        return request.host_url.rstrip("/") + path
    return f"{'https' if settings.https else 'http'}://{settings.host}{path}"


def show_refusal(refusal: Refusal) -> ResponseReturnValue:
    """The one door by which refused acts leave."""
    status = next(STATUS[kind] for kind in type(refusal).__mro__ if kind in STATUS)
    if "/api/" in request.path:
        problem = {"title": type(refusal).__name__, "status": status, **vars(refusal)}
        return jsonify(problem), status, {"Content-Type": "application/problem+json"}
    return render_template("parts/refusal.html", refusal=refusal, status=status), status


def show_errors(form: Form, invalid: Invalid) -> None:
    """Put what an operation found wrong beside the fields it concerns, in the reader's language.

    What concerns no field of the form stands above them all.
    """
    for name, sentences in invalid.errors.items():
        found = [_(sentence) for sentence in sentences]
        if name in form:
            form[name].errors = [*form[name].errors, *found]
        else:
            form.form_errors.extend(found)


def show_error(error: HTTPException) -> ResponseReturnValue:
    """An HTTP error as a page in the reader's language."""
    if isinstance(error, HTTPException) and error.response is not None:
        return error.response
    status = error.code or 500
    return render_template("parts/error.html", status=status, sentence=_sentence(status)), status


def _show_missing(_error: NoResultFound) -> ResponseReturnValue:
    status = HTTPStatus.NOT_FOUND
    return render_template("parts/error.html", status=404, sentence=_sentence(status)), status


def show_stale_form(_error: CSRFError) -> ResponseReturnValue:
    """A form whose token is not that of this sign-in, refused."""
    sentence = _(
        "This page had been open too long, or came from another sign-in. "
        "Nothing was changed. Go back, reload the page, and send it again."
    )
    return render_template("parts/error.html", status=400, sentence=sentence), 400


def _sentence(status: int) -> str:
    sentences = {
        400: _("The request was not understood. Nothing was changed."),
        401: _("Sign in first."),
        403: _("You may not open this page."),
        404: _("There is no such page, or it is not yours to see."),
        405: _("This address does not take that kind of request."),
        410: _("This link is no longer valid."),
        413: _("What you sent is too large. Nothing was changed."),
        429: _("Too many attempts. Wait a little, then try again."),
        503: _("The service is not ready. Try again in a moment."),
    }
    return sentences.get(status) or _("Something went wrong on our side. Nothing was changed.")
