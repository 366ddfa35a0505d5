"""The step behind any generator: what it wrote becomes the site that readers get."""

from __future__ import annotations

import os
import shutil
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import urlsplit

from scripts.content.chapters.chapter import Chapter
from scripts.content.model import Content
from scripts.finish import exports, links, sharing, theme
from scripts.finish.document import parse, serialize, site_address
from scripts.pages import downloads


class FinishError(Exception):
    """The generator wrote something that cannot be finished; the message names the file."""


def finish(raw: Path, out: Path, content: Content, *, docs: Path, changed: Collection[str] | None = None) -> None:
    """Write the finished site: pages with links resolved and HTML fixed, other files as they are, and the exports.

    Args:
        raw: the folder that the generator wrote; it is only read.
        out: the folder of the finished site; files that are no longer in `raw` vanish from it.
        content: as loaded for this build.
        docs: the folder with the bibliography as authors keep it.
        changed: in a preview, paths below `raw` to finish in any case; of the others only those whose file is not
            the one that was finished last. None finishes everything.

    Raises:
        FinishError: a page is not UTF-8.
    """
    address = site_address(raw)
    base = urlsplit(address).path or "/"
    files = {file.relative_to(raw).as_posix(): file for file in sorted(raw.rglob("*")) if file.is_file()}
    shown = {f"{chapter.url}index.html": chapter for chapter in content.chapters.values()}
    pictured = exports.studio(docs).equipped
    _remove_vanished(out, files)
    for path, file in files.items():
        target = out / path
        if changed is None or path in changed or not _finished(file, target):
            target.parent.mkdir(parents=True, exist_ok=True)
            if file.suffix == ".html":
                target.write_text(
                    _page(file, path, base, _Shared(shown.get(path), content, address, pictured)), encoding="utf-8"
                )
                shutil.copystat(file, target)
            else:
                shutil.copy2(file, target)
    exports.write(content, docs, out, address, whole=changed is None)


@dataclass(frozen=True)
class _Shared:
    """What a page says to those who find it or share it.

    Args:
        chapter: what it shows; None for a page that is no chapter, which nobody is led to.
        content: all that was built.
        address: of the site's root.
        pictured: whether there are pictures of pages.
    """

    chapter: Chapter | None
    content: Content
    address: str
    pictured: bool


def _page(file: Path, path: str, base: str, shared: _Shared) -> str:
    try:
        document = parse(file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as error:
        raise FinishError(f"{path}: byte {error.start} is not UTF-8; save the page in UTF-8.") from error
    links.resolve(document, path, base)
    theme.fix_document(document)
    if shared.chapter:
        sharing.add(document, shared.chapter, shared.content, shared.address, pictured=shared.pictured)
    return serialize(document)


def _finished(file: Path, target: Path) -> bool:
    """Whether the target was made from this very file: it carries the file's time."""
    return target.is_file() and target.stat().st_mtime_ns == file.stat().st_mtime_ns


def _is_twin(path: str, files: Collection[str]) -> bool:
    """Whether it stands beside a page that is still there; a preview does not write it anew."""
    return PurePosixPath(path).name == downloads.TWIN and path.removesuffix(".md") + ".html" in files


def _remove_vanished(out: Path, files: Collection[str]) -> None:
    """Remove from the finished site what the generator no longer writes, and folders left empty."""
    for folder, _, names in os.walk(out, topdown=False):
        place = Path(folder)
        for name in names:
            path = (place / name).relative_to(out).as_posix()
            kept = path in files or path in downloads.FILES or path.startswith(downloads.CARDS)
            if not kept and not _is_twin(path, files):
                (place / name).unlink()
        if place != out and not any(place.iterdir()):
            place.rmdir()
