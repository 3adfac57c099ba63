"""What changed in the text since somebody last looked at each clause, and by which amendment."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from declaration.amendments.facts import label
from declaration.amendments.models import Amendment, Sponsor
from declaration.amendments.queries import main_sponsor
from declaration.drafting.models import Clause, ClauseVersion
from declaration.drafting.queries import PlacedClause, RevisionText
from declaration.extensions import db
from declaration.notices.queries import has_seen, seen_by
from declaration.procedure.states import AmendmentState
from declaration.text import Change, diff


@dataclass(frozen=True)
class By:
    """An amendment that went into the text since then."""

    amendment_id: int
    label: str
    sponsor: dict[str, str] | None


@dataclass(frozen=True)
class Since:
    """A clause that is not what it was when it was last displayed to this person.

    `placed` is None when it has left the text, `seen` when it came into it.
    """

    key: str
    placed: PlacedClause | None
    seen: int | None
    """The number of the version last displayed."""
    changes: Sequence[Change]
    by: Sequence[By] = field(default=())


def changed_since(
    declaration_id: int,
    text: RevisionText,
    membership_id: int,
    *,
    only: int | None = None,
) -> list[Since]:
    """The clauses that changed, in the order of the text, those that left it last.

    Nothing for somebody who never opened the text: to them all of it is new. `only` asks of one
    clause. One statement when nothing changed, five when something did.
    """
    seen = seen_by(membership_id, declaration_id, only)
    if not seen and (only is None or not has_seen(membership_id, declaration_id)):
        return []
    asked: Iterable[PlacedClause] = text.clauses
    if only is not None:
        asked = [each for each in asked if each.clause_id == only]
    other = [clause for clause in asked if seen.get(clause.clause_id) != clause.version_id]
    gone = [] if only is not None else [id_ for id_ in seen if text.by_id(id_) is None]
    if not other and not gone:
        return []
    ids = [clause.clause_id for clause in other] + gone
    before = _versions([seen[id_] for id_ in ids if id_ in seen])
    amendments = _amendments(ids, {id_: each[1].number for id_, each in before.items()})
    return [
        _since(id_, text.by_id(id_), before.get(id_), amendments)
        for id_ in ids
        if id_ in before or text.by_id(id_) is not None
    ]


def _versions(version_ids: Collection[int]) -> dict[int, tuple[str, ClauseVersion]]:
    """The versions by their clause, each with the clause's key. One statement."""
    query = (
        select(Clause.key, ClauseVersion)
        .join(Clause, Clause.id == ClauseVersion.clause_id)
        .where(ClauseVersion.id.in_(version_ids))
    )
    return {version.clause_id: (key, version) for key, version in db.session.execute(query).all()}


def _amendments(clause_ids: Collection[int], since: Mapping[int, int]) -> dict[int, list[By]]:
    """What was merged into each clause after the version that was seen. Two statements."""
    query = (
        select(Amendment, ClauseVersion.number)
        .outerjoin(ClauseVersion, ClauseVersion.id == Amendment.merged_version_id)
        .where(
            Amendment.clause_id.in_(clause_ids),
            Amendment.parent_id.is_(None),
            Amendment.state == AmendmentState.MERGED,
        )
        .options(selectinload(Amendment.sponsors).joinedload(Sponsor.delegation))
        .order_by(Amendment.number, Amendment.id)
    )
    found: dict[int, list[By]] = {}
    for amendment, version in db.session.execute(query).all():
        assert amendment.clause_id is not None
        if version is None or version > since.get(amendment.clause_id, 0):
            main = main_sponsor(amendment)
            by = By(amendment.id, label(amendment), main.delegation.names if main else None)
            found.setdefault(amendment.clause_id, []).append(by)
    return found


def _since(
    clause_id: int,
    placed: PlacedClause | None,
    before: tuple[str, ClauseVersion] | None,
    amendments: Mapping[int, list[By]],
) -> Since:
    words = before[1].text if before else ""
    return Since(
        key=placed.key if placed else before[0] if before else "",
        placed=placed,
        seen=before[1].number if before else None,
        changes=diff(words, placed.text if placed else ""),
        by=amendments.get(clause_id, ()),
    )
