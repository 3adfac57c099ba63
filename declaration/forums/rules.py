"""The rules a forum has agreed on, and what each of them means."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from declaration.forums.models import Forum
from declaration.procedure import Majority, Rules


def rules_of(forum: Forum) -> Rules:
    """The forum's profile; what it does not say is as the kernel's default. Raises Invalid."""
    return Rules.of(forum.rules)


@dataclass(frozen=True)
class RuleWords:
    """What the screen says of one rule: its name, and what its number decides."""

    name: LazyString
    meaning: LazyString


MAJORITIES: Final[Mapping[Majority, LazyString]] = {
    Majority.SIMPLE: _l("Simple: more for than against"),
    Majority.TWO_THIRDS: _l("Two thirds of those voting for or against"),
    Majority.ABSOLUTE: _l("Absolute: more than half of all entitled to vote"),
    Majority.CONSENSUS: _l("Consensus: no objection"),
}

WORDS: Final[Mapping[str, RuleWords]] = {
    "quorum_to_open": RuleWords(
        _l("Quorum to open a sitting"),
        _l("The part of the accredited voting delegations that must be present."),
    ),
    "quorum_to_decide": RuleWords(
        _l("Quorum to decide"),
        _l("The part of those entitled to vote that must be present when a ballot closes."),
    ),
    "amendment_majority": RuleWords(
        _l("Majority for an amendment"), _l("By which an amendment is adopted.")
    ),
    "clause_majority": RuleWords(
        _l("Majority for a clause"), _l("By which a clause as amended is adopted.")
    ),
    "declaration_majorities": RuleWords(
        _l("Majorities for the declaration"),
        _l("By which the whole is adopted: each is tried when the one before was not reached."),
    ),
    "reconsideration_majority": RuleWords(
        _l("Majority to reconsider"), _l("By which a decision already taken is taken up again.")
    ),
    "motion_majority": RuleWords(
        _l("Majority for a motion"), _l("By which a motion on procedure is adopted.")
    ),
    "silence_hours": RuleWords(
        _l("Hours of silence"),
        _l("The shortest time in which an objection may break a silence procedure."),
    ),
    "notice_hours": RuleWords(
        _l("Hours of notice"),
        _l("The time between the submission of an amendment and its vote; 0 asks for none."),
    ),
    "least_sponsors": RuleWords(
        _l("Least sponsors"), _l("Delegations behind an amendment for it to be admissible.")
    ),
    "amendment_depth": RuleWords(
        _l("Amendments to amendments"), _l("1 allows them, one level deep; 0 allows none.")
    ),
    "speaking_seconds": RuleWords(_l("Seconds to speak"), _l("For one turn on the floor.")),
    "turns": RuleWords(_l("Turns to speak"), _l("For one delegation on one item.")),
    "for_and_against_alternate": RuleWords(
        _l("For and against alternate"), _l("Speakers for and against are called in turn.")
    ),
    "observers_comment": RuleWords(
        _l("Observers comment"), _l("Observers may comment; they neither amend nor vote.")
    ),
    "comment_edit_minutes": RuleWords(
        _l("Minutes to edit a comment"), _l("After that it stands as it was made.")
    ),
    "statement_words": RuleWords(
        _l("Words of a statement"), _l("The longest statement or reservation.")
    ),
}
"""Every entry of the profile, in the order in which it is shown."""
