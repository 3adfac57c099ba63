"""How each act of the kernel's table is performed in the small forum, and by whom."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import timedelta

from declaration import clock
from declaration.accounts import operations as accounts
from declaration.accounts import second_factor
from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.comments import operations as comments
from declaration.documents import operations as documents
from declaration.drafting import operations as drafting
from declaration.drafting import translating
from declaration.endorsement import freezing
from declaration.endorsement import operations as endorsement
from declaration.endorsement.operations import Signature
from declaration.files.keeping import receive
from declaration.forums import appointing, founding
from declaration.forums.models import DelegationKind
from declaration.forums.operations import delegations, invitations, people, settings, sittings
from declaration.journal import Actor
from declaration.merging.operations import Plan, publish
from declaration.plenary import speaking, stages
from declaration.procedure import FORUM
from declaration.procedure.acts import Act, Role
from declaration.procedure.majority import Tally
from declaration.procedure.speakers import Floor
from declaration.procedure.statements import StatementKind
from declaration.procedure.states import Choice, Fate, Method, Question
from declaration.procedure.substance import Substance
from declaration.voting import closing, opening, ruling
from declaration.voting import operations as voting
from declaration.voting.operations import Put
from tests.accounts.situations import SECRET, everybody_has_a_second_step
from tests.amendments import situations as amending
from tests.comments import situations as commenting
from tests.conftest import NOON
from tests.endorsement import situations as signing
from tests.files.papers import PDF
from tests.forums import situations as meeting
from tests.merging import situations as merging
from tests.plenary import situations as presiding
from tests.voting import situations as balloting
from tests.world import PASSWORD, World, actor, password_hash, small_forum

SIGNATURE = Signature(name="الموقِّع عن مدينة ينبع الصناعية", office="أمين المدينة")
CODE = "390517"
"""The secret's code at noon."""
NEWCOMER = "newcomer@jubail.example"
NAMES = {"ar": "قادم جديد"}
MORE = "نتعهد بأن تبلغ نسبة الأحياء التي يتاح فيها مركز تعلم مجتمعي 55% في موعد أقصاه عام 2030."

Perform = Callable[[World, Actor], object]


@dataclass(frozen=True)
class Deed:
    """One act. `given` happens first; `by` performs it by `do`.

    `refused` is the same act as it must be refused: in a stranger's name where nothing else is
    said. `with_it` are acts that belong to it, each with an entry of its own.
    """

    by: str
    do: Perform
    given: Callable[[], object] = lambda: None
    refused: Perform | None = None
    stranger: str | None = "observer"
    with_it: tuple[Act, ...] = ()


def words(world: World, key: str = "centres") -> str:
    return world.clause(key).text.replace("40%", "60%")


def clause_id(world: World, key: str = "centres") -> int:
    return world.clause(key).clause_id


def ballot_id() -> int:
    return balloting.ballot(1).id


def a_ballot_is_closed() -> None:
    balloting.one_is_put()
    closing.close(ballot_id(), actor("chair"))


def invitee() -> invitations.Invitee:
    return invitations.Invitee(
        email=NEWCOMER,
        names=NAMES,
        language="ar",
        delegation_key="jubail",
        roles=frozenset({Role.DELEGATE}),
    )


def accept(_world: World, _by: Actor) -> object:
    told = invitations.Acceptance(
        names=NAMES, office={}, language="ar", password_hash=password_hash()
    )
    return invitations.accept("the-link", told, None)


def accept_too_late(world: World, by: Actor) -> object:
    with clock.set_to(NOON + timedelta(days=60)):
        return accept(world, by)


def draft(world: World, by: Actor) -> object:
    return amendments.save_draft(
        world.declaration_id, Wording(text=words(world)), by, clause_key="centres"
    )


_ACCOUNTS: Mapping[Act, Deed] = {
    Act.ADMIT_PERSON: Deed(
        "secretariat",
        lambda _w, _by: accounts.introduce(NEWCOMER, NAMES, {}, "ar"),
        stranger=None,
    ),
    Act.CHANGE_PROFILE: Deed(
        "delegate.jubail",
        lambda _w, by: accounts.change_profile(NAMES, {}, "ar", replace(by, log="site")),
        stranger=None,
    ),
    Act.CHANGE_PASSWORD: Deed(
        "delegate.jubail",
        lambda _w, by: accounts.change_password(
            PASSWORD, "a phrase of their own", replace(by, log="site"), address="127.0.0.1"
        ),
        refused=lambda _w, by: accounts.change_password(
            "not this one", "a phrase of their own", replace(by, log="site"), address="127.0.0.1"
        ),
    ),
}

_SECOND_STEP: Mapping[Act, Deed] = {
    Act.ENROL_SECOND_FACTOR: Deed(
        "delegate.jubail",
        lambda _w, by: second_factor.enrol(SECRET, CODE, replace(by, log="site")),
        refused=lambda _w, by: second_factor.enrol(SECRET, "000000", replace(by, log="site")),
    ),
    Act.REMOVE_SECOND_FACTOR: Deed(
        "delegate.jubail",
        lambda _w, by: second_factor.remove(by.person_id or 0, by),
        everybody_has_a_second_step,
        refused=lambda _w, by: second_factor.remove((by.person_id or 0) - 1, by),
    ),
}

_FORUMS: Mapping[Act, Deed] = {
    Act.FOUND_FORUM: Deed(
        "secretariat",
        lambda _w, _by: founding.found(
            replace(
                small_forum(),
                forum=replace(small_forum().forum, key="another"),
                delegations=(),
                people=(),
            ),
            host="test.example",
        ),
        stranger=None,
    ),
    Act.CHANGE_RULES: Deed(
        "secretariat", lambda _w, by: settings.change_rules({"observers_comment": True}, by)
    ),
    Act.ADMIT_DELEGATION: Deed(
        "secretariat",
        lambda _w, by: delegations.admit_delegation(
            delegations.NewDelegation(
                key="muscat", names={"ar": "مسقط"}, kind=DelegationKind.CITY, votes=True
            ),
            by,
        ),
    ),
    Act.GRANT_MEMBERSHIP: Deed(
        "secretariat",
        lambda _w, _by: appointing.appoint_to_secretariat(
            "tiny", NEWCOMER, "قادم جديد", "a phrase of their own"
        ),
        stranger=None,
        with_it=(Act.ADMIT_PERSON, Act.CHANGE_PASSWORD),
    ),
    Act.END_MEMBERSHIP: Deed("secretariat", lambda _w, by: people.end_membership(3, by)),
    Act.GRANT_ROLE: Deed("secretariat", lambda _w, by: people.grant_role(3, Role.SECRETARIAT, by)),
    Act.REVOKE_ROLE: Deed(
        "secretariat",
        lambda _w, by: people.revoke_role(3, Role.CHAIR, by),
        meeting.the_chair_is_also_secretariat,
    ),
    Act.INVITE: Deed(
        "secretariat",
        lambda _w, by: invitations.invite(invitee(), by, link_of=lambda token: f"/{token}"),
    ),
    Act.REVOKE_INVITATION: Deed(
        "secretariat",
        lambda _w, by: invitations.revoke_invitation(1, by),
        meeting.somebody_is_invited,
    ),
    Act.ACCEPT_INVITATION: Deed(
        "secretariat",
        accept,
        meeting.somebody_is_invited,
        refused=accept_too_late,
        with_it=(Act.ADMIT_PERSON,),
    ),
    Act.ACCEPT_CREDENTIALS: Deed(
        "secretariat", lambda _w, by: delegations.accept_credentials("amman", by)
    ),
    Act.REFUSE_CREDENTIALS: Deed(
        "secretariat",
        lambda _w, by: delegations.refuse_credentials("jubail", "لم تصل الأوراق.", by),
    ),
    Act.OPEN_SITTING: Deed(
        "chair", lambda _w, by: sittings.open_sitting(1, by), meeting.a_quorum_is_present
    ),
    Act.CLOSE_SITTING: Deed(
        "chair", lambda _w, by: sittings.close_sitting(1, by), meeting.a_sitting_is_open
    ),
    Act.NOTE_PRESENCE: Deed("delegate.doha", lambda _w, by: sittings.note_presence(1, "doha", by)),
    Act.END_PRESENCE: Deed(
        "secretariat",
        lambda _w, by: sittings.end_presence(1, "jubail", by),
        meeting.a_quorum_is_present,
    ),
}

_DECLARATION: Mapping[Act, Deed] = {
    Act.IMPORT_DECLARATION: Deed(
        "secretariat",
        lambda _w, by: drafting.import_declaration(
            replace(small_forum().declaration, key="second"), by
        ),
    ),
    Act.SET_WINDOW: Deed(
        "secretariat",
        lambda world, by: drafting.set_window(
            world.declaration_id, opens=NOON, closes=NOON + timedelta(hours=1), by=by
        ),
    ),
    Act.OPEN_NEGOTIATION: Deed(
        "secretariat",
        lambda world, by: drafting.open_negotiation(world.declaration_id, by),
        merging.the_text_is_being_drafted,
    ),
    Act.BEGIN_ADOPTION: Deed(
        "secretariat",
        lambda world, by: stages.begin_adoption(world.declaration_id, by, listed=[]),
    ),
    Act.RESUME_NEGOTIATION: Deed(
        "secretariat",
        lambda world, by: stages.resume_negotiation(world.declaration_id, "رُفض بند.", by),
        presiding.adoption_has_begun,
    ),
    Act.ADOPT_DECLARATION: Deed(
        "secretariat",
        lambda world, by: stages.adopt(world.declaration_id, by),
        signing.the_whole_is_carried,
    ),
    Act.FREEZE: Deed(
        "secretariat",
        lambda world, by: freezing.freeze(world.declaration_id, by),
        signing.the_text_is_adopted,
    ),
    Act.CLOSE_DECLARATION: Deed(
        "secretariat",
        lambda world, by: stages.close(world.declaration_id, by),
        signing.the_text_is_frozen,
    ),
    Act.PUBLISH: Deed(
        "secretariat",
        lambda world, by: publish(world.declaration_id, Plan(chosen=(1,)), by),
        merging.an_amendment_is_adopted,
    ),
    Act.ISSUE_REVISION: Deed(
        "secretariat",
        lambda world, by: drafting.issue_revision(world.declaration_id, "Rev.1", by),
        merging.a_revision_is_published,
    ),
    Act.TRANSLATE: Deed(
        "secretariat",
        lambda world, by: translating.translate(
            world.declaration_id, "centres", "en", "We pledge more centres.", by, seen=1
        ),
    ),
    Act.CONFIRM_TRANSLATION: Deed(
        "secretariat",
        lambda world, by: translating.confirm_translation(
            world.declaration_id, "centres", "en", by, seen=2
        ),
        merging.a_revision_is_published,
    ),
    Act.SETTLE_CLAUSE: Deed(
        "chair",
        lambda world, by: stages.settle_clause(clause_id(world), by),
        presiding.a_sitting_is_open,
    ),
    Act.REOPEN_CLAUSE: Deed(
        "chair",
        lambda world, by: stages.reopen_clause(clause_id(world), "اقتراح جديد.", by),
        presiding.a_clause_is_settled,
    ),
}

_AMENDMENTS: Mapping[Act, Deed] = {
    Act.SAVE_DRAFT: Deed("delegate.jubail", draft),
    Act.DISCARD_DRAFT: Deed(
        "delegate.jubail", lambda _w, by: amendments.discard_draft(1, by), amending.a_draft_is_kept
    ),
    Act.SUBMIT: Deed(
        "delegate.jubail", lambda _w, by: amendments.submit(1, by), amending.a_draft_is_kept
    ),
    Act.ADMIT: Deed(
        "secretariat", lambda _w, by: amendments.admit(1, by), amending.one_is_submitted
    ),
    Act.REFUSE: Deed(
        "secretariat",
        lambda _w, by: amendments.refuse(1, "خارج الموضوع.", by),
        amending.one_is_submitted,
    ),
    Act.CO_SPONSOR: Deed(
        "delegate.tunis", lambda _w, by: amendments.co_sponsor(1, by), amending.one_is_admitted
    ),
    Act.LEAVE_SPONSORS: Deed(
        "delegate.tunis",
        lambda _w, by: amendments.leave_sponsors(1, by),
        amending.it_is_co_sponsored,
    ),
    Act.CONFIRM_SPONSORSHIP: Deed(
        "delegate.tunis",
        lambda _w, by: amendments.confirm_sponsorship(1, by),
        amending.it_is_revised,
    ),
    Act.REVISE: Deed(
        "delegate.jubail",
        lambda _w, by: amendments.revise(1, Wording(text=MORE), by),
        amending.one_is_admitted,
    ),
    Act.RESTATE: Deed(
        "delegate.jubail",
        lambda _w, by: amendments.restate(1, MORE, by),
        amending.it_must_be_restated,
    ),
    Act.WITHDRAW: Deed(
        "delegate.jubail", lambda _w, by: amendments.withdraw(1, by), amending.one_is_admitted
    ),
    Act.TAKE_OVER: Deed(
        "delegate.tunis", lambda _w, by: amendments.take_over(1, by), amending.it_is_withdrawn
    ),
    Act.DIVIDE: Deed(
        "chair", lambda _w, by: amendments.divide(1, by), amending.it_makes_two_changes
    ),
    Act.SPLIT: Deed(
        "delegate.jubail", lambda _w, by: amendments.split(1, by), amending.a_draft_is_kept
    ),
    Act.PACK: Deed(
        "secretariat", lambda _w, by: amendments.pack([1, 2], by), amending.two_are_rivals
    ),
    Act.UNPACK: Deed(
        "secretariat", lambda _w, by: amendments.unpack(1, by), amending.two_are_packed
    ),
    Act.PROPOSE_COMPROMISE: Deed(
        "delegate.jubail",
        lambda _w, by: amendments.propose_compromise([1, 2], Wording(text=MORE), by),
        amending.two_are_rivals,
    ),
    Act.GIVE_CONSENT: Deed(
        "delegate.jubail",
        lambda _w, by: amendments.give_consent(3, by),
        amending.a_compromise_is_admitted,
    ),
    Act.TAKE_CONSENT_BACK: Deed(
        "delegate.jubail",
        lambda _w, by: amendments.take_consent_back(3, by),
        amending.jubail_has_agreed,
    ),
    Act.RECOMMEND: Deed(
        "secretariat",
        lambda _w, by: amendments.recommend(1, "adopt", by, shown=True),
        amending.one_is_admitted,
    ),
    Act.RULE_ON_SCOPE: Deed(
        "chair",
        lambda _w, by: amendments.rule_on_scope(1, "يبقى الموضوع واحداً.", by),
        amending.it_puts_another_text,
    ),
    Act.CORRECT_SUBSTANCE: Deed(
        "secretariat",
        lambda _w, by: amendments.correct_substance(1, Substance.WORDING, "المعنى واحد.", by),
        amending.one_is_admitted,
    ),
    Act.ENTER_ARABIC: Deed(
        "secretariat",
        lambda world, by: amendments.enter_arabic(1, words(world), by),
        amending.it_is_in_english,
    ),
    Act.CONFIRM_ARABIC: Deed(
        "delegate.jubail",
        lambda _w, by: amendments.confirm_arabic(1, by),
        amending.its_arabic_is_entered,
    ),
    Act.SCHEDULE: Deed(
        "secretariat", lambda _w, by: amendments.schedule(1, by), amending.one_is_admitted
    ),
    Act.UNSCHEDULE: Deed(
        "secretariat", lambda _w, by: amendments.unschedule(1, by), amending.it_is_scheduled
    ),
    Act.REORDER: Deed(
        "chair",
        lambda world, by: amendments.reorder(
            world.declaration_id, "centres", [1, 2], "اتُّفق عليه.", by
        ),
        amending.two_are_scheduled,
    ),
}

_COMMENTS: Mapping[Act, Deed] = {
    Act.COMMENT: Deed(
        "delegate.jubail",
        lambda world, by: comments.open_thread(clause_id(world), "ما المقصود؟", by, FORUM),
    ),
    Act.EDIT_COMMENT: Deed(
        "delegate.jubail",
        lambda _w, by: comments.edit(1, "ما المقصود بهذا؟", by, FORUM),
        commenting.a_clause_is_discussed,
        stranger="colleague.jubail",
    ),
    Act.HIDE_COMMENT: Deed(
        "secretariat",
        lambda _w, by: comments.hide(1, "خارج الموضوع.", by),
        commenting.a_clause_is_discussed,
    ),
    Act.RESOLVE_THREAD: Deed(
        "chair", lambda _w, by: comments.resolve(1, by), commenting.a_clause_is_discussed
    ),
    Act.REOPEN_THREAD: Deed(
        "chair", lambda _w, by: comments.reopen(1, by), commenting.its_discussion_is_settled
    ),
}

_BALLOTS: Mapping[Act, Deed] = {
    Act.OPEN_BALLOT: Deed(
        "chair",
        lambda world, by: opening.open_ballot(
            world.declaration_id,
            Put(question=Question.AMENDMENT, method=Method.RECORDED, amendments=(1,)),
            by,
        ),
        balloting.one_is_scheduled,
    ),
    Act.EXTEND_BALLOT: Deed(
        "chair",
        lambda _w, by: voting.extend(ballot_id(), NOON + timedelta(hours=1), by),
        balloting.one_is_put,
    ),
    Act.CLOSE_BALLOT: Deed(
        "chair", lambda _w, by: closing.close(ballot_id(), by), balloting.one_is_put
    ),
    Act.DECLARE_RESULT: Deed(
        "chair", lambda _w, by: closing.declare(ballot_id(), by), a_ballot_is_closed
    ),
    Act.VOID_BALLOT: Deed(
        "chair",
        lambda _w, by: closing.void(ballot_id(), "خلل في الأجهزة.", by),
        balloting.one_is_put,
    ),
    Act.CAST_VOTE: Deed(
        "delegate.doha",
        lambda _w, by: voting.cast(ballot_id(), Choice.AGAINST, by),
        balloting.one_is_put,
    ),
    Act.TAKE_VOTE_BACK: Deed(
        "delegate.jubail", lambda _w, by: voting.cast(ballot_id(), None, by), balloting.one_is_put
    ),
    Act.OBJECT: Deed(
        "delegate.doha",
        lambda _w, by: voting.raise_objection(ballot_id(), "لا نوافق.", by),
        balloting.consensus_is_sought,
    ),
    Act.ENTER_TOTALS: Deed(
        "secretariat",
        lambda _w, by: voting.enter_totals(ballot_id(), Tally(3, 1, 0), by),
        balloting.hands_are_shown,
    ),
    Act.RULE_CONSEQUENCE: Deed(
        "chair",
        lambda _w, by: ruling.rule_consequence(1, Fate.FALLS, 2, by),
        balloting.one_is_adopted_over_its_rival,
    ),
    Act.MAKE_STATEMENT: Deed(
        "delegate.jubail",
        lambda _w, by: endorsement.make_statement(
            ballot_id(), StatementKind.RESERVATION, "نتحفظ على الموعد.", by, FORUM
        ),
        signing.the_text_is_adopted,
    ),
    Act.WITHDRAW_STATEMENT: Deed(
        "delegate.jubail",
        lambda _w, by: endorsement.withdraw_statement(1, by),
        signing.a_statement_is_made,
    ),
}

_SITTING: Mapping[Act, Deed] = {
    Act.TAKE_UP_ITEM: Deed(
        "chair",
        lambda world, by: speaking.take_up(clause_id(world), by),
        presiding.a_sitting_is_open,
    ),
    Act.REQUEST_FLOOR: Deed(
        "delegate.jubail",
        lambda _w, by: speaking.request_floor(Floor.GENERAL, by),
        presiding.a_clause_is_taken_up,
    ),
    Act.WITHDRAW_REQUEST: Deed(
        "delegate.jubail",
        lambda _w, by: speaking.withdraw_request(Floor.GENERAL, by),
        presiding.jubail_waits_for_the_floor,
    ),
    Act.GIVE_FLOOR: Deed(
        "chair",
        lambda _w, by: speaking.give_floor(1, by),
        presiding.jubail_waits_for_the_floor,
    ),
    Act.END_TURN: Deed(
        "chair", lambda _w, by: speaking.end_turn(by), presiding.jubail_has_the_floor
    ),
    Act.CLOSE_SPEAKERS_LIST: Deed(
        "chair", lambda _w, by: speaking.close_list(by), presiding.a_clause_is_taken_up
    ),
}

_ENDORSEMENT: Mapping[Act, Deed] = {
    Act.LODGE_MANDATE: Deed(
        "signatory.yanbu",
        lambda world, by: endorsement.lodge_mandate(world.declaration_id, None, by),
        signing.the_text_is_frozen,
    ),
    Act.ACCEPT_MANDATE: Deed(
        "secretariat",
        lambda _w, by: endorsement.decide_mandate(1, by, accept=True),
        signing.a_mandate_is_lodged,
    ),
    Act.REFUSE_MANDATE: Deed(
        "secretariat",
        lambda _w, by: endorsement.decide_mandate(1, by, accept=False, reason="غير موقَّع."),
        signing.a_mandate_is_lodged,
    ),
    Act.ENDORSE: Deed(
        "signatory.yanbu",
        lambda world, by: endorsement.endorse(
            world.declaration_id,
            SIGNATURE,
            by,
            fingerprint=signing.fingerprint(),
            signed_in_again=True,
        ),
        signing.yanbu_may_sign,
    ),
    Act.RECORD_PAPER_SIGNATURE: Deed(
        "secretariat",
        lambda world, by: endorsement.record_paper_signature(
            world.declaration_id,
            world.actor("delegate.jubail").delegation_id or 0,
            receive(PDF, "صفحة التوقيع.pdf"),
            SIGNATURE,
            by,
        ),
        signing.jubail_may_sign,
    ),
    Act.WITHDRAW_ENDORSEMENT: Deed(
        "signatory.yanbu",
        lambda _w, by: endorsement.withdraw_endorsement(1, by, reason="قرار جديد."),
        signing.yanbu_has_signed,
    ),
    Act.JOIN_NETWORK: Deed(
        "signatory.yanbu",
        lambda world, by: endorsement.join_network(world.declaration_id, by),
        signing.the_text_is_frozen,
    ),
}

_DOCUMENTS: Mapping[Act, Deed] = {
    Act.ISSUE_DOCUMENT: Deed(
        "secretariat",
        lambda world, by: documents.issue(
            world.declaration_id, "bilingual", b"PK", by, ending="docx"
        ),
    ),
}

DEEDS: Mapping[Act, Deed] = {
    **_ACCOUNTS,
    **_SECOND_STEP,
    **_FORUMS,
    **_DECLARATION,
    **_AMENDMENTS,
    **_COMMENTS,
    **_BALLOTS,
    **_ENDORSEMENT,
    **_SITTING,
    **_DOCUMENTS,
}
