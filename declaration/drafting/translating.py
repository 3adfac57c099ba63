"""Translations of the text: entered, corrected, and confirmed when the text has moved on."""

from typing import Final

from sqlalchemy import func, select

from declaration.drafting import steps
from declaration.drafting.models import Clause, ClauseVersion, Declaration, Translation
from declaration.drafting.operations import MAIN, sha256_of
from declaration.drafting.queries import clause_named, newest_version
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid, NotPermitted, Stale
from declaration.text import TextError, normalize

LONGEST: Final = 20_000
"""Characters of a clause's translation: as many as the clause itself may have."""

NO_SUCH_LANGUAGE: Final = "The declaration is not translated into this language."
NOTHING_WRITTEN: Final = "Write the translation of the clause."
TOO_LONG_A_TRANSLATION: Final = "This is too long: a clause may have 20,000 characters."
NOTHING_NEW: Final = "The translation of this version says exactly that already."
NOTHING_TO_CONFIRM: Final = "No earlier translation waits for a confirmation here."


def translate(
    declaration_id: int, clause_key: str, language: str, text: str, by: Actor, *, seen: int
) -> int:
    """Enter or correct the translation of a clause's newest version; gives its number.

    `seen` is the version that was read beside it. A translation never makes a version: the
    decided words are the main language's, so this stays possible after the freeze.
    Raises NotPermitted, Stale, Invalid.
    """
    with act(Act.TRANSLATE, by=by) as entry:
        clause, version = _to_translate(declaration_id, clause_key, language, by, Act.TRANSLATE)
        _must_be_newest(version, seen)
        words = _clean(text)
        last = _newest_of(version, language)
        if last is not None and last.text == words:
            raise Invalid({"text": [NOTHING_NEW]})
        number = last.number + 1 if last else 1
        steps.store_translation(version, language, words, number)
        entry.about("clause", clause.key, version.number)
        entry.data(language=language, number=number, sha256=sha256_of(words))
    return number


def confirm_translation(
    declaration_id: int, clause_key: str, language: str, by: Actor, *, seen: int
) -> None:
    """Confirm that the translation of an earlier version is still right for the newest.

    Raises NotPermitted, Stale, Invalid where nothing is stale.
    """
    with act(Act.CONFIRM_TRANSLATION, by=by) as entry:
        name = Act.CONFIRM_TRANSLATION
        clause, version = _to_translate(declaration_id, clause_key, language, by, name)
        _must_be_newest(version, seen)
        earlier = _newest_before(version, language)
        if earlier is None or _newest_of(version, language) is not None:
            raise Invalid({"text": [NOTHING_TO_CONFIRM]})
        steps.store_translation(version, language, earlier.text)
        entry.about("clause", clause.key, version.number)
        entry.data(language=language, number=1)


def _to_translate(
    declaration_id: int, clause_key: str, language: str, by: Actor, name: Act
) -> tuple[Clause, ClauseVersion]:
    """The clause and its newest version, under the declaration's lock, where one may translate."""
    by.must(name)
    declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
    if declaration.forum_id != by.forum_id:
        raise NotPermitted(name)
    if language == MAIN or language not in declaration.languages:
        raise Invalid({"text": [NO_SUCH_LANGUAGE]})
    clause = clause_named(declaration.id, clause_key)
    version = newest_version(clause.id)
    if version is None:
        raise NotPermitted(name)
    return clause, version


def _must_be_newest(version: ClauseVersion, seen: int) -> None:
    if version.number != seen:
        raise Stale(seen=seen, now=version.number)


def _clean(text: str) -> str:
    if len(text) > LONGEST:
        raise Invalid({"text": [TOO_LONG_A_TRANSLATION]})
    try:
        words = normalize(text).strip()
    except TextError as refused:
        raise Invalid({"text": [str(refused)]}) from refused
    if not words:
        raise Invalid({"text": [NOTHING_WRITTEN]})
    return words


def _newest_of(version: ClauseVersion, language: str) -> Translation | None:
    query = (
        select(Translation)
        .where(Translation.version_id == version.id, Translation.language == language)
        .order_by(Translation.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()


def _newest_before(version: ClauseVersion, language: str) -> Translation | None:
    newest = (
        select(func.max(ClauseVersion.number))
        .join(Translation, Translation.version_id == ClauseVersion.id)
        .where(
            ClauseVersion.clause_id == version.clause_id,
            ClauseVersion.number < version.number,
            Translation.language == language,
        )
        .scalar_subquery()
    )
    query = (
        select(Translation)
        .join(ClauseVersion, ClauseVersion.id == Translation.version_id)
        .where(
            ClauseVersion.clause_id == version.clause_id,
            ClauseVersion.number == newest,
            Translation.language == language,
        )
        .order_by(Translation.number.desc())
        .limit(1)
    )
    return db.session.scalars(query).one_or_none()
