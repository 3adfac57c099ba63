"""The order of clauses, merged as texts are: additions, moves and removals of many proposals."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from declaration.text.layout import Id
from declaration.text.merging import UnknownConflict
from declaration.text.reasons import Said

Key = str | int
"""A clause's stable key."""


@dataclass(frozen=True, slots=True)
class Add:
    """A new clause stands after clause `after`; None is the first place."""

    key: Key
    after: Key | None


@dataclass(frozen=True, slots=True)
class Move:
    """Clause `key` goes to the place after clause `after`; None is the first place."""

    key: Key
    after: Key | None


@dataclass(frozen=True, slots=True)
class Remove:
    """Clause `key` goes."""

    key: Key


Rearrangement = Add | Move | Remove


class Clash(StrEnum):
    """Why a rearrangement needs a person."""

    SAME_PLACE = "same-place"
    MOVED_TWO_WAYS = "moved-two-ways"
    MOVED_AND_REMOVED = "moved-and-removed"
    PLACE_GONE = "place-gone"
    CLAUSE_GONE = "clause-gone"
    IN_A_CIRCLE = "in-a-circle"


_SENTENCES = {
    Clash.SAME_PLACE: Said(
        "بنود تُوضع في المكان نفسه، ويبقى السؤال أيها أولاً.",
        "Clauses are put in the same place; which comes first is the question.",
    ),
    Clash.MOVED_TWO_WAYS: Said(
        "بند واحد يُنقل إلى مكانين.",
        "One clause is put in two places.",
    ),
    Clash.MOVED_AND_REMOVED: Said(
        "بند واحد يُنقل باقتراح ويُحذف بآخر.",
        "One proposal moves a clause and another removes it.",
    ),
    Clash.PLACE_GONE: Said(
        "البند الذي يليه هذا المكان لم يعد موجوداً؛ يُقترح أقرب مكان باقٍ.",
        "The clause before this place is gone; the nearest remaining place is proposed.",
    ),
    Clash.CLAUSE_GONE: Said(
        "البند المراد نقله أو حذفه لم يعد موجوداً.",
        "The clause to be moved or removed is no longer there.",
    ),
    Clash.IN_A_CIRCLE: Said(
        "كل بند منها يُوضع بعد الآخر.",
        "Each of these clauses is put after another of them.",
    ),
}


@dataclass(frozen=True, slots=True)
class Misfit:
    """Rearrangements that a person must decide about.

    `number` counts from 1 in this arrangement; `keys` are the clauses concerned, `ids` the
    proposals, in the order that is proposed; `place` is the place proposed for those whose own
    place is gone.
    """

    number: int
    clash: Clash
    keys: tuple[Key, ...]
    ids: tuple[Id, ...]
    place: Key | None = None

    @property
    def said(self) -> Said:
        """Why this needs a person, in one sentence."""
        return _SENTENCES[self.clash]

    @property
    def mark(self) -> "Mark":
        """What stays the same about the misfit while others are being decided."""
        return self.clash, self.keys


Mark = tuple[Clash, tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class Arrangement:
    """The merged order of clauses, and all it was made from, so that it can be replayed.

    `order` is None while a misfit is undecided; `preview` is the order meanwhile, in which
    undecided changes are left out, and clauses in one place stand in the order proposed.
    """

    base: tuple[Key, ...]
    changes: tuple[tuple[Id, Rearrangement], ...]
    decisions: tuple[tuple[Mark, tuple[Id, ...]], ...]
    preview: tuple[Key, ...]
    misfits: tuple[Misfit, ...]

    @property
    def order(self) -> tuple[Key, ...] | None:
        """The merged order once nothing is left to decide."""
        return None if self.misfits else self.preview

    @property
    def conflicts(self) -> tuple[Misfit, ...]:
        """The misfits, by the name a merge has for them."""
        return self.misfits

    def resolve(self, decisions: Mapping[int, Sequence[Id]]) -> "Arrangement":
        """The arrangement with numbered misfits decided, each by the proposals that prevail.

        For clauses in one place they are in the order wanted. Proposals not named are dropped;
        where a place is gone, one that is named goes to the place proposed. Deciding one misfit
        may lead to another. Raises UnknownConflict for a number that is none of them.
        """
        marks = {misfit.number: misfit.mark for misfit in self.misfits}
        made = dict(self.decisions)
        for number, ids in decisions.items():
            if number not in marks:
                raise UnknownConflict(number)
            made[marks[number]] = tuple(ids)
        return _arranged(self.base, dict(self.changes), made)


def arrange(order: Sequence[Key], changes: Mapping[Id, Rearrangement]) -> Arrangement:
    """The order of clauses with all changes made; the order of the mapping never matters.

    A place is the one right after a clause and moves with it. Equal changes are one. Raises
    ValueError when a key stands twice in the order.
    """
    if len(set(order)) != len(order):
        raise ValueError("a clause stands twice in the order")
    return _arranged(tuple(order), changes, {})


def _arranged(
    base: tuple[Key, ...],
    changes: Mapping[Id, Rearrangement],
    decisions: Mapping[Mark, tuple[Id, ...]],
) -> Arrangement:
    ids = sorted(changes, key=lambda id_: (type(id_).__name__, id_))
    work = _Work(base, {id_: changes[id_] for id_ in ids}, decisions)
    work.settle_subjects()
    work.settle_places()
    work.settle_circles()
    return Arrangement(
        base=base,
        changes=tuple((id_, changes[id_]) for id_ in ids),
        decisions=tuple(decisions.items()),
        preview=work.laid_out(),
        misfits=tuple(work.misfits),
    )


class _Work:
    """One arrangement in the making: which changes still count, and what was found wrong."""

    def __init__(
        self,
        base: tuple[Key, ...],
        changes: dict[Id, Rearrangement],
        decisions: Mapping[Mark, tuple[Id, ...]],
    ) -> None:
        self.base = base
        self.decisions = decisions
        self.misfits: list[Misfit] = []
        before = dict(zip(base, (None, *base), strict=False))
        self.standing = {
            id_: change
            for id_, change in changes.items()
            if isinstance(change, Remove) or before.get(change.key, change) != change.after
        }

    def settle_subjects(self) -> None:
        """Of several changes to one clause leave the equal ones, or those decided for."""
        by_key: dict[Key, list[Id]] = {}
        for id_, change in self.standing.items():
            by_key.setdefault(change.key, []).append(id_)
        for key, ids in by_key.items():
            clash = self._clash_about(key, [self.standing[id_] for id_ in ids])
            if clash:
                self._decide(clash, (key,), ids)
                left = [self.standing[id_] for id_ in ids if id_ in self.standing]
                again = self._clash_about(key, left) if left else None
                if again:
                    self._drop(ids)
                    self._report(clash, (key,), ids)

    def _clash_about(self, key: Key, changes: Sequence[Rearrangement]) -> Clash | None:
        places = {change.after for change in changes if not isinstance(change, Remove)}
        is_removed = any(isinstance(change, Remove) for change in changes)
        is_known = key in self.base or any(isinstance(change, Add) for change in changes)
        if not is_known:
            return Clash.CLAUSE_GONE
        if places and is_removed:
            return Clash.MOVED_AND_REMOVED
        return Clash.MOVED_TWO_WAYS if len(places) > 1 else None

    def settle_places(self) -> None:
        """Find the nearest place for what was put after a clause that is no longer there."""
        known = set(self.base) | {c.key for c in self.standing.values() if isinstance(c, Add)}
        removed = {c.key for c in self.standing.values() if isinstance(c, Remove)}
        remaining = known - removed
        for id_, change in list(self.standing.items()):
            if isinstance(change, Remove) or change.after is None or change.after in remaining:
                continue
            place = self._nearest(change.after, remaining - {change.key})
            if self._decide(Clash.PLACE_GONE, (change.key, change.after), [id_], place):
                self.standing[id_] = type(change)(change.key, place)

    def _nearest(self, gone: Key, remaining: set[Key]) -> Key | None:
        until = self.base.index(gone) if gone in self.base else len(self.base)
        return next((key for key in reversed(self.base[:until]) if key in remaining), None)

    def settle_circles(self) -> None:
        """Report clauses that are each put after another of them, and leave them out meanwhile."""
        while circle := self._circle():
            ids = [id_ for id_, change in self.standing.items() if change.key in circle]
            keys = tuple(key for key in self._placed() if key in circle)
            self._decide(Clash.IN_A_CIRCLE, keys, ids)
            if self._circle() == circle:
                self._drop(ids)
                self._report(Clash.IN_A_CIRCLE, keys, ids)

    def _placed(self) -> dict[Key, Key | None]:
        """Where each added or moved clause goes."""
        return {
            change.key: change.after
            for change in self.standing.values()
            if not isinstance(change, Remove)
        }

    def _circle(self) -> set[Key]:
        placed = self._placed()
        free: set[Key] = set()
        for start in placed:
            path: dict[Key, None] = {}
            key: Key | None = start
            while key is not None and key in placed and key not in free and key not in path:
                path[key] = None
                key = placed[key]
            if key is not None and key in path:
                walked = list(path)
                return set(walked[walked.index(key) :])
            free.update(path)
        return set()

    def laid_out(self) -> tuple[Key, ...]:
        """The clauses in order, each followed by what was put after it."""
        placed = self._placed()
        removed = {c.key for c in self.standing.values() if isinstance(c, Remove)}
        waiting: dict[Key | None, list[Key]] = {}
        for key, place in placed.items():
            waiting.setdefault(place, []).append(key)
        for place, keys in waiting.items():
            if len(keys) > 1:
                waiting[place] = self._in_wanted_order(keys)
        fixed = [key for key in self.base if key not in placed and key not in removed]
        order: list[Key] = []
        stack = [*reversed(fixed), *reversed(waiting.get(None, []))]
        while stack:
            key = stack.pop()
            order.append(key)
            stack.extend(reversed(waiting.get(key, [])))
        return tuple(order)

    def _in_wanted_order(self, keys: list[Key]) -> list[Key]:
        ids = [id_ for id_, change in self.standing.items() if change.key in keys]
        names = tuple(sorted(keys, key=lambda key: (type(key).__name__, key)))
        wanted = self.decisions.get((Clash.SAME_PLACE, names))
        if wanted is None:
            self._report(Clash.SAME_PLACE, names, ids)
            wanted = tuple(ids)
        ranks = {self.standing[id_].key: rank for rank, id_ in enumerate(wanted) if id_ in ids}
        return sorted((key for key in keys if key in ranks), key=ranks.__getitem__)

    def _decide(
        self, clash: Clash, keys: tuple[Key, ...], ids: Sequence[Id], place: Key | None = None
    ) -> bool:
        """Drop what a decision leaves out, or everything and report it; whether anything stands."""
        prevailing = self.decisions.get((clash, keys))
        if prevailing is None:
            self._drop(ids)
            self._report(clash, keys, ids, place)
            return False
        self._drop([id_ for id_ in ids if id_ not in prevailing])
        return any(id_ in prevailing for id_ in ids)

    def _drop(self, ids: Sequence[Id]) -> None:
        for id_ in ids:
            self.standing.pop(id_, None)

    def _report(
        self, clash: Clash, keys: tuple[Key, ...], ids: Sequence[Id], place: Key | None = None
    ) -> None:
        number = len(self.misfits) + 1
        self.misfits.append(Misfit(number, clash, keys, tuple(ids), place))
