"""Whether site/ was made of the text and the code as they are now."""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator
from pathlib import Path

_RECORD = Path(".cache/site.json")
_INPUTS = (
    "CHANGELOG.md",
    "mkdocs.yml",
    "package-lock.json",
    "requirements.txt",
    "docs",
    "overrides",
    "scripts/adapters",
    "scripts/content",
    "scripts/finish",
    "scripts/pages",
    "scripts/publish",
    "scripts/search",
)


def fingerprint(root: Path) -> str:
    """Return a hash of everything a build reads: names and bytes of files, and the address to publish at."""
    digest = hashlib.sha256(os.environ.get("SITE_URL", "").encode())
    for file in _files(root):
        digest.update(f"\0{file.relative_to(root).as_posix()}\0".encode())
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()


def forget(root: Path) -> None:
    """Drop the record before site/ is replaced."""
    (root / _RECORD).unlink(missing_ok=True)


def record(root: Path, made_of: str) -> None:
    """Write down of what site/ was made."""
    (root / _RECORD).parent.mkdir(exist_ok=True)
    (root / _RECORD).write_text(json.dumps({"inputs": made_of}) + "\n", encoding="utf-8")


def problem(root: Path) -> str:
    """Return why site/ cannot be tested; an empty string when it is whole and new."""
    if not (root / "site/index.html").is_file():
        return "The site is not built; run `make build` first (`make test` does)."
    try:
        made_of = json.loads((root / _RECORD).read_text(encoding="utf-8"))["inputs"]
    except (OSError, ValueError, KeyError, TypeError):
        return "Nobody knows of what site/ was built; run `make build` first (`make test` does)."
    if made_of != fingerprint(root):
        return "The site was built of other text, code or SITE_URL; run `make build` first (`make test` does)."
    return ""


def _files(root: Path) -> Iterator[Path]:
    for name in _INPUTS:
        found = [root / name] if (root / name).is_file() else sorted((root / name).rglob("*"))
        yield from (file for file in found if file.is_file() and "__pycache__" not in file.parts)
