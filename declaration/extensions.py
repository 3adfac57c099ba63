"""The Flask extensions, created once; `create_app` gives them the application."""

from flask_babel import Babel
from flask_login import LoginManager
from flask_sqlalchemy_lite import SQLAlchemy
from flask_wtf import CSRFProtect

db = SQLAlchemy(session_options={"expire_on_commit": False})
babel = Babel()
login_manager = LoginManager()
csrf = CSRFProtect()
