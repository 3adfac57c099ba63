"""Forums of any size, drawn by a seed, and what is proposed in them before it is decided."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import product
from random import Random
from typing import Any, Final

import yaml
from sqlalchemy import select

from declaration.amendments import operations as amendments
from declaration.amendments.facts import scope_is_clear
from declaration.amendments.queries import amendment_shown, newest
from declaration.drafting import operations as drafting
from declaration.drafting.models import Clause, ClauseKind, ClauseVersion
from declaration.drafting.queries import revision_text
from declaration.extensions import db
from declaration.forums import founding
from declaration.forums.forum_file import (
    ClauseEntry,
    DeclarationEntry,
    DelegationEntry,
    ForumEntry,
    ForumFile,
    PersonEntry,
    SittingEntry,
)
from declaration.sample.company import Company
from declaration.sample.drawing import Drawing, Drawn, Standing
from declaration.sample.pace import Pace

BEGINS: Final = datetime(2023, 5, 1, 6, 0, tzinfo=UTC)
SITTINGS: Final = 2
CLAUSES_TO_A_HEADING: Final = 6
ITS_SCOPE: Final = "يبقى موضوع النص كما هو، فهو تعديل."


@cache
def phrases() -> Mapping[str, Any]:
    """The words that everything is drawn from, by slot."""
    told: Mapping[str, Any] = yaml.safe_load(
        (files("declaration.sample") / "phrases.yaml").read_text("utf-8")
    )
    return told


@dataclass(frozen=True)
class Size:
    """How large a forum is drawn: cities that vote, amendments, operative clauses."""

    delegations: int = 30
    amendments: int = 40
    clauses: int = 24
    seed: int = 1


def generated_forum(size: Size) -> ForumFile:
    """A forum of this size; the same seed gives the same one."""
    cities = [f"city-{n}" for n in range(1, size.delegations + 1)]
    return ForumFile(
        forum=ForumEntry(
            key="rehearsal",
            name={"ar": "ملتقى تجريبي لمدن التعلم", "en": "A Rehearsal of Learning Cities"},
            place={"ar": "قاعة التجربة", "en": "The Rehearsal Hall"},
            zone="Asia/Riyadh",
            starts=date(2023, 5, 10),
            ends=date(2023, 5, 11),
            digits="western",
            public=True,
            sample=True,
            about={},
            rules={},
        ),
        sittings=tuple(
            SittingEntry(n, {"ar": f"الجلسة {n}", "en": f"Sitting {n}"}, BEGINS + timedelta(days=n))
            for n in range(1, SITTINGS + 1)
        ),
        delegations=tuple(
            DelegationEntry(key, _city(n), "city", votes=True, credentials="accepted")
            for n, key in enumerate(cities, start=1)
        ),
        people=(
            _person("chair", {"ar": "الرئيس", "en": "Chair"}, None, "chair"),
            _person("secretary", {"ar": "الأمين", "en": "Secretary"}, None, "secretariat"),
            *(
                _person(f"delegate.{key}", _city(n), key, "delegate", "signatory")
                for n, key in enumerate(cities, start=1)
            ),
        ),
        declaration=DeclarationEntry(
            key="rehearsal",
            languages=("ar",),
            opens=BEGINS,
            closes=BEGINS + timedelta(days=365),
            clauses=tuple(_clauses(size)),
        ),
    )


def _city(n: int) -> dict[str, str]:
    return {"ar": f"المدينة التجريبية {n}", "en": f"Rehearsal City {n}"}


def _person(name: str, names: dict[str, str], city: str | None, *roles: str) -> PersonEntry:
    return PersonEntry(f"{name}@rehearsal.example", names, {}, "ar", city, roles)


def _clauses(size: Size) -> list[ClauseEntry]:
    words, rng = phrases(), Random(f"{size.seed}:clauses")  # noqa: S311
    drawn = list(product(words["actions"], words["goods"], words["places"]))
    rng.shuffle(drawn)
    entries = [
        ClauseEntry("title", ClauseKind.TITLE, {"ar": words["title"]}, None),
        ClauseEntry("bridge", ClauseKind.BRIDGE, {"ar": words["bridge"]}, None),
    ]
    headings = iter(
        f"{heading}{'' if turn == 0 else f' ({turn + 1})'}"
        for turn in range(size.clauses)
        for heading in words["headings"]
    )
    for n, (action, good, place) in enumerate(drawn[: size.clauses]):
        if n % CLAUSES_TO_A_HEADING == 0:
            key = f"h-{n // CLAUSES_TO_A_HEADING + 1}"
            entries.append(ClauseEntry(key, ClauseKind.HEADING, {"ar": next(headings)}, None))
        text = _sentence(rng, action, good, place)
        entries.append(ClauseEntry(f"o-{n + 1}", ClauseKind.OPERATIVE, {"ar": text}, None))
    return entries


def _sentence(rng: Random, action: str, good: str, place: str) -> str:
    words = phrases()
    return (
        f"{rng.choice(words['verbs'])}{action} {good} {place}، {rng.choice(words['partners'])}، "
        f"بحلول عام {rng.choice(words['years'])}، على أن يستفيد منها ما لا يقل عن "
        f"{rng.choice(words['shares'])} في المئة من {rng.choice(words['people'])}."
    )


@dataclass
class Proposals:
    """What is proposed in a drawn forum, wave after wave."""

    size: Size
    company: Company
    pace: Pace
    drawing: Drawing
    waves: int = 0

    def propose(self, count: int) -> None:
        """Let the delegations propose so many amendments to the text as it stands."""
        self.waves += 1
        text = revision_text(self.company.declaration_id)
        standing = [
            Standing(each.key, each.kind, each.text, each.version_id) for each in text.clauses
        ]
        rows: list[int] = []
        for drawn in self.drawing.wave(self.waves, count, standing, self._older()):
            rows.append(self._hand_in(drawn, rows))

    def _hand_in(self, drawn: Drawn, rows: Sequence[int]) -> int:
        proposer, secretary = self.company.delegate(drawn.by), self.company.secretary
        with self.pace.after(20):
            row = amendments.save_draft(
                self.company.declaration_id,
                drawn.wording,
                proposer,
                clause_key=drawn.on.key if drawn.on else None,
                base_version_id=drawn.on.version_id if drawn.on else None,
                parent_id=rows[drawn.to] if drawn.to is not None else None,
            )
        with self.pace.after(5):
            amendments.submit(row, proposer)
        proposed = amendment_shown(row)
        if not scope_is_clear(proposed, newest(proposed)):
            with self.pace.after(5):
                amendments.rule_on_scope(row, ITS_SCOPE, self.company.chair)
        with self.pace.after(5):
            amendments.admit(row, secretary)
        return row

    def _older(self) -> list[Standing]:
        """First versions of clauses that stand in a later one."""
        standing = {
            each.clause_id: each
            for each in revision_text(self.company.declaration_id).clauses
            if each.version > 1 and each.kind is ClauseKind.OPERATIVE
        }
        query = (
            select(ClauseVersion, Clause.key)
            .join(Clause, Clause.id == ClauseVersion.clause_id)
            .where(ClauseVersion.clause_id.in_(standing), ClauseVersion.number == 1)
            .order_by(ClauseVersion.id)
        )
        return [
            Standing(key, version.kind, version.text, version.id)
            for version, key in db.session.execute(query).all()
        ]


def found_generated(size: Size, *, host: str) -> Proposals:
    """Found a drawn forum and open its negotiation."""
    file, pace = generated_forum(size), Pace(BEGINS - timedelta(days=1))
    with pace.after():
        by = founding.found(file, host=host)
        drafting.import_declaration(file.declaration, by)
    company = Company.of(file.forum.key)
    pace.reach(BEGINS)
    with pace.after():
        drafting.open_negotiation(company.declaration_id, company.secretary)
    drawing = Drawing(size.seed, phrases(), company.electors)
    return Proposals(size, company, pace, drawing)
