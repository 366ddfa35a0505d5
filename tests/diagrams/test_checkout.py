"""A checkout under another rule for line endings has the same bytes, and the same names of snapshots."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from scripts.diagrams import snapshots
from scripts.paths import ROOT

TEXTS = ("run", "Makefile", "a.md", "b.svg", "c.js", "d.yml", "e.txt", "f.bib")
BINARY = b"\x00\r\n\x01\n\r\n"


@pytest.mark.skipif(not shutil.which("git"), reason="needs git")
def test_a_checkout_with_autocrlf_has_line_feeds_and_whole_binaries(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.mkdir()
    shutil.copy(ROOT / ".gitattributes", source)
    for name in TEXTS:
        (source / name).write_bytes(b"one\ntwo\n")
    for name in ("g.woff2", "h.webp"):
        (source / name).write_bytes(BINARY)

    def git(*arguments: str) -> None:
        subprocess.run(
            ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", *arguments], cwd=source, check=True
        )

    git("init", "--quiet")
    git("-c", "core.autocrlf=true", "-c", "core.safecrlf=false", "add", ".")
    git("commit", "--quiet", "--message=x")
    git("-c", "core.autocrlf=true", "clone", "--quiet", ".", "../copy")
    copy = tmp_path / "copy"
    assert {name: (copy / name).read_bytes() for name in TEXTS} == dict.fromkeys(TEXTS, b"one\ntwo\n")
    assert (copy / "g.woff2").read_bytes() == (copy / "h.webp").read_bytes() == BINARY


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for file in ("package-lock.json", "mkdocs.yml", "docs/assets/fonts/source-sans-3.woff2"):
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / file, tmp_path / file)
    return tmp_path


def test_the_name_of_a_snapshot_does_not_depend_on_line_endings(root: Path) -> None:
    name = snapshots.name_of("flowchart TD\n  a --> b\n", root)
    assert name == snapshots.name_of("flowchart TD\r\n  a --> b\r\n", root)
    assert name != snapshots.name_of("flowchart TD\n  a --> c\n", root)
    for file in ("mkdocs.yml", "package-lock.json"):
        (root / file).write_bytes((root / file).read_bytes().replace(b"\n", b"\r\n"))
    snapshots.fingerprint.cache_clear()
    assert name == snapshots.name_of("flowchart TD\n  a --> b\n", root)
