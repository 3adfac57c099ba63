"""What supervisors watch besides health: numbers for Prometheus, and a line for each request.

Neither holds anything of a person: no address, no name, no path with a token, no query.
"""

import hmac
import json
import logging
import sys
import time
from datetime import UTC, datetime
from typing import Any, Final

from flask import Blueprint, Flask, Response, abort, current_app, g, request
from flask.typing import ResponseReturnValue
from sqlalchemy import Select, func, select

from declaration.extensions import db
from declaration.forums.models import Sitting
from declaration.journal.models import JournalEntry
from declaration.messages.models import Letter
from declaration.procedure.states import BallotState, SittingState
from declaration.voting.models import Ballot

bp = Blueprint("watching", __name__)

GAUGES: Final[dict[str, tuple[str, Select[Any]]]] = {
    "declaration_journal_entries": (
        "Acts on record.",
        select(func.count(JournalEntry.id)),
    ),
    "declaration_journal_unsealed": (
        "Acts that the clock has not sealed yet; it seals every two seconds.",
        select(func.count(JournalEntry.id)).where(JournalEntry.position.is_(None)),
    ),
    "declaration_letters_waiting": (
        "Letters that have not left yet.",
        select(func.count(Letter.id)).where(Letter.sent_at.is_(None)),
    ),
    "declaration_sittings_open": (
        "Sittings in session.",
        select(func.count(Sitting.id)).where(Sitting.state == SittingState.OPEN),
    ),
    "declaration_ballots_open": (
        "Ballots in which votes are taken.",
        select(func.count(Ballot.id)).where(Ballot.state == BallotState.OPEN),
    ),
}
"""Read from the record, so that every process tells the same."""


def init_app(app: Flask) -> None:
    """Register the metrics; write a line for each request where the settings ask for it."""
    app.register_blueprint(bp)
    if app.config["SETTINGS"].log == "json":
        app.logger.handlers = [_handler()]
        app.logger.setLevel(logging.INFO)
        app.logger.propagate = False
        app.before_request(_note_beginning)
        app.after_request(_write_line)


@bp.get("/metrics")
def metrics() -> ResponseReturnValue:
    """The gauges as Prometheus reads them, for who knows the token; without one there are none."""
    token = current_app.config["SETTINGS"].metrics_token
    given = request.headers.get("Authorization", "")
    if not token or not hmac.compare_digest(given.encode(), f"Bearer {token}".encode()):
        abort(404)
    lines = []
    for name, (meaning, query) in GAUGES.items():
        value = db.session.scalars(query).one()
        lines += [f"# HELP {name} {meaning}", f"# TYPE {name} gauge", f"{name} {value}"]
    return Response("\n".join([*lines, ""]), mimetype="text/plain; version=0.0.4")


class AsJson(logging.Formatter):
    """A line of JSON for each record; of an error its kind and its place, not its words."""

    def format(self, record: logging.LogRecord) -> str:
        """The record in one line."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            **getattr(record, "told", {"message": record.msg}),
        }
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["at"] = _places(record.exc_info[2])
        return json.dumps(line, ensure_ascii=False)


def _places(trace: object) -> list[str]:
    """Where an error came through: files and lines, without the values of anything."""
    found = []
    while trace is not None:
        frame = trace.tb_frame  # type: ignore[attr-defined]
        found.append(f"{frame.f_code.co_filename}:{trace.tb_lineno}")  # type: ignore[attr-defined]
        trace = trace.tb_next  # type: ignore[attr-defined]
    return found


def _handler() -> logging.Handler:
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(AsJson())
    return handler


def _note_beginning() -> None:
    g.began = time.monotonic()


def _write_line(response: Response) -> Response:
    """One line a request, by the name of its page; not for a device that has seen everything."""
    if response.status_code == 204:
        return response
    told = {
        "request": g.get("request_id", ""),
        "method": request.method,
        "page": request.endpoint or "",
        "status": response.status_code,
        "milliseconds": round((time.monotonic() - g.began) * 1000) if "began" in g else None,
    }
    current_app.logger.info("request", extra={"told": told})
    return response
