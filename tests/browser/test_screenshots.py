"""The pictures of the main screens are those that `make screenshots` takes, and stay small."""

from itertools import product

from tests.browser.screenshots import FOLDER, SAMPLE, SMALL, name_of
from tests.browser.visiting import LANGUAGES

MOST_BYTES = 6_000_000


def test_every_main_screen_is_shown_in_both_languages() -> None:
    screens = (*SAMPLE, *SMALL)
    assert len(screens) >= 20
    wanted = {
        name_of(screen, language, device)
        for screen in screens
        for language, device in product(LANGUAGES, screen.devices)
    }
    assert {path.name for path in FOLDER.iterdir()} == wanted


def test_the_pictures_weigh_little() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < MOST_BYTES
