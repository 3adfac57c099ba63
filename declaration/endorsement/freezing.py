"""Fixing the adopted text for ever."""

from typing import Final

from declaration.drafting.models import ClauseKind, Declaration
from declaration.drafting.queries import RevisionText, revision_text
from declaration.endorsement.models import Freeze
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import MACHINES, after
from declaration.procedure.acts import Act
from declaration.proof.text import FrozenClause, FrozenDeclaration, FrozenText
from declaration.voting.facts import facts_of

MAIN: Final = "ar"
"""The authentic language; a translation stands outside and names the fingerprint."""


def frozen_text(text: RevisionText, language: str = MAIN) -> FrozenText:
    """The text as everybody reads it. Raises KeyError when a clause lacks the language."""
    clauses = tuple(
        FrozenClause(
            kind=clause.kind.value,
            number=clause.number,
            text=clause.text if language == MAIN else clause.translations[language],
        )
        for clause in text.clauses
    )
    title = next((c.text for c in clauses if c.kind == ClauseKind.TITLE.value), "")
    return FrozenText(language, title, clauses)


def freeze(declaration_id: int, by: Actor) -> str:
    """Fix the adopted text and open it for endorsement; gives its fingerprint.

    Raises NotPermitted, WrongState.
    """
    with act(Act.FREEZE, by=by) as entry:
        by.must(Act.FREEZE)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        declaration.state = after(
            MACHINES["declaration"], declaration.state, Act.FREEZE, facts_of(declaration)
        )
        text = revision_text(declaration.id)
        frozen = frozen_text(text)
        whole = FrozenDeclaration(by.log, declaration.key, {MAIN: frozen.sha256()})
        db.session.add(
            Freeze(
                declaration_id=declaration.id,
                revision_id=text.id,
                language=MAIN,
                canonical=frozen.body(),
                text_sha256=frozen.sha256(),
                fingerprint=whole.fingerprint(),
                statement=whole.body(),
                frozen_at=entry.at,
            )
        )
        entry.about("declaration", declaration.key)
        entry.data(
            revision=text.serial,
            texts=[{"language": MAIN, "sha256": frozen.sha256()}],
            fingerprint=whole.fingerprint(),
        )
    return whole.fingerprint()
