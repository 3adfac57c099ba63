"""Many variants of one base become one text; what contradicts is kept for people to decide."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from typing import NamedTuple

from declaration.text.layout import Id, Piece, Spacing, gap_between, laid_out
from declaration.text.reasons import Reason, Said, deletes_all, explain, reason_between
from declaration.text.script import Edit, EditKey, Script, script
from declaration.text.tokens import Tokens, parse

Edits = dict[Id, Edit]
"""One edit with its authors: the same interval and words, each author's own spacing."""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A place where variants contradict each other. `number` counts from 1 in the base's order.

    `span` and `base_words` are the place in the base; `options` what each variant concerned puts
    there, an empty text for a deletion. `between` are two variants that the reason is true of.
    """

    number: int
    span: tuple[int, int]
    base_words: str
    options: dict[Id, str]
    reason: Reason
    between: tuple[Id, Id]

    @property
    def said(self) -> Said:
        """Why this is a conflict, in one sentence that names the two wordings it is true of."""
        one, other = (self.options[id_] for id_ in self.between)
        has_others = not {one, other}.issuperset(self.options.values())
        return explain(self.reason, self.base_words, one, other, has_others=has_others)


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of the merged text, or of the base where it is gone, with its provenance.

    Nobody deleted or inserted what was kept. `base_span` is None for inserted text.
    `conflict` is the number of the undecided conflict whose base words these are, and
    `resolution` that of the conflict whose agreed wording they are.
    """

    text: str
    base_span: tuple[int, int] | None = None
    inserted_by: tuple[Id, ...] = ()
    deleted_by: tuple[Id, ...] = ()
    conflict: int | None = None
    resolution: int | None = None

    @property
    def stays(self) -> bool:
        """Whether the segment is part of the merged text."""
        return not self.deleted_by


@dataclass(frozen=True, slots=True)
class Touching:
    """A point of the base where changes of different variants meet; a person should look."""

    at: int
    before: tuple[Id, ...]
    after: tuple[Id, ...]
    wordings: tuple[str, str]


@dataclass(frozen=True, slots=True)
class Merge:
    """The result of a merge, and all it was made from, so that it can be replayed.

    `text` is the merged text once no conflict is left, until then None. `segments` hold
    everything meanwhile: joined, those that stay are the text, with the base's words wherever a
    conflict is undecided.
    """

    base: str
    variants: tuple[tuple[Id, str], ...]
    resolutions: tuple[tuple[int, str], ...]
    text: str | None
    conflicts: tuple[Conflict, ...]
    segments: tuple[Segment, ...]
    touching: tuple[Touching, ...]

    def resolve(self, wordings: Mapping[int, str]) -> "Merge":
        """The merge with the numbered conflicts settled by an agreed wording each.

        Nothing outside a settled conflict changes, and the others keep their numbers. An empty
        wording deletes. Raises UnknownConflict for a number that is no conflict of this merge.
        """
        settled = {**dict(self.resolutions), **wordings}
        return _merged(self.base, dict(self.variants), settled)


@dataclass(eq=False)
class UnknownConflict(LookupError):
    """A resolution names a conflict that the merge does not have."""

    number: int


def merge(base: str, variants: Mapping[Id, str]) -> Merge:
    """All variants of the base in one text; order of the mapping never matters.

    Each variant is an edit script of disjoint intervals of the base's words. The same edit by
    several is one edit. Edits that share no word are all applied, also beside a conflict, and
    those that meet are reported as touching; edits that overlap, or insert different words at
    one point, become conflicts. Deleting the whole text contradicts every change to it.
    """
    return _merged(base, variants, {})


def rebase(base: str, text: str, new_base: str) -> Merge:
    """The proposal `text`, made against `base`, restated on `new_base`: a merge of the two.

    In its conflicts the options are called "proposal" and "current".
    """
    return merge(base, {"proposal": text, "current": new_base})


@dataclass(slots=True)
class _Cluster:
    """Edits that overlap, directly or through others, and the hull of their intervals."""

    start: int
    end: int
    groups: list[Edits] = field(default_factory=list)


def _merged(base: str, variants: Mapping[Id, str], resolutions: Mapping[int, str]) -> Merge:
    tokens = parse(base)
    ids = sorted(variants, key=_order)
    scripts = {id_: script(tokens, variants[id_]) for id_ in ids}
    clusters = _clusters(_grouped(scripts), len(tokens.words))
    conflicts: list[Conflict] = []
    pieces: list[Piece] = []
    for cluster in clusters:
        if len(cluster.groups) == 1:
            pieces.append(_applied(cluster.groups[0]))
            continue
        conflict = _conflict(tokens, len(conflicts) + 1, cluster)
        conflicts.append(conflict)
        pieces.append(_open_or_settled(tokens, cluster, conflict, resolutions))
    for number in resolutions:
        if not 1 <= number <= len(conflicts):
            raise UnknownConflict(number)
    segments = tuple(_segments(tokens, pieces, _spacing(scripts)))
    remaining = tuple(c for c in conflicts if c.number not in resolutions)
    return Merge(
        base=base,
        variants=tuple((id_, variants[id_]) for id_ in ids),
        resolutions=tuple(sorted(resolutions.items())),
        text=None if remaining else "".join(s.text for s in segments if s.stays),
        conflicts=remaining,
        segments=segments,
        touching=tuple(_touching(tokens, pieces)),
    )


def _order(id_: Id) -> tuple[str, Id]:
    return type(id_).__name__, id_


def _grouped(scripts: Mapping[Id, Script]) -> list[Edits]:
    """All edits in the base's order, each with its authors."""
    groups: dict[EditKey, Edits] = {}
    for id_, made in scripts.items():
        for edit in made.edits:
            groups.setdefault(edit.key, {})[id_] = edit
    return [groups[key] for key in sorted(groups)]


def _clusters(groups: list[Edits], length: int) -> list[_Cluster]:
    """Sweep over the edits: those that share a word of the base, or a point, fall together."""
    edits = [_any(group) for group in groups]
    if length and len(groups) > 1 and any(deletes_all(edit.key, length) for edit in edits):
        return [_Cluster(0, length, groups)]
    clusters: list[_Cluster] = []
    for edit, group in zip(edits, groups, strict=True):
        last = clusters[-1] if clusters else None
        if last and (edit.start < last.end or edit.start == edit.end == last.start):
            last.groups.append(group)
            last.end = max(last.end, edit.end)
        else:
            clusters.append(_Cluster(edit.start, edit.end, [group]))
    return clusters


def _any(group: Edits) -> Edit:
    return next(iter(group.values()))


def _applied(group: Edits) -> Piece:
    edit = _any(group)
    return Piece(edit.start, edit.end, edit.words, edit.gaps, authors=tuple(group))


def _conflict(base: Tokens, number: int, cluster: _Cluster) -> Conflict:
    options: dict[Id, str] = {}
    for id_ in sorted({id_ for group in cluster.groups for id_ in group}, key=_order):
        own = [group[id_] for group in cluster.groups if id_ in group]
        options[id_] = _with_edits(base, cluster.start, cluster.end, own).text
    reason, between = _weightiest(cluster.groups, len(base.words), options)
    return Conflict(
        number=number,
        span=base.span(cluster.start, cluster.end),
        base_words=base.between(cluster.start, cluster.end),
        options=options,
        reason=reason,
        between=between,
    )


def _weightiest(
    groups: Sequence[Edits], length: int, options: Mapping[Id, str]
) -> tuple[Reason, tuple[Id, Id]]:
    """The weightiest reason between any two of the edits, and two variants it is true of."""
    found: dict[Reason, tuple[Id, Id]] = {}
    for left, right in combinations(groups, 2):
        reason = reason_between(_any(left).key, _any(right).key, length)
        one, other = min(left, key=_order), min(right, key=_order)
        # Other edits of the two may make their wordings of the whole place one again.
        if reason not in found or len({options[id_] for id_ in found[reason]}) == 1:
            found[reason] = (one, other) if _order(one) <= _order(other) else (other, one)
    weightiest = next(reason for reason in Reason if reason in found)
    return weightiest, found[weightiest]


class _Written(NamedTuple):
    """Words as one variant writes them, and the spaces before and after."""

    words: list[str]
    text: str
    before: str
    after: str


def _with_edits(base: Tokens, start: int, end: int, edits: Sequence[Edit]) -> _Written:
    """Words `start` to `end` of the base with one variant's edits."""
    pieces = [Piece(e.start, e.end, e.words, e.gaps) for e in edits]
    laid = list(laid_out(base, pieces, Spacing(base, {}), start, end))
    before, after = laid[0][0], laid[-1][0]
    words = [word for _, piece, _ in laid if piece is not None for word in piece.words]
    text = "".join(gap + written for gap, piece, written in laid if piece is not None)
    return _Written(words, text[len(before) :] if words else "", before, after)


def _open_or_settled(
    base: Tokens, cluster: _Cluster, conflict: Conflict, resolutions: Mapping[int, str]
) -> Piece:
    start, end = cluster.start, cluster.end
    ids = tuple(conflict.options)
    if conflict.number not in resolutions:
        kept = base.words[start:end]
        gaps = [base.gap(index) for index in range(start, end + 1)]
        return Piece(start, end, kept, gaps, authors=ids, conflict=conflict.number)
    agreed = parse(resolutions[conflict.number])
    words = agreed.words
    gaps = [agreed.gap(index) for index in range(len(words) + 1)]
    first, last = _outer_gaps(base, cluster, words)
    if words:
        gaps[0], gaps[-1] = first, last
    else:
        gaps = [first or last]
    return Piece(start, end, words, gaps, authors=ids, resolution=conflict.number)


def _outer_gaps(base: Tokens, cluster: _Cluster, words: Sequence[str]) -> tuple[str, str]:
    """The spaces around an agreed wording: as an equal option has them, else by rule."""
    for id_ in sorted({id_ for group in cluster.groups for id_ in group}, key=_order):
        own = [group[id_] for group in cluster.groups if id_ in group]
        option = _with_edits(base, cluster.start, cluster.end, own)
        if option.words == list(words):
            return option.before, option.after
    before = base.words[cluster.start - 1] if cluster.start else None
    after = base.words[cluster.end] if cluster.end < len(base.words) else None
    if not words:
        gap = gap_between(before, " ", after, " ")
        return gap, gap
    return gap_between(before, " ", words[0], " "), gap_between(words[-1], " ", after, " ")


def _spacing(scripts: Mapping[Id, Script]) -> dict[int, str]:
    """Where kept words are spaced anew; if variants space them differently, the first in order."""
    spacing: dict[int, str] = {}
    for made in scripts.values():
        for index, gap in made.spacing:
            spacing[index] = min(gap, spacing.get(index, gap))
    return spacing


def _segments(
    base: Tokens, pieces: Sequence[Piece], spacing: Mapping[int, str]
) -> Iterator[Segment]:
    """The result piece by piece; spaces belong to the word after them."""
    *laid, (tail, _, _) = laid_out(base, pieces, Spacing(base, spacing), 0, len(base.words))
    written = [(piece, gap + text) for gap, piece, text in laid if piece is not None]
    written += [(piece, "") for piece in pieces if not piece.words]
    for piece, text in sorted(written, key=lambda each: (each[0].start, each[0].end)):
        yield from _segments_of(base, piece, text)
    if tail:
        yield Segment(tail)


def _segments_of(base: Tokens, piece: Piece, text: str) -> Iterator[Segment]:
    span = base.span(piece.start, piece.end)
    if piece.is_kept:
        yield Segment(text, base_span=span)
    elif piece.conflict is not None:
        yield Segment(text, base_span=span, conflict=piece.conflict)
    else:
        if piece.end > piece.start:
            yield Segment(
                base.text[slice(*span)],
                base_span=span,
                deleted_by=piece.authors,
                resolution=piece.resolution,
            )
        if text:
            yield Segment(text, inserted_by=piece.authors, resolution=piece.resolution)


def _touching(base: Tokens, pieces: Sequence[Piece]) -> Iterator[Touching]:
    for left, right in pairwise(pieces):
        if left.end == right.start and left.authors != right.authors:
            yield Touching(
                at=base.starts[right.start],
                before=left.authors,
                after=right.authors,
                wordings=(left.text, right.text),
            )
