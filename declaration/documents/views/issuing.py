"""What one may take away: the files, each written when asked for."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from flask import Response, abort, current_app, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString
from werkzeug.datastructures import Headers

from declaration.amendments.facts import label
from declaration.amendments.queries import amendments_of
from declaration.amendments.shown import name_of
from declaration.bookkeeping import end_reading
from declaration.config import Settings
from declaration.documents import downloads, operations
from declaration.documents.data import DATA, MEDIA
from declaration.documents.directions import Language
from declaration.documents.downloads import KINDS, Kind, Unsuited, Wanted, may_have
from declaration.documents.printed import LONG, Page, Press, Printable, Seal, pdf_of, sign
from declaration.documents.views.blueprint import HERE, bp
from declaration.drafting.context import this_declaration
from declaration.drafting.queries import revision_text
from declaration.endorsement.queries import freeze_of
from declaration.forums.context import acting, admit_reader, require, this_forum
from declaration.http import public_address
from declaration.journal import Actor
from declaration.procedure import Act, NotPermitted
from declaration.procedure.visibility import COUNTED

DOCX: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF: Final = "application/pdf"
EVERY: Final = 2
"""Seconds after which the page of a document being set looks again."""


@dataclass(frozen=True)
class Told:
    """What the page says of a kind of document."""

    name: LazyString
    holds: LazyString


TOLD: Final[Mapping[str, Told]] = {
    "endorsed": Told(
        _l("Endorsed text"),
        _l("The final text with its signatures, statements, and the fingerprint that proves it."),
    ),
    "working-copy": Told(
        _l("Working copy"),
        _l("The newest text to edit in Word: every change is tracked, and comes back as drafts."),
    ),
    "bilingual": Told(
        _l("Bilingual text"), _l("Arabic and English side by side, clause beside clause.")
    ),
    "compilation": Told(
        _l("Compilation of amendments"),
        _l("Every admissible amendment by clause, in the order of voting, with its rationale."),
    ),
    "voting-record": Told(
        _l("Voting record"),
        _l("Every ballot that ended: its rule, its quorum, how each delegation voted."),
    ),
    "marked": Told(
        _l("Marked text"),
        _l("The newest text with amendments as tracked changes, each by its delegation."),
    ),
}


DATA_TOLD: Final[Mapping[str, LazyString]] = {
    "record": _l("The whole public record"),
    "text": _l("The text in Akoma Ntoso"),
    "amendments": _l("List of amendments"),
    "ballots": _l("List of ballots"),
    "votes": _l("List of votes"),
    "people": _l("List of people"),
}


@bp.get(f"{HERE}/")
def index() -> ResponseReturnValue:
    """Every document that is due to this reader."""
    admit_reader()
    declaration, by = this_declaration(), acting()
    text = revision_text(declaration.id)
    frozen = freeze_of(declaration.id) is not None
    has_english = all("en" in clause.translations for clause in text.clauses)
    offered = [
        (name, kind, TOLD[name])
        for name, kind in KINDS.items()
        if may_have(by, kind) and (frozen or name != "endorsed")
    ]
    return render_template(
        "documents/index.html",
        offered=offered,
        data=[
            (name, each.forms, DATA_TOLD[name]) for name, each in DATA.items() if each.is_due_to(by)
        ],
        frozen=frozen,
        has_english=has_english,
        clauses=[name_of(clause) for clause in text.clauses],
        amendments=[label(each) for each in amendments_of(declaration.id, states=COUNTED)],
        may_issue=by.can(Act.ISSUE_DOCUMENT),
        issued=[(TOLD[each.kind].name, each) for each in operations.issued_of(declaration.id)],
    )


@bp.get(f"{HERE}/<kind>.docx")
def download(kind: str) -> Response:
    """A document as a Word file. 404 for a kind that is none, or has no text yet."""
    found, document = _document(kind)
    return _file(downloads.docx_of(found, document), DOCX, _file_name(kind, "docx"))


@bp.get(f"{HERE}/<kind>.pdf")
def printed(kind: str) -> ResponseReturnValue:
    """A document as a PDF: at once, or, where that takes long, from a page that tells how far."""
    found, document = _document(kind)
    archive = "archive" in request.args
    page, seal = downloads.page_of(found, document, archive=archive), downloads.seal_here(document)
    name = _file_name(kind, "pdf")
    if len(page.html) > LONG:
        return _wait_for(kind, name, page, seal)
    pdf = pdf_of(page)
    return _file(pdf if seal is None else sign(pdf, seal), PDF, name)


@bp.post(f"{HERE}/<kind>.<any(docx, pdf):ending>")
def issue(kind: str, ending: str) -> ResponseReturnValue:
    """The document as an issued file: given out once it is on record with its SHA-256.

    A long PDF is waited for first, and issued from where it waits.
    """
    by = require()
    by.must(Act.ISSUE_DOCUMENT)
    found, document = _document(kind)
    name = _file_name(kind, ending)
    if ending == "docx":
        return _issued(kind, downloads.docx_of(found, document), ending, name, by)
    page, seal = downloads.page_of(found, document), downloads.seal_here(document)
    if len(page.html) > LONG:
        return _wait_for(kind, name, page, seal)
    # setting a page takes a second, and no transaction may wait for it
    end_reading()
    pdf = pdf_of(page)
    return _issued(kind, pdf if seal is None else sign(pdf, seal), ending, name, by)


def _wait_for(kind: str, name: str, page: Page, seal: Seal | None) -> ResponseReturnValue:
    language = _language_asked(kind)
    again = f"{url_for('documents.printed', kind=kind)}?{request.query_string.decode()}"
    about = {"kind": kind, "name": name, "of": _where(), "again": again, "language": language}
    waiting = _press().begin(page, seal, about)
    return redirect(url_for("documents.waiting", name=waiting), 303)


def _issued(kind: str, body: bytes, ending: str, name: str, by: Actor) -> Response:
    language = _single(_language_asked(kind))
    operations.issue(this_declaration().id, kind, body, by, ending=ending, language=language)
    return _file(body, DOCX if ending == "docx" else PDF, name)


def _single(language: str) -> Language | None:
    """The one language of a document; None where it has both."""
    return language if language in {"ar", "en"} else None  # type: ignore[return-value]


def _language_asked(kind: str) -> str:
    return request.args.get("language") or KINDS[kind].languages[0]


@bp.get(f"{HERE}/waiting/<name>")
def waiting(name: str) -> ResponseReturnValue:
    """How far a long document is; the way to it once it is there."""
    told = _waiting(name)
    press = _press()
    is_ready, has_failed = press.is_ready(name), press.has_failed(name)
    reply = Response(
        render_template(
            "documents/waiting.html",
            told=TOLD[told["kind"]],
            name=name,
            is_ready=is_ready,
            has_failed=has_failed,
            progress=press.progress(name),
            again=told["again"],
            may_issue=acting().can(Act.ISSUE_DOCUMENT),
        )
    )
    if not is_ready and not has_failed:
        reply.headers["Refresh"] = str(EVERY)
    return reply


@bp.get(f"{HERE}/waiting/<name>.pdf")
def waited_for(name: str) -> Response:
    """A long document, once it is there."""
    told = _waiting(name)
    try:
        return _file(_press().file(name), PDF, told["name"])
    except OSError:
        abort(404)


@bp.post(f"{HERE}/waiting/<name>.pdf")
def issue_waited_for(name: str) -> Response:
    """The same, issued: given out once it is on record with its SHA-256."""
    by = require()
    by.must(Act.ISSUE_DOCUMENT)
    told = _waiting(name)
    try:
        body = _press().file(name)
    except OSError:
        abort(404)
    language = _single(told["language"])
    declaration = this_declaration()
    operations.issue(declaration.id, told["kind"], body, by, ending="pdf", language=language)
    return _file(body, PDF, told["name"])


@bp.get(f"{HERE}/<name>.<any(json, xml, csv, xlsx):ending>")
def data(name: str, ending: str) -> Response:
    """A list for spreadsheets, or the record for other software. 404 for what is not offered."""
    admit_reader()
    offered = DATA.get(name) or abort(404)
    form = offered.forms.get(ending) or abort(404)
    if not offered.is_due_to(acting()):
        assert offered.act is not None
        raise NotPermitted(offered.act)
    body = form(this_forum(), this_declaration())
    return _file(body, MEDIA[ending], _file_name(name, ending))


def _document(name: str) -> tuple[Kind, Printable]:
    """The values of the document an address asks for. Raises NotPermitted, or 404, or 400."""
    admit_reader()
    kind = KINDS.get(name) or abort(404)
    if not may_have(acting(), kind):
        assert kind.act is not None
        raise NotPermitted(kind.act)
    wanted = Wanted(
        language=_language_asked(name),
        clause=request.args.get("clause") or None,
        amendment=request.args.get("amendment") or None,
        address=public_address(url_for("endorsement.final")),
    )
    try:
        return downloads.gathered(name, this_forum(), this_declaration(), wanted)
    except Unsuited:
        abort(400)
    except LookupError:
        abort(404)


def _waiting(name: str) -> dict[str, str]:
    """What is known of a document being set, if it is of this declaration and due to the reader."""
    admit_reader()
    told = _press().about(name)
    if told is None or told["of"] != _where():
        abort(404)
    if not may_have(acting(), KINDS[told["kind"]]):
        abort(404)
    return told


def _where() -> str:
    return f"{this_forum().key}/{this_declaration().key}"


def _press() -> Press:
    settings: Settings = current_app.config["SETTINGS"]
    return Press(Path(settings.instance) / "printed")


def _file_name(kind: str, ending: str) -> str:
    """Only what the address may say: keys, and words of our own."""
    parts = [this_forum().key, this_declaration().key, kind]
    asked = (request.args.get(choice, "") for choice in ("clause", "amendment", "language"))
    parts += [part for part in asked if part.isascii() and part.replace("-", "").isalnum()]
    if ending == "pdf" and "archive" in request.args:
        parts.append("archive")
    return f"{'-'.join(parts)}.{ending}"


def _file(body: bytes, media: str, name: str) -> Response:
    headers = Headers()
    headers.add("Content-Disposition", "attachment", filename=name)
    headers.add("Cache-Control", "private, no-store")
    return Response(body, mimetype=media, headers=headers)
