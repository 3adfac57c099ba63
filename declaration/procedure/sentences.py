"""Why an amendment stands where it stands, as a sentence in both languages.

The words of amendments are data, so the sentence is put together here, where they are known.
"""

from typing import Final

from declaration.procedure.substance import Assessment, Substance
from declaration.text import Said

DOES: Final = {
    Substance.DELETES: Said("يحذف البند", "It deletes the clause"),
    Substance.REPLACES: Said("يضع نصاً آخر مكان البند", "It puts another text in its place"),
    Substance.STRENGTH: Said("يغيّر قوة الالتزام", "It changes the strength of a commitment"),
    Substance.NUMBER: Said("يغيّر رقماً", "It changes a number"),
    Substance.ACTOR: Said("يغيّر الجهة المعنية", "It changes who acts"),
    Substance.DATE: Said("يغيّر موعداً أو مهلة", "It changes a date"),
    Substance.NARROWS: Said("يضيّق النطاق", "It narrows the scope"),
    Substance.CONDITION: Said("يغيّر شرطاً", "It changes a condition"),
    Substance.ADDS_ITEM: Said("يضيف عنصراً", "It adds an item"),
    Substance.WORDING: Said("يغيّر الصياغة", "It changes the wording"),
    Substance.SPELLING: Said("يغيّر الإملاء وحده", "It changes the spelling alone"),
}
"""What an amendment of each class does, in few words."""

_WHOLE: Final = frozenset({Substance.DELETES, Substance.REPLACES})


def because(assessment: Assessment) -> Said:
    """What an amendment does, with the words it was seen by, unless they are all its words."""
    does, old, new = DOES[assessment.substance], assessment.old.strip(), assessment.new.strip()
    if assessment.substance in _WHOLE or not (old or new):
        return Said(f"{does.ar}.", f"{does.en}.")
    if not old:
        return Said(f"{does.ar}: بإضافة «{new}».", f"{does.en}: “{new}” is added.")
    if not new:
        return Said(f"{does.ar}: بحذف «{old}».", f"{does.en}: “{old}” is taken out.")
    return Said(f"{does.ar}: من «{old}» إلى «{new}».", f"{does.en}: “{old}” becomes “{new}”.")
