"""What an officer has chosen and typed at the desk, and what it decides."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import permutations
from typing import Any, Final

from declaration.merging.composing import place_name
from declaration.merging.weaving import Numbered
from declaration.text import Clash, Id, Misfit, Reason, TextError, normalize

OTHER: Final = "other"
ORDERS_OFFERED: Final = 3
"""Insertions at one place for which every order is offered; more are written out by hand."""

ANSWER: Final = "answer_"
WORDS: Final = "words_"
PLACE: Final = "place_"
RANK: Final = "rank_"
READ: Final = "read_"


@dataclass(frozen=True)
class Choice:
    """One wording a conflict can be settled by: pieces of words, each with who brought it."""

    value: str
    words: str
    pieces: tuple[tuple[str, tuple[Id, ...]], ...]


def choices_of(each: Numbered) -> list[Choice]:
    """The wordings offered for a conflict: each option, or each order of several additions."""
    wordings: dict[str, tuple[Id, ...]] = {}
    for id_, words in each.conflict.options.items():
        wordings[words] = (*wordings.get(words, ()), id_)
    pieces = tuple(wordings.items())
    if each.conflict.reason is not Reason.SAME_PLACE:
        return [
            Choice(f"option-{at}", words, ((words, ids),)) for at, (words, ids) in enumerate(pieces)
        ]
    if len(pieces) > ORDERS_OFFERED:
        return []
    return [
        Choice(f"order-{at}", _one_after_another([words for words, _ids in order]), order)
        for at, order in enumerate(permutations(pieces))
    ]


def _one_after_another(wordings: Sequence[str]) -> str:
    return str(normalize(" ".join(wordings)))


@dataclass(frozen=True)
class Answers:
    """Everything in the desk's form, as plain words by the form's names."""

    chosen: tuple[int, ...] = ()
    fields: Mapping[str, str] = field(default_factory=dict)
    note: str = ""

    def agree(self, each: Numbered) -> str | None:
        """The wording agreed for a conflict; None while it is undecided or cannot be read."""
        value = self.fields.get(f"{ANSWER}{each.mark}")
        if value == OTHER:
            return _readable(self.fields.get(f"{WORDS}{each.mark}", ""))
        return next((c.words for c in choices_of(each) if c.value == value), None)

    def places(self, misfit: Misfit) -> Sequence[Id] | None:
        """What prevails in a misfit of the arrangement; None while it is undecided."""
        if misfit.clash is Clash.SAME_PLACE:
            ranks = [self.fields.get(f"{RANK}{id_}", "") for id_ in misfit.ids]
            if sorted(ranks) != [str(rank) for rank in range(1, len(ranks) + 1)]:
                return None
            return [id_ for _rank, id_ in sorted(zip(ranks, misfit.ids, strict=True))]
        said = self.fields.get(field_of(misfit))
        if not said:
            return None
        if misfit.clash is Clash.PLACE_GONE:
            return list(misfit.ids)
        return [id_ for id_ in misfit.ids if str(id_) == said]

    def has_read(self, mark: str) -> bool:
        """Whether a place where changes meet was ticked off."""
        return bool(self.fields.get(f"{READ}{mark}"))

    def kept(self) -> dict[str, Any]:
        """What a draft keeps of it, beside what is chosen."""
        return {"fields": dict(self.fields), "note": self.note}

    @classmethod
    def of_form(cls, form: Mapping[str, Any], chosen: Sequence[str]) -> "Answers":
        """What was posted: the form's values, and those of its field `chosen`."""
        prefixes = (ANSWER, WORDS, PLACE, RANK, READ)
        return cls(
            chosen=tuple(sorted({int(each) for each in chosen if each.isdecimal()})),
            fields={name: str(form[name]) for name in form if name.startswith(prefixes)},
            note=str(form.get("note", "")),
        )

    @classmethod
    def of_draft(cls, chosen: Sequence[Any], typed: Mapping[str, Any]) -> "Answers":
        """What a draft kept."""
        return cls(tuple(chosen), dict(typed.get("fields", {})), str(typed.get("note", "")))


def field_of(misfit: Misfit) -> str:
    """The form's name for a misfit's decision."""
    return PLACE + place_name(misfit).replace(":", "_")


def _readable(words: str) -> str | None:
    try:
        return str(normalize(words)) or None
    except TextError:
        return None
