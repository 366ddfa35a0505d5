"""Links of the form `site:cases/x/#part`, a path below the site's root, made relative to the page they stand in.

So text that is written once can stand on any page, and the site works below any path and from a folder.
"""

from __future__ import annotations

import posixpath
from urllib.parse import quote

from selectolax.lexbor import LexborHTMLParser

from scripts.finish.document import elements, map_srcset, page_folder
from scripts.pages.links import SCHEME

NOT_FOUND = "404.html"
"""Served for any address that leads nowhere, so that nothing relative holds in it."""
SRCSETS = frozenset({"srcset", "imagesrcset", "data-srcset"})


def resolve(document: LexborHTMLParser, page: str, base: str) -> None:
    """Resolve the links of a page in every attribute that begins with `site:`.

    Args:
        document: the page, which is changed.
        page: its path below the site's root, such as "cases/x/index.html".
        base: path of the site's root on its host, such as "/" or "/course/"; the 404 page's links begin with it.
    """
    for node in elements(document):
        for name, value in node.attributes.items():
            if not value or SCHEME not in value:
                continue
            if name in SRCSETS:
                node.attrs[name] = map_srcset(value, lambda address: _resolved(address, page, base))
            elif value.startswith(SCHEME):
                node.attrs[name] = _resolved(value, page, base)


def _resolved(address: str, page: str, base: str) -> str:
    if not address.startswith(SCHEME):
        return address
    target = address.removeprefix(SCHEME).lstrip("/")
    if page == NOT_FOUND:
        return base.rstrip("/") + "/" + target
    return relative(target, page)


def relative(target: str, page: str) -> str:
    """Return the address of a target seen from a page.

    Args:
        target: path below the site's root, with query and fragment if it has them: "cases/x/#part", "graph.json", "".
        page: path of the page below the root: "cases/x/index.html".

    Returns:
        "../x/#part"; for the page itself "#part", or "./" without a fragment.
    """
    path, mark, fragment = target.partition("#")
    path, question, query = path.partition("?")
    rest = question + query + mark + fragment
    folder = quote(page_folder(page))
    here = f"{folder}/" if folder else ""
    own = here if page.endswith("index.html") else quote(page)
    if path in {own, quote(page)} and rest:
        return rest
    found = posixpath.relpath("/" + path, "/" + folder)
    if path and not path.endswith("/"):
        return found + rest
    return ("./" if found == "." else f"{found}/") + rest
