"""Contact sheets hold every picture that they were given, and only pages that there are are looked at."""

from __future__ import annotations

from pathlib import Path

import pytest
from PIL import Image

from scripts import freshness
from scripts.look import __main__ as look
from scripts.look import sheets
from scripts.look.pages import type_of
from tests.conftest import addresses


def test_a_sheet_shows_each_picture_below_the_one_before(tmp_path: Path) -> None:
    red, blue, green = (Image.new("RGB", (100, 50), color) for color in ("red", "blue", "green"))
    sheets.write([("phone", [red, blue]), ("desk", [green])], tmp_path / "made/sheet.png", "/ light")
    sheet = Image.open(tmp_path / "made/sheet.png").convert("RGB")
    rows = [[sheet.getpixel((x, y)) for x in (60, 172)] for y in (60, 122)]
    assert [rows[0][0], rows[1][0], rows[0][1]] == [(255, 0, 0), (0, 0, 255), (0, 128, 0)]
    assert rows[1][1] not in {(255, 0, 0), (0, 0, 255), (0, 128, 0)}, "nothing stands below the only one"


@pytest.mark.parametrize(
    ("path", "name"),
    [
        ("", "home"),
        ("framework/evaluation/", "step"),
        ("cases/text-to-video/", "cases-text-to-video"),
        ("404.html", "404"),
    ],
)
def test_a_sheet_is_named_after_the_type_of_its_page(path: str, name: str) -> None:
    assert type_of(path) == name


def test_a_page_of_every_type_is_there() -> None:
    assert {*look.TYPES.values()} - {"404.html"} <= {*addresses()}


def test_an_unknown_page_is_refused_before_a_browser_starts(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(look, "SITE", tmp_path)
    monkeypatch.setattr(freshness, "problem", lambda root: "")
    assert look.main(["cases/no-such/", "graph/"]) == 2
    assert "No such page in site/: cases/no-such/, graph/" in capsys.readouterr().err
