"""The forum's rules, which can be changed until its first sitting opens."""

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785

from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.journal import Actor, act
from declaration.procedure import Act, Rules, SittingState, WrongState


def change_rules(written: Mapping[str, Any], by: Actor) -> None:
    """Replace the profile by this one; what is left out keeps its default.

    Raises Invalid with all that is wrong by entry, WrongState once a sitting has been opened.
    """
    rules = Rules.of(written)
    with act(Act.CHANGE_RULES, by=by) as entry:
        by.must(Act.CHANGE_RULES)
        forum = db.session.get_one(Forum, by.forum_id, with_for_update=True)
        if forum.rules_fixed:
            raise WrongState(
                Act.CHANGE_RULES, SittingState.OPEN, unmet=("the_rules_are_not_fixed",)
            )
        forum.rules = rules.as_dict()
        entry.about("forum", forum.key)
        entry.data(rules=sha256_of(rules))


def sha256_of(rules: Rules) -> str:
    """The hash by which the journal names a profile, of its canonical JSON."""
    return hashlib.sha256(rfc8785.dumps(rules.as_dict())).hexdigest()
