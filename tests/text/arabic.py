"""Arabic to try the laws on: stacked marks, every hamza, both digit systems, Latin, lines, repetition."""

from hypothesis import strategies as st

from declaration.sample import sample_forum
from declaration.text import normalize, tokenize
from tests.corpus import paragraphs

LETTERS = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىيٱپچڤگیک"
MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652\u0653\u0654\u0655\u0670\u06d6\u06e1"

letters = st.builds(str.__add__, st.sampled_from(LETTERS), st.text(MARKS, max_size=2))
stacked = st.builds(
    lambda letter, marks: letter + marks, letters, st.text(MARKS, min_size=3, max_size=12)
)
spelled = st.lists(st.one_of(letters, st.just("ـ"), stacked), min_size=1, max_size=6).map("".join)

WORDS = """
    المدن تلتزم تلتزمُ بالتعلم بالتعلّم بالتعليم التعلم لا في من على علي إلى الى أن إن أنّ كل مدينة مدينه
    المسئولية المسؤولية 2030 ٢٠٣٠ ٣٫٥ 3.5 ٣٠٪ ٤٠٪ UNESCO SDG4 (UNESCO) «مدن تتعلم» [المدن] ، ؛ . : ؟ – /
    10–11 1446هـ
"""
COMMON = WORDS.split()
PHRASES = (
    "مدى الحياة",
    "للجميع الحق في",
    "المدن المتعلمة",
    "، وفق تشريعاتها،",
    "؛\n",
    ":\n",
    "\n",
    ".\n",
)

words = st.sampled_from(COMMON)
pieces = st.one_of(words, words, words, st.sampled_from(PHRASES), spelled)
written = st.lists(pieces, max_size=14).map(" ".join)

PROSE = [*paragraphs(), *(clause.text["ar"] for clause in sample_forum().declaration.clauses)]
real = st.sampled_from(PROSE).flatmap(
    lambda text: st.tuples(st.just(text.split()), st.integers(0, 20), st.integers(3, 30)).map(
        lambda cut: " ".join(cut[0][cut[1] : cut[1] + cut[2]])
    )
)
clauses = st.one_of(written, written, real).map(normalize)

hostile = st.text(
    st.one_of(
        st.sampled_from([*LETTERS, *MARKS, *" \n،.ـ\u200c\u200d\u200f\u00ad1٢,٫%()«»aZ'"]),
        st.sampled_from(
            "\u0600\u06dd\u0300\u20dd👨👩🇸🇦🏿\ufe0f\u0e33\u1100\u1161\r\t\u2028\ud800\u202e\ufefb\ufdfa"
        ),
        st.characters(),
    ),
    max_size=40,
)


@st.composite
def variants_of(draw: st.DrawFn, base: str) -> str:
    """The base reworded: a few runs of its words taken out, put in, exchanged or repeated."""
    tokens = tokenize(base)
    for _ in range(draw(st.integers(0, 3))):
        start = draw(st.integers(0, len(tokens)))
        end = min(len(tokens), start + draw(st.integers(0, 4)))
        new = draw(st.one_of(st.just(""), pieces, st.just("".join(tokens[start:end]) + " ")))
        tokens[start:end] = [" ", new, " "] if new else [" "]
    return normalize("".join(tokens))


@st.composite
def bases_and_variants(draw: st.DrawFn, most: int = 4) -> tuple[str, dict[int, str]]:
    """A clause with up to `most` wordings of it, now and then an unrelated one."""
    base = draw(clauses)
    wordings = st.one_of(*[variants_of(base)] * 6, clauses)
    return base, dict(enumerate(draw(st.lists(wordings, max_size=most))))
