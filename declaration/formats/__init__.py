"""How values are shown: numbers, dates, plurals, lists, states. One output form for each.

The functions of `numbers`, `moments` and `words` take what they show and a `Writing`; templates
call them as filters, which read the page's own writing (`templating`).
"""

from declaration.formats.conditions import condition_sentence
from declaration.formats.drawing import drawing, hand_of
from declaration.formats.moments import (
    clock_time,
    day,
    elapsed,
    exact_time,
    full_day,
    hijri_day,
    long_day,
    moment,
    near_moment,
    remaining,
    time_range,
)
from declaration.formats.numbers import (
    clause_number,
    counted,
    digits,
    fingerprint,
    letter,
    number,
    of_whole,
    provenance_letters,
)
from declaration.formats.states import StateWord, state_word
from declaration.formats.templating import register_formats
from declaration.formats.terms import term
from declaration.formats.words import (
    in_order,
    initial,
    isolate,
    listed,
    listed_names,
    name_in,
    of_which,
)
from declaration.formats.writing import OF_NO_FORUM, Writing, current_writing

__all__ = [
    "OF_NO_FORUM",
    "StateWord",
    "Writing",
    "clause_number",
    "clock_time",
    "condition_sentence",
    "counted",
    "current_writing",
    "day",
    "digits",
    "drawing",
    "elapsed",
    "exact_time",
    "fingerprint",
    "full_day",
    "hand_of",
    "hijri_day",
    "in_order",
    "initial",
    "isolate",
    "letter",
    "listed",
    "listed_names",
    "long_day",
    "moment",
    "name_in",
    "near_moment",
    "number",
    "of_which",
    "of_whole",
    "provenance_letters",
    "register_formats",
    "remaining",
    "state_word",
    "term",
    "time_range",
]
