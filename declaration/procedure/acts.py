"""Every act a person, or the clock, can perform: one name for rules, permissions and journal."""

from enum import StrEnum
from typing import Final


class Act(StrEnum):
    """What is done. The member is a verb; its value is the name the journal keeps."""

    # the site and the forum
    ADMIT_PERSON = "person.admitted"
    CHANGE_PROFILE = "person.changed"
    CHANGE_PASSWORD = "password.changed"  # noqa: S105
    ENROL_SECOND_FACTOR = "second-factor.enrolled"
    REMOVE_SECOND_FACTOR = "second-factor.removed"
    FOUND_FORUM = "forum.founded"
    CHANGE_RULES = "rules.changed"
    ADMIT_DELEGATION = "delegation.admitted"
    GRANT_MEMBERSHIP = "membership.granted"
    END_MEMBERSHIP = "membership.ended"
    GRANT_ROLE = "role.granted"
    REVOKE_ROLE = "role.revoked"
    INVITE = "invitation.sent"
    REVOKE_INVITATION = "invitation.revoked"
    ACCEPT_INVITATION = "invitation.accepted"
    ACCEPT_CREDENTIALS = "credentials.accepted"
    REFUSE_CREDENTIALS = "credentials.refused"
    OPEN_SITTING = "sitting.opened"
    CLOSE_SITTING = "sitting.closed"
    NOTE_PRESENCE = "presence.noted"
    END_PRESENCE = "presence.ended"

    # the declaration
    IMPORT_DECLARATION = "declaration.imported"
    SET_WINDOW = "window.set"
    OPEN_NEGOTIATION = "negotiation.opened"
    BEGIN_ADOPTION = "adoption.begun"
    RESUME_NEGOTIATION = "negotiation.resumed"
    ADOPT_DECLARATION = "declaration.adopted"
    FREEZE = "declaration.frozen"
    CLOSE_DECLARATION = "declaration.closed"
    PUBLISH = "revision.published"
    ISSUE_REVISION = "revision.issued"
    TRANSLATE = "translation.entered"
    CONFIRM_TRANSLATION = "translation.confirmed"
    SETTLE_CLAUSE = "clause.settled"
    REOPEN_CLAUSE = "clause.reopened"

    # amendments
    SAVE_DRAFT = "amendment.drafted"
    DISCARD_DRAFT = "amendment.discarded"
    SUBMIT = "amendment.submitted"
    ADMIT = "amendment.admitted"
    REFUSE = "amendment.refused"
    CO_SPONSOR = "sponsor.joined"
    LEAVE_SPONSORS = "sponsor.left"
    CONFIRM_SPONSORSHIP = "sponsor.confirmed"
    REVISE = "amendment.revised"
    RESTATE = "amendment.restated"
    WITHDRAW = "amendment.withdrawn"
    TAKE_OVER = "amendment.taken-over"
    DIVIDE = "amendment.divided"
    SPLIT = "amendment.split"
    PACK = "package.formed"
    UNPACK = "package.dissolved"
    PROPOSE_COMPROMISE = "compromise.proposed"
    GIVE_CONSENT = "consent.given"
    TAKE_CONSENT_BACK = "consent.withdrawn"
    RECOMMEND = "recommendation.given"
    RULE_ON_SCOPE = "scope.ruled"
    CORRECT_SUBSTANCE = "substance.corrected"
    ENTER_ARABIC = "amendment.translated"
    CONFIRM_ARABIC = "amendment.translation-confirmed"
    SCHEDULE = "amendment.scheduled"
    UNSCHEDULE = "amendment.unscheduled"
    REORDER = "voting-order.changed"

    # comments
    COMMENT = "comment.made"
    EDIT_COMMENT = "comment.edited"
    HIDE_COMMENT = "comment.hidden"
    RESOLVE_THREAD = "thread.resolved"
    REOPEN_THREAD = "thread.reopened"

    # ballots
    OPEN_BALLOT = "ballot.opened"
    EXTEND_BALLOT = "ballot.extended"
    CLOSE_BALLOT = "ballot.closed"
    VOID_BALLOT = "ballot.voided"
    DECLARE_RESULT = "result.declared"
    CAST_VOTE = "vote.cast"
    TAKE_VOTE_BACK = "vote.taken-back"
    OBJECT = "objection.raised"
    ENTER_TOTALS = "totals.entered"
    RULE_CONSEQUENCE = "consequence.ruled"
    MAKE_STATEMENT = "statement.made"
    WITHDRAW_STATEMENT = "statement.withdrawn"

    # endorsement
    LODGE_MANDATE = "mandate.lodged"
    ACCEPT_MANDATE = "mandate.accepted"
    REFUSE_MANDATE = "mandate.refused"
    ENDORSE = "endorsement.given"
    RECORD_PAPER_SIGNATURE = "endorsement.recorded"
    WITHDRAW_ENDORSEMENT = "endorsement.withdrawn"
    JOIN_NETWORK = "network.joined"

    # the sitting
    TAKE_UP_ITEM = "item.taken-up"
    REQUEST_FLOOR = "floor.requested"
    WITHDRAW_REQUEST = "floor.request-withdrawn"
    GIVE_FLOOR = "floor.given"
    END_TURN = "floor.ended"
    CLOSE_SPEAKERS_LIST = "speakers.closed"

    # the record
    ERASE_OPENING = "opening.erased"
    ISSUE_DOCUMENT = "document.issued"


class Role(StrEnum):
    """What a person is in one forum; one person may hold several."""

    OBSERVER = "observer"
    DELEGATE = "delegate"
    SIGNATORY = "signatory"
    SECRETARIAT = "secretariat"
    CHAIR = "chair"


EVERYONE: Final = frozenset(Role)
