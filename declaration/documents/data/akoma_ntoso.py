"""The text in Akoma Ntoso 3.0, for software of parliaments: a statement, its amendments, its votes.

Source: OASIS LegalDocML, Akoma Ntoso 1.0 part 2. A clause's `wId` is made from its key, which
never changes; its `eId` says where it stands in this revision. No country has issued the text:
`zz` is the code for none.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from lxml import etree
from lxml.builder import ElementMaker

from declaration.drafting.models import ClauseKind
from declaration.formats import letter

NAMESPACE: Final = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
_E: Final = ElementMaker(namespace=NAMESPACE, nsmap={None: NAMESPACE})
_BODY: Final = frozenset({ClauseKind.HEADING, ClauseKind.OPERATIVE})


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause as it stands in the revision; `number` as printed."""

    key: str
    kind: ClauseKind
    number: str
    text: str


@dataclass(frozen=True, slots=True)
class Amendment:
    """An amendment everybody may read. A text of None removes the clause."""

    number: str
    sponsor: str
    clause: str | None
    text: str | None
    rationale: str
    submitted: datetime


@dataclass(frozen=True, slots=True)
class Statement:
    """What is exported. `ballots` are those of the voting record (docs/procedure.md)."""

    forum: str
    key: str
    revision: str
    published: datetime
    language: str
    clauses: tuple[Clause, ...]
    amendments: tuple[Amendment, ...] = ()
    ballots: tuple[dict[str, Any], ...] = ()


def akoma_ntoso(statement: Statement) -> bytes:
    """The statement as XML, valid by the strict schema."""
    parts = _parts(statement.clauses)
    children = [_meta(statement), *parts]
    if statement.amendments:
        components = (_component(statement, each) for each in statement.amendments)
        children.append(_E.components(*components))
    root = _E.akomaNtoso(_E.statement(*children, name="declaration"))
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)


def _meta(statement: Statement) -> Any:
    children = [_identification(statement, "statement", f"{statement.key}")]
    if statement.ballots:
        votings = [_voting(each) for each in statement.ballots]
        children.append(_E.analysis(_E.parliamentary(*votings), source="#platform"))
    children.append(
        _E.references(
            _E.TLCOrganization(
                eId="platform", href="/akn/ontology/organization/platform", showAs="Declaration"
            ),
            *(
                _E.TLCConcept(eId=word, href=f"/akn/ontology/concept/{word}", showAs=word)
                for word in ("for", "against", "abstaining", "adopted", "rejected", "void")
            ),
            source="#platform",
        )
    )
    return _E.meta(*children)


def _identification(statement: Statement, kind: str, name: str) -> Any:
    date = statement.published.date().isoformat()
    work = f"/akn/zz/{kind}/{statement.forum}/{date}/{name}"
    expression = f"{work}/{_three(statement.language)}@{date}"

    def level(tag: str, address: str, *more: Any) -> Any:
        return _E(
            tag,
            _E.FRBRthis(value=f"{address}/!main"),
            _E.FRBRuri(value=address),
            _E.FRBRdate(date=date, name="publication"),
            _E.FRBRauthor(href="#platform"),
            *more,
        )

    return _E.identification(
        level("FRBRWork", work, _E.FRBRcountry(value="zz")),
        level("FRBRExpression", expression, _E.FRBRlanguage(language=_three(statement.language))),
        level("FRBRManifestation", f"{expression}.akn"),
        source="#platform",
    )


def _three(language: str) -> str:
    return {"ar": "ara", "en": "eng"}[language]


def _voting(ballot: dict[str, Any]) -> Any:
    result = ballot["result"]
    counts = [
        _E.count(
            eId=f"ballot_{ballot['ballot']}__{word}", value=str(result[word]), refersTo=f"#{word}"
        )
        for word in ("for", "against", "abstaining")
    ]
    return _E.voting(*counts, eId=f"ballot_{ballot['ballot']}", outcome=f"#{result['outcome']}")


def _parts(clauses: Sequence[Clause]) -> list[Any]:
    """Preface, preamble, body and conclusions: the body begins at the first section or clause."""
    first = next((at for at, each in enumerate(clauses) if each.kind in _BODY), len(clauses))
    last = len(clauses)
    while last > first and clauses[last - 1].kind is ClauseKind.CLOSING:
        last -= 1
    above, body, below = clauses[:first], clauses[first:last], clauses[last:]
    before = [each for each in above if each.kind in {ClauseKind.TITLE, ClauseKind.MOTTO}]
    preamble = [each for each in above if each not in before]
    parts = []
    if before:
        parts.append(_E.preface(*map(_line_of_preface, before)))
    if preamble:
        parts.append(_E.preamble(*_preamble(preamble)))
    parts.append(_E.mainBody(*_body(body) if body else [_E.p()]))
    if below:
        lines = (_E.p(line, **_ids(each)) for each in below for line in each.text.split("\n"))
        parts.append(_E.conclusions(*lines))
    return parts


def _ids(clause: Clause, prefix: str = "cl") -> dict[str, str]:
    return {"eId": f"{prefix}_{clause.key}", "wId": f"clause-{clause.key}"}


def _line_of_preface(clause: Clause) -> Any:
    if clause.kind is ClauseKind.TITLE:
        return _E.longTitle(_E.p(_E.docTitle(clause.text)), **_ids(clause))
    return _E.p(clause.text, **_ids(clause))


def _preamble(clauses: Sequence[Clause]) -> Iterator[Any]:
    """Recitals stand together; what stands between them opens and closes their groups."""
    group: list[Any] = []
    groups = 0
    for clause in clauses:
        if clause.kind is ClauseKind.PREAMBULAR:
            group.append(_E.recital(_E.num(clause.number), *_blocks(clause), **_ids(clause)))
            continue
        if group:
            groups += 1
            yield _E.recitals(*group, eId=f"recs_{groups}")
            group = []
        yield _E.formula(*_blocks(clause), name=clause.kind.value, **_ids(clause))
    if group:
        yield _E.recitals(*group, eId=f"recs_{groups + 1}")


def _blocks(clause: Clause) -> list[Any]:
    """Its first line, then a list of its sub-items."""
    first, *items = clause.text.split("\n")
    if not items:
        return [_E.p(first)]
    listed = [
        _E.item(_E.num(f"({letter(place)})"), _E.p(item), eId=f"cl_{clause.key}__item_{place}")
        for place, item in enumerate(items, start=1)
    ]
    introduction = _E.listIntroduction(first)
    return [_E.blockList(introduction, *listed, eId=f"cl_{clause.key}__list")]


def _body(clauses: Sequence[Clause]) -> Iterator[Any]:
    section: Any = None
    for clause in clauses:
        if clause.kind is ClauseKind.HEADING:
            if section is not None:
                yield section
            section = _E.section(_E.heading(clause.text), **_ids(clause, "sec"))
        elif section is None:
            yield _paragraph(clause)
        else:
            section.append(_paragraph(clause))
    if section is not None:
        yield section


def _paragraph(clause: Clause) -> Any:
    number = [_E.num(clause.number)] if clause.number else []
    content = _E.content(*_blocks(clause))
    if clause.kind is ClauseKind.OPERATIVE:
        return _E.paragraph(*number, content, **_ids(clause))
    return _E.hcontainer(*number, content, name=clause.kind.value, **_ids(clause))


def _component(statement: Statement, amendment: Amendment) -> Any:
    """The amendment as a document of its own."""
    name = f"amendment-{amendment.number}"
    body = [_E.amendmentHeading(_E.p(f"{amendment.number} · {amendment.sponsor}"))]
    lines = (amendment.text or "").split("\n") if amendment.text is not None else ["—"]
    about = [_E.p(amendment.clause)] if amendment.clause else []
    if about:
        body.append(_E.amendmentReference(*about))
    body.append(_E.amendmentContent(*map(_E.p, lines)))
    if amendment.rationale:
        reasons = map(_E.p, amendment.rationale.split("\n"))
        body.append(_E.amendmentJustification(*reasons))
    meta = _E.meta(_identification(statement, "amendment", name))
    document = _E.amendment(meta, _E.amendmentBody(*body), name=name)
    return _E.component(document, eId=f"cmp_{amendment.number}")
