"""Whether this process lives, and whether it can serve: for proxies and supervisors."""

from flask import Blueprint
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import SQLAlchemyError

from declaration.extensions import db
from declaration.migrations import is_current

bp = Blueprint("health", __name__)


@bp.get("/health")
def alive() -> ResponseReturnValue:
    """The process answers."""
    return {"status": "alive"}


@bp.get("/ready")
def ready() -> ResponseReturnValue:
    """The database answers and has the schema this version needs."""
    try:
        current = is_current(db.engine)
    except SQLAlchemyError:
        return {"status": "no database"}, 503
    if not current:
        return {"status": "the database is not up to date"}, 503
    return {"status": "ready"}
