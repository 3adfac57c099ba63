"""Pictures of what the record says: shapes, the words beside them, the numbers behind them.

Pure functions of numbers and words: nothing here knows a page, a database or a colour scheme. A
picture is drawn once, from where its language begins, and written twice: for a page, whose style
sheet colours it, and for a document on paper.
"""

from declaration.pictures.activity import ActivityWords, Doing, Series, activity
from declaration.pictures.ballot import BallotWords, Part, ballot
from declaration.pictures.clashes import Between, ClashWords, clashes
from declaration.pictures.convergence import ConvergenceWords, Standing, convergence
from declaration.pictures.life import LifeWords, Span, life
from declaration.pictures.paper import laid_out, size_on_paper
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
    "ActivityWords",
    "Anchor",
    "Arc",
    "BallotWords",
    "Band",
    "Between",
    "ClashWords",
    "Column",
    "ConvergenceWords",
    "Doing",
    "Dot",
    "Hand",
    "LifeWords",
    "Part",
    "Picture",
    "Rule",
    "Series",
    "Shape",
    "Span",
    "Standing",
    "Table",
    "Tone",
    "Words",
    "activity",
    "ballot",
    "breadth",
    "clashes",
    "convergence",
    "cut",
    "drawn",
    "laid_out",
    "life",
    "lines_of",
    "size_on_paper",
]
