"""Amendments drawn by a seed on the text as it stands: of every kind, never two alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Final

from declaration.amendments.wording import Wording
from declaration.drafting.models import ClauseKind

KINDS: Final[Mapping[str, int]] = {
    "exchange": 30,
    "clash": 24,
    "touch": 22,
    "condition": 8,
    "cut": 4,
    "removal": 2,
    "move": 3,
    "both": 3,
    "addition": 6,
    "beside": 4,
    "heading": 3,
    "child": 4,
    "old": 8,
}
"""What is drawn, and how often: words exchanged, words that another one exchanges too, words that
meet another one's, an addition beside another, an amendment to an amendment, one on an old version.
"""

SLOTS: Final[Mapping[str, tuple[str, str]]] = {
    "year": ("years", "عام {}"),
    "share": ("shares", "{} في المئة"),
    "people": ("people", "في المئة من {}"),
    "partner": ("partners", "{}"),
    "place": ("places", "{}"),
}
"""Where words can be exchanged: the list they come from, and the words around them."""

TRIES: Final = 80


@dataclass(frozen=True)
class Standing:
    """A clause to amend, in one of its versions."""

    key: str
    kind: ClauseKind
    text: str
    version_id: int


@dataclass(frozen=True)
class Drawn:
    """An amendment to be proposed: on a clause's version, adding a clause, or to an amendment.

    `to` is the place of the amendment it amends among those drawn in the same wave.
    """

    by: str
    wording: Wording
    on: Standing | None = None
    to: int | None = None


@dataclass
class Drawing:
    """Draws waves of amendments for these delegations; nothing is proposed twice."""

    seed: int
    phrases: Mapping[str, Any]
    delegations: Sequence[str]
    said: set[tuple[object, ...]] = field(default_factory=set)

    def wave(
        self, number: int, count: int, standing: Sequence[Standing], older: Sequence[Standing] = ()
    ) -> list[Drawn]:
        """So many amendments to what stands, and some to the older versions given."""
        rng = Random(f"{self.seed}:wave {number}")  # noqa: S311
        pen = _Pen(rng, self.phrases, standing, older)
        kinds = list(KINDS)
        while len(pen.drawn) < count:
            # every kind comes once before chance decides
            kind = kinds.pop() if kinds else rng.choices([*KINDS], weights=[*KINDS.values()])[0]
            self._add(kind, pen)
        return pen.drawn

    def _add(self, kind: str, pen: "_Pen") -> None:
        for _ in range(TRIES):
            found = pen.draw(kind)
            if found is None:
                continue
            on, wording, to, slot = found
            said = (on.key if on else to, wording.text, wording.after, wording.removes)
            if said in self.said:
                continue
            self.said.add(said)
            by = pen.rng.choice(self.delegations)
            pen.drawn.append(Drawn(by, wording, on, to))
            if on is not None and slot:
                pen.changed.setdefault(slot, []).append(on)
            return


_Found = tuple[Standing | None, Wording, int | None, str]
"""What is amended, how, to which amendment, and the slot that changes."""


@dataclass
class _Pen:
    """One wave being drawn; `changed` holds the clauses in which a slot changes already."""

    rng: Random
    phrases: Mapping[str, Any]
    standing: Sequence[Standing]
    older: Sequence[Standing]
    drawn: list[Drawn] = field(default_factory=list)
    changed: dict[str, list[Standing]] = field(default_factory=dict)

    def draw(self, kind: str) -> _Found | None:
        """One amendment of this kind, if the text lends itself to it this time."""
        rng = self.rng
        sentences = [each for each in self.standing if each.kind is ClauseKind.OPERATIVE]
        clause = rng.choice(sentences)
        slot = rng.choice([*SLOTS])
        match kind:
            case "exchange":
                return self._words(clause, self.exchanged(clause.text, slot), slot)
            case "clash":
                clause = rng.choice(self.changed.get(slot) or [clause])
                return self._words(clause, self.exchanged(clause.text, slot), slot)
            case "touch":
                return self._touching(clause)
            case "condition":
                return self._words(clause, self._conditioned(clause.text), "condition")
            case "cut":
                return self._words(clause, self._cut(clause.text), "partner")
            case "removal":
                return clause, self._wording(removes=True), None, ""
            case "move" | "both":
                text = self.exchanged(clause.text, slot) if kind == "both" else None
                after = rng.choice(sentences)
                if after.key == clause.key or (kind == "both" and text is None):
                    return None
                return clause, self._wording(text, moves=True, after=after.key), None, ""
            case "addition" | "beside":
                return self._addition(clause, beside=kind == "beside")
            case "heading":
                return self._heading()
            case "child":
                return self._child(slot)
            case _:
                return self._old(slot)

    def exchanged(self, text: str, slot: str) -> str | None:
        """The text with other words in a slot; None where it has no such slot."""
        name, around = SLOTS[slot]
        values = [around.format(value) for value in self.phrases[name]]
        found = next((value for value in values if value in text), None)
        if found is None:
            return None
        other = self.rng.choice([value for value in values if value != found])
        return text.replace(found, other, 1)

    def _words(self, on: Standing, text: str | None, slot: str) -> _Found | None:
        return None if text in (None, on.text) else (on, self._wording(text), None, slot)

    def _wording(
        self,
        text: str | None = None,
        *,
        removes: bool = False,
        moves: bool = False,
        after: str | None = None,
        kind: ClauseKind | None = None,
    ) -> Wording:
        why = self.rng.choice(self.phrases["rationales"])
        return Wording(
            text=text, removes=removes, moves=moves, after=after, kind=kind, rationale=why
        )

    def _touching(self, clause: Standing) -> _Found | None:
        """Words added at the end of what is offered, or others for the place right after them."""
        alone = [each for each in self.changed.get("quality", ()) if each not in self._touched]
        if alone:
            return self._words(alone[0], self.exchanged(alone[0].text, "place"), "touched")
        good = next((good for good in self.phrases["goods"] if f"{good} " in clause.text), None)
        if good is None or clause in self.changed.get("quality", ()):
            return None
        quality = self.rng.choice(self.phrases["qualities"])
        if quality in clause.text:
            return None
        return self._words(clause, clause.text.replace(good, f"{good} {quality}", 1), "quality")

    @property
    def _touched(self) -> list[Standing]:
        return self.changed.get("touched", [])

    def _conditioned(self, text: str) -> str | None:
        if any(condition in text for condition in self.phrases["conditions"]):
            return None
        return f"{text.removesuffix('.')}{self.rng.choice(self.phrases['conditions'])}."

    def _cut(self, text: str) -> str | None:
        found = next((each for each in self.phrases["partners"] if each in text), None)
        return text.replace(f"، {found}", "", 1) if found else None

    def _addition(self, clause: Standing, *, beside: bool) -> _Found | None:
        places = [each.wording.after for each in self.drawn if each.on is None and each.to is None]
        after = self.rng.choice(places) if beside and places else clause.key
        text = self.exchanged(clause.text, "place")
        text = self.exchanged(text, "year") if text else None
        if text is None:
            return None
        kind = ClauseKind.OPERATIVE
        return None, self._wording(text, moves=True, after=after, kind=kind), None, ""

    def _heading(self) -> _Found | None:
        headings = [each for each in self.standing if each.kind is ClauseKind.HEADING]
        heading = self.rng.choice(headings)
        return self._words(heading, self.rng.choice(self.phrases["other_headings"]), "")

    def _child(self, slot: str) -> _Found | None:
        parents = [
            place
            for place, each in enumerate(self.drawn)
            if each.wording.text and each.to is None and each.on in self.standing
        ]
        if not parents:
            return None
        to = self.rng.choice(parents)
        text = self.exchanged(self.drawn[to].wording.text or "", slot)
        if text is None or any(each.to == to for each in self.drawn):
            return None
        return None, self._wording(text), to, ""

    def _old(self, slot: str) -> _Found | None:
        if not self.older:
            return None
        clause = self.rng.choice(self.older)
        return self._words(clause, self.exchanged(clause.text, slot), "")
