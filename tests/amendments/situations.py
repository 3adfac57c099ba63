"""What must have happened in the small forum before a door can open. Amendment 1 is Jubail's."""

from sqlalchemy import select

from declaration.amendments import operations as amendments
from declaration.amendments.wording import Wording
from declaration.extensions import db
from declaration.merging.operations import Plan, publish
from declaration.procedure import Method, Outcome, Question
from declaration.voting.closing import close
from declaration.voting.models import Ballot
from declaration.voting.operations import Put, open_ballot, raise_objection
from tests.world import World, actor

TWO_CHANGES = "نتعهد بأن تبلغ نسبة الأحياء التي يتاح فيها مركز تعلم حيّ 40% في موعد أقصاه عام 2031."
ANOTHER_TEXT = "تُحدث جائزة سنوية يمنحها مجلس المدن لأفضل معلّم، وتُعلن نتائجها في كل دورة."


def here() -> World:
    return World.read(None)  # type: ignore[arg-type]


def adopted(world: World, *amendment_ids: int, sitting: bool = True) -> None:
    """Schedule amendments and adopt each by consensus, in a sitting."""
    if sitting:
        world.sitting_opened()
    for amendment_id in amendment_ids:
        amendments.schedule(amendment_id, actor("secretariat"))
        put = Put(question=Question.AMENDMENT, method=Method.CONSENSUS, amendments=(amendment_id,))
        assert decided(world, put) is Outcome.ADOPTED


def decided(world: World, put: Put, *, against: str | None = None) -> Outcome:
    """Put a question and close it; `against` objects."""
    number = open_ballot(world.declaration_id, put, actor("chair"))
    ballot_id = db.session.scalars(select(Ballot.id).where(Ballot.number == number)).one()
    if against is not None:
        raise_objection(ballot_id, "لا نوافق.", actor(against))
    return close(ballot_id, actor("chair"))


def a_draft_is_kept() -> None:
    """Amendment 1: a draft that makes two changes to «centres»."""
    amendments.save_draft(
        here().declaration_id,
        Wording(text=TWO_CHANGES),
        actor("delegate.jubail"),
        clause_key="centres",
    )


def one_is_submitted() -> None:
    """Amendment 1 waits for the screening."""
    here().proposed("delegate.jubail", "centres", old="40%", new="60%")


def one_is_admitted() -> None:
    """Amendment 1 is admissible."""
    here().admitted("delegate.jubail", "centres", old="40%", new="60%")


def it_is_scheduled() -> None:
    """Amendment 1 will be voted."""
    one_is_admitted()
    amendments.schedule(1, actor("secretariat"))


def it_is_co_sponsored() -> None:
    """Tunis stands behind amendment 1 too."""
    one_is_admitted()
    amendments.co_sponsor(1, actor("delegate.tunis"))


def it_is_withdrawn() -> None:
    """Jubail took amendment 1 back; Tunis still stands behind it."""
    it_is_co_sponsored()
    amendments.withdraw(1, actor("delegate.jubail"))


def it_is_revised() -> None:
    """Amendment 1 has a wording that Tunis has not confirmed."""
    it_is_co_sponsored()
    text = here().clause("centres").text.replace("40%", "55%")
    amendments.revise(1, Wording(text=text), actor("delegate.jubail"))


def it_makes_two_changes() -> None:
    """Amendment 1 is admissible and can be divided."""
    here().admitted("delegate.jubail", "centres", text=TWO_CHANGES)


def it_must_be_restated() -> None:
    """The words that amendment 1 changes were changed by amendment 2, adopted and merged."""
    two_are_rivals()
    adopted(here(), 2)
    publish(here().declaration_id, Plan(chosen=(2,)), actor("secretariat"))


def it_puts_another_text() -> None:
    """Amendment 1 replaces the clause; the chair has not ruled."""
    here().proposed("delegate.jubail", "centres", text=ANOTHER_TEXT)


def it_is_in_english() -> None:
    """Amendment 1 came in English alone."""
    here().proposed(
        "delegate.jubail", "centres", text_en="We pledge that 60% of neighbourhoods will have one."
    )


def its_arabic_is_entered() -> None:
    """The secretariat wrote the Arabic of amendment 1."""
    it_is_in_english()
    text = here().clause("centres").text.replace("40%", "60%")
    amendments.enter_arabic(1, text, actor("secretariat"))


def two_are_rivals() -> None:
    """Amendments 1 of Jubail and 2 of Doha put two numbers in one place."""
    one_is_admitted()
    here().admitted("delegate.doha", "centres", old="40%", new="30%")


def six_are_rivals() -> None:
    """Six amendments, of three delegations, each with another number in the same words."""
    shares = ("45%", "50%", "55%", "60%", "65%", "70%")
    whose = ("jubail", "tunis", "doha")
    for share, city in zip(shares, whose * 2, strict=True):
        here().admitted(f"delegate.{city}", "centres", old="40%", new=share)


def two_are_scheduled() -> None:
    """Both will be voted."""
    two_are_rivals()
    for each in (1, 2):
        amendments.schedule(each, actor("secretariat"))


def two_are_packed() -> None:
    """Both are a package."""
    two_are_rivals()
    amendments.pack([1, 2], actor("secretariat"))


def a_compromise_is_admitted() -> None:
    """Amendment 3 of the secretariat would replace both."""
    two_are_rivals()
    text = here().clause("centres").text.replace("40%", "50%")
    amendments.propose_compromise([1, 2], Wording(text=text), actor("secretariat"))
    amendments.admit(3, actor("secretariat"))


def jubail_has_agreed() -> None:
    """Jubail agreed to the compromise, Doha has not."""
    a_compromise_is_admitted()
    amendments.give_consent(3, actor("delegate.jubail"))
