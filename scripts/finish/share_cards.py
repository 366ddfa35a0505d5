"""The pictures by which pages are shared: 1200 by 630 pixels with the title, the kind and the site's name and sign.

A picture is kept under a hash of all that it is made of, so that one that did not change is not drawn again.
"""

from __future__ import annotations

import functools
import hashlib
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import PIL
from PIL import Image, ImageDraw, ImageFont

SIZE = (1200, 630)
_PAPER, _INK, _ACCENT, _WATERMARK = "#fbf8f2", "#23201b", "#a8341a", "#f5ede0"
_MARGIN = 84
_TITLE_WIDTH = 900
_TITLE_SIZES = range(104, 47, -4)
"""Tried from the largest on, in pixels."""
_MOST_LINES = 3
_TITLE_HEIGHT = 300
_LEADING = 1.12
_COLORS = 48
"""Of the palette: the letters' edges need shades, and a picture stays below 25 KB."""
_OVERSAMPLED = 4
_OUTER = ((12, 1.5), (21.1, 6.75), (21.1, 17.25), (12, 22.5), (2.9, 17.25), (2.9, 6.75))
_HOLE = ((12, 3.58), (4.7, 7.79), (4.7, 16.21), (12, 20.42), (19.3, 16.21), (19.3, 7.79))
_CORE = ((12, 8), (15.46, 10), (15.46, 14), (12, 16), (8.54, 14), (8.54, 10))
"""The sign of the site, as favicon.svg has it, in a square of 24 units."""

Points = Sequence[tuple[float, float]]
Font = ImageFont.FreeTypeFont


@dataclass(frozen=True)
class Card:
    """What a picture says.

    Args:
        title: of the page.
        label: what kind of page it is; empty for none.
        site: the site's name.
    """

    title: str
    label: str
    site: str


class Studio:
    """Draws cards with the site's own faces and keeps them.

    Args:
        fonts: the folder of the site's fonts.
        kept: where pictures are kept between builds.
    """

    def __init__(self, fonts: Path, kept: Path) -> None:
        self._serif, self._sans = fonts / "source-serif-4.woff2", fonts / "source-sans-3.woff2"
        self._kept = kept

    @property
    def equipped(self) -> bool:
        """Whether the faces are there: a site without them has no cards."""
        return self._serif.is_file() and self._sans.is_file()

    def picture(self, card: Card) -> bytes:
        """Return a card as PNG, drawn if it is not kept.

        Raises:
            OSError: a font cannot be read, or the picture cannot be kept.
        """
        file = self._kept / f"{self._name(card)}.png"
        if file.is_file():
            return file.read_bytes()
        data = draw(card, self._serif, self._sans)
        self._kept.mkdir(parents=True, exist_ok=True)
        # A build that ends here leaves no half of a picture under the name of a whole one.
        part = file.with_suffix(".part")
        part.write_bytes(data)
        part.rename(file)
        return data

    def _name(self, card: Card) -> str:
        said = json.dumps([card.title, card.label, card.site]).encode()
        return hashlib.sha256(self._tools + said).hexdigest()[:24]

    @functools.cached_property
    def _tools(self) -> bytes:
        """A hash of what draws: the faces, this program, and the library."""
        made_with = [file.read_bytes() for file in (self._serif, self._sans, Path(__file__))]
        return hashlib.sha256(b"".join([*made_with, PIL.__version__.encode()])).digest()


def draw(card: Card, serif: Path, sans: Path) -> bytes:
    """Return a card as PNG with a palette.

    Args:
        card: what it says.
        serif: the face of the title, with an axis for weight.
        sans: the face of the rest, with one too.
    """
    image = Image.new("RGB", SIZE, _PAPER)
    _sign(image, (884, -104), 560, _WATERMARK)
    pen = ImageDraw.Draw(image)
    _sign(image, (_MARGIN - 8, 66), 68, _ACCENT)
    pen.text((_MARGIN + 76, 100), card.site, _INK, _font(serif, 36, 600), anchor="lm")
    font, lines = fit(card.title, lambda size: _font(serif, size, 600))
    leading = font.size * _LEADING
    bottom = SIZE[1] - _MARGIN - 10
    for number, line in enumerate(reversed(lines)):
        pen.text((_MARGIN, bottom - number * leading), line, _INK, font, anchor="ls")
    if card.label:
        above = bottom - (len(lines) - 1) * leading - font.size * 0.76 - 36
        _spaced(pen, (_MARGIN, above), card.label.upper(), _font(sans, 28, 700))
    pen.rectangle((0, SIZE[1] - 12, SIZE[0], SIZE[1]), _ACCENT)
    data = io.BytesIO()
    image.quantize(_COLORS, dither=Image.Dither.NONE).save(data, "PNG", optimize=True)
    return data.getvalue()


def fit(title: str, font: Callable[[int], Font]) -> tuple[Font, list[str]]:
    """Return the largest font in which a title keeps to its lines, and the lines, of about the same length.

    Args:
        title: one that fits no size is set in the smallest, in more lines.
        font: returns the face in a size.
    """
    chosen, lines = font(_TITLE_SIZES[-1]), [title]
    for size in _TITLE_SIZES:
        chosen = font(size)
        lines = wrap(title, _TITLE_WIDTH, chosen.getlength)
        low = len(lines) <= _MOST_LINES and len(lines) * size * _LEADING <= _TITLE_HEIGHT
        if low and max(map(chosen.getlength, lines)) <= _TITLE_WIDTH:
            break
    # The narrowest column that takes no line more sets the lines evenly.
    narrow, wide = 1, _TITLE_WIDTH
    while narrow < wide:
        middle = (narrow + wide) // 2
        tried = wrap(title, middle, chosen.getlength)
        if len(tried) <= len(lines) and max(map(chosen.getlength, tried)) <= middle:
            wide = middle
        else:
            narrow = middle + 1
    return chosen, wrap(title, wide, chosen.getlength)


def wrap(text: str, width: float, length: Callable[[str], float]) -> list[str]:
    """Return lines as wide as they may be; a word that is wider stands alone.

    Args:
        text: words.
        width: of a line at most.
        length: returns how wide a text is.
    """
    lines: list[str] = []
    for word in text.split():
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and length(longer) <= width:
            lines[-1] = longer
        else:
            lines.append(word)
    return lines


def _spaced(pen: ImageDraw.ImageDraw, at: tuple[float, float], text: str, font: Font) -> None:
    """Write capitals with room between them."""
    x, y = at
    for letter in text:
        pen.text((x, y), letter, _ACCENT, font, anchor="ls")
        x += font.getlength(letter) + font.size * 0.1


def _sign(image: Image.Image, at: tuple[int, int], size: int, color: str) -> None:
    """Draw the sign of the site, smoothed."""
    scale = size * _OVERSAMPLED / 24
    mask = Image.new("L", (size * _OVERSAMPLED,) * 2)
    pen = ImageDraw.Draw(mask)
    shapes: tuple[tuple[Points, int], ...] = ((_OUTER, 255), (_HOLE, 0), (_CORE, 255))
    for points, filled in shapes:
        pen.polygon([(x * scale, y * scale) for x, y in points], filled)
    mask = mask.resize((size, size), Image.Resampling.LANCZOS)
    image.paste(Image.new("RGB", mask.size, color), at, mask)


def _font(file: Path, size: int, weight: int) -> Font:
    font = ImageFont.truetype(file, size)
    font.set_variation_by_axes([weight])
    return font
