"""Parts of finished pages, cut out for other places: without ids and classes, links from the site's root."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from urllib.parse import urlsplit

from selectolax.lexbor import LexborNode


def excerpt(parts: Iterable[LexborNode], folder: str) -> str:
    """Return the HTML of some nodes of a page; the nodes change with it.

    Args:
        parts: the nodes.
        folder: the address of the page below the site's root.
    """
    parts = list(parts)
    for part in parts:
        for node in (part, *part.css("*")):
            for name in ("id", "class"):
                if name in node.attributes:
                    del node.attrs[name]
            address = node.attributes.get("href")
            if address is not None:
                node.attrs["href"] = from_root(address, folder)
    return "".join(part.html or "" for part in parts).strip()


def from_root(address: str, folder: str) -> str:
    """Return an address of a page in `folder` as a path below the site's root; one with a host stays."""
    split = urlsplit(address)
    if split.scheme or split.netloc:
        return address
    path = posixpath.normpath(posixpath.join(folder, split.path)) if split.path else folder.rstrip("/")
    path = "" if path == "." else path + ("/" if not split.path or split.path.endswith("/") else "")
    return path + (f"?{split.query}" if split.query else "") + (f"#{split.fragment}" if split.fragment else "")
