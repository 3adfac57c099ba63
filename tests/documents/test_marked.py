"""The marked text: rejected it is the revision, accepted the text its proposals would give."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from declaration.documents.fate import Fate
from declaration.documents.marked import Overlapping, write_marked
from declaration.documents.tracked import Span, keep_numbers_apart
from declaration.documents.values import ClauseText, MarkedText, Removal, Rewording
from declaration.drafting.models import ClauseKind
from declaration.text import merge
from tests.documents.conftest import Office
from tests.documents.independent import NS, W, WordFile, checkers, faults, paragraphs
from tests.documents.texts import (
    ADDED,
    CAIRO,
    CLAUSES,
    DOHA,
    JUBAIL,
    MARKED,
    REWORDED,
    TEXT_OF,
)


@pytest.fixture(scope="module")
def marked() -> bytes:
    return write_marked(MARKED)


def without_comments(text: MarkedText) -> MarkedText:
    """LibreOffice without its user interface cannot show a comment: it ends."""
    changes = [replace(c, by=replace(c.by, rationale="")) for c in text.changes]
    return replace(text, changes=tuple(changes))


def as_paragraphs(clauses: list[ClauseText]) -> list[str]:
    """The paragraphs a reader sees: the number before the first line, letters in lists."""
    found = []
    for clause in clauses:
        dot = "." if clause.number.isdecimal() else ""
        found += [f"{clause.number}{dot}\t" * bool(clause.number) + clause.text]
    return "\n".join(found).split("\n")


def after_acceptance() -> list[ClauseText]:
    found = []
    for clause in CLAUSES:
        if clause.key != "o-3":
            found.append(replace(clause, text=REWORDED.get(clause.key, clause.text)))
        if clause.key == "o-2":
            found.append(ADDED)
    return found


def test_the_file_is_clean(marked: bytes, tmp_path: Path) -> None:
    path = tmp_path / "marked.docx"
    path.write_bytes(marked)
    assert checkers(path) == []
    assert faults(marked) == []


def test_rejected_it_is_the_revision_and_accepted_the_new_text(marked: bytes) -> None:
    old = paragraphs(marked, accepted=False)
    new = paragraphs(marked, accepted=True)
    cover, end = 5, -1
    assert old[cover:end] == as_paragraphs(list(CLAUSES))
    assert new[cover:end] == as_paragraphs(after_acceptance())


def test_libreoffice_rejects_and_accepts_to_the_same(tmp_path: Path, office: Office) -> None:
    path = tmp_path / "marked.docx"
    path.write_bytes(write_marked(without_comments(MARKED)))
    for command, expected in (
        ("RejectAllTrackedChanges", as_paragraphs(list(CLAUSES))),
        ("AcceptAllTrackedChanges", as_paragraphs(after_acceptance())),
    ):
        (seen,) = office(("open", str(path)), ("dispatch", command), ("paragraphs",), ("close",))
        assert seen[5:-1] == expected


def test_each_change_names_its_delegation_and_hour(marked: bytes) -> None:
    changes = WordFile(marked).body.iter(f"{W}ins", f"{W}del")
    found = {(c.get(f"{W}author"), c.get(f"{W}date")) for c in changes}
    assert found == {
        ("وفد الجبيل الصناعية", "2023-05-09T14:05:00Z"),
        ("وفد الدوحة", "2023-05-09T16:00:00Z"),
        ("وفد القاهرة", "2023-05-10T08:00:00Z"),
    }


def test_a_rationale_is_a_comment_by_the_delegation(marked: bytes) -> None:
    comments = WordFile(marked).part("word/comments.xml").findall("w:comment", NS)
    said = [(c.get(f"{W}author"), "".join(c.itertext())) for c in comments]
    assert ("وفد الجبيل الصناعية", JUBAIL.rationale.replace("\n", "")) in said
    assert len(said) == 4


def one(base: str, new: str) -> bytes:
    clause = ClauseText("o-1", ClauseKind.OPERATIVE, "1", base)
    changes = (Rewording(CAIRO, "o-1", new),)
    return write_marked(MarkedText(MARKED.imprint, MARKED.cover, (clause,), changes))


@pytest.mark.parametrize(
    ("because", "base", "new"),
    [
        ("a sub-item at the end", "بند:\nأول؛", "بند:\nأول؛\nثانٍ."),
        ("a sub-item in the middle", "بند:\nأول؛\nثانٍ.", "بند:\nأول؛\nبينهما؛\nثانٍ."),
        ("a sub-item at the front", "بند:\nأول.", "بند:\nقبله؛\nأول."),
        ("a sub-item less", "بند:\nأول؛\nثانٍ.", "بند:\nثانٍ."),
        ("the last sub-item less", "بند:\nأول؛\nثانٍ.", "بند:\nأول؛"),
        ("all sub-items less", "بند:\nأول؛\nثانٍ.", "بند:"),
        ("a line cut in two", "نلتزم بالتعلم وندعو المدن.", "نلتزم بالتعلم\nوندعو المدن."),
        ("two lines joined", "نلتزم بالتعلم\nوندعو المدن.", "نلتزم بالتعلم وندعو المدن."),
        ("everything else", "نلتزم.", "ندعو المدن كافة:\nاليوم؛\nوغدًا."),
    ],
)
def test_lines_come_and_go(
    because: str, base: str, new: str, tmp_path: Path, office: Office
) -> None:
    data = one(base, new)
    assert paragraphs(data, accepted=False)[5:-1] == f"1.\t{base}".split("\n"), because
    assert paragraphs(data, accepted=True)[5:-1] == f"1.\t{new}".split("\n"), because
    path = tmp_path / "one.docx"
    path.write_bytes(data)
    for command, text in (("RejectAllTrackedChanges", base), ("AcceptAllTrackedChanges", new)):
        (seen,) = office(("open", str(path)), ("dispatch", command), ("paragraphs",), ("close",))
        assert seen[5:-1] == f"1.\t{text}".split("\n"), because


lines = st.lists(
    st.lists(
        st.sampled_from(
            ["المدن", "تلتزم", "التعلُّم،", "UNESCO", "2030", "2035،", "(COP28)", "٣٠٪", "و"]
        ),
        min_size=1,
        max_size=5,
    ).map(" ".join),
    min_size=1,
    max_size=4,
).map("\n".join)


@settings(deadline=None, max_examples=60)
@given(lines, lines)
def test_both_texts_are_always_there(base: str, new: str) -> None:
    data = one(base, new)
    assert paragraphs(data, accepted=False)[5:-1] == f"1.\t{base}".split("\n")
    assert paragraphs(data, accepted=True)[5:-1] == f"1.\t{new}".split("\n")
    assert faults(data) == []


@pytest.mark.parametrize(
    ("because", "spans", "apart"),
    [
        ("a space follows", "لعام |-2030|+2035| ثم", "لعام |-2030 |+2035 |ثم"),
        ("a comma does not part numbers", "عام |-2030|+2035|، ثم", "عام |-2030، |+2035، |ثم"),
        ("nothing follows", "عام |-2030|+2035", "عام|- 2030|+ 2035"),
        ("a bracket parts them", "(|-2030|+2035|) ثم", "(|-2030)|+2035)| ثم"),
        ("words need nothing", "في |-ينبع|+جدة|.", "في |-ينبع|+جدة|."),
    ],
)
def test_numbers_do_not_touch(because: str, spans: str, apart: str) -> None:
    fates = {"-": Fate.REMOVED, "+": Fate.ADDED}
    signs = {fate: sign for sign, fate in fates.items()}
    given_ = [Span(s[1:], fates[s[0]]) if s[0] in fates else Span(s) for s in spans.split("|")]
    found = "|".join(signs.get(s.fate, "") + s.text for s in keep_numbers_apart(given_))
    assert found == apart, because


def test_several_delegations_share_a_clause() -> None:
    changes = (
        Rewording(DOHA, "o-2", TEXT_OF["o-2"].replace("5%", "7%")),
        Rewording(CAIRO, "o-2", TEXT_OF["o-2"].replace("الانضمام", "السعي إلى الانضمام")),
        Rewording(JUBAIL, "o-2", TEXT_OF["o-2"].replace("5%", "7%")),
    )
    data = write_marked(replace(MARKED, changes=changes))
    both = TEXT_OF["o-2"].replace("5%", "7%").replace("الانضمام", "السعي إلى الانضمام")
    assert f"2.\t{both}" in paragraphs(data, accepted=True)
    assert f"2.\t{TEXT_OF['o-2']}" in paragraphs(data, accepted=False)
    authors = {c.get(f"{W}author") for c in WordFile(data).body.iter(f"{W}ins")}
    assert authors == {"وفد الدوحة، وفد الجبيل الصناعية", "وفد القاهرة"}


@settings(deadline=None, max_examples=60)
@given(
    lines,
    st.randoms(use_true_random=False),
    st.lists(st.sampled_from(["جدة", "2035", "و\nسطر"]), min_size=2, max_size=2),
)
def test_disjoint_changes_of_two_are_all_there(base: str, random, added: list[str]) -> None:
    words = base.split(" ")
    at = random.randrange(len(words))
    texts = [
        " ".join([added[0], *words]),
        " ".join([*words[:at], *words[at + 1 :], added[1]]) if len(words) > 1 else base,
    ]
    merged = merge(base, dict(enumerate(texts)))
    assume(merged.text is not None)
    clause = ClauseText("o-1", ClauseKind.OPERATIVE, "1", base)
    changes = (Rewording(DOHA, "o-1", texts[0]), Rewording(CAIRO, "o-1", texts[1]))
    data = write_marked(MarkedText(MARKED.imprint, MARKED.cover, (clause,), changes))
    assert paragraphs(data, accepted=False)[5:-1] == f"1.\t{base}".split("\n")
    assert paragraphs(data, accepted=True)[5:-1] == f"1.\t{merged.text}".split("\n")


def test_changes_that_contradict_each_other_are_refused() -> None:
    rivals = (
        Rewording(DOHA, "o-2", TEXT_OF["o-2"].replace("5%", "7%")),
        Rewording(CAIRO, "o-2", TEXT_OF["o-2"].replace("5%", "9%")),
    )
    with pytest.raises(Overlapping):
        write_marked(replace(MARKED, changes=rivals))
    with pytest.raises(Overlapping):
        write_marked(replace(MARKED, changes=(rivals[0], Removal(CAIRO, "o-2"))))


def test_a_change_to_an_unknown_clause_is_refused() -> None:
    with pytest.raises(KeyError):
        write_marked(replace(MARKED, changes=(Removal(CAIRO, "o-99"),)))
