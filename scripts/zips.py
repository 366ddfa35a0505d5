"""Files put into a zip so that the same files give the same zip."""

from __future__ import annotations

import zipfile
from datetime import date


def add(archive: zipfile.ZipFile, name: str, data: bytes, day: date, method: int = zipfile.ZIP_DEFLATED) -> None:
    """Put a file into a zip, dated midnight of a day and readable by all.

    Args:
        archive: the zip, open for writing.
        name: path of the file in it.
        data: what the file holds.
        day: the day.
        method: how it is packed, as `zipfile` numbers it.
    """
    info = zipfile.ZipInfo(name, (day.year, day.month, day.day, 0, 0, 0))
    info.compress_type = method
    info.external_attr = 0o644 << 16
    archive.writestr(info, data, compresslevel=9)
