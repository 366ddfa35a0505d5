"""Which files get compressed copies, and that these are the file."""

from __future__ import annotations

import gzip
from collections.abc import Callable
from pathlib import Path

import brotli
import pytest

from scripts.publish import compress


@pytest.mark.parametrize(
    "name",
    ["a.html", "a.css", "a.js", "a.json", "a.webmanifest", "a.xml", "a.svg", "a.bib", "a.txt", "a.md", "b/c/d.html"],
)
def test_text_is_compressed_beside_itself(tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes("ä text\n".encode() * 100)
    compress.write(tmp_path)
    assert gzip.decompress(file.with_name(f"{file.name}.gz").read_bytes()) == "ä text\n".encode() * 100
    assert brotli.decompress(file.with_name(f"{file.name}.br").read_bytes()) == "ä text\n".encode() * 100


@pytest.mark.parametrize("name", ["a.png", "a.woff2", "a.gz", "a.html.br", "a"])
def test_what_is_packed_already_is_left_alone(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"text" * 1000)
    compress.write(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize(("size", "files"), [(511, 1), (512, 3)])
def test_a_small_file_is_not_worth_copies(tmp_path: Path, size: int, files: int) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * size)
    compress.write(tmp_path)
    assert len(list(tmp_path.iterdir())) == files


def test_the_same_file_gives_the_same_bytes_on_another_day(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    compress.write(tmp_path)
    # Four bytes from the fifth on are the time in the header of gzip (RFC 1952, 2.3.1).
    assert (tmp_path / "a.txt.gz").read_bytes()[4:8] == bytes(4)


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[bytes]:
    """Return what is compressed from now on."""
    found: list[bytes] = []

    def noting(work: Callable[[bytes], bytes]) -> Callable[[bytes], bytes]:
        def run(data: bytes) -> bytes:
            found.append(data)
            return work(data)

        return run

    for ending, work in dict(compress._COPIES).items():
        monkeypatch.setitem(compress._COPIES, ending, noting(work))
    return found


def test_what_did_not_change_is_not_compressed_again_and_what_is_gone_is_not_kept(
    tmp_path: Path, made: list[bytes]
) -> None:
    site, kept, same, old, new = tmp_path / "site", tmp_path / "kept", b"same" * 500, b"old" * 500, b"new" * 500
    site.mkdir()
    for changing, compressed in ((old, [same, same, old, old]), (new, [new, new]), (new, []), (old, [old, old])):
        made.clear()
        (site / "same.txt").write_bytes(same)
        (site / "changing.txt").write_bytes(changing)
        compress.write(site, kept)
        assert sorted(made) == sorted(compressed)
        assert gzip.decompress((site / "changing.txt.gz").read_bytes()) == changing
        assert brotli.decompress((site / "same.txt.br").read_bytes()) == same
        assert len(list(kept.iterdir())) == 4


def test_copies_of_another_level_or_library_are_made_anew(
    tmp_path: Path, made: list[bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    compress.write(tmp_path, tmp_path / "kept")
    monkeypatch.setattr(compress, "_MADE_BY", "another")
    compress.write(tmp_path, tmp_path / "kept")
    assert len(made) == 4


def test_where_nothing_can_be_kept_all_is_made(tmp_path: Path) -> None:
    (tmp_path / "kept").write_bytes(b"a file")
    (tmp_path / "a.txt").write_bytes(b"x" * 1000)
    compress.write(tmp_path, tmp_path / "kept")
    assert gzip.decompress((tmp_path / "a.txt.gz").read_bytes()) == b"x" * 1000
