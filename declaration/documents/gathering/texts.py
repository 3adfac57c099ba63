"""The text itself: endorsed, to be edited, and beside its translation."""

from declaration import clock
from declaration.documents.directions import Language
from declaration.documents.gathering.covers import (
    NotYet,
    clause_texts,
    cover_of,
    imprint_of,
    revision_by_id,
    status_of,
    texts_sha256,
    writing_of,
)
from declaration.documents.values import (
    BilingualText,
    EndorsedText,
    Signature,
    Statement,
    WorkingCopy,
)
from declaration.drafting.models import Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.models import Freeze
from declaration.endorsement.queries import freeze_of, signatories, statements_on
from declaration.formats import clause_number, day, name_in, state_word
from declaration.forums.models import Forum


def frozen_text(declaration: Declaration) -> tuple[Freeze, RevisionText]:
    """What was frozen, and its words. Raises NotYet before the freeze. Five statements."""
    frozen = freeze_of(declaration.id)
    if frozen is None:
        raise NotYet(declaration.key)
    return frozen, revision_by_id(declaration, frozen.revision_id)


def endorsed_text(
    forum: Forum, declaration: Declaration, address: str = "", language: Language = "ar"
) -> EndorsedText:
    """The frozen text with its signatures.

    In English it is a translation, which names the fingerprint of the text it translates. Raises
    NotYet before the freeze, and where a clause is not translated.
    """
    frozen, text = frozen_text(declaration)
    writing = writing_of(forum, language)
    numbers = {clause.clause_id: clause_number(clause.number, language) for clause in text.clauses}
    return EndorsedText(
        imprint=imprint_of(forum, text, language, frozen.frozen_at),
        cover=cover_of(forum, language, status_of(declaration)),
        clauses=clause_texts(text, language),
        signatures=tuple(
            Signature(
                city=name_in(signed.delegation.names, language),
                name=signed.name,
                office=signed.office,
                date=day(signed.given_at, writing),
            )
            for signed in signatories(frozen.id)
        ),
        statements=tuple(
            Statement(
                city=name_in(each.delegation.names, language),
                kind=str(state_word("statement", each.kind).word),
                text=each.text,
                clause=numbers.get(each.clause_id or 0, ""),
            )
            for each in statements_on(frozen.id)
        ),
        fingerprint=frozen.fingerprint,
        verification_address=address,
    )


def working_copy(forum: Forum, declaration: Declaration) -> WorkingCopy:
    """The newest revision, to be edited away from here."""
    text = revision_text(declaration.id)
    return WorkingCopy(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", status_of(declaration)),
        clauses=clause_texts(text),
        declaration=declaration.key,
        revision=text.symbol or f"#{text.serial}",
        fingerprint=texts_sha256(text),
    )


def bilingual_text(
    forum: Forum, declaration: Declaration, *, frozen: bool = False
) -> BilingualText:
    """The newest revision, or the frozen one, in both languages. Raises NotYet before a freeze."""
    text = frozen_text(declaration)[1] if frozen else revision_text(declaration.id)
    return BilingualText(
        imprint=imprint_of(forum, text, "ar", clock.now()),
        cover=cover_of(forum, "ar", status_of(declaration)),
        clauses=clause_texts(text),
        translations={
            clause.key: clause.translations["en"]
            for clause in text.clauses
            if "en" in clause.translations
        },
    )
