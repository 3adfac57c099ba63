"""Who may do what: one table of acts and roles, asked by the page and by the act."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from declaration.procedure.acts import EVERYONE, Act, Role
from declaration.procedure.rules import FORUM, Rules

_DELEGATES: Final = frozenset({Role.DELEGATE})
_SECRETARIAT: Final = frozenset({Role.SECRETARIAT})
_CHAIR: Final = frozenset({Role.CHAIR})
_PRESIDING: Final = _SECRETARIAT | _CHAIR
_PARTICIPANTS: Final = EVERYONE - {Role.OBSERVER}
_DELEGATION: Final = frozenset({Role.DELEGATE, Role.SIGNATORY})
_NOBODY: Final[frozenset[Role]] = frozenset()

PERSONAL: Final = frozenset(
    {
        Act.ACCEPT_INVITATION,
        Act.CHANGE_PROFILE,
        Act.CHANGE_PASSWORD,
        Act.ENROL_SECOND_FACTOR,
        Act.REMOVE_SECOND_FACTOR,
    }
)
"""What one does with one's own account, whatever role one holds, or none."""

FOR_A_DELEGATION: Final[Mapping[Act, frozenset[Role]]] = MappingProxyType(
    {
        Act.SAVE_DRAFT: _DELEGATES,
        Act.DISCARD_DRAFT: _DELEGATES,
        Act.SUBMIT: _DELEGATES,
        Act.CO_SPONSOR: _DELEGATES,
        Act.LEAVE_SPONSORS: _DELEGATES,
        Act.CONFIRM_SPONSORSHIP: _DELEGATES,
        Act.REVISE: _DELEGATES,
        Act.RESTATE: _DELEGATES,
        Act.WITHDRAW: _DELEGATES,
        Act.TAKE_OVER: _DELEGATES,
        Act.SPLIT: _DELEGATES,
        Act.PROPOSE_COMPROMISE: _DELEGATES,
        Act.GIVE_CONSENT: _DELEGATES,
        Act.TAKE_CONSENT_BACK: _DELEGATES,
        Act.CONFIRM_ARABIC: _DELEGATES,
        Act.CAST_VOTE: _DELEGATES,
        Act.TAKE_VOTE_BACK: _DELEGATES,
        Act.OBJECT: _DELEGATES,
        Act.MAKE_STATEMENT: _DELEGATION,
        Act.WITHDRAW_STATEMENT: _DELEGATION,
        Act.REQUEST_FLOOR: _DELEGATION,
        Act.WITHDRAW_REQUEST: _DELEGATION,
        Act.LODGE_MANDATE: _DELEGATION,
        Act.JOIN_NETWORK: _DELEGATION,
    }
)
"""Acts for one's own delegation. The secretariat may enter each on behalf of one, marked so."""

_OTHERS: Final[Mapping[Act, frozenset[Role]]] = {
    **dict.fromkeys(PERSONAL, EVERYONE),
    Act.FOUND_FORUM: _NOBODY,
    Act.ADMIT_PERSON: _SECRETARIAT,
    Act.CHANGE_RULES: _SECRETARIAT,
    Act.ADMIT_DELEGATION: _SECRETARIAT,
    Act.GRANT_MEMBERSHIP: _SECRETARIAT,
    Act.END_MEMBERSHIP: _SECRETARIAT,
    Act.GRANT_ROLE: _SECRETARIAT,
    Act.REVOKE_ROLE: _SECRETARIAT,
    Act.INVITE: _SECRETARIAT,
    Act.REVOKE_INVITATION: _SECRETARIAT,
    Act.ACCEPT_CREDENTIALS: _SECRETARIAT,
    Act.REFUSE_CREDENTIALS: _SECRETARIAT,
    Act.OPEN_SITTING: _PRESIDING,
    Act.CLOSE_SITTING: _PRESIDING,
    Act.NOTE_PRESENCE: _PRESIDING | _DELEGATES,
    Act.END_PRESENCE: _PRESIDING | _DELEGATES,
    Act.IMPORT_DECLARATION: _SECRETARIAT,
    Act.SET_WINDOW: _SECRETARIAT,
    Act.OPEN_NEGOTIATION: _SECRETARIAT,
    Act.BEGIN_ADOPTION: _SECRETARIAT,
    Act.RESUME_NEGOTIATION: _SECRETARIAT,
    Act.ADOPT_DECLARATION: _SECRETARIAT,
    Act.FREEZE: _SECRETARIAT,
    Act.CLOSE_DECLARATION: _SECRETARIAT,
    Act.PUBLISH: _SECRETARIAT,
    Act.ISSUE_REVISION: _SECRETARIAT,
    Act.TRANSLATE: _SECRETARIAT,
    Act.CONFIRM_TRANSLATION: _SECRETARIAT,
    Act.SETTLE_CLAUSE: _PRESIDING,
    Act.REOPEN_CLAUSE: _PRESIDING,
    Act.ADMIT: _SECRETARIAT,
    Act.REFUSE: _SECRETARIAT,
    Act.DIVIDE: _PRESIDING,
    Act.PACK: _SECRETARIAT,
    Act.UNPACK: _SECRETARIAT,
    Act.RECOMMEND: _SECRETARIAT,
    Act.RULE_ON_SCOPE: _CHAIR,
    Act.CORRECT_SUBSTANCE: _SECRETARIAT,
    Act.ENTER_ARABIC: _SECRETARIAT,
    Act.SCHEDULE: _SECRETARIAT,
    Act.UNSCHEDULE: _SECRETARIAT,
    Act.REORDER: _PRESIDING,
    Act.COMMENT: EVERYONE,
    Act.EDIT_COMMENT: EVERYONE,
    Act.HIDE_COMMENT: _SECRETARIAT,
    Act.RESOLVE_THREAD: _PARTICIPANTS,
    Act.REOPEN_THREAD: _PARTICIPANTS,
    Act.OPEN_BALLOT: _PRESIDING,
    Act.EXTEND_BALLOT: _PRESIDING,
    Act.CLOSE_BALLOT: _PRESIDING,
    Act.VOID_BALLOT: _CHAIR,
    Act.DECLARE_RESULT: _PRESIDING,
    Act.ENTER_TOTALS: _PRESIDING,
    Act.RULE_CONSEQUENCE: _CHAIR,
    Act.ACCEPT_MANDATE: _SECRETARIAT,
    Act.REFUSE_MANDATE: _SECRETARIAT,
    Act.ENDORSE: frozenset({Role.SIGNATORY}),
    Act.RECORD_PAPER_SIGNATURE: _SECRETARIAT,
    Act.WITHDRAW_ENDORSEMENT: frozenset({Role.SIGNATORY}),
    Act.TAKE_UP_ITEM: _PRESIDING,
    Act.GIVE_FLOOR: _PRESIDING,
    Act.END_TURN: _PRESIDING,
    Act.CLOSE_SPEAKERS_LIST: _PRESIDING,
    Act.ERASE_OPENING: _SECRETARIAT,
    Act.ISSUE_DOCUMENT: _SECRETARIAT,
}

MAY: Final[Mapping[Act, frozenset[Role]]] = MappingProxyType(
    {**_OTHERS, **{act: roles | _SECRETARIAT for act, roles in FOR_A_DELEGATION.items()}}
)
"""The roles that may perform each act. An act that nobody may is done by the command alone."""

BY_THE_CLOCK: Final = frozenset({Act.CLOSE_BALLOT})
"""What happens by itself when a deadline has passed."""

_COMMENTING: Final = frozenset({Act.COMMENT, Act.EDIT_COMMENT})


def may(act: Act, roles: Iterable[Role], rules: Rules = FORUM) -> bool:
    """Whether somebody holding these roles may perform the act, on some object.

    Rooms add what depends on the object: whose delegation, whose comment, whose mandate.
    Observers comment where the forum's rules let them.
    """
    if act in PERSONAL:
        return True
    holds = MAY[act] & frozenset(roles)
    if act in _COMMENTING and not rules.observers_comment:
        holds -= {Role.OBSERVER}
    return bool(holds)


def is_on_behalf(act: Act, roles: Iterable[Role], *, own_delegation: bool) -> bool:
    """Whether the secretariat does this for a delegation that is not its person's own.

    Such an act is marked so in the record.
    """
    held = frozenset(roles)
    if act not in FOR_A_DELEGATION or Role.SECRETARIAT not in held:
        return False
    return not (own_delegation and FOR_A_DELEGATION[act] & held)
