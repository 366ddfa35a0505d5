"""Remembers what was read, since reading is most of loading and most texts have not changed."""

from __future__ import annotations

import contextlib
import hashlib
import importlib.util
import os
import pickle
import tempfile
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path
from typing import Any, TypeVar

FILE = Path(".cache/reading.pickle")
"""Below the project's root; may be deleted at any time."""
_PACKAGES = ("markdown", "pymdown-extensions", "selectolax", "jinja2", "pyyaml", "pydantic", "pint")
_FOLDERS = ("chapters", "mermaid", "estimates", "files")
"""Below scripts/content: the code that reads."""

Part = TypeVar("Part")


class Cache:
    """Documents and estimates by a hash of all that decides how a text is read.

    Args:
        root: the folder of mkdocs.yml.
        settings: whatever else decides, as text.
        extensions: names of the Markdown extensions.
    """

    def __init__(self, root: Path, settings: str, extensions: Iterable[str] = ()) -> None:
        self._file = root / FILE
        self._known = _load(self._file)
        self._used: dict[str, Any] = {}
        self._base = _fingerprint(settings, extensions)

    def key(self, *parts: object) -> str:
        """Return the key of a text."""
        digest = hashlib.sha256(self._base.encode())
        for part in parts:
            digest.update(f"{part}\x00".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()

    def get(self, key: str, kind: type[Part]) -> Part | None:
        """Return what was read under a key."""
        found = self._known.get(key)
        if not isinstance(found, kind):
            return None
        self._used[key] = found
        return found

    def put(self, key: str, part: object) -> None:
        """Remember what was read."""
        self._used[key] = part

    def save(self) -> None:
        """Keep what was used since the cache was opened and drop the rest; a full or read-only disk is no error."""
        if self._used.keys() == self._known.keys():
            return
        with contextlib.suppress(OSError):
            self._file.parent.mkdir(parents=True, exist_ok=True)
            handle, name = tempfile.mkstemp(dir=self._file.parent)
            with os.fdopen(handle, "wb") as file:
                pickle.dump(self._used, file)
            Path(name).replace(self._file)


def _load(file: Path) -> dict[str, Any]:
    try:
        found = pickle.loads(file.read_bytes())  # noqa: S301 - our own file
    except Exception:  # whatever a broken or old file raises: it is only a cache
        return {}
    return found if isinstance(found, dict) else {}


def _fingerprint(settings: str, extensions: Iterable[str]) -> str:
    versions = [metadata.version(package) for package in _PACKAGES]
    content = Path(__file__).parents[1]
    files = [file for name in _FOLDERS for file in sorted((content / name).iterdir()) if file.suffix in {".py", ".txt"}]
    ours = (importlib.util.find_spec(name) for name in extensions if name.startswith("scripts."))
    files += [Path(spec.origin) for spec in ours if spec and spec.origin]
    code = [file.read_text(encoding="utf-8") for file in files]
    return hashlib.sha256("\x00".join([settings, *versions, *code]).encode()).hexdigest()
