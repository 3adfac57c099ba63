"""What `declaration export` writes: a document into a file, its form by the file's ending."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from flask import current_app
from sqlalchemy import select
from sqlalchemy.exc import NoResultFound

from declaration.documents.data import DATA
from declaration.documents.downloads import KINDS, Unsuited, Wanted, docx_of, gathered, print_of
from declaration.documents.gathering import NotYet
from declaration.drafting.models import Declaration
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.http import public_address

ENDINGS: Final = (".docx", ".pdf")
NAMES: Final = (*KINDS, *DATA)
"""Everything that can be written."""


def write_data(
    name: str, output: Path, *, forum_key: str | None = None, declaration_key: str | None = None
) -> int:
    """Write a list or the record; gives its size in bytes. Raises NotWritten."""
    forms = DATA[name].forms
    form = forms.get(output.suffix.lower().removeprefix("."))
    if form is None:
        endings = " or ".join(f".{ending}" for ending in forms)
        raise NotWritten(f"{output.name}: the name should end in {endings}.")
    body = form(*_found(forum_key, declaration_key))
    output.write_bytes(body)
    return len(body)


class NotWritten(Exception):
    """Why there is no file, as a sentence."""


def write_document(
    name: str,
    output: Path,
    wanted: Wanted,
    *,
    forum_key: str | None = None,
    declaration_key: str | None = None,
    archive: bool = False,
) -> int:
    """Write a document; gives its size in bytes. Raises NotWritten."""
    ending = output.suffix.lower()
    if ending not in ENDINGS:
        raise NotWritten(f"{output.name}: the name should end in {' or '.join(ENDINGS)}.")
    if archive and ending != ".pdf":
        raise NotWritten("Only a PDF is written for the archive.")
    forum, declaration = _found(forum_key, declaration_key)
    wanted = replace(wanted, address=_address(forum, declaration))
    try:
        kind, document = gathered(name, forum, declaration, wanted)
        if ending == ".docx":
            body = docx_of(kind, document)
        else:
            body = print_of(kind, document, archive=archive)
    except Unsuited as unsuited:
        raise NotWritten(f"{name} cannot be written by --{unsuited}.") from unsuited
    except NotYet as early:
        raise NotWritten("The text is not frozen yet, or not translated whole.") from early
    except NoResultFound as missing:
        raise NotWritten(f"There is no {missing} among what everybody may read.") from missing
    output.write_bytes(body)
    return len(body)


def _address(forum: Forum, declaration: Declaration) -> str:
    """Where the endorsed text can be verified."""
    keys = {"forum_key": forum.key, "declaration_key": declaration.key}
    return public_address(current_app.url_map.bind("").build("endorsement.final", keys))


def _found(forum_key: str | None, declaration_key: str | None) -> tuple[Forum, Declaration]:
    query = select(Declaration, Forum).join(Forum, Forum.id == Declaration.forum_id)
    if forum_key:
        query = query.where(Forum.key == forum_key)
    if declaration_key:
        query = query.where(Declaration.key == declaration_key)
    found = db.session.execute(query).all()
    if len(found) != 1:
        raise NotWritten(f"{len(found)} declarations fit: name one by --forum and --declaration.")
    declaration, forum = found[0]
    return forum, declaration
