"""What must have happened in the small forum before a door can open."""

from flask import current_app

from declaration.endorsement import freezing, operations
from declaration.endorsement.operations import Signature
from declaration.endorsement.queries import freeze_of
from declaration.extensions import db
from declaration.files.keeping import receive
from declaration.plenary import stages
from declaration.procedure import FORUM, Method, Outcome, Question, StatementKind
from declaration.voting import closing
from declaration.voting import operations as voting
from declaration.voting.models import Ballot
from declaration.voting.operations import Put
from tests.files.papers import PDF
from tests.world import World, actor

SIGNATURE = Signature(name="الموقِّع عن مدينة ينبع الصناعية", office="أمين المدينة")


def here() -> World:
    return World.read(current_app._get_current_object())


def ballot_numbered(number: int) -> Ballot:
    return db.session.query(Ballot).filter_by(number=number).one()


def the_whole_is_carried() -> None:
    """Every clause settled, the whole adopted by consensus in ballot 1, nothing pending."""
    world = here()
    world.sitting_opened()
    for clause in world.text().clauses:
        stages.settle_clause(clause.clause_id, actor("chair"))
    stages.begin_adoption(world.declaration_id, actor("secretariat"), listed=[])
    whole = Put(question=Question.DECLARATION, method=Method.CONSENSUS, revision_id=world.text().id)
    number = voting.open_ballot(world.declaration_id, whole, actor("chair"))
    assert closing.close(ballot_numbered(number).id, actor("chair")) is Outcome.ADOPTED


def the_text_is_adopted() -> None:
    """The same, and the secretariat has declared it."""
    the_whole_is_carried()
    stages.adopt(here().declaration_id, actor("secretariat"))


def the_text_is_frozen() -> None:
    """The adopted text has its fingerprint, and awaits its signatories."""
    the_text_is_adopted()
    freezing.freeze(here().declaration_id, actor("secretariat"))


def a_mandate_is_lodged() -> None:
    """Mandate 1, of Jubail, with a paper, awaits the secretariat."""
    the_text_is_frozen()
    paper = receive(PDF, "تفويض.pdf")
    operations.lodge_mandate(here().declaration_id, paper, actor("delegate.jubail"))


def yanbu_may_sign() -> None:
    """The mandate of Yanbu is accepted."""
    the_text_is_frozen()
    mandate = operations.lodge_mandate(here().declaration_id, None, actor("signatory.yanbu"))
    operations.decide_mandate(mandate, actor("secretariat"), accept=True)


def jubail_may_sign() -> None:
    """The mandate of Jubail is accepted."""
    a_mandate_is_lodged()
    operations.decide_mandate(1, actor("secretariat"), accept=True)


def yanbu_has_signed() -> None:
    """Signature 1, of Yanbu."""
    yanbu_may_sign()
    operations.endorse(
        here().declaration_id,
        SIGNATURE,
        actor("signatory.yanbu"),
        fingerprint=fingerprint(),
        signed_in_again=True,
    )


def jubail_has_signed_on_paper() -> None:
    """Signature 1, of Jubail, on paper."""
    jubail_may_sign()
    world = here()
    operations.record_paper_signature(
        world.declaration_id,
        actor("delegate.jubail").delegation_id or 0,
        receive(PDF, "صفحة التوقيع.pdf"),
        SIGNATURE,
        actor("secretariat"),
    )


def a_statement_is_made() -> None:
    """Statement 1, of Jubail, beside ballot 1."""
    the_text_is_adopted()
    operations.make_statement(
        ballot_numbered(1).id,
        StatementKind.RESERVATION,
        "لا يُنشئ هذا الإعلان التزاماً مالياً على مدينتنا.",
        actor("delegate.jubail"),
        FORUM,
    )


def fingerprint() -> str:
    frozen = freeze_of(here().declaration_id)
    assert frozen is not None
    return frozen.fingerprint
