"""One wrong change to one file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


class ChangeError(ValueError):
    """A change that does not fit the code, which has moved on."""


@dataclass(frozen=True)
class Change:
    """One wrong change.

    Args:
        file: path below the project's root, with '/'.
        start: where the old text begins, in bytes from the beginning of the file.
        old: the text that is replaced, encoded in UTF-8.
        new: what stands there instead, encoded in UTF-8.
        name: what is wrong afterwards, for changes that were thought of; empty for random ones.
    """

    file: str
    start: int
    old: bytes
    new: bytes
    name: str = ""

    def applied(self, data: bytes) -> bytes:
        """Return the bytes of the file with the change in them.

        Raises:
            ChangeError: the old text does not stand there.
        """
        end = self.start + len(self.old)
        if data[self.start : end] != self.old:
            raise ChangeError(f"{self.file}: '{self.old.decode()}' does not stand at byte {self.start}")
        return data[: self.start] + self.new + data[end:]

    def line(self, data: bytes) -> int:
        """Return the 1-based line of the file on which the change begins."""
        return data.count(b"\n", 0, self.start) + 1

    def lines(self, data: bytes) -> tuple[str, str]:
        """Return the lines of the file that the change touches, as they are and as they become, without indentation."""
        end = self.start + len(self.old)
        first = data.rfind(b"\n", 0, self.start) + 1
        last = data.find(b"\n", end)
        last = len(data) if last < 0 else last
        before, after = data[first : self.start], data[end:last]
        return _folded(before + self.old + after), _folded(before + self.new + after)


def _folded(text: bytes) -> str:
    return " ".join(text.decode().split())


def of_text(root: Path, file: str, old: str, new: str, name: str) -> Change:
    """Return the change of a text that stands once in a file.

    Args:
        root: the project's root.
        file: path below it.
        old: the text as it stands in the file.
        new: what stands there instead.
        name: what is wrong afterwards.

    Raises:
        ChangeError: the file is gone, or the text does not stand in it exactly once.
    """
    path = root / file
    if not path.is_file():
        raise ChangeError(f"{name}: there is no file {file}")
    data, wanted = path.read_bytes(), old.encode()
    if data.count(wanted) != 1:
        raise ChangeError(f"{name}: '{old}' stands {data.count(wanted)} times in {file}; expected once")
    return Change(file, data.index(wanted), wanted, new.encode(), name)
