"""The finished site made over for the file system, where no host finds the page of a folder or answers a script.

Links name the page of a folder. Scripts come as classic ones, since browsers take no modules from files; what scripts
would fetch lies beside them as scripts, too (local.js hands it over). The policy of the pages speaks of hosts and goes.
"""

from __future__ import annotations

import json
import posixpath
import shutil
from collections.abc import Iterator
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts import node
from scripts.finish.document import parse, serialize
from scripts.publish import offline, policy, references

SCRIPTS = "assets/javascripts"
DATA = "assets/data"
"""Where what scripts would fetch lies, each file as a script that hands over its text."""
LOCAL = "local.js"
_BUNDLER = "scripts/archive/bundle.js"
_HOSTED = ("*.br", "*.gz", "*.txt", "*.webmanifest", "sitemap.xml", "404.html", policy.HEADERS, policy.NGINX)
_OFFLINE = ("service-worker.js", offline.FILE)
"""What only hosts, other programs and browsers with a connection ask for."""
_CARDS = "assets/cards"
"""Pictures for where a page is shared."""
_FETCHED = ("*.json", "*.md", "cases/*/index.html")
"""What scripts fetch: data, the text of a page, and the case beside an attempt."""
_GONE = 'meta[http-equiv="Content-Security-Policy"], link[rel="preload"], link[rel="manifest"]'
_SHEETS = "assets/stylesheets/*.css"
_LATE, _SOON = "font-display:optional", "font-display:swap"
"""A font that comes after the first paint is not shown on a host; from a disk each comes after it, and at once."""


class ArchiveError(Exception):
    """The site cannot be made over; the message says what is missing."""


def make(site: Path, folder: Path) -> None:
    """Write the site for the file system.

    Args:
        site: the finished site, which stays as it is.
        folder: where to write; it must not exist.

    Raises:
        ArchiveError: the site is not there, a page loads no script of the site, or the scripts cannot be joined.
    """
    if not (site / "index.html").is_file():
        raise ArchiveError(f"{site.name}/index.html is missing; run `make build` first")
    shutil.copytree(site, folder, ignore=shutil.ignore_patterns(*_HOSTED, *_OFFLINE))
    shutil.rmtree(folder / _CARDS, ignore_errors=True)
    entries: set[str] = set()
    linked: set[Path] = set()
    for page in sorted(folder.rglob("*.html")):
        document = parse(page.read_text(encoding="utf-8"))
        entries |= set(_scripts(document, page.relative_to(folder).as_posix()))
        linked |= {(page.parent / (link.attributes.get("href") or "")).resolve() for link in document.css("a[href]")}
        for element in document.css(_GONE):
            element.decompose()
        references.change(document, by_file)
        page.write_text(serialize(document), encoding="utf-8")
    for sheet in folder.glob(_SHEETS):
        sheet.write_text(sheet.read_text(encoding="utf-8").replace(_LATE, _SOON), encoding="utf-8")
    _join(folder, entries)
    for source in sorted({file for pattern in _FETCHED for file in folder.rglob(pattern)}):
        _wrap(folder, source)
        if source.suffix == ".json" and source.resolve() not in linked:
            source.unlink()  # nobody opens it alone


def by_file(address: str, root: str = "") -> str:
    """Return an address within the site that names the page of a folder: "../x/#part" as "../x/index.html#part".

    Args:
        address: as written in a page.
        root: where it starts from; of no matter here.
    """
    del root
    path = address.partition("#")[0].partition("?")[0]
    if ":" in path.partition("/")[0] or path.startswith("/"):
        return address
    if path.endswith("/") or path in {".", ".."} or path.endswith(("/.", "/..")):
        return f"{path.rstrip('/')}/index.html{address[len(path) :]}"
    return address


def _scripts(document: LexborHTMLParser, page: str) -> Iterator[str]:
    """Let a page load its scripts as classic ones, ours behind the one that stands for the host; yield their paths."""
    start = document.css_first("script#site-script[data-src]")
    if start is None:
        return  # a page that only leads on
    address = start.attributes["data-src"] or ""
    yield posixpath.normpath(posixpath.join(posixpath.dirname(page), address))
    head = document.head
    if head is None:
        raise ArchiveError(f"{page} has no head")
    for file in (posixpath.join(posixpath.dirname(address), LOCAL), address):
        head.insert_child(_element(f'<script defer src="{file}"></script>', "script"))
    for inline in document.css("script:not([src]):not([type])"):
        if "site-script" in (inline.text() or ""):
            inline.decompose()


def _element(source: str, name: str) -> LexborNode:
    found = LexborHTMLParser(source).css_first(name)
    if found is None:
        raise ArchiveError(f"{source} is no element")
    return found


def _join(folder: Path, entries: set[str]) -> None:
    """Turn the modules into classic scripts: the one of the pages, and the worker of the search."""
    if not entries:
        return
    below = folder / SCRIPTS
    workers = {f"{SCRIPTS}/{file.name}" for file in below.glob("core-worker-*.js")}
    order = {"folder": str(folder.resolve()), "pages": sorted(entries), "workers": sorted(workers)}
    try:
        node.ask(_BUNDLER, order)
    except node.NodeError as error:
        raise ArchiveError(f"the scripts cannot be joined: {error}") from error
    for file in below.glob("core-*.js"):
        if f"{SCRIPTS}/{file.name}" not in entries | workers:
            file.unlink()
    shutil.copy(Path(__file__).with_name(LOCAL), below / LOCAL)


def _wrap(folder: Path, source: Path) -> None:
    """Write a text as a script that hands it over under its path."""
    path = source.relative_to(folder).as_posix()
    target = folder / DATA / f"{path}.js"
    target.parent.mkdir(parents=True, exist_ok=True)
    # JSON is JavaScript, but for what ends a script in old parsers; this file is no part of a page.
    text = json.dumps(source.read_text(encoding="utf-8"), ensure_ascii=False)
    target.write_text(f"pcFile({json.dumps(path)}, {text});\n", encoding="utf-8")
