"""The sample as a place to look around in: staged once, with a password everybody may know."""

import json
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Final

from rich.table import Table
from sqlalchemy import make_url, select

from declaration import clock, create_app
from declaration.accounts.models import Person
from declaration.accounts.passwords import hash_password
from declaration.accounts.provisioning import give_password
from declaration.config import Misconfigured, Settings
from declaration.extensions import db
from declaration.forums.models import Forum
from declaration.migrations import upgrade
from declaration.sample import sample_amendments, sample_debate, sample_forum
from declaration.sample.staging import stage

PASSWORD: Final = "demo-yanbu-2023"  # noqa: S105
WITH_SOMETHING_TO_DO: Final = (
    "secretary",
    "chair",
    "delegate.basra",
    "signatory.jubail",
    "observer.uil",
)
"""One person for each role."""

ROLES: Final = {
    "secretariat": "الأمانة",
    "chair": "الرئيس",
    "delegate": "مندوب",
    "signatory": "موقِّع",
    "observer": "مراقب",
}
NOT_IN_PRODUCTION: Final = "the sample's passwords are public: it is not loaded in production"
HALF_STAGED: Final = (
    "the sample was being loaded into this database and was cut off; "
    "empty the database, or name another in DATABASE_URL"
)


@dataclass(frozen=True)
class Account:
    """Somebody of the sample one can sign in as."""

    role: str
    email: str
    password: str


def prepare(settings: Settings) -> bool:
    """See to it that the database holds the sample; gives whether it was loaded just now.

    A SQLite file that is not there yet is built beside its place, so that nobody ever finds half
    of a sample. Raises Misconfigured in production, and for a database that holds such a half.
    """
    if settings.environment == "production":
        raise Misconfigured(NOT_IN_PRODUCTION)
    url = make_url(settings.flask()["SQLALCHEMY_ENGINES"]["default"]["url"])
    place = Path(url.database or "") if url.get_backend_name() == "sqlite" else None
    if place is None or place.exists():
        return _load(settings)
    aside = place.with_name(place.name + ".loading")
    for left in place.parent.glob(aside.name + "*"):
        left.unlink()
    _load(replace(settings, database_url=f"sqlite:///{aside}"))
    aside.rename(place)
    return True


def _load(settings: Settings) -> bool:
    with create_app(settings).app_context(), ExitStack() as closing:
        closing.callback(db.engine.dispose)
        closing.callback(db.session.close)
        upgrade(db.engine)
        if _is_whole():
            return False
        file, now = sample_forum(), clock.now()
        stage(file, sample_amendments(), sample_debate(), host=settings.host, now=now)
        hashed = hash_password(PASSWORD)
        for person in file.people:
            give_password(person.email, hashed)
        return True


def _is_whole() -> bool:
    """Whether the sample is there: the last person's password is written last."""
    key = sample_forum().forum.key
    if db.session.scalars(select(Forum.id).where(Forum.key == key)).one_or_none() is None:
        return False
    last = select(Person.password).where(Person.email == sample_forum().people[-1].email)
    if db.session.scalars(last).one_or_none() is None:
        raise Misconfigured(HALF_STAGED)
    return True


def accounts() -> list[Account]:
    """One account for each role, each with something to do at once."""
    people = {person.email.partition("@")[0]: person for person in sample_forum().people}
    chosen = [people[name] for name in WITH_SOMETHING_TO_DO]
    return [Account(person.roles[0], person.email, PASSWORD) for person in chosen]


def write_accounts(path: Path, address: str, shown: Sequence[Account]) -> None:
    """Write where the sample is served and who can sign in, for scripts."""
    told = {"address": address, "accounts": [asdict(each) for each in shown]}
    path.write_text(json.dumps(told, ensure_ascii=False, indent=2) + "\n", "utf-8")


def table_of(shown: Sequence[Account]) -> Table:
    """The accounts as a terminal shows them, in both languages."""
    table = Table("Role", "الدور", "E-mail · البريد", "Password · المرور")
    for each in shown:
        table.add_row(each.role, ROLES[each.role], each.email, each.password)
    return table
