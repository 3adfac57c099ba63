"""The Flask extensions, created once; `create_app` gives them the application."""

from inspect import iscoroutinefunction

from flask.sansio.app import App
from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect


class Database(SQLAlchemy):
    """Sessions that end with the request, none of them asynchronous."""

    def init_app(self, app: App) -> None:
        """Register the engines. Closing what we never open would cost each request a thread."""
        super().init_app(app)
        app.teardown_appcontext_funcs = [
            close for close in app.teardown_appcontext_funcs if not iscoroutinefunction(close)
        ]


db = Database(session_options={"expire_on_commit": False})
babel = Babel()
login_manager = LoginManager()
csrf = CSRFProtect()
