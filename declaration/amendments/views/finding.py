"""What a request names: the amendment of its address, for those who may read it, and a finding."""

import secrets

from flask import abort, request
from flask_babel import gettext as _

from declaration.amendments.forms import CompromiseForm, ProposalForm, TextForm
from declaration.amendments.models import Amendment
from declaration.amendments.permissions import may_read
from declaration.amendments.previewing import Subject, mended
from declaration.amendments.queries import amendment_shown
from declaration.drafting.context import this_declaration
from declaration.forums.context import acting, admit_reader


def readable(amendment_id: int) -> Amendment:
    """The amendment with all a page shows; one that is not the reader's to see is not there."""
    admit_reader()
    amendment = amendment_shown(amendment_id)
    if amendment.declaration_id != this_declaration().id or not may_read(acting(), amendment):
        abort(404)
    return amendment


def seen() -> int | None:
    """The edition that the person was reading when they sent the form."""
    return request.form.get("seen", type=int)


def new_key() -> str:
    """A key under which what the form asks for is done once."""
    return secrets.token_urlsafe(12)


def put_right(form: ProposalForm | TextForm | CompromiseForm, subject: Subject) -> int:
    """Put into the form's words what the chosen finding suggests; the status of the page again.

    Words that were changed after it was found stay as they are, and the page says so.
    """
    words = mended(subject, form.text.data or "", form.fix.data or "")
    if words is None:
        form.form_errors.append(
            _("The words have changed since this was found in them. Look at what is found now.")
        )
        return 409
    form.text.data = words
    return 200
