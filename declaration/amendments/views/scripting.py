"""The chair's script: what is read out on a clause, and what follows from either answer."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from flask import render_template
from flask.typing import ResponseReturnValue

from declaration.amendments.shown import named
from declaration.amendments.views.blueprint import bp
from declaration.amendments.views.ordering import Turn, clause_asked, in_question, turns_of
from declaration.forums.context import admit_reader, this_forum
from declaration.forums.rules import rules_of
from declaration.procedure.states import Fate


@dataclass(frozen=True)
class Call:
    """An amendment as the chair calls it, and what is called after either answer."""

    turn: Turn
    bound_with: Sequence[Turn]
    """The others of its package, which are put by the same ballot."""
    gone_with_them: Sequence[Turn]
    """What amends the amendments that its adoption ends."""
    then_if_adopted: Turn | None
    then_if_rejected: Turn | None


@bp.get("/script/<clause_key>")
def script(clause_key: str) -> ResponseReturnValue:
    """What the chair reads out on a clause, question by question, to be printed."""
    admit_reader()
    text, placed = clause_asked(clause_key)
    turns = turns_of(placed, in_question(placed))
    return render_template(
        "amendments/script.html",
        clause=named(text, placed.clause_id),
        placed=placed,
        revision=text,
        calls=calls_of(turns),
        rules=rules_of(this_forum()),
        fates=Fate,
    ), 200


def calls_of(turns: Sequence[Turn]) -> list[Call]:
    """The turns as the chair calls them: a package once, where its first member stands."""
    calls: list[Call] = []
    for place, turn in enumerate(turns):
        package = turn.each.amendment.package
        bound = [
            each
            for each in turns
            if package is not None and each.each.amendment.package == package and each is not turn
        ]
        if any(turns.index(each) < place for each in bound):
            continue
        asked = {turn.each.amendment.id, *(each.each.amendment.id for each in bound)}
        ended = {each.amendment.id for each, _follows in turn.ends}
        later = turns[place + 1 :]
        gone = [each for each in later if each.each.amendment.parent_id in ended]
        ended |= {each.each.amendment.id for each in gone}
        calls.append(Call(turn, bound, gone, _first(later, asked | ended), _first(later, asked)))
    return calls


def _first(turns: Sequence[Turn], but: Collection[int]) -> Turn | None:
    return next((each for each in turns if each.each.amendment.id not in but), None)
