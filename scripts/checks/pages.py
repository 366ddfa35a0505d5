"""The pages of a built site, parsed once."""

from __future__ import annotations

import functools
import posixpath
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from lxml import html


@dataclass(frozen=True)
class Page:
    """One HTML file.

    Args:
        path: its path below the site's root.
        root: the parsed document.
        text: the file as written.
    """

    path: str
    root: html.HtmlElement
    text: str

    @functools.cached_property
    def ids(self) -> list[str]:
        """All ids, in the order of the document."""
        return [str(value) for value in self.root.xpath("//@id")]

    @functools.cached_property
    def is_redirect(self) -> bool:
        """Whether it only leads on to where a chapter has moved."""
        return bool(self.root.xpath("//meta[@http-equiv='refresh']"))

    def resolve(self, link: str) -> tuple[str, str] | None:
        """Return (path below the root, fragment) of an internal link, or None for a link to another host."""
        parts = urlsplit(link)
        if parts.scheme or parts.netloc:
            return None
        path = unquote(parts.path)
        target = posixpath.normpath(posixpath.join(posixpath.dirname(self.path), path)) if path else self.path
        if path.endswith("/") or target in {".", ""}:
            target = posixpath.normpath(posixpath.join(target, "index.html"))
        return target, unquote(parts.fragment)


def read_site(site: Path) -> dict[str, Page]:
    """Parse every HTML file below `site`, by path.

    Raises:
        ValueError: there is none, so that a check over pages can never pass for want of pages.
    """
    pages = {}
    for file in sorted(site.rglob("*.html")):
        text = file.read_text(encoding="utf-8")
        path = file.relative_to(site).as_posix()
        pages[path] = Page(
            path, html.document_fromstring(text.encode(), parser=html.HTMLParser(encoding="utf-8")), text
        )
    if not pages:
        raise ValueError(f"no page in {site}")
    return pages
