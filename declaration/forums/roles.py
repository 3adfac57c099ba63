"""What the roles are called, and what each asks of a membership."""

from collections.abc import Iterable, Mapping
from typing import Final

from flask_babel import force_locale
from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

from declaration.procedure import Role

ROLE_WORDS: Final[Mapping[Role, LazyString]] = {
    Role.OBSERVER: _l("Observer"),
    Role.DELEGATE: _l("Delegate"),
    Role.SIGNATORY: _l("Signatory"),
    Role.SECRETARIAT: _l("Secretariat"),
    Role.CHAIR: _l("Chair"),
}

FOR_A_DELEGATION: Final = frozenset({Role.DELEGATE, Role.SIGNATORY})
"""Roles in which one acts for a delegation, and which therefore need one."""

NEEDS_A_DELEGATION: Final = "A delegate or a signatory needs a delegation."
NEEDS_A_ROLE: Final = "Choose at least one role."


def role_faults(roles: Iterable[Role], *, has_delegation: bool) -> list[str]:
    """What is wrong with holding these roles: message ids, none when they fit together."""
    held = set(roles)
    if not held:
        return [NEEDS_A_ROLE]
    return [NEEDS_A_DELEGATION] if held & FOR_A_DELEGATION and not has_delegation else []


def role_words(roles: Iterable[Role], language: str | None = None) -> list[str]:
    """The roles' names, in the order in which roles are listed; in the page's language."""
    held = sorted(roles, key=list(Role).index)
    if language is None:
        return [str(ROLE_WORDS[role]) for role in held]
    with force_locale(language):
        return [str(ROLE_WORDS[role]) for role in held]
