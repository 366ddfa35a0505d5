"""The pages of a site: what they ask for, new names of files written into them, and what a browser does not need."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import minify_html
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.finish.document import parse, serialize, site_address
from scripts.publish import policy, references
from scripts.publish.assets import PublishError
from scripts.publish.references import Names
from scripts.publish.trim import trim

INLINE = "data-inline"
"""The attribute of a link to a stylesheet that is written into the page: one that few pages need, and need at once."""
Sheets = tuple[str, ...]
"""Stylesheets that a page links for the same media, in their order, by path below the site's root."""


@dataclass(frozen=True)
class Survey:
    """What the pages of a site ask for.

    Args:
        pages: their paths below the site's root.
        named: the files that they name, in links too.
        sheets: each group of stylesheets that some page links, in the order of the pages.
        manifests: the web app manifests that they link.
        draws_diagrams: whether a page leaves diagrams to the browser, or lets readers draw.
    """

    pages: tuple[str, ...]
    named: frozenset[str]
    sheets: tuple[Sheets, ...]
    manifests: tuple[str, ...]
    draws_diagrams: bool


def survey(site: Path) -> Survey:
    """Read all pages of a site and return what they ask for."""
    paths = tuple(file.relative_to(site).as_posix() for file in sorted(site.rglob("*.html")) if file.is_file())
    names = Names({}, site_address(site))
    present = {file.relative_to(site).as_posix() for file in site.rglob("*.css")}
    named: set[str] = set()
    sheets: dict[Sheets, None] = {}
    manifests: dict[str, None] = {}
    draws = False
    for path in paths:
        document = parse(_read(site, path))
        references.change(document, _noting(path, names, named))
        sheets.update(dict.fromkeys(group for group, _ in _groups(document, path, names, present)))
        for link in document.css('link[rel="manifest"]'):
            file = names.file(link.attributes.get("href") or "", path)
            if file and (site / file).is_file():
                manifests[file] = None
        draws = draws or document.css_first(f".mermaid, {policy.PAD}") is not None
    for path in manifests:
        references.in_manifest(_read(site, path), _noting(path, names, named))
    return Survey(paths, frozenset(named), tuple(sheets), tuple(manifests), draws)


def rewrite(site: Path, found: Survey, names: Names, sheets: Mapping[Sheets, str]) -> None:
    """Write the new names of files into the pages, minify them, and say what a browser may run in each.

    Args:
        site: the folder of the site.
        found: what its pages ask for.
        names: the new names.
        sheets: the one stylesheet that a group of them became.
    """
    bundled = {file for group in found.sheets for file in group}
    written: set[Path] = set()
    pages: dict[str, str] = {}
    for path in found.pages:
        document = parse(_read(site, path))
        for group, links in _groups(document, path, names, bundled):
            # One link, where the first of the group stood.
            href = links[0].attributes["href"] or ""
            links[0].attrs["href"] = names.to(sheets[group], href, path)
            for link in links[1:]:
                link.decompose()
            if INLINE in links[0].attributes:
                _inline(links[0], (site / sheets[group]).read_text(encoding="utf-8"))
                written.add(site / sheets[group])
        references.change(document, _renaming(path, names))
        trim(document)
        _ask_first(document)
        pages[path] = _minified(serialize(document))
    for path, page in policy.protect(pages).items():
        (site / path).write_text(page, encoding="utf-8")
    policy.write_headers(site, pages.values())
    for file in written:
        file.unlink()  # no page asks for it any more
    for path in found.manifests:
        text = references.in_manifest(_read(site, path), _renaming(path, names))
        (site / path).write_text(text, encoding="utf-8")


def _groups(
    document: LexborHTMLParser, page: str, names: Names, present: Collection[str]
) -> Iterator[tuple[Sheets, list[LexborNode]]]:
    """Yield the stylesheets of the site that a page links, with their links: those for all media and pages together."""
    together: list[tuple[str, LexborNode]] = []
    alone: list[tuple[str, LexborNode]] = []
    for link in document.css('link[rel="stylesheet"][href]'):
        file = names.file(link.attributes["href"] or "", page)
        if file and file in present:
            apart = (link.attributes.get("media") or "all") != "all" or INLINE in link.attributes
            (alone if apart else together).append((file, link))
    for group in [together, *([one] for one in alone)]:
        if group:
            yield tuple(file for file, _ in group), [link for _, link in group]


def _inline(link: LexborNode, rules: str) -> None:
    """Put the rules of a stylesheet in the place of its link."""
    style = LexborHTMLParser(f"<style>{rules}</style>").css_first("style")
    if style is None:
        raise PublishError(f"{link.attributes['href']} cannot be written into a page.")
    link.replace_with(style)


def _ask_first(document: LexborHTMLParser) -> None:
    """Put what a page is painted with at the top of its head.

    A script waits for the stylesheets before it, and the parser for the script. What stands behind would be asked for
    only then, since with a policy in the page, browsers do not look ahead of the parser.
    """
    charset = document.css_first("head meta[charset]")
    if charset is not None:
        links = [*document.css("head link[rel='stylesheet']"), *document.css("head link[rel='preload']")]
        for link in reversed(links):
            charset.insert_after(link)  # a copy
            link.decompose()


def _noting(page: str, names: Names, named: set[str]) -> references.Change:
    """Return a change that changes nothing and notes which files are named."""

    def note(address: str, root: str = "") -> str:
        named.add(names.file(address, page, root) or "")
        return address

    return note


def _renaming(page: str, names: Names) -> references.Change:
    def rename(address: str, root: str = "") -> str:
        return names.changed(address, page, root)

    return rename


def _read(site: Path, path: str) -> str:
    try:
        return (site / path).read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise PublishError(f"{path}: byte {error.start} is not UTF-8; save the file in UTF-8.") from error


def _minified(page: str) -> str:
    """Tags stay closed and attributes as they are, so that other tools read the pages too; comments go, and with them
    the marks that tell checks what a macro wrote.
    """
    return minify_html.minify(
        page,
        keep_closing_tags=True,
        keep_html_and_head_opening_tags=True,
        minify_css=False,
        minify_js=False,
        minify_doctype=False,
    )
