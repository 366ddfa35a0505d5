"""Contact sheets: columns of pictures side by side, each under its label."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageDraw

from scripts.look.windows import Column

_GAP = 12
_LABEL = 22
_BACKGROUND = "#8a8f98"


def write(columns: Sequence[Column], file: Path, title: str) -> None:
    """Write a sheet.

    Args:
        columns: from left to right.
        file: a PNG; its folder is made.
        title: drawn above.
    """
    widths = [max((image.width for image in images), default=0) for _, images in columns]
    heights = [sum(image.height + _GAP for image in images) for _, images in columns]
    sheet = Image.new("RGB", (sum(widths) + _GAP * (len(widths) + 1), max(heights) + 2 * _LABEL + _GAP), _BACKGROUND)
    draw = ImageDraw.Draw(sheet)
    draw.text((_GAP, 4), title, fill="white")
    left = _GAP
    for (label, images), width in zip(columns, widths, strict=True):
        draw.text((left, _LABEL), label, fill="white")
        top = 2 * _LABEL
        for image in images:
            sheet.paste(image, (left, top))
            top += image.height + _GAP
        left += width + _GAP
    file.parent.mkdir(parents=True, exist_ok=True)
    sheet.save(file)
