"""Pack the finished site so that it opens from the file system: `python -m scripts.archive`, what `make zip` runs."""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from datetime import date
from pathlib import Path

from scripts import zips
from scripts.archive.folder import ArchiveError, make
from scripts.paths import ROOT, SITE

OUT = ROOT / "build/zip/probabilistic-core.zip"
_START = "READ ME.txt"
_WORDS = """Probabilistic Core, all of it, for reading without a connection.

Unpack this folder and open index.html with a browser. Search, estimates, flashcards and the practice room work; what
you do stays in your browser. The newest release and the source stand where you got this from.
"""
_DAY = date(2020, 1, 1)
"""The day of every file, so that the same site gives the same zip."""


def main() -> int:
    """Write the zip; return the exit status."""
    try:
        packed = pack(SITE, OUT)
    except (ArchiveError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    print(f"{packed} files, {OUT.stat().st_size / 1e6:.1f} MB: {OUT.relative_to(ROOT)}")
    return 0


def pack(site: Path, target: Path) -> int:
    """Write the site as a zip with one folder in it, which opens from the file system.

    Args:
        site: the finished site.
        target: the zip; what stood there is replaced once the new one is whole.

    Returns:
        How many files are in it.

    Raises:
        ArchiveError: the site is not there or cannot be made over.
        OSError: a file cannot be read or written.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent) as work:
        folder = Path(work) / target.stem
        make(site, folder)
        (folder / _START).write_text(_WORDS, encoding="utf-8")
        files = sorted(file for file in folder.rglob("*") if file.is_file())
        made = Path(work) / target.name
        with zipfile.ZipFile(made, "w") as archive:
            for file in files:
                zips.add(archive, file.relative_to(work).as_posix(), file.read_bytes(), _DAY)
        shutil.move(made, target)
    return len(files)


if __name__ == "__main__":
    sys.exit(main())
