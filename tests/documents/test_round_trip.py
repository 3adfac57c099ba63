"""Whatever is proposed leaves as tracked changes and comes back as the same proposals."""

from dataclasses import replace

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from declaration.documents.edits import Added, Certainty, Changed, Deleted
from declaration.documents.guard import open_upload
from declaration.documents.marked import write_marked
from declaration.documents.reading import from_plain, to_plain
from declaration.documents.values import Addition, Change, ClauseText, Removal, Rewording
from declaration.documents.word import read_word
from declaration.documents.working_copy_in import read_edits
from declaration.drafting.models import ClauseKind
from declaration.text import distance, normalize
from tests.documents.texts import CAIRO, MARKED

WORDS = (
    "المدن تلتزم بالتعلُّم ندعو إلى (UNESCO) COP28 2030 ٣٠٪ 5% «شبكة» المدن مستدام، و؛ ثم تعليم "
    "الكبار مكتبة حي أسرة شراكة تمويل بيانات مهارات خضراء"
)
text = st.lists(st.sampled_from(WORDS.split()), min_size=3, max_size=9).map(" ".join)
# the last word of a line tells lines apart, as no declaration says the same twice
line = st.tuples(text, st.integers(1, 10**6)).map(lambda t: normalize(f"{t[0]} رقم{t[1]}."))
clause_text = st.lists(line, min_size=1, max_size=3, unique=True).map("\n".join)


@st.composite
def negotiations(draw) -> tuple[tuple[ClauseText, ...], tuple[Change, ...]]:
    texts = draw(st.lists(clause_text, min_size=2, max_size=7, unique=True))
    clauses = tuple(
        ClauseText(f"o-{n}", ClauseKind.OPERATIVE, str(n), text)
        for n, text in enumerate(texts, start=1)
    )
    changes: list[Change] = []
    for clause in clauses:
        match draw(st.sampled_from(["keep", "keep", "reword", "lines", "remove", "add"])):
            case "reword":
                words = clause.text.split(" ")
                at = draw(st.integers(0, len(words) - 2))
                words[at] = "جديد\n" * words[at].count("\n") + "جديد"
                changes.append(Rewording(CAIRO, clause.key, " ".join(words)))
            case "lines":
                lines, new_line = clause.lines, draw(line)
                assume(new_line not in lines)
                lines.insert(draw(st.integers(1, len(lines))), new_line)
                changes.append(Rewording(CAIRO, clause.key, "\n".join(lines)))
            case "remove":
                changes.append(Removal(CAIRO, clause.key))
            case "add":
                new = ClauseText(clause.key + "-bis", ClauseKind.OPERATIVE, "", draw(clause_text))
                if all(distance(new.text, c.text) > 0.5 for c in clauses):
                    changes.append(Addition(CAIRO, clause.key, new))
    return clauses, tuple(changes)


def as_edit(change: Change) -> Changed | Deleted | Added:
    match change:
        case Rewording():
            return Changed(change.clause, change.text)
        case Removal():
            return Deleted(change.clause)
        case Addition():
            return Added(change.after, change.clause.kind, change.clause.text)


@settings(deadline=None, max_examples=150)
@given(negotiations())
def test_proposals_come_back(negotiation) -> None:
    clauses, changes = negotiation
    data = write_marked(replace(MARKED, clauses=clauses, changes=changes))
    reading = read_word(open_upload(data))
    found = read_edits(reading, clauses)
    assert found.certainty is Certainty.PROVED
    assert found.untracked == found.outside == found.unreadable == ()
    wanted = {as_edit(change) for change in changes}
    # an addition stands after the last clause that stays before it
    assert {edit for edit in found.tracked if not isinstance(edit, Added)} == {
        edit for edit in wanted if not isinstance(edit, Added)
    }
    assert {edit.text for edit in found.tracked if isinstance(edit, Added)} == {
        edit.text for edit in wanted if isinstance(edit, Added)
    }
    assert from_plain(to_plain(reading)) == reading
