"""The documents one may take away: what each is made from, by whom it is due, in which forms."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from flask import current_app

from declaration.config import Settings
from declaration.documents import gathering
from declaration.documents.bilingual import write_bilingual
from declaration.documents.compilation import write_compilation
from declaration.documents.directions import Language
from declaration.documents.endorsed import write_endorsed
from declaration.documents.marked import write_marked
from declaration.documents.package import instant
from declaration.documents.printed import (
    Attached,
    Page,
    Printable,
    Seal,
    Variant,
    html_of,
    pdf_of,
    seal_of,
    sign,
)
from declaration.documents.values import BilingualText
from declaration.documents.voting_record import write_voting_record
from declaration.documents.wording import Label
from declaration.documents.working_copy import write_working_copy
from declaration.drafting.models import Declaration
from declaration.forums.models import Forum
from declaration.journal import Actor
from declaration.procedure.acts import Act

BOTH: Final = "both"


class Unsuited(ValueError):
    """A document was asked for with a choice it does not offer. The message names the choice."""


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """What one asks of a document: its language, and one clause or one amendment alone.

    `address` is where the endorsed text can be verified.
    """

    language: str = "ar"
    clause: str | None = None
    amendment: str | None = None
    address: str = ""


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of document."""

    gather: Callable[[Forum, Declaration, Wanted], Printable]
    write: Callable[[Any], bytes]
    languages: tuple[str, ...] = ("ar",)
    narrows: frozenset[str] = frozenset()
    """By what it can be narrowed: a clause, an amendment."""
    act: Act | None = None
    """Who may have it: those who may perform this, or every reader."""


def _language(wanted: Wanted) -> Language:
    return "en" if wanted.language == "en" else "ar"


def _endorsed(forum: Forum, declaration: Declaration, wanted: Wanted) -> Printable:
    if wanted.language == BOTH:
        return gathering.bilingual_text(forum, declaration, frozen=True)
    return gathering.endorsed_text(forum, declaration, wanted.address, _language(wanted))


def _write_text(text: Any) -> bytes:
    return write_bilingual(text) if isinstance(text, BilingualText) else write_endorsed(text)


KINDS: Final[Mapping[str, Kind]] = {
    "endorsed": Kind(gather=_endorsed, write=_write_text, languages=("ar", "en", BOTH)),
    "working-copy": Kind(
        gather=lambda forum, declaration, _: gathering.working_copy(forum, declaration),
        write=write_working_copy,
    ),
    "bilingual": Kind(
        gather=lambda forum, declaration, _: gathering.bilingual_text(forum, declaration),
        write=write_bilingual,
        languages=(BOTH,),
    ),
    "compilation": Kind(
        gather=lambda forum, declaration, wanted: gathering.compilation(
            forum, declaration, clause=wanted.clause
        ),
        write=write_compilation,
        narrows=frozenset({"clause"}),
    ),
    "voting-record": Kind(
        gather=lambda forum, declaration, wanted: gathering.voting_record(
            forum, declaration, _language(wanted)
        ),
        write=write_voting_record,
        languages=("ar", "en"),
    ),
    "marked": Kind(
        gather=lambda forum, declaration, wanted: gathering.marked_text(
            forum, declaration, clause=wanted.clause, amendment=wanted.amendment
        ),
        write=write_marked,
        narrows=frozenset({"clause", "amendment"}),
        act=Act.ISSUE_DOCUMENT,
    ),
}
"""Each kind of document by its name in addresses and commands."""


def may_have(by: Actor, kind: Kind) -> bool:
    """Whether a document is due to this person. Source: procedure.md, «export marked text»."""
    return kind.act is None or by.can(kind.act)


def gathered(
    name: str, forum: Forum, declaration: Declaration, wanted: Wanted
) -> tuple[Kind, Printable]:
    """The document's values as of now.

    Raises Unsuited for a choice it does not offer, NotYet (a LookupError) for a text that is not
    there, and NoResultFound for a clause or amendment that is not.
    """
    kind = KINDS[name]
    for choice in ("clause", "amendment"):
        if getattr(wanted, choice) is not None and choice not in kind.narrows:
            raise Unsuited(choice)
    if wanted.clause is not None and wanted.amendment is not None:
        raise Unsuited("amendment")
    if wanted.language not in kind.languages:
        raise Unsuited("language")
    with gathering.written_in(_language(wanted)):
        return kind, kind.gather(forum, declaration, wanted)


def docx_of(kind: Kind, document: Printable) -> bytes:
    """The document as a Word file."""
    return kind.write(document)


def page_of(kind: Kind, document: Printable, *, archive: bool = False) -> Page:
    """The document as it is to be printed; for the archive, with the Word file attached."""
    imprint = document.imprint
    attached: tuple[Attached, ...] = ()
    if archive:
        description = Label.WORD_FILE.say(imprint.language)
        attached = (Attached("declaration.docx", docx_of(kind, document), description),)
    return Page(
        html=html_of(document),
        issued=instant(imprint.issued),
        static=Path(str(current_app.static_folder)),
        variant=Variant.ARCHIVE if archive else Variant.READING,
        attached=attached,
    )


def seal_here(document: Printable) -> Seal | None:
    """The installation's seal, if it has one."""
    settings: Settings = current_app.config["SETTINGS"]
    return seal_of(settings, Label.ISSUED.say(document.imprint.language))


def print_of(kind: Kind, document: Printable, *, archive: bool = False) -> bytes:
    """The document as a PDF, signed where the installation has a key. Takes its time."""
    pdf, seal = pdf_of(page_of(kind, document, archive=archive)), seal_here(document)
    return pdf if seal is None else sign(pdf, seal)


def endorsed(forum: Forum, declaration: Declaration, address: str = "") -> bytes:
    """The endorsed text as a Word file. Raises LookupError before the freeze."""
    return docx_of(*gathered("endorsed", forum, declaration, Wanted(address=address)))
