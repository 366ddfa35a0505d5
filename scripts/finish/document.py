"""A page as a tree: parsed as browsers parse it, walked, and written again without a change of its own."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

_KEEPS_NEWLINE = "pre, textarea, listing"
_SPACE = " \t\n\f\r"


def parse(page: str) -> LexborHTMLParser:
    """Return the tree of a page."""
    return LexborHTMLParser(page)


def serialize(document: LexborHTMLParser) -> str:
    """Return the page of a tree; reading it gives the same tree again."""
    for node in document.css(_KEEPS_NEWLINE):
        first = node.first_child
        # A parser drops the newline behind such a tag, and writing the tree does not bring it back.
        if first is not None and first.is_text_node and (first.text_content or "").startswith("\n"):
            first.insert_before("\n")
    return document.html or ""


def elements(document: LexborHTMLParser) -> Iterator[LexborNode]:
    """Yield every element, those inside templates too. Change attributes meanwhile, not the tree."""
    roots = [document.root, *document.template_fragments()]
    for root in roots:
        if root is not None:
            yield from root.traverse()


def map_srcset(value: str, change: Callable[[str], str]) -> str:
    """Return a `srcset` with each of its addresses changed; candidates, descriptors and spaces stay.

    Source: HTML standard, "Parsing a srcset attribute": an address is a run of characters that are no spaces, without
    the commas at its end; its descriptors last until the next comma.
    """
    written: list[str] = []
    place = 0
    while place < len(value):
        start = _past(value, place, _SPACE + ",")
        end = start
        while end < len(value) and value[end] not in _SPACE:
            end += 1
        address = value[start:end].rstrip(",")
        rest = start + len(address)
        comma = value.find(",", rest)
        stop = len(value) if comma < 0 else comma
        written += [value[place:start], change(address) if address else "", value[rest:stop]]
        place = stop
        if start == len(value):
            break
    return "".join(written)


def _past(value: str, place: int, skipped: str) -> int:
    while place < len(value) and value[place] in skipped:
        place += 1
    return place


def site_address(folder: Path) -> str:
    """Return the address of a site's root as its home page names itself, or "" when that page names none."""
    home = folder / "index.html"
    if not home.is_file():
        return ""
    link = parse(home.read_text(encoding="utf-8", errors="replace")).css_first('link[rel="canonical"]')
    address = (link.attributes.get("href") or "") if link is not None else ""
    return urljoin(address, "./") if urlsplit(address).scheme else ""


def page_folder(page: str) -> str:
    """Return the folder of a page, as "cases/x" or "" for the root, by the page's path below the root."""
    return page.rpartition("/")[0]
