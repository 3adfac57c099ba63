"""Signing in and out, and one's own account."""

from flask import Flask, render_template
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError

from declaration.accounts import returning, sign_in
from declaration.accounts.proving import too_many
from declaration.accounts.throttling import TooManyAttempts
from declaration.accounts.views import own_account, second_step, signing_in
from declaration.accounts.views.blueprint import bp
from declaration.extensions import login_manager

__all__ = ["init_app", "own_account", "second_step", "signing_in"]


def init_app(app: Flask) -> None:
    """Register the room's pages, and whom Flask-Login asks."""
    sign_in.init_app(app)
    login_manager.unauthorized_handler(returning.ask_to_sign_in)
    app.register_error_handler(TooManyAttempts, show_too_many)
    app.register_error_handler(CSRFError, returning.offer_again)
    app.register_blueprint(bp)


def show_too_many(refused: TooManyAttempts) -> ResponseReturnValue:
    """Too many passwords were tried, on a page other than the one for signing in."""
    return render_template("parts/error.html", status=429, sentence=too_many(refused)), 429
