"""Text files as authors save them: UTF-8 with or without a byte-order mark, lines ended in any way."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from scripts.content.problems import Findings


def read(file: Path, display_path: Path, findings: Findings) -> str | None:
    """Return a file's text with plain line ends; note what keeps it from being read and return None.

    Args:
        file: the file.
        display_path: the path to name in problems.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        findings.add(display_path, 0, f"cannot be read: {error.strerror}.")
        return None
    try:
        text = data.decode("utf-8-sig")  # some editors write a byte-order mark
    except UnicodeDecodeError as error:
        start = len(data) - len(error.object) + error.start  # the codec counts from behind the mark
        line = data.count(b"\n", 0, start) + 1
        findings.add(display_path, line, f"not UTF-8: byte 0x{data[start]:02x}; save the file as UTF-8.")
        return None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        findings.add(display_path, line, "the character U+0000, which no text holds; is this a text file?")
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def below(folder: Path, pattern: str) -> Iterator[PurePosixPath]:
    """Yield the paths of files below a folder, sorted, without those that MkDocs leaves out.

    What begins with a dot is an editor's: its folders, its locks, its backups.
    """
    for file in sorted(folder.rglob(pattern)):
        path = PurePosixPath(file.relative_to(folder).as_posix())
        if file.is_file() and not any(part.startswith(".") for part in path.parts):
            yield path
