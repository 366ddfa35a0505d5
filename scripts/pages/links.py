"""Addresses from one page to another, so that the site works below any path and from a folder."""

from __future__ import annotations

import posixpath


def relative_url(start: str, target: str) -> str:
    """Return the way from one page to another, both given below the site's root as 'a/b/' ('' is home)."""
    way = posixpath.relpath("/" + target, "/" + start)
    return "./" if way == "." else way + "/"
