"""Fixing the adopted text for ever."""

from dataclasses import dataclass
from typing import Final

from declaration.drafting.models import ClauseKind, Declaration
from declaration.drafting.queries import PlacedClause, RevisionText, revision_text
from declaration.endorsement.models import Freeze
from declaration.endorsement.operations.gate import own_declaration
from declaration.extensions import db
from declaration.journal import Actor, act
from declaration.procedure import DECLARATION, Act, ClauseState, after
from declaration.proof.text import FrozenClause, FrozenDeclaration, FrozenText
from declaration.voting.facts import facts_of

MAIN: Final = "ar"
"""The authentic language; a translation stands outside and names the fingerprint."""
NOT_ADOPTED: Final = "the_whole_is_adopted"
DECIDED: Final = frozenset({ClauseState.ADOPTED, ClauseState.NOT_ADOPTED})


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


@dataclass(frozen=True)
class Readiness:
    """Whether the text can be frozen now, and if not, what is missing.

    `unmet` names conditions; `undecided` are the clauses they speak of.
    """

    unmet: tuple[str, ...]
    undecided: tuple[PlacedClause, ...]
    text: RevisionText
    fingerprint: str
    """What the fingerprint of the text would be as it stands."""

    @property
    def is_ready(self) -> bool:
        """Nothing is missing."""
        return not self.unmet


def readiness(declaration: Declaration, log: str) -> Readiness:
    """What freezing the declaration asks for. Eight statements."""
    text = revision_text(declaration.id)
    steps = DECLARATION.steps(declaration.state, Act.FREEZE)
    facts = facts_of(declaration)
    whole = FrozenDeclaration(log, declaration.key, {MAIN: frozen_text(text).sha256()})
    return Readiness(
        unmet=steps[0].unmet(facts) if steps else (NOT_ADOPTED,),
        undecided=tuple(each for each in text.clauses if each.state not in DECIDED),
        text=text,
        fingerprint=whole.fingerprint(),
    )


def freeze(declaration_id: int, by: Actor) -> str:
    """Fix the adopted text and open it for endorsement; gives its fingerprint.

    Raises NotPermitted, WrongState.
    """
    with act(Act.FREEZE, by=by) as entry:
        by.must(Act.FREEZE)
        declaration = own_declaration(declaration_id, by, Act.FREEZE, lock=True)
        declaration.state = after(DECLARATION, declaration.state, Act.FREEZE, facts_of(declaration))
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
