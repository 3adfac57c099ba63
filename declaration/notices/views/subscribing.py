"""The feed of a declaration's changes, and the calendar of the forum."""

from flask import Response, current_app, render_template, request, url_for
from flask.typing import ResponseReturnValue

from declaration import clock
from declaration.config import Settings
from declaration.drafting.context import this_declaration
from declaration.forums.context import this_forum
from declaration.forums.subscribing import admit_subscriber
from declaration.http import locale, public_address
from declaration.journal.queries import extent_of
from declaration.notices.calendar import as_icalendar, calendar_host, dates_of
from declaration.notices.feed import publications_of
from declaration.notices.views.blueprint import bp


@bp.get("/text/<declaration_key>/changes.atom")
def feed() -> ResponseReturnValue:
    """The changes of the text, as Atom (RFC 4287), in the reader's language.

    Who asks again before anything has happened in the forum is answered by 304.
    """
    admit_subscriber()
    forum, declaration, language = this_forum(), this_declaration(), locale()
    log_id, size = extent_of(forum.log)
    mark = f"{declaration.id}-{log_id}-{size}-{language}"
    if request.if_none_match.contains_weak(mark):
        return _unchanged(mark)
    publications = publications_of(declaration.id)
    settings: Settings = current_app.config["SETTINGS"]
    page = render_template(
        "notices/feed.xml",
        forum=forum,
        declaration=declaration,
        publications=publications,
        host=calendar_host(settings),
        here=public_address(url_for("notices.feed", lang=language, key=request.args.get("key"))),
        address=public_address,
    )
    response = Response(page, content_type="application/atom+xml; charset=utf-8")
    response.set_etag(mark, weak=True)
    return response


def _unchanged(mark: str) -> Response:
    response = Response(status=304)
    response.set_etag(mark, weak=True)
    return response


@bp.get("/calendar.ics")
def calendar() -> ResponseReturnValue:
    """Sittings and deadlines as iCalendar, in the reader's language, on the forum's clocks."""
    admit_subscriber()
    forum, language = this_forum(), locale()
    settings: Settings = current_app.config["SETTINGS"]
    dates = [
        (date, public_address(url_for(date.endpoint, **date.values)))  # type: ignore[arg-type]
        for date in dates_of(forum, language)
    ]
    written = as_icalendar(forum, dates, language, clock.now(), calendar_host(settings))
    return Response(
        written,
        content_type="text/calendar; charset=utf-8",
        headers={"Content-Disposition": f'inline; filename="{forum.key}.ics"'},
    )
