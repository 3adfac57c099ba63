"""The working copy: a revision to be edited in Word, every change tracked, and uploaded again."""

from typing import Final

from declaration.documents.body import Body
from declaration.documents.clauses import CountedNumbers, Numbers, WrittenNumbers, clause_paragraphs
from declaration.documents.endorsed import add_cover
from declaration.documents.ooxml import line
from declaration.documents.package import assemble
from declaration.documents.values import Numbering, WorkingCopy
from declaration.documents.wording import Label
from declaration.forums.models import Digits

DECLARATION: Final = "declaration"
REVISION: Final = "declaration-revision"
FINGERPRINT: Final = "declaration-fingerprint"
"""Names of the custom properties by which an uploaded copy finds its revision."""


def write_working_copy(copy: WorkingCopy) -> bytes:
    """The working copy as a DOCX.

    Word's lists count in the reader's own digits: a forum that writes ١٢٣ has written numbers.
    """
    imprint = copy.imprint
    body = Body(imprint.language, imprint.digits)
    counted = copy.numbering is Numbering.COUNTED and imprint.digits is Digits.WESTERN
    numbers: Numbers = CountedNumbers(body) if counted else WrittenNumbers(body)
    add_cover(body, copy.cover)
    body.add(line("Note", Label.WORKING_COPY.say(body.language), body.language))
    for clause in copy.clauses:
        body.add(clause_paragraphs(body, clause, numbers))
    # a paragraph nobody changed must follow: rejecting an addition at the end needs it
    body.add(line("Note", Label.END_OF_TEXT.say(body.language), body.language))
    properties = (
        (DECLARATION, copy.declaration),
        (REVISION, copy.revision),
        (FINGERPRINT, copy.fingerprint),
    )
    return assemble(body, imprint, properties=properties, tracking=True)
