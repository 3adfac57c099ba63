"""Pages of comments: on a clause, on an amendment, a thread, all threads."""

from collections.abc import Callable

from flask import Blueprint, Flask, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf import FlaskForm
from sqlalchemy.exc import NoResultFound

from declaration.accounts.returning import own_path
from declaration.amendments.models import Amendment
from declaration.amendments.operations import label
from declaration.amendments.permissions import may_read
from declaration.amendments.queries import amendment_shown, newest
from declaration.amendments.shown import english_beside, named
from declaration.comments import discussions, operations
from declaration.comments.all_threads import listed_threads
from declaration.comments.choosing import occurrences, span_of
from declaration.comments.discussions import Discussion
from declaration.comments.forms import CommentForm, HidingForm, ThreadForm, empty_comment_form
from declaration.comments.models import Thread
from declaration.comments.operations import TooManyComments
from declaration.comments.permissions import may_read_on_clause, may_read_thread
from declaration.comments.queries import thread_of_comment, thread_shown
from declaration.comments.shown import ShownComment, ShownThread, shown_on_amendment, shown_thread
from declaration.drafting.context import this_declaration
from declaration.drafting.models import Clause, ClauseVersion
from declaration.drafting.queries import clause_named, newest_version, revision_text
from declaration.extensions import db
from declaration.forums.context import acting, admit_reader, require, this_forum
from declaration.http import locale, show_errors
from declaration.journal import Repeated
from declaration.procedure import Act, Invalid, NotPermitted, Rules
from declaration.proof import read_entry

bp = Blueprint("comments", __name__, url_prefix="/<forum_key>/text/<declaration_key>")


def init_app(app: Flask) -> None:
    """Register the room's pages."""
    app.register_error_handler(TooManyComments, show_too_many)
    app.context_processor(give_discussions)
    app.register_blueprint(bp)


def give_discussions() -> dict[str, Callable[[Amendment], Discussion]]:
    """What the page of an amendment shows of this room, which it does not know."""
    return {"discussion_of_amendment": _of_amendment}


@bp.get("/comments")
def index() -> ResponseReturnValue:
    """All threads, in the order of the text; open ones, or those that were settled."""
    admit_reader()
    settled = request.args.get("show") == "resolved"
    told = listed_threads(this_declaration().id, acting(), _rules())
    return render_template(
        "comments/index.html",
        settled=settled,
        open=[each for each in told if each.thread.standing != "resolved"],
        resolved=[each for each in told if each.thread.standing == "resolved"],
    )


@bp.get("/clauses/<clause_key>/comments")
def on_clause(clause_key: str) -> ResponseReturnValue:
    """The discussion of one clause."""
    admit_reader()
    return _clause_page(_clause(clause_key))


@bp.post("/clauses/<clause_key>/comments")
def open_on_clause(clause_key: str) -> ResponseReturnValue:
    """Begin a thread on a clause, or on words of it."""
    by, rules = require(), _rules()
    by.must(Act.COMMENT, rules)
    clause = _clause(clause_key)
    clause_id, form = clause.id, ThreadForm()
    version = db.session.get(ClauseVersion, form.version.data or 0) or newest_version(clause_id)
    text = version.text if version and version.clause_id == clause_id else ""
    form.offer(occurrences(text, form.quote.data or ""))
    if not form.validate_on_submit():
        return _clause_page(clause, form), 422
    try:
        span = span_of(text, form.wanted())
        thread_id = operations.open_thread(
            clause_id,
            form.text.data,
            by,
            rules,
            version_id=version.id if version and span else None,
            start=span[0] if span else None,
            stop=span[1] if span else None,
        )
    except Repeated as earlier:
        thread_id = _thread_of(earlier)
    except (Invalid, TooManyComments) as refused:
        status = _say_why(form, refused)
        return _clause_page(_clause(clause_key), form), status
    flash(_("The comment stands under the text."))
    return redirect(
        _back(form, url_for("comments.on_clause", clause_key=clause_key), thread_id), 303
    )


@bp.get("/amendments/<int:amendment_id>/comments")
def on_amendment(amendment_id: int) -> ResponseReturnValue:
    """The discussion of one amendment."""
    admit_reader()
    return _amendment_page(_amendment(amendment_id))


@bp.post("/amendments/<int:amendment_id>/comments")
def open_on_amendment(amendment_id: int) -> ResponseReturnValue:
    """Begin a thread on an amendment, or on words of it."""
    by, rules = require(), _rules()
    by.must(Act.COMMENT, rules)
    amendment, form = _amendment(amendment_id), ThreadForm()
    read = [each for each in amendment.revisions if each.id == form.version.data]
    wording = read[0] if read else amendment.revisions[-1]
    text = wording.text or ""
    form.offer(occurrences(text, form.quote.data or ""))
    if not form.validate_on_submit():
        return _amendment_page(amendment, form), 422
    try:
        span = span_of(text, form.wanted())
        thread_id = operations.open_thread_on_amendment(
            amendment_id,
            form.text.data,
            by,
            rules,
            revision_id=wording.id if span else None,
            start=span[0] if span else None,
            stop=span[1] if span else None,
        )
    except Repeated as earlier:
        thread_id = _thread_of(earlier)
    except (Invalid, TooManyComments) as refused:
        status = _say_why(form, refused)
        return _amendment_page(_amendment(amendment_id), form), status
    flash(_("The comment stands under the text."))
    here = url_for("comments.on_amendment", amendment_id=amendment_id)
    return redirect(_back(form, here, thread_id), 303)


@bp.get("/threads/<int:thread_id>")
def thread(thread_id: int) -> ResponseReturnValue:
    """One thread."""
    admit_reader()
    return _thread_page(_thread(thread_id))


@bp.post("/threads/<int:thread_id>/answers")
def answer(thread_id: int) -> ResponseReturnValue:
    """Answer in a thread."""
    by, rules = require(), _rules()
    by.must(Act.COMMENT, rules)
    about, form = _thread(thread_id), CommentForm()
    if not form.validate_on_submit():
        return _thread_page(about, form), 422
    try:
        operations.answer(thread_id, form.text.data, by, rules)
    except Repeated:
        pass
    except (Invalid, TooManyComments) as refused:
        status = _say_why(form, refused)
        return _thread_page(_thread(thread_id), form), status
    here = url_for("comments.thread", thread_id=thread_id)
    return redirect(_back(form, here, thread_id), 303)


@bp.post("/threads/<int:thread_id>/resolution")
def resolve(thread_id: int) -> ResponseReturnValue:
    """Mark a thread as settled."""
    _thread(thread_id)
    operations.resolve(thread_id, require())
    flash(_("The discussion is settled. It stays on record and can be taken up again."))
    return redirect(_back_to(url_for("comments.thread", thread_id=thread_id), thread_id), 303)


@bp.post("/threads/<int:thread_id>/reopening")
def reopen(thread_id: int) -> ResponseReturnValue:
    """Take a thread up again."""
    _thread(thread_id)
    operations.reopen(thread_id, require())
    flash(_("The discussion is open again."))
    return redirect(_back_to(url_for("comments.thread", thread_id=thread_id), thread_id), 303)


@bp.route("/comments/<int:comment_id>/wording", methods=["GET", "POST"])
def edit(comment_id: int) -> ResponseReturnValue:
    """Change one's own comment, within the time the rules give."""
    by, rules = require(), _rules()
    by.must(Act.EDIT_COMMENT, rules)
    about, comment = _comment(comment_id)
    if not comment.own:
        raise NotPermitted(Act.EDIT_COMMENT)
    form = CommentForm(data={"text": comment.text})
    if request.method == "GET":
        return render_template("comments/edit.html", form=form, thread=about, comment=comment)
    if not form.validate_on_submit():
        return render_template("comments/edit.html", form=form, thread=about, comment=comment), 422
    try:
        operations.edit(comment_id, form.text.data, by, rules)
    except Invalid as invalid:
        show_errors(form, invalid)
        return render_template("comments/edit.html", form=form, thread=about, comment=comment), 422
    flash(_("The comment is changed, and marked as edited."))
    return redirect(url_for("comments.thread", thread_id=about.id), 303)


@bp.route("/comments/<int:comment_id>/hiding", methods=["GET", "POST"])
def hide(comment_id: int) -> ResponseReturnValue:
    """Hide a comment from everybody but the secretariat, with a reason."""
    by = require()
    by.must(Act.HIDE_COMMENT)
    about, comment = _comment(comment_id)
    form = HidingForm()
    if not form.validate_on_submit():
        status = 200 if request.method == "GET" else 422
        page = render_template("comments/hide.html", form=form, thread=about, comment=comment)
        return page, status
    operations.hide(comment_id, form.reason.data, by)
    flash(_("The comment is hidden. Its place and the reason are shown."))
    return redirect(url_for("comments.thread", thread_id=about.id), 303)


def show_too_many(_refused: TooManyComments) -> ResponseReturnValue:
    """Too many comments in a short time, where no form can show it."""
    return render_template("parts/error.html", status=429, sentence=_too_many()), 429


def _say_why(form: FlaskForm, refused: Invalid | TooManyComments) -> int:
    """Say at the form why what it holds was refused; gives the status of the answer."""
    if isinstance(refused, Invalid):
        show_errors(form, refused)
        return 422
    form.form_errors.append(_too_many())
    return 429


def _too_many() -> str:
    return str(_("You have written many comments in a few minutes. Wait a little, then send it."))


def _of_amendment(amendment: Amendment) -> Discussion:
    return discussions.on_amendment(amendment, acting(), _rules())


def _rules() -> Rules:
    return Rules.of(this_forum().rules)


def _clause(key: str) -> Clause:
    """The clause, if this person may read it. Raises NoResultFound."""
    clause = clause_named(this_declaration().id, key)
    if not may_read_on_clause(acting(), clause):
        raise NoResultFound
    return clause


def _amendment(amendment_id: int) -> Amendment:
    """The amendment, if this person may read it. Raises NoResultFound."""
    amendment = amendment_shown(amendment_id)
    if amendment.declaration_id != this_declaration().id or not may_read(acting(), amendment):
        raise NoResultFound
    return amendment


def _thread(thread_id: int) -> Thread:
    """The thread, if this person may read it. Raises NoResultFound."""
    found = thread_shown(thread_id)
    if found.declaration_id != this_declaration().id or not may_read_thread(acting(), found):
        raise NoResultFound
    return found


def _comment(comment_id: int) -> tuple[Thread, ShownComment]:
    """A comment and its thread, if this person may read it. Raises NoResultFound."""
    found = _thread(thread_of_comment(comment_id))
    return found, next(each for each in _shown(found).comments if each.id == comment_id)


def _shown(about: Thread) -> ShownThread:
    if about.amendment_id is not None:
        return shown_on_amendment(about, _amendment(about.amendment_id), acting(), _rules())
    version = newest_version(about.clause_id or 0)
    version_id = version.id if version else None
    return shown_thread(about, acting(), _rules(), version_id=version_id)


def _clause_page(clause: Clause, form: ThreadForm | None = None) -> str:
    text = revision_text(clause.declaration_id)
    placed = text.by_id(clause.id)
    return render_template(
        "comments/clause.html",
        clause=clause,
        name=named(text, clause.id),
        translated=placed.translations.get(locale()) if placed is not None else None,
        discussion=discussions.on_clause(clause, acting(), _rules(), form),
        form=form,
    )


def _amendment_page(amendment: Amendment, form: ThreadForm | None = None) -> str:
    return render_template(
        "comments/amendment.html",
        amendment=amendment,
        name=label(amendment),
        translated=english_beside(newest(amendment)),
        discussion=discussions.on_amendment(amendment, acting(), _rules(), form),
        form=form,
    )


def _thread_page(about: Thread, form: CommentForm | None = None) -> str:
    shown = _shown(about)
    offered = form or empty_comment_form("")
    return render_template(
        "comments/thread.html",
        about=about,
        thread=shown,
        form=form,
        answer=offered if Act.COMMENT in shown.open_acts else None,
    )


def _thread_of(earlier: Repeated) -> int:
    return int(str(read_entry(earlier.entry.body).data["thread"]))


def _back(form: CommentForm, here: str, thread_id: int) -> str:
    return f"{own_path(form.back.data) or here}#thread-{thread_id}"


def _back_to(here: str, thread_id: int) -> str:
    return f"{own_path(request.form.get('back')) or here}#thread-{thread_id}"
