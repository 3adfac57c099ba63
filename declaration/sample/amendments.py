"""The sample's amendments: read from their file, with every edit made on the text it is about."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import yaml

from declaration.forums.forum_file import DeclarationEntry, Names
from declaration.procedure.states import AmendmentState
from declaration.sample.edits import apply_edits
from declaration.text import merge, normalize

ARABIC: Final = "ar"
ENGLISH: Final = "en"


@dataclass(frozen=True, kw_only=True)
class Recommendation:
    """The secretariat's advice on an amendment."""

    advice: str
    note: Names


@dataclass(frozen=True, kw_only=True)
class SampleAmendment:
    """A proposal of the sample, named `id` among the others.

    `text` holds the clause as it would read, by language, in normal form; a language the proposal
    does not touch is absent. `version` is the clause's version it was made on, 0 for an addition,
    whose clause then has the kind `adds`. With `moves`, the clause comes to stand after the one
    called `after`. `clashes` and `touches` name the amendments that the text engine is expected to
    report beside this one; `change` is the kind of all its changes.
    """

    id: str
    by: str
    co_sponsors: tuple[str, ...]
    clause: str
    version: int
    text: Names
    adds: str | None
    removes: bool
    moves: bool
    after: str | None
    parent: str | None
    divided_from: str | None
    package: str | None
    replaces: tuple[str, ...]
    consents: Mapping[str, str]
    rationale: Names
    state: AmendmentState
    because: Names
    late: bool
    recommendation: Recommendation | None
    clashes: frozenset[str]
    touches: frozenset[str]
    change: str


@dataclass(frozen=True)
class Proposals:
    """All amendments in the order of submission, and the texts they were made on."""

    amendments: tuple[SampleAmendment, ...]
    texts: Mapping[tuple[str, int], Names]
    """By clause and version: the draft's, and those that merged amendments led to."""

    def named(self, id: str) -> SampleAmendment:
        """The amendment called `id`. Raises StopIteration when there is none."""
        return next(each for each in self.amendments if each.id == id)

    def base(self, amendment: SampleAmendment) -> Names:
        """What the amendment changes: a clause's version, or its parent's text; empty if new."""
        if amendment.parent is not None:
            return self.named(amendment.parent).text
        return self.texts.get((amendment.clause, amendment.version), {})


def read_amendments(source: str, draft: DeclarationEntry) -> Proposals:
    """Read the amendments file against the draft it is about.

    Raises NotOneOccurrence where an edit's words do not occur exactly once in their text, and
    KeyError for a clause, an amendment or a field that is not there.
    """
    told = yaml.safe_load(source)["amendments"]
    return _Reading(draft).read(told)


@dataclass
class _Reading:
    draft: DeclarationEntry
    texts: dict[tuple[str, int], Names] = field(init=False)
    done: dict[str, SampleAmendment] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.texts = {(clause.key, 1): clause.text for clause in self.draft.clauses}

    def read(self, told: list[dict[str, Any]]) -> Proposals:
        merged = [each for each in told if each["state"] == AmendmentState.MERGED]
        for each in merged:
            self._add(each)
        for clause in {each["clause"] for each in merged}:
            self.texts[clause, 2] = self._after_merging(clause)
        for each in told:
            if each["id"] not in self.done:
                self._add(each)
        return Proposals(tuple(self.done[each["id"]] for each in told), self.texts)

    def _after_merging(self, clause: str) -> Names:
        """The clause's next version. Raises ValueError when what was merged clashes."""
        merged = [each for each in self.done.values() if each.clause == clause]
        texts = {}
        for language, base in self.texts[clause, 1].items():
            result = merge(base, {each.id: each.text[language] for each in merged})
            if result.text is None:
                raise ValueError(f"what was merged into {clause} clashes")
            texts[language] = result.text
        return texts

    def _add(self, told: dict[str, Any]) -> None:
        adds = told.get("adds")
        parent = told.get("to")
        clause = adds["key"] if adds else self.done[parent].clause if parent else told["clause"]
        version = 0 if adds else told.get("version", 2 if (clause, 2) in self.texts else 1)
        advice = told.get("recommendation")
        self.done[told["id"]] = SampleAmendment(
            id=told["id"],
            by=told["by"],
            co_sponsors=tuple(told.get("with", ())),
            clause=clause,
            version=version,
            text=self._text(told, clause, version),
            adds=adds["kind"] if adds else None,
            removes=told.get("removes", False),
            moves="after" in told and not adds,
            after=told.get("after"),
            parent=parent,
            divided_from=told.get("divided_from"),
            package=told.get("package"),
            replaces=tuple(told.get("replaces", ())),
            consents=told.get("consents", {}),
            rationale=told["rationale"],
            state=AmendmentState(told["state"]),
            because=told.get("because", {}),
            late=told.get("late", False),
            recommendation=_recommendation(advice) if advice else None,
            clashes=frozenset(told.get("clashes", ())),
            touches=frozenset(told.get("touches", ())),
            change=told.get("kind", "substance"),
        )

    def _text(self, told: dict[str, Any], clause: str, version: int) -> Names:
        if "adds" in told:
            return {language: normalize(words) for language, words in told["text"].items()}
        parent = told.get("to")
        base = self.done[parent].text if parent else self.texts[clause, version]
        return {
            language: normalize(apply_edits(base[language], told[name]))
            for language, name in ((ARABIC, "edits"), (ENGLISH, "english"))
            if told.get(name)
        }


def _recommendation(told: dict[str, str]) -> Recommendation:
    return Recommendation(
        advice=told["advice"], note={ARABIC: told[ARABIC], ENGLISH: told[ENGLISH]}
    )
