"""Every part is drawn, in both languages, before and after a refusal."""

import re

import pytest
from flask import Flask


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("digits", ["western", "arabic-indic"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_every_part_is_drawn(app: Flask, language: str, digits: str, method: str) -> None:
    reply = app.test_client().open(f"/styleguide?lang={language}&digits={digits}", method=method)
    assert reply.status_code == 200
    assert f'<html lang="{language}"' in reply.text


@pytest.mark.parametrize(
    "part",
    [
        'class="state ',
        "<ins",
        "<del",
        'class="clause-text',
        'class="amend"',
        'class="votebar"',
        "data-errors",
        'class="timeline"',
        'class="todo"',
        "data-countdown",
        "<dialog",
        'class="swatch accent"',
    ],
)
def test_every_component_has_its_place(app: Flask, part: str) -> None:
    assert part in app.test_client().post("/styleguide").text


def test_no_page_carries_a_style_or_a_script_of_its_own(app: Flask) -> None:
    text = app.test_client().post("/styleguide").text
    assert not re.search(r"<[^>]+\sstyle=", text)
    assert not re.search(r"<[^>]+\son\w+=", text)
    assert not re.search(r"<script(?![^>]*\ssrc=)", text)
    assert "<style" not in text


def test_spaces_at_the_ends_of_a_change_stand_outside_its_tint(app: Flask) -> None:
    part = app.jinja_env.get_template("parts/diff.html")
    with app.test_request_context():
        drawn = part.module.changes(
            [{"op": "replace", "old": " الحي\n", "new": " البلدة ", "kind": ""}]
        )
        only_spaces = part.module.changes([{"op": "insert", "old": "", "new": " ", "kind": ""}])
    assert (
        re.sub(r"<span.*?</span>", "", drawn).count("> <del>الحي</del>\n <ins>البلدة</ins> <") == 1
    )
    assert "<ins" in only_spaces
