"""The pages that compose rooms."""

from zoneinfo import ZoneInfo

from flask import (
    Blueprint,
    Flask,
    Response,
    abort,
    redirect,
    render_template,
    request,
    stream_with_context,
    url_for,
)
from flask.typing import ResponseReturnValue

from declaration.accounts.sign_in import person_here
from declaration.amendments.permissions import may_propose
from declaration.clock import now
from declaration.comments import discussions
from declaration.drafting.context import this_declaration
from declaration.drafting.naming import names_to_tell_apart
from declaration.drafting.queries import revision_text, revisions_of
from declaration.formats import current_writing
from declaration.forums.context import acting, admit_reader, here, require, this_forum
from declaration.forums.queries import delegation_names
from declaration.http import locale
from declaration.notices.calendar import dates_of
from declaration.notices.queries import newest_unread
from declaration.notices.sentences import KINDS
from declaration.procedure import Act, Role, Rules
from declaration.procedure.deadlines import has_passed
from declaration.reading import health, seeing, styleguide, watching
from declaration.reading.activity import activity_pictures
from declaration.reading.clause_page import clause_page
from declaration.reading.comparing import compared
from declaration.reading.header import give_header
from declaration.reading.home import looks, timeline_of
from declaration.reading.journal_page import as_csv, page_of
from declaration.reading.marked_text import marked_text
from declaration.reading.queries import forums_open_to, has_forums
from declaration.reading.remembered import kept_for_its_reader
from declaration.reading.rolling import convergence, convergence_picture, rolling_of
from declaration.reading.searching import search as hits_in
from declaration.reading.tasks import awaiting
from declaration.voting.results import results_of

FIRST = 5
"""Unread notices shown on the home page."""

MOST_CHANGES = 8
"""Changed clauses shown on the home page; of the others it says how many there are."""

site = Blueprint("site", __name__)
bp = Blueprint("reading", __name__, url_prefix="/<forum_key>")


def init_app(app: Flask) -> None:
    """Register the pages and the header that every page shows."""
    app.register_blueprint(site)
    app.register_blueprint(bp)
    app.register_blueprint(health.bp)
    watching.init_app(app)
    app.register_blueprint(styleguide.bp)
    app.context_processor(give_header)
    seeing.init_app(app)


@site.get("/")
def forums() -> ResponseReturnValue:
    """The forums of this installation that one may read; where there is but one, that one."""
    person = person_here()
    listed = forums_open_to(person.person_id if person else None)
    if len(listed) == 1:
        return redirect(url_for("reading.home", forum_key=listed[0].key))
    return render_template(
        "reading/forums.html",
        forums=listed,
        all_closed=not listed and has_forums(),
        may_sign_in=person is None,
    )


@bp.get("/")
def home() -> ResponseReturnValue:
    """What waits for this person."""
    admit_reader()
    by, forum = acting(), this_forum()
    dates = dates_of(forum, locale())
    names = names_to_tell_apart([forum.id])
    return render_template(
        "reading/home.html",
        forum=forum,
        today=now().astimezone(ZoneInfo(forum.zone)).date(),
        awaiting=awaiting(by, names),
        looks=looks(by),
        names=names,
        deadlines=[each for each in dates if each.is_deadline and not has_passed(each.at, now())],
        timeline=timeline_of(dates, current_writing()),
        notices=newest_unread(by, forum, FIRST) if by.membership_id is not None else [],
        kinds=KINDS,
        most=MOST_CHANGES,
        may_import=by.can(Act.IMPORT_DECLARATION),
    )


@bp.get("/text/<declaration_key>/")
@kept_for_its_reader
def declaration() -> ResponseReturnValue:
    """The whole declaration, with marks of what happens to each clause."""
    admit_reader()
    told = this_declaration()
    by = acting()
    text = marked_text(told, by)
    seeing.displays(told, text.versions, is_all=True)
    return render_template(
        "reading/declaration.html",
        declaration=told,
        text=text,
        is_public=here().is_public,
        may_amend=may_propose(by, told),
    )


@bp.get("/text/<declaration_key>/rolling")
def rolling() -> ResponseReturnValue:
    """The text with what is not agreed in brackets, and whether it converges."""
    admit_reader()
    told = this_declaration()
    measures = convergence(told, this_forum().log)
    return render_template(
        "reading/rolling.html",
        declaration=told,
        rolling=rolling_of(told.id),
        measures=measures,
        converging=convergence_picture(measures),
    )


@bp.get("/text/<declaration_key>/figures")
def figures() -> ResponseReturnValue:
    """The negotiation in pictures: whether it converges, what was decided, who takes part."""
    admit_reader()
    told = this_declaration()
    return render_template(
        "reading/figures.html",
        converging=convergence_picture(convergence(told, this_forum().log)),
        results=results_of(told),
        activity=activity_pictures(told),
    )


@bp.get("/text/<declaration_key>/revisions/<int:serial>")
def revision(serial: int) -> ResponseReturnValue:
    """A revision as it was published."""
    admit_reader()
    told = this_declaration()
    return render_template(
        "reading/revision.html",
        declaration=told,
        text=revision_text(told.id, serial),
        revisions=revisions_of(told.id),
    )


@bp.get("/text/<declaration_key>/compare")
def compare() -> ResponseReturnValue:
    """Any two revisions, clause by clause."""
    admit_reader()
    told = this_declaration()
    revisions = revisions_of(told.id)
    serials = [each.serial for each in revisions]
    old = request.args.get("from", default=serials[-1], type=int)
    new = request.args.get("to", default=serials[0], type=int)
    if old not in serials or new not in serials:
        abort(404)
    before, after = revision_text(told.id, old), revision_text(told.id, new)
    return render_template(
        "reading/compare.html",
        declaration=told,
        revisions=revisions,
        before=before,
        after=after,
        rows=compared(before, after, locale()),
    )


@bp.get("/text/<declaration_key>/clauses/<clause_key>")
def clause(clause_key: str) -> ResponseReturnValue:
    """One clause: its text, what is proposed, said and decided about it, its history."""
    admit_reader()
    told, by = this_declaration(), acting()
    page = clause_page(told, clause_key, by)
    if page.placed is not None:
        seeing.displays(told, {page.clause.id: page.placed.version_id}, is_all=False)
    return render_template(
        "reading/clause.html",
        declaration=told,
        page=page,
        discussion=discussions.on_clause(page.clause, by, Rules.of(this_forum().rules)),
        may_amend=may_propose(by, told),
    )


@bp.get("/text/<declaration_key>/search")
def search() -> ResponseReturnValue:
    """The clauses that hold certain words."""
    admit_reader()
    told = this_declaration()
    wanted = request.args.get("q", "").strip()
    return render_template(
        "reading/search.html", wanted=wanted, hits=hits_in(revision_text(told.id), wanted)
    )


@bp.get("/journal")
def journal() -> ResponseReturnValue:
    """The record of acts, for the secretariat."""
    require(Role.SECRETARIAT)
    before = request.args.get("before", type=int)
    lines, onward = page_of(this_forum(), before=before)
    names = {each.key: each.names for each in delegation_names(this_forum().id)}
    return render_template("reading/journal.html", lines=lines, onward=onward, delegations=names)


@bp.get("/journal.csv")
def journal_csv() -> ResponseReturnValue:
    """The whole record as a table, for the secretariat."""
    require(Role.SECRETARIAT)
    forum = this_forum()
    return Response(
        stream_with_context(as_csv(forum)),
        mimetype="text/csv",
        headers={"Content-Disposition": f'attachment; filename="journal-{forum.key}.csv"'},
    )
