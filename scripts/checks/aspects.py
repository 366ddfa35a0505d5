"""What a reader notices on a page, one aspect at a time, as lists of texts by which two builds are compared."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from lxml import html

from scripts.checks.pages import Page

Aspect = Callable[[Page], Iterable[str]]

_ARTICLE = "//article"
_LINKS = {"href", "xlink:href", "src"}
_THEMES_OWN = re.compile(r"assets/(javascripts|stylesheets)/.*\.[0-9a-f]{8}\.min\.(css|js)$")


def text(element: html.HtmlElement) -> str:
    """Return an element's text with single spaces, without scripts and styles."""
    return " ".join("".join(map(str, element.xpath(".//text()[not(parent::script or parent::style)]"))).split())


def target(page: Page, link: str) -> str:
    """Return where a link leads: path and fragment below the site's root, or the address elsewhere."""
    # MkDocs writes the address of the home page as '/.' where it must be absolute.
    resolved = page.resolve(link.removesuffix(".") if link.endswith("/.") else link)
    return link if resolved is None else "#".join(filter(None, resolved))


def markup(page: Page, element: html.HtmlElement) -> str:
    """Return an element's name and attributes in one order, with links resolved."""
    attributes = sorted(
        (name, target(page, value) if name in _LINKS else " ".join(value.split())) for name, value in element.items()
    )
    return " ".join([str(element.tag), *(f'{name}="{value}"' for name, value in attributes)])


def redirect(page: Page) -> str | None:
    """Return where a page leads that only stands for one that moved; None for any other."""
    found = page.root.xpath("//meta[@http-equiv='refresh']/@content")
    return target(page, str(found[0]).partition("url=")[2]) if found else None


def _of_class(name: str, tag: str = "*") -> str:
    return f"//{tag}[contains(concat(' ', normalize-space(@class), ' '), ' {name} ')]"


def _found(page: Page, query: str) -> list[html.HtmlElement]:
    elements: list[html.HtmlElement] = page.root.xpath(query)
    return elements


def _texts(query: str) -> Aspect:
    return lambda page: (text(element) for element in _found(page, query))


def _values(query: str) -> Aspect:
    return lambda page: (" ".join(str(value).split()) for value in page.root.xpath(query))


def _identified(query: str) -> Aspect:
    return lambda page: (f"{element.get('id') or ''} {text(element)}".strip() for element in _found(page, query))


def _markup(query: str) -> Aspect:
    return lambda page: (markup(page, element) for element in _found(page, query))


def _links(query: str) -> Aspect:
    """Return what yields text and target of each link below the elements of a query."""

    def found(page: Page) -> Iterator[str]:
        for link in _found(page, f"{query}//a"):
            address = link.get("href") or link.get("xlink:href")
            if address is not None:
                yield f"{text(link)} -> {target(page, address)}"

    return found


def _root(page: Page) -> Iterator[str]:
    body = next(page.root.iterchildren("body"))
    colors = [f"{name} {value}" for name, value in sorted(body.items()) if name.startswith("data-md-color")]
    yield " ".join([page.root.get("lang") or "", *colors])


def _headings(page: Page) -> Iterator[str]:
    for heading in _found(page, " | ".join(f"{_ARTICLE}//h{level}" for level in range(1, 7))):
        yield f"{heading.tag} {text(heading)}"


def _terms(page: Page) -> Iterator[str]:
    for link in _found(page, _of_class("term", "a")):
        yield f"{text(link)} -> {target(page, link.get('href') or '')}, {link.get('aria-describedby')}"
    yield from _identified(f"{_of_class('term-notes')}/p")(page)


def _citations(page: Page) -> Iterator[str]:
    for citation in _found(page, _of_class("citation")):
        yield f"{text(citation)} -> {' '.join(target(page, str(link)) for link in citation.xpath('.//@href'))}"


def _estimates(page: Page) -> Iterator[str]:
    for row in _found(page, f"{_of_class('estimate')}//tr"):
        yield " | ".join([row.get("id") or "", *(text(cell) for cell in row)])


def _words(page: Page) -> Iterator[str]:
    for article in _found(page, _ARTICLE):
        yield from text(article).split()


def _navigation(page: Page) -> Iterator[str]:
    for item in _found(page, f"{_of_class('md-nav--primary')}//li[not(ancestor::nav[contains(@class, 'secondary')])]"):
        depth = "-" * len(item.xpath("ancestor::li"))
        # The page itself has a label besides, which opens its contents on a phone, where it has any.
        for label in item.xpath("./a | ./label[not(@for='__toc')] | ./div/a"):
            address = label.get("href")
            yield f"{depth}{text(label)}" + (f" -> {target(page, address)}" if address is not None else "")


def _files_loaded(page: Page) -> Iterator[str]:
    """Yield the files that a page loads, without the theme's, which carry a hash in their names."""
    for element in _found(page, "//link[not(@rel='canonical' or @rel='prev' or @rel='next')] | //script"):
        address = element.get("href") or element.get("src") or element.get("data-src")
        if address and not _THEMES_OWN.search(address):
            yield f"{element.tag} {element.get('rel') or element.get('type') or ''} {target(page, address)}"


def _search_entry(page: Page) -> Iterator[str]:
    for entry in _found(page, "//site-search"):
        root = entry.get("data-root") or ""
        yield " ".join(target(page, root + (entry.get(name) or "")) for name in ("data-index", "data-worker"))
    yield from _links("//site-search")(page)


ASPECTS: Mapping[str, Aspect] = {
    "titles": _texts("//title"),
    "descriptions": _values("//meta[@name='description']/@content"),
    "own addresses": _values("//link[@rel='canonical']/@href"),
    "other metadata": _markup("//meta[@name or @property][not(@name='description' or @name='generator')]"),
    "generator": _values("//meta[@name='generator']/@content"),
    "files loaded": _files_loaded,
    "headings": _headings,
    "anchors": _values(f"{_ARTICLE}//@id"),
    "links": _links(_ARTICLE),
    "diagrams": _identified(_of_class("diagram", "figure")),
    "follow-ups": _identified(_of_class("question", "details")),
    "terms": _terms,
    "citations": _citations,
    "sources": _identified(f"{_of_class('sources')}/li"),
    "estimates": _estimates,
    "words": _words,
    "elements": _markup(f"{_ARTICLE}//*"),
    "tags": _links(_of_class("md-tags")),
    "navigation": _navigation,
    "contents": _links(_of_class("md-nav--secondary")),
    "next and last": _links(_of_class("md-footer__inner")),
    "header": _texts(_of_class("md-header")),
    "footer": _texts(_of_class("md-footer-meta")),
    "search entry": _search_entry,
    "skip link": _links("//*[@data-md-component='skip']"),
    "language, colors": _root,
}
"""What is compared of each page, as lists whose order counts; 'elements' holds all by which text is styled."""
