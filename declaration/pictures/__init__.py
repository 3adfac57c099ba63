"""Pictures of what the record says: shapes, the words beside them, the numbers behind them.

Pure functions of numbers and words: nothing here knows a page, a database or a colour scheme. A
picture is drawn once, from where its language begins, and written twice: for a page, whose style
sheet colours it, and for a document on paper.
"""

from declaration.pictures.ballot import BallotWords, Part, ballot
from declaration.pictures.convergence import ConvergenceWords, Standing, convergence
from declaration.pictures.paper import laid_out
from declaration.pictures.picture import WIDTH, Hand, Picture, Table, breadth, cut, lines_of
from declaration.pictures.shapes import (
    Anchor,
    Arc,
    Band,
    Column,
    Dot,
    Rule,
    Shape,
    Tone,
    Words,
)
from declaration.pictures.svg import drawn

__all__ = [
    "WIDTH",
    "Anchor",
    "Arc",
    "BallotWords",
    "Band",
    "Column",
    "ConvergenceWords",
    "Dot",
    "Hand",
    "Part",
    "Picture",
    "Rule",
    "Shape",
    "Standing",
    "Table",
    "Tone",
    "Words",
    "ballot",
    "breadth",
    "convergence",
    "cut",
    "drawn",
    "laid_out",
    "lines_of",
]
