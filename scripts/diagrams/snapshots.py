"""Which snapshot belongs to which fence. Knows files and hashes; draws nothing."""

from __future__ import annotations

import functools
import hashlib
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from scripts.content import settings
from scripts.content.chapters.chapter import Chapter
from scripts.content.mermaid.labels import for_mermaid
from scripts.content.rules.places import documents
from scripts.paths import ROOT

FOLDER = Path("docs/assets/diagrams")
FONT = Path("docs/assets/fonts/source-sans-3.woff2")
COMMAND = "make diagrams"
ENDINGS = {"wide": ".svg", "narrow": "-narrow.svg"}
"""How the file of each form of a drawing ends; the narrow one, for phones, is there where the wide one is too wide."""
RENDERER = (*("render.js", "flatten.js", "ladder.js", "layered.js", "routes.js", "shapes.js", "parts.js", "words.js"),)
"""What draws, in the browser."""


class SnapshotError(Exception):
    """What decides how diagrams are drawn, or a drawing, cannot be read; the message names the file."""


@dataclass(frozen=True)
class Drawn:
    """One fence of a chapter and the name of its snapshot.

    Args:
        path: the file it stands in, below the project's root.
        line: 1-based line of the opening fence.
        source: the Mermaid source.
        name: file name of its snapshot, without ending.
    """

    path: str
    line: int
    source: str
    name: str

    @property
    def place(self) -> str:
        """Where the fence stands, as an error names it."""
        return f"{self.path}:{self.line}"


@functools.cache
def fingerprint(root: Path = ROOT) -> str:
    """Return a hash of all that decides how a source is drawn: Mermaid, its settings, the font, this renderer.

    Raises:
        SnapshotError: one of them cannot be read.
    """
    digest = hashlib.sha256()
    for version in _versions(root / "package-lock.json"):
        digest.update(version.encode())
    digest.update(json.dumps(settings.read(root / "mkdocs.yml").mermaid, sort_keys=True).encode())
    try:
        digest.update((root / FONT).read_bytes())
    except OSError as error:
        raise SnapshotError(
            f"{FONT.as_posix()}: cannot be read: {error.strerror}; diagrams are drawn with it."
        ) from error
    for file in RENDERER:
        # As text: a checkout with other line endings draws the same.
        digest.update((Path(__file__).parent / file).read_text(encoding="utf-8").encode())
    return digest.hexdigest()


def _versions(lock: Path) -> list[str]:
    """Return the versions of the packages that draw."""
    try:
        packages = json.loads(lock.read_text(encoding="utf-8"))["packages"]
        return [str(packages[f"node_modules/{name}"]["version"]) for name in ("mermaid", "elkjs", "svgo")]
    except (OSError, ValueError, TypeError, KeyError) as error:
        reason = error.strerror if isinstance(error, OSError) else f"{type(error).__name__}: {error}"
        raise SnapshotError(
            f"{lock.name}: cannot be read: {reason}; expected it as `npm install` writes it, with Mermaid's version."
        ) from error


def name_of(source: str, root: Path = ROOT) -> str:
    """Return the name of the snapshot of a source."""
    text = "\n".join(for_mermaid(source).strip().splitlines())
    return hashlib.sha256(f"{fingerprint(root)}\n{text}".encode()).hexdigest()[:16]


def svg_of(source: str, root: Path = ROOT) -> str | None:
    """Return the snapshot of a source, or None where it has not been drawn."""
    return drawings(name_of(source, root), root).get("wide")


def drawings(name: str, root: Path = ROOT) -> dict[str, str]:
    """Return the drawings of a snapshot that are there, by their forms; none where the wide one is missing.

    Raises:
        SnapshotError: one of them is no whole drawing.
    """
    files = {form: root / FOLDER / f"{name}{ending}" for form, ending in ENDINGS.items()}
    if not files["wide"].is_file():
        return {}
    found = {form: file for form, file in files.items() if file.is_file()}
    for file in found.values():
        if not is_whole(file):
            raise SnapshotError(_broken(file, root))
    return {form: file.read_text(encoding="utf-8") for form, file in found.items()}


def is_whole(file: Path) -> bool:
    """Whether a drawing was written to its end; one that was not would swallow the rest of its page."""
    data = file.read_bytes().strip()
    return data.startswith(b"<svg") and data.endswith(b"</svg>")


def _broken(file: Path, root: Path) -> str:
    return f"{file.relative_to(root).as_posix()}: not a whole drawing; expected '<svg … </svg>': run `{COMMAND}`."


def name_of_file(file: Path) -> str:
    """Return the name of the snapshot that a file belongs to."""
    return file.name.removesuffix(ENDINGS["narrow"]).removesuffix(ENDINGS["wide"])


def drawn(chapters: Iterable[Chapter], root: Path = ROOT) -> Iterator[Drawn]:
    """Yield every fence of the chapters and of the answers beside them, with the name of its snapshot."""
    for chapter in chapters:
        for path, document in documents(chapter):
            for fence in document.fences:
                if fence.language == "mermaid":
                    yield Drawn(path.as_posix(), fence.line, fence.source, name_of(fence.source, root))


def problems(fences: Iterable[Drawn], root: Path = ROOT) -> list[str]:
    """Return a sentence for each fence without a snapshot, each snapshot without a fence, each broken drawing."""
    wanted = {fence.name: fence for fence in fences}
    files = [file for file in sorted((root / FOLDER).glob("*.svg")) if file.is_file()]
    kept = {name_of_file(file) for file in files}
    missing = [
        f"{fence.place}: the diagram has no snapshot, or has changed since; run `{COMMAND}`."
        for name, fence in wanted.items()
        if name not in kept
    ]
    stale = [
        f"{FOLDER / name}.svg: no diagram of this source exists any more; run `{COMMAND}`."
        for name in sorted(kept - set(wanted))
    ]
    broken = [_broken(file, root) for file in files if name_of_file(file) in wanted and not is_whole(file)]
    return missing + stale + broken
