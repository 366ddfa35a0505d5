"""The pictures by which pages are shared: what fits, what is kept, and how large they are."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from scripts.finish import share_cards
from scripts.finish.share_cards import Card, Studio, fit, wrap
from scripts.paths import DOCS

FONTS = DOCS / "assets/fonts"
LONGEST = "Personalized high-resolution retrieval-augmented generation of text, images, and video"


def serif(size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(FONTS / "source-serif-4.woff2", size)


def test_lines_are_as_wide_as_they_may_be() -> None:
    assert wrap("one two three four", 9, len) == ["one two", "three", "four"]
    assert wrap("one incomprehensible word", 5, len) == ["one", "incomprehensible", "word"]
    assert wrap("", 5, len) == []


def test_a_short_title_is_large_and_a_long_one_fits_in_three_even_lines() -> None:
    short, lines = fit("Diffusion", serif)
    assert (short.size, lines) == (104, ["Diffusion"])
    long, lines = fit(LONGEST, serif)
    assert 48 <= long.size < short.size
    assert len(lines) == 3
    assert " ".join(lines) == LONGEST
    widths = [long.getlength(line) for line in lines]
    assert max(widths) <= 900
    assert min(widths) > max(widths) * 0.6


def test_a_word_that_fits_no_size_is_set_in_the_smallest() -> None:
    font, lines = fit("x" * 80, serif)
    assert (font.size, lines) == (48, ["x" * 80])


@pytest.mark.parametrize("title", ["Diffusion", LONGEST])
def test_a_picture_is_small_and_has_the_size_that_sites_show(tmp_path: Path, title: str) -> None:
    data = Studio(FONTS, tmp_path).picture(Card(title, "Case", "Probabilistic Core"))
    assert len(data) <= 25_000
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.size, image.mode) == ("PNG", (1200, 630), "P")
    colors = image.convert("RGB")
    assert colors.getpixel((5, 5)) == (0xFB, 0xF8, 0xF2)
    assert colors.getpixel((600, 625)) == (0xA8, 0x34, 0x1A)
    letters = colors.crop((960, 470, 1200, 610))
    blank = Image.new("RGB", letters.size, (0xFB, 0xF8, 0xF2))
    assert ImageChops.difference(letters, blank).getbbox() is None or title == LONGEST


def test_a_picture_is_drawn_once_for_the_same_words(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    drawn: list[Card] = []
    draw: Callable[..., bytes] = share_cards.draw
    monkeypatch.setattr(share_cards, "draw", lambda card, *fonts: drawn.append(card) or draw(card, *fonts))
    one, other = Card("One", "Case", "Small"), Card("One", "Step", "Small")
    first = Studio(FONTS, tmp_path).picture(one)
    assert Studio(FONTS, tmp_path).picture(one) == first
    assert Studio(FONTS, tmp_path).picture(other) != first
    assert drawn == [one, other]
    assert [file.suffix for file in tmp_path.iterdir()] == [".png", ".png"]


def test_a_site_without_the_faces_has_no_pictures(tmp_path: Path) -> None:
    assert Studio(FONTS, tmp_path).equipped
    assert not Studio(tmp_path, tmp_path).equipped
