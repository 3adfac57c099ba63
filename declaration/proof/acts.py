"""What the entry of each act says: one table, and nothing outside it enters the record.

Every fact is there so that a stranger can replay the record: who may vote, what was put, what was
cast, what was counted, which text came of it. A fact may be added here as an optional one; to take
one away, or to ask for another, would make the entries of yesterday unreadable.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from declaration.procedure.acts import Act
from declaration.procedure.decision import Ground
from declaration.procedure.majority import Majority
from declaration.procedure.speakers import Floor
from declaration.procedure.statements import StatementKind
from declaration.procedure.states import (
    Choice,
    CredentialsState,
    Fate,
    Method,
    Outcome,
    Question,
)
from declaration.procedure.substance import Substance
from declaration.proof.form import Form
from declaration.proof.kinds import (
    ADVICE,
    AMENDMENT,
    AMENDMENTS,
    CARRIES,
    CHANNEL,
    CHECKPOINT,
    CLAUSE,
    FLAG,
    KEY,
    KEYS,
    LANGUAGE,
    MERGED,
    MODE,
    MOMENT,
    NONCE,
    NUMBER,
    ORIGIN,
    QUORUM,
    RESTARTED,
    ROLES,
    SHA256,
    SUBJECT,
    SYMBOL,
    TEXT,
    TOTALS,
    Kinds,
    each,
    or_null,
    word,
)

_WORDING: Final[Kinds] = {
    "clause": KEY,
    "base": NUMBER,
    "carries": CARRIES,
    "place": KEY,
    "sha256": SHA256,
    "revision": NUMBER,
    "late": FLAG,
}
_WORDS: Final = ("text", "text_en", "rationale")

_SITE_AND_FORUM: Final[Mapping[Act, Form]] = {
    Act.ADMIT_PERSON: Form(
        room="accounts", on=("person",), seals=("name",), may_seal=("office", "email")
    ),
    Act.CHANGE_PROFILE: Form(
        room="accounts",
        on=("person",),
        may_say={"language": LANGUAGE},
        may_seal=("name", "office", "email"),
    ),
    Act.CHANGE_PASSWORD: Form(room="accounts", on=("person",)),
    Act.ENROL_SECOND_FACTOR: Form(room="accounts", on=("person",)),
    Act.REMOVE_SECOND_FACTOR: Form(room="accounts", on=("person",)),
    Act.FOUND_FORUM: Form(room="forums", on=("forum",), may_say={"rules": SHA256}),
    Act.CHANGE_RULES: Form(room="forums", on=("forum",), facts={"rules": SHA256}),
    Act.ADMIT_DELEGATION: Form(
        room="forums",
        on=("delegation",),
        facts={
            "kind": word(("city", "organisation")),
            "votes": FLAG,
            "credentials": word(CredentialsState),
        },
    ),
    Act.GRANT_MEMBERSHIP: Form(
        room="forums", on=("person",), facts={"roles": ROLES}, may_say={"delegation": KEY}
    ),
    Act.END_MEMBERSHIP: Form(
        room="forums", on=("person",), may_say={"delegation": KEY}, may_seal=("reason",)
    ),
    Act.GRANT_ROLE: Form(room="forums", on=("person",), facts={"roles": ROLES}),
    Act.REVOKE_ROLE: Form(room="forums", on=("person",), facts={"roles": ROLES}),
    Act.INVITE: Form(
        room="forums",
        on=("invitation",),
        facts={"roles": ROLES},
        may_say={"delegation": KEY, "expires": MOMENT},
        seals=("email",),
        may_seal=("name", "office"),
    ),
    Act.REVOKE_INVITATION: Form(room="forums", on=("invitation",)),
    Act.ACCEPT_INVITATION: Form(
        room="forums",
        on=("invitation",),
        facts={"person": KEY, "roles": ROLES},
        may_say={"delegation": KEY},
        may_seal=("name", "office", "email"),
    ),
    Act.ACCEPT_CREDENTIALS: Form(room="forums", on=("delegation",)),
    Act.REFUSE_CREDENTIALS: Form(room="forums", on=("delegation",), seals=("reason",)),
    Act.OPEN_SITTING: Form(room="forums", on=("sitting",), may_say={"present": KEYS}),
    Act.CLOSE_SITTING: Form(room="forums", on=("sitting",)),
    Act.NOTE_PRESENCE: Form(room="forums", on=("sitting",), facts={"delegations": KEYS}),
    Act.END_PRESENCE: Form(room="forums", on=("sitting",), facts={"delegations": KEYS}),
}

_DECLARATION: Final[Mapping[Act, Form]] = {
    Act.IMPORT_DECLARATION: Form(
        room="drafting",
        on=("declaration",),
        facts={"serial": NUMBER, "clauses": each(CLAUSE)},
        may_say={"symbol": SYMBOL, "languages": each(LANGUAGE)},
    ),
    Act.SET_WINDOW: Form(
        room="drafting", on=("declaration",), may_say={"opens": MOMENT, "closes": MOMENT}
    ),
    Act.OPEN_NEGOTIATION: Form(room="drafting", on=("declaration",)),
    Act.BEGIN_ADOPTION: Form(room="drafting", on=("declaration",), may_say={"lapsed": AMENDMENTS}),
    Act.RESUME_NEGOTIATION: Form(
        room="drafting",
        on=("declaration",),
        may_say={"returned": AMENDMENTS},
        may_seal=("reason",),
    ),
    Act.ADOPT_DECLARATION: Form(
        room="drafting", on=("declaration",), may_say={"ballot": NUMBER, "revision": NUMBER}
    ),
    Act.FREEZE: Form(
        room="endorsement",
        on=("declaration",),
        facts={"revision": NUMBER, "texts": each(TEXT), "fingerprint": SHA256},
        may_say={"after": CHECKPOINT},
    ),
    Act.CLOSE_DECLARATION: Form(room="endorsement", on=("declaration",)),
    Act.PUBLISH: Form(
        room="merging",
        on=("declaration",),
        facts={"serial": NUMBER, "origin": ORIGIN, "clauses": each(CLAUSE)},
        may_say={
            "base": NUMBER,
            "arrangement": KEYS,
            "symbol": SYMBOL,
            "merged": each(MERGED),
            "rebased": AMENDMENTS,
            "conflicting": AMENDMENTS,
            "resolutions": NUMBER,
            "restarted": each(RESTARTED),
        },
        may_seal=("note",),
    ),
    Act.ISSUE_REVISION: Form(room="drafting", on=("declaration",), facts={"symbol": SYMBOL}),
    Act.TRANSLATE: Form(
        room="drafting",
        on=("clause",),
        facts={"language": LANGUAGE, "number": NUMBER, "sha256": SHA256},
    ),
    Act.CONFIRM_TRANSLATION: Form(
        room="drafting", on=("clause",), facts={"language": LANGUAGE}, may_say={"number": NUMBER}
    ),
    Act.SETTLE_CLAUSE: Form(room="drafting", on=("clause",)),
    Act.REOPEN_CLAUSE: Form(room="drafting", on=("clause",), may_seal=("reason",)),
}

_AMENDMENTS: Final[Mapping[Act, Form]] = {
    act: Form(room="amendments", on=("amendment",))
    for act in (
        Act.DISCARD_DRAFT,
        Act.CO_SPONSOR,
        Act.LEAVE_SPONSORS,
        Act.CONFIRM_SPONSORSHIP,
        Act.CONFIRM_ARABIC,
    )
} | {
    Act.SAVE_DRAFT: Form(
        room="amendments",
        on=("amendment",),
        may_say={"clause": KEY, "package": NUMBER, "together": AMENDMENTS},
    ),
    Act.SUBMIT: Form(room="amendments", on=("amendment",), may_say=_WORDING, may_seal=_WORDS),
    Act.ADMIT: Form(room="amendments", on=("amendment",), may_say=_WORDING),
    Act.REFUSE: Form(
        room="amendments", on=("amendment",), may_say={"fallen": AMENDMENTS}, seals=("reason",)
    ),
    Act.REVISE: Form(
        room="amendments",
        on=("amendment",),
        may_say={**_WORDING, "fallen": AMENDMENTS},
        may_seal=_WORDS,
    ),
    Act.RESTATE: Form(room="amendments", on=("amendment",), may_say=_WORDING, may_seal=_WORDS),
    Act.WITHDRAW: Form(
        room="amendments",
        on=("amendment",),
        may_say={"returned": AMENDMENTS, "fallen": AMENDMENTS},
    ),
    Act.TAKE_OVER: Form(room="amendments", on=("amendment",), may_say={"returned": AMENDMENTS}),
    Act.DIVIDE: Form(room="amendments", on=("amendment",), facts={"parts": AMENDMENTS}),
    Act.SPLIT: Form(room="amendments", on=("amendment",), facts={"parts": AMENDMENTS}),
    Act.PACK: Form(room="amendments", on=("package",), facts={"amendments": AMENDMENTS}),
    Act.UNPACK: Form(room="amendments", on=("package",)),
    Act.PROPOSE_COMPROMISE: Form(
        room="amendments",
        on=("amendment",),
        facts={"replaces": AMENDMENTS},
        may_say=_WORDING,
        may_seal=_WORDS,
    ),
    Act.GIVE_CONSENT: Form(room="amendments", on=("amendment",), may_say={"replaced": AMENDMENTS}),
    Act.TAKE_CONSENT_BACK: Form(
        room="amendments", on=("amendment",), may_say={"returned": AMENDMENTS}
    ),
    Act.RECOMMEND: Form(
        room="amendments",
        on=("amendment",),
        facts={"advice": ADVICE, "shown": FLAG},
        may_say={"with": AMENDMENT},
        may_seal=("note",),
    ),
    Act.RULE_ON_SCOPE: Form(room="amendments", on=("amendment",), seals=("reason",)),
    Act.CORRECT_SUBSTANCE: Form(
        room="amendments",
        on=("amendment",),
        facts={"substance": word(Substance)},
        seals=("reason",),
    ),
    Act.ENTER_ARABIC: Form(
        room="amendments", on=("amendment",), may_say={"revision": NUMBER}, may_seal=("text",)
    ),
    Act.SCHEDULE: Form(room="amendments", on=("amendment",), may_say={"place_in_order": NUMBER}),
    Act.UNSCHEDULE: Form(room="amendments", on=("amendment",)),
    Act.REORDER: Form(
        room="amendments", on=("clause",), facts={"order": AMENDMENTS}, seals=("reason",)
    ),
}

_COMMENTS: Final[Mapping[Act, Form]] = {
    Act.COMMENT: Form(
        room="comments",
        on=("clause", "amendment", "thread"),
        facts={"thread": NUMBER, "comment": NUMBER},
        seals=("text",),
        may_seal=("quote",),
    ),
    Act.EDIT_COMMENT: Form(room="comments", on=("comment",), seals=("text",)),
    Act.HIDE_COMMENT: Form(room="comments", on=("comment",), seals=("reason",)),
    Act.RESOLVE_THREAD: Form(room="comments", on=("thread",)),
    Act.REOPEN_THREAD: Form(room="comments", on=("thread",)),
}

_BALLOTS: Final[Mapping[Act, Form]] = {
    Act.OPEN_BALLOT: Form(
        room="voting",
        on=("ballot",),
        facts={
            "question": word(Question),
            "method": word(Method),
            "majority": word(Majority),
            "subjects": each(SUBJECT),
            "electors": KEYS,
            "present": KEYS,
        },
        may_say={
            "quorum": QUORUM,
            "written": FLAG,
            "closes": MOMENT,
            "sitting": NUMBER,
            "first": KEY,
            "reconsiders": NUMBER,
            "restarts": NUMBER,
            "notice_waived": FLAG,
            "after": CHECKPOINT,
        },
        may_seal=("motion",),
    ),
    Act.EXTEND_BALLOT: Form(
        room="voting", on=("ballot",), facts={"closes": MOMENT}, may_seal=("reason",)
    ),
    Act.CLOSE_BALLOT: Form(
        room="voting",
        on=("ballot",),
        facts={
            "totals": TOTALS,
            "outcome": word(Outcome),
            "ground": word(Ground),
            "present": KEYS,
        },
        may_say={"needed": NUMBER, "after": CHECKPOINT},
    ),
    Act.VOID_BALLOT: Form(room="voting", on=("ballot",), seals=("reason",)),
    Act.DECLARE_RESULT: Form(room="voting", on=("ballot",), facts={"outcome": word(Outcome)}),
    Act.CAST_VOTE: Form(
        room="voting",
        on=("ballot",),
        facts={
            "choice": word(Choice),
            "method": word(Method),
            "channel": CHANNEL,
            "replaces": or_null(NONCE),
        },
    ),
    Act.TAKE_VOTE_BACK: Form(
        room="voting", on=("ballot",), facts={"channel": CHANNEL, "replaces": or_null(NONCE)}
    ),
    Act.OBJECT: Form(
        room="voting",
        on=("ballot",),
        may_say={"clause": KEY, "channel": CHANNEL},
        seals=("reason",),
    ),
    Act.ENTER_TOTALS: Form(room="voting", on=("ballot",), facts={"totals": TOTALS}),
    Act.RULE_CONSEQUENCE: Form(
        room="voting",
        on=("amendment",),
        facts={"fate": word(Fate), "because_of": AMENDMENT},
        may_say={"proposed": word(Fate), "ballot": NUMBER},
        may_seal=("reason",),
    ),
    Act.MAKE_STATEMENT: Form(
        room="endorsement",
        on=("statement",),
        facts={"kind": word(StatementKind)},
        may_say={"ballot": NUMBER, "clause": KEY},
        seals=("text",),
    ),
    Act.WITHDRAW_STATEMENT: Form(room="endorsement", on=("statement",)),
}

_ENDORSEMENT: Final[Mapping[Act, Form]] = {
    Act.LODGE_MANDATE: Form(room="endorsement", on=("mandate",), may_seal=("upload", "name")),
    Act.ACCEPT_MANDATE: Form(room="endorsement", on=("mandate",)),
    Act.REFUSE_MANDATE: Form(room="endorsement", on=("mandate",), seals=("reason",)),
    Act.ENDORSE: Form(
        room="endorsement",
        on=("declaration",),
        facts={"fingerprint": SHA256, "mode": MODE, "nonce": NONCE, "statement": SHA256},
        may_say={
            "accession": FLAG,
            "kind": word(StatementKind),
            "clause": KEY,
            "after": CHECKPOINT,
        },
        seals=("name", "office"),
        may_seal=("text",),
    ),
    Act.RECORD_PAPER_SIGNATURE: Form(
        room="endorsement",
        on=("declaration",),
        facts={"fingerprint": SHA256},
        may_say={"accession": FLAG, "after": CHECKPOINT},
        seals=("name", "office", "scan"),
    ),
    Act.WITHDRAW_ENDORSEMENT: Form(
        room="endorsement",
        on=("declaration",),
        facts={"fingerprint": SHA256},
        may_say={"replaces": NONCE},
        may_seal=("reason",),
    ),
    Act.JOIN_NETWORK: Form(room="endorsement", on=("declaration",)),
}

_SITTING_AND_RECORD: Final[Mapping[Act, Form]] = {
    Act.REQUEST_FLOOR: Form(
        room="plenary", on=("sitting",), facts={"floor": word(Floor)}, may_say={"item": NUMBER}
    ),
    Act.TAKE_UP_ITEM: Form(
        room="plenary", on=("sitting",), facts={"item": NUMBER}, may_say={"clause": KEY}
    ),
    Act.WITHDRAW_REQUEST: Form(
        room="plenary", on=("sitting",), facts={"floor": word(Floor)}, may_say={"item": NUMBER}
    ),
    Act.GIVE_FLOOR: Form(
        room="plenary", on=("sitting",), facts={"delegation": KEY}, may_say={"item": NUMBER}
    ),
    Act.END_TURN: Form(
        room="plenary", on=("sitting",), facts={"delegation": KEY}, may_say={"item": NUMBER}
    ),
    Act.CLOSE_SPEAKERS_LIST: Form(room="plenary", on=("sitting",), may_say={"item": NUMBER}),
    Act.ERASE_OPENING: Form(
        room="journal", on=("entry",), facts={"names": KEYS}, seals=("reason",)
    ),
    Act.ISSUE_DOCUMENT: Form(
        room="documents",
        on=("declaration",),
        facts={"document": KEY, "sha256": SHA256},
        may_say={"language": LANGUAGE, "revision": NUMBER, "fingerprint": SHA256},
    ),
}

FORMS: Final[Mapping[Act, Form]] = MappingProxyType(
    {
        **_SITE_AND_FORUM,
        **_DECLARATION,
        **_AMENDMENTS,
        **_COMMENTS,
        **_BALLOTS,
        **_ENDORSEMENT,
        **_SITTING_AND_RECORD,
    }
)
"""The form of every act."""
