"""What is measured is what is said: the same text by both, other words in every round."""

from declaration.documents.endorsed import write_endorsed
from declaration.documents.marked import write_marked
from tests.benchmarks.documents import drawn
from tests.benchmarks.documents.by_python_docx import by_python_docx, paragraphs_by_python_docx
from tests.documents.independent import clause_words, paragraphs


def test_the_peer_writes_every_clause_and_every_sub_item() -> None:
    text = drawn.endorsed_text(20, 1)
    said = paragraphs_by_python_docx(by_python_docx(text))
    for clause in text.clauses:
        first, *items = clause.lines
        assert f"{clause.number}.\t{first}" in said
        assert all(item in said for item in items)
    ours = clause_words(write_endorsed(text)).values()
    assert list(ours) == [clause.text for clause in text.clauses]


def test_every_round_has_words_of_its_own() -> None:
    first, second = drawn.endorsed_text(20, 1), drawn.endorsed_text(20, 2)
    assert not {clause.text for clause in first.clauses} & {
        clause.text for clause in second.clauses
    }
    assert first.verification_address != second.verification_address
    assert first == drawn.endorsed_text(20, 1)


def test_three_amendments_to_each_clause_stand_in_one_file() -> None:
    text = drawn.marked_text(20, 1)
    assert len(text.changes) == 60
    written = "\n".join(paragraphs(write_marked(text), accepted=True))
    for change in text.changes:
        assert all(word in written for word in change.text.split() if word.startswith("بديل"))
