"""Text files as editors leave them."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content.files import text
from scripts.content.problems import Findings


def read(file: Path) -> tuple[str | None, list[str]]:
    findings = Findings()
    found = text.read(file, Path("docs/x.md"), findings)
    return found, [str(problem) for problem in findings.items]


@pytest.mark.parametrize("data", [b"a\nb\n", b"a\r\nb\r\n", b"a\rb\r", b"\xef\xbb\xbfa\nb\n"])
def test_lines_end_alike_whoever_saved_the_file(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "x.md").write_bytes(data)
    assert read(tmp_path / "x.md") == ("a\nb\n", [])


@pytest.mark.parametrize(("data", "line"), [(b"\xff", 1), (b"a\nb\n\xff", 3), (b"\xef\xbb\xbfa\n\xffb", 2)])
def test_what_is_not_utf8_is_told_with_its_line(tmp_path: Path, data: bytes, line: int) -> None:
    (tmp_path / "x.md").write_bytes(data)
    assert read(tmp_path / "x.md") == (None, [f"docs/x.md:{line}: not UTF-8: byte 0xff; save the file as UTF-8."])


def test_what_cannot_be_read_is_told(tmp_path: Path) -> None:
    assert read(tmp_path / "gone.md") == (None, ["docs/x.md: cannot be read: No such file or directory."])


def test_files_are_listed_in_order_without_those_of_editors(tmp_path: Path) -> None:
    names = ("z.md", "b/y.md", "a.md", "m.md", "b/a.md", "c.md", "b.md", "x.yml", ".x.md", ".git/x.md", "b/.#y.md")
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "folder.md").mkdir()
    found = [str(path) for path in text.below(tmp_path, "*.md")]
    assert found == ["a.md", "b/a.md", "b/y.md", "b.md", "c.md", "m.md", "z.md"]
