"""One web application in which city delegations agree on a declaration."""

from typing import TYPE_CHECKING

from declaration.config import SHIPPED, Settings

if TYPE_CHECKING:
    from flask import Flask


def create_app(settings: Settings | None = None) -> "Flask":
    """The application, by the environment's settings or those given. Raises Misconfigured."""
    # The kernels load without Flask, and to load a kernel this package is loaded first.
    from flask import Flask

    from declaration import database, http
    from declaration.extensions import babel, csrf, db, login_manager

    app = Flask(
        __name__,
        template_folder=str(SHIPPED / "templates"),
        static_folder=str(SHIPPED / "static"),
    )
    app.config.update((settings or Settings.read()).flask())

    db.init_app(app)
    with app.app_context():
        database.prepare(db.engine)
    csrf.init_app(app)
    login_manager.init_app(app)
    http.init_app(app)
    babel.init_app(app, locale_selector=http.locale)
    _open_rooms(app)
    return app


def _open_rooms(app: "Flask") -> None:
    """Register every room that has pages, then what they share."""
    from declaration import formats
    from declaration.accounts import views as accounts
    from declaration.amendments import views as amendments
    from declaration.comments import views as comments
    from declaration.documents import views as documents
    from declaration.drafting import context as drafting
    from declaration.endorsement import views as endorsement
    from declaration.forums import views as forums
    from declaration.merging import views as merging
    from declaration.notices import views as notices
    from declaration.plenary import views as plenary
    from declaration.reading import views as reading
    from declaration.voting import views as voting

    formats.register_formats(app)
    accounts.init_app(app)
    forums.init_app(app)
    drafting.init_app(app)
    amendments.init_app(app)
    comments.init_app(app)
    voting.init_app(app)
    merging.init_app(app)
    endorsement.init_app(app)
    plenary.init_app(app)
    notices.init_app(app)
    reading.init_app(app)
    documents.init_app(app)
