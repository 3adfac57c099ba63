"""Where a person is sent after an act: back to the page they work from."""

from flask import redirect, request, url_for
from flask.typing import ResponseReturnValue

from declaration.accounts.returning import own_path


def back(endpoint: str) -> ResponseReturnValue:
    """To the page that the form was sent from, if it says which; else to `endpoint`."""
    return redirect(own_path(request.form.get("next")) or url_for(endpoint), 303)
