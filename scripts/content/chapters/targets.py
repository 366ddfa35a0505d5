"""Where the links of chapters lead."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.document import Link

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*:|^//", re.IGNORECASE)


def is_external(address: str) -> bool:
    """Whether an address leads to another host, or to no page at all, as mailto: does."""
    return bool(_SCHEME.match(address))


@dataclass(frozen=True)
class Target:
    """Where a link of the site leads: a file below docs/, the chapter in it if it is one, and the id named."""

    path: str
    anchor: str
    chapter: Chapter | None


class Targets:
    """Resolves links between chapters.

    Args:
        chapters: all that could be read.
    """

    def __init__(self, chapters: Iterable[Chapter]) -> None:
        chapters = list(chapters)
        self._by_path = {str(chapter.path): chapter for chapter in chapters}
        self._by_url = {chapter.url: chapter for chapter in chapters}

    @property
    def paths(self) -> list[str]:
        """The files of all chapters, below docs/."""
        return list(self._by_path)

    def of(self, chapter: Chapter, link: Link) -> Target:
        """Return where a link of a chapter leads; it must be no external one."""
        address, _, anchor = link.target.partition("#")
        anchor = unquote(anchor)
        path = unquote(address.partition("?")[0])
        if not path:
            return Target(str(chapter.path), anchor, chapter)
        if not link.raw:
            found = posixpath.normpath(posixpath.join(str(chapter.path.parent), path))
            return Target(found, anchor, self._by_path.get(found))
        # An address in raw HTML is resolved by the browser, from the page and not from its file.
        found = posixpath.normpath(posixpath.join(chapter.url, path))
        url = "" if found == "." else f"{found}/"
        if path.endswith("/") or found == ".":
            return Target(url, anchor, self._by_url.get(url))
        return Target(found, anchor, None)

    def chapters(self, chapter: Chapter) -> Iterator[tuple[Link, Chapter]]:
        """Yield the links of a chapter that lead to other chapters, with them."""
        for link in chapter.links:
            if is_external(link.target):
                continue
            other = self.of(chapter, link).chapter
            if other is not None and other.id != chapter.id:
                yield link, other
