"""What the secretariat does to a declaration outside the merge desk."""

import hashlib
from contextlib import suppress
from datetime import datetime
from typing import Final

from sqlalchemy import select

from declaration.drafting import steps
from declaration.drafting.models import (
    Clause,
    ClauseKind,
    Declaration,
    Origin,
    Revision,
)
from declaration.extensions import db
from declaration.forums.forum_file import DeclarationEntry
from declaration.forums.models import Sitting
from declaration.journal import Actor, Repeated, act
from declaration.procedure import after
from declaration.procedure.acts import Act
from declaration.procedure.declaration_life import DECLARATION
from declaration.procedure.facts import Facts
from declaration.procedure.refusals import Invalid
from declaration.proof.kinds import SYMBOL
from declaration.text import normalize

MAIN: Final = "ar"
"""The language in which clauses are amended; the others are translations of it."""

NO_SYMBOL: Final = "A symbol is a word and a number, such as Rev.3 or Corr.1."
SYMBOL_TAKEN: Final = "This symbol has been given already."
ENDS_BEFORE_IT_BEGINS: Final = "The window for amendments must close after it opens."


def import_declaration(told: DeclarationEntry, by: Actor) -> None:
    """Create a declaration in `drafting`, its first versions and Rev.0, once.

    The only place beside `merging.publish` where versions come into being.
    """
    assert by.forum_id is not None
    once = by.once("import:" + hashlib.sha256(told.key.encode()).hexdigest()[:32])
    with suppress(Repeated), act(Act.IMPORT_DECLARATION, by=once) as entry:
        by.must(Act.IMPORT_DECLARATION)
        declaration = Declaration(
            forum_id=by.forum_id,
            key=told.key,
            languages=list(told.languages),
            opens_at=told.opens,
            closes_at=told.closes,
        )
        db.session.add(declaration)
        db.session.flush()
        query = select(Sitting).where(Sitting.forum_id == by.forum_id)
        sittings = {sitting.number: sitting.id for sitting in db.session.scalars(query)}
        order = []
        for each in told.clauses:
            clause = steps.new_clause(declaration, each.key, sittings.get(each.sitting or 0))
            version = steps.store_version(
                clause, 1, ClauseKind(each.kind), normalize(each.text[MAIN]), origin=Origin.INITIAL
            )
            for language, words in steps.texts_by_language(each.text, MAIN).items():
                steps.store_translation(version, language, normalize(words))
            order.append((clause, version))
        revision = steps.store_revision(
            declaration, 1, [(clause.id, version.id) for clause, version in order], symbol="Rev.0"
        )
        entry.about("declaration", declaration.key)
        entry.data(
            serial=revision.serial,
            clauses=[
                {"key": clause.key, "version": 1, "sha256": sha256_of(version.text)}
                for clause, version in order
            ],
        )


def set_window(
    declaration_id: int, *, opens: datetime | None, closes: datetime | None, by: Actor
) -> None:
    """Set when amendments may be submitted. Raises Invalid, NotPermitted, WrongState."""
    with act(Act.SET_WINDOW, by=by) as entry:
        by.must(Act.SET_WINDOW)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        if opens and closes and closes <= opens:
            raise Invalid({"closes": [ENDS_BEFORE_IT_BEGINS]})
        declaration.state = after(DECLARATION, declaration.state, Act.SET_WINDOW, Facts())
        declaration.opens_at, declaration.closes_at = opens, closes
        entry.about("declaration", declaration.key)
        entry.data(
            opens=opens.isoformat() if opens else None,
            closes=closes.isoformat() if closes else None,
        )


def open_negotiation(declaration_id: int, by: Actor) -> None:
    """Let delegations amend the text. Raises NotPermitted, WrongState."""
    with act(Act.OPEN_NEGOTIATION, by=by) as entry:
        by.must(Act.OPEN_NEGOTIATION)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        clauses = db.session.query(Clause).filter_by(declaration_id=declaration.id).count()
        declaration.state = after(
            DECLARATION, declaration.state, Act.OPEN_NEGOTIATION, Facts(clauses=clauses)
        )
        entry.about("declaration", declaration.key)


def issue_revision(declaration_id: int, symbol: str, by: Actor) -> Revision:
    """Give the newest revision the symbol under which delegates cite it. Raises Invalid."""
    with act(Act.ISSUE_REVISION, by=by) as entry:
        by.must(Act.ISSUE_REVISION)
        declaration = db.session.get_one(Declaration, declaration_id, with_for_update=True)
        revision = db.session.scalars(
            select(Revision)
            .where(Revision.declaration_id == declaration.id)
            .order_by(Revision.serial.desc())
            .limit(1)
        ).one()
        taken = select(Revision.id).where(
            Revision.declaration_id == declaration.id, Revision.symbol == symbol
        )
        if not SYMBOL.holds(symbol):
            raise Invalid({"symbol": [NO_SYMBOL]})
        if revision.symbol is not None or db.session.scalars(taken).first() is not None:
            raise Invalid({"symbol": [SYMBOL_TAKEN]})
        revision.symbol, revision.issued_at = symbol, entry.at
        entry.about("declaration", declaration.key, revision.serial)
        entry.data(symbol=symbol)
    return revision


def sha256_of(text: str) -> str:
    """The hash by which the journal names a public text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()
