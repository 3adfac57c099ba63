"""What a person does with their own account."""

from dataclasses import replace

from declaration.accounts import throttling
from declaration.accounts.models import Person
from declaration.accounts.passwords import faults_of, hash_password, is_password
from declaration.accounts.sign_in import SignedIn, signed_in_as
from declaration.accounts.steps import SITE, new_person, person_by_email, renew_rights
from declaration.bookkeeping import end_reading
from declaration.extensions import db
from declaration.journal import SYSTEM, Actor, act
from declaration.procedure.acts import Act
from declaration.procedure.refusals import Invalid

WRONG_PASSWORD = "This is not your present password."  # noqa: S105


def recognise(email: str, password: str, *, address: str) -> SignedIn | None:
    """Who proves to be this account, if anybody does.

    One answer, for the same work, whether the password is wrong or the account does not exist.
    `address` is where the attempt comes from. Raises throttling.TooManyAttempts.
    """
    attempt = throttling.Attempt.of(email, address)
    throttling.count(attempt)
    person = person_by_email(email)
    found, kept = (signed_in_as(person), person.password) if person else (None, None)
    end_reading()
    if not is_password(kept, password):
        return None
    throttling.forgive(attempt)
    return found


def introduce(email: str, names: dict[str, str], office: dict[str, str], language: str) -> SignedIn:
    """Make somebody known to the site, once; they cannot sign in before they set a password."""
    known = person_by_email(email)
    if known is not None:
        return signed_in_as(known)
    with act(Act.ADMIT_PERSON, by=replace(SYSTEM, log=SITE)) as entry:
        person = new_person(email, names, office=office, language=language)
        entry.about("person", person.name)
        entry.seal(name=names["ar"], office=office.get("ar"), email=person.email)
        return signed_in_as(person)


def set_password(person_id: int, password: str, by: Actor = SYSTEM) -> None:
    """Set somebody's password from the command line, and sign them out. Raises Invalid."""
    email = db.session.get_one(Person, person_id).email
    if faults := faults_of(password, email):
        raise Invalid({"password": faults})
    end_reading()
    hashed = hash_password(password)
    with act(Act.CHANGE_PASSWORD, by=replace(by, log=SITE)) as entry:
        by.must(Act.CHANGE_PASSWORD)
        person = db.session.get_one(Person, person_id, with_for_update=True)
        person.password = hashed
        renew_rights(person)
        entry.about("person", person.name)


def change_profile(
    names: dict[str, str], office: dict[str, str], language: str, by: Actor
) -> SignedIn:
    """Change what one is called, one's office and the language one is written to in."""
    with act(Act.CHANGE_PROFILE, by=by) as entry:
        by.must(Act.CHANGE_PROFILE)
        person = db.session.get_one(Person, by.person_id, with_for_update=True)
        person.names, person.office, person.language = names, office, language
        entry.about("person", person.name)
        entry.data(language=language)
        entry.seal(name=names["ar"], office=office.get("ar"))
        return signed_in_as(person)


def change_password(present: str, new: str, by: Actor, *, address: str) -> SignedIn:
    """Change one's password, and sign out wherever else one had signed in.

    Raises Invalid for a wrong present password or an unfit new one, TooManyAttempts.
    """
    person = db.session.get_one(Person, by.person_id)
    email = person.email
    if recognise(email, present, address=address) is None:
        raise Invalid({"present": [WRONG_PASSWORD]})
    if faults := faults_of(new, email):
        raise Invalid({"new": faults})
    hashed = hash_password(new)
    with act(Act.CHANGE_PASSWORD, by=by) as entry:
        by.must(Act.CHANGE_PASSWORD)
        person = db.session.get_one(Person, by.person_id, with_for_update=True)
        person.password = hashed
        renew_rights(person)
        entry.about("person", person.name)
        return signed_in_as(person)
