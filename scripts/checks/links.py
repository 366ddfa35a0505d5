"""Internal links, anchors and files of a built site."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from scripts.checks.pages import Page

_ATTRIBUTES = ("href", "xlink:href", "src", "srcset", "poster", "data")


def broken_links(pages: dict[str, Page], site: Path, *, base: str = "/") -> Iterator[str]:
    """Yield a sentence for each internal link or file that leads nowhere.

    Args:
        pages: from `pages.read_site`.
        site: the folder, for files that are no pages.
        base: path of the site's root in absolute links, as the 404 page has them.
    """
    for page in pages.values():
        for link in _links(page):
            relative = link.removeprefix(base) if link.startswith(base) else link
            source = page if relative == link else Page("index.html", page.root, "")
            target = source.resolve(relative)
            if target is None:
                continue
            path, fragment = target
            if path not in pages and not (site / path).is_file():
                yield f"{page.path}: '{link}' leads to no file"
            elif fragment and path in pages and fragment not in pages[path].ids:
                yield f"{page.path}: '{link}' names no id of {path}"


def requests_elsewhere(page: Page) -> Iterator[str]:
    """Yield every address of another host that a browser would ask for when it reads the page."""
    loaded = page.root.xpath(
        "//script/@src | //link[not(contains('canonical alternate license prev next', @rel))]/@href"
        " | //img/@src | //source/@src | //iframe/@src | //video/@src | //object/@data"
    )
    for address in loaded:
        if page.resolve(str(address)) is None and not str(address).startswith("data:"):
            yield str(address)


def inline_handlers(page: Page) -> list[str]:
    """Return the inline event handlers of the page, such as onclick."""
    return [str(name) for name in page.root.xpath("//@*[starts-with(name(), 'on')]")]


def _links(page: Page) -> Iterator[str]:
    for name in _ATTRIBUTES:
        for value in page.root.xpath("//@*[name() = $name]", name=name):
            if value and not str(value).startswith(("data:", "mailto:", "javascript:")):
                yield str(value)
