"""Labels have room because no letter is wider in our faces than it is reckoned."""

import string

import pytest
from fontTools.ttLib import TTFont

from declaration.config import HOME
from declaration.pictures import breadth

ARABIC = "ءآأؤإئابةتثجحخدذرزسشصضطظعغفقكلمنهوىي،؛؟٠١٢٣٤٥٦٧٨٩"
LATIN = string.ascii_letters + string.digits + " .,:/-·…()«»&%"


@pytest.mark.parametrize("weight", [400, 600])
@pytest.mark.parametrize(("script", "signs"), [("arabic", ARABIC), ("latin", LATIN)])
def test_no_letter_is_wider_than_reckoned(script: str, signs: str, weight: int) -> None:
    name = f"ibm-plex-sans-arabic-{script}-{weight}-normal.woff2"
    font = TTFont(HOME / "static" / "fonts" / name)
    glyphs, size = font.getBestCmap(), font["head"].unitsPerEm
    wider = {
        sign: font["hmtx"][glyphs[ord(sign)]][0] / size
        for sign in signs
        if ord(sign) in glyphs and font["hmtx"][glyphs[ord(sign)]][0] / size > breadth(sign, 1)
    }
    assert wider == {}
