"""Pictures of what the record says, as SVG that says in words what it shows.

Pure functions of numbers and words: nothing here knows a page, a database or a colour scheme.
Words within a picture are few, since not every software sets Arabic in SVG right: what a picture
is about stands beside it, as text.
"""

from declaration.pictures.bars import Tone, bar

__all__ = ["Tone", "bar"]
