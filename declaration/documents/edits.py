"""What a delegation did to a working copy: one value for each draft amendment it would make."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

from declaration.documents.directions import Language
from declaration.documents.reading import Noticed, Remark
from declaration.drafting.models import ClauseKind


@dataclass(frozen=True, slots=True)
class Changed:
    """A clause with other words."""

    clause: str
    text: str


@dataclass(frozen=True, slots=True)
class Deleted:
    """A clause left out."""

    clause: str


@dataclass(frozen=True, slots=True)
class Added:
    """A new clause after the clause `after`, or before all."""

    after: str | None
    kind: ClauseKind
    text: str


@dataclass(frozen=True, slots=True)
class Moved:
    """A clause in another place; `text` is its text there, changed or not."""

    clause: str
    after: str | None
    text: str


@dataclass(frozen=True, slots=True)
class Split:
    """A clause that became several: a package of a change and of additions after it."""

    clause: str
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Joined:
    """Several clauses that became one: a package of a change to the first and of deletions."""

    clauses: tuple[str, ...]
    text: str


Edit = Changed | Deleted | Added | Moved | Split | Joined


def words_of(edit: Edit) -> tuple[str, ...]:
    """The texts it proposes; none where it leaves a clause out."""
    if isinstance(edit, Split):
        return edit.texts
    return () if isinstance(edit, Deleted) else (edit.text,)


class Certainty(Enum):
    """How a working copy was matched with its revision: Arabic, then English."""

    PROVED = (
        "الملف مطابق للمراجعة التي يسميها، عدا التغييرات المتتبَّعة.",
        "Apart from its tracked changes, the file is the revision it names.",
    )
    MATCHED = (
        "غُيِّر في الملف شيء دون تتبع، وعُرفت البنود بعلاماتها أو بتطابق نصها.",
        "The file was also changed untracked; clauses were found by their marks or equal words.",
    )
    SIMILAR = (
        "عُرفت بنود بتشابه نصها وحده: راجعها.",
        "Some clauses were found by the likeness of their words alone: check them.",
    )
    FOREIGN = (
        "لا يشبه الملف هذه المراجعة: اختر المراجعة التي صدر عنها.",
        "The file does not resemble this revision: choose the one it was made from.",
    )

    def say(self, language: Language) -> str:
        """The sentence above the preview."""
        return str(self.value[language == "en"])


@dataclass(frozen=True, slots=True)
class Unreadable:
    """Words that no clause may hold: the words, and why, in Arabic and English."""

    text: str
    because: tuple[str, str]


@dataclass(frozen=True, slots=True)
class WorkingCopyEdits:
    """Everything read of an uploaded working copy, for a delegate to confirm.

    `tracked` are to become drafts; `untracked` were made with tracking off, and are asked about
    apart. `remarks` are comments with the clause they stand at. `outside` are texts that belong
    to no clause of the revision: changed covers, changes of what was added untracked.
    """

    certainty: Certainty
    tracked: tuple[Edit, ...] = ()
    untracked: tuple[Edit, ...] = ()
    remarks: tuple[tuple[str | None, Remark], ...] = ()
    unreadable: tuple[Unreadable, ...] = ()
    outside: tuple[str, ...] = ()
    noticed: Mapping[Noticed, int] = field(default_factory=dict)

    @property
    def texts(self) -> list[str]:
        """All words to be shown, one entry at least for each edit, comment and line."""
        return [
            *("\n".join(words_of(edit)) for edit in (*self.tracked, *self.untracked)),
            *(remark.text for _clause, remark in self.remarks),
            *(each.text for each in self.unreadable),
            *self.outside,
        ]
