"""The pages of a built site: new names of files written into them, and what a browser does not need taken out."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import minify_html

_TEXTS = ("*.html", "*.css")
_STYLESHEET = re.compile(r'\s*<link rel="stylesheet" href="([^"]+)">')


def rewrite(site: Path, names: Mapping[str, str]) -> None:
    """Write the new names of files wherever a page or a stylesheet names the old ones.

    Args:
        site: the built site.
        names: new path by old path, both below the site's root.
    """
    for pattern in _TEXTS:
        for file in site.rglob(pattern):
            text = file.read_text(encoding="utf-8")
            for old, new in names.items():
                # A stylesheet names a font from its own folder: ../fonts/name.
                for start in ("assets/", "../") if file.suffix == ".css" else ("",):
                    text = text.replace(old.replace("assets/", start, 1), new.replace("assets/", start, 1))
            file.write_text(_once(text), encoding="utf-8")


def _once(text: str) -> str:
    """Return a page that links each stylesheet once, where the first of its parts stood."""
    seen: set[str] = set()

    def keep(link: re.Match[str]) -> str:
        new = link.group(1) not in seen
        seen.add(link.group(1))
        return link.group() if new else ""

    return _STYLESHEET.sub(keep, text)


def minify(site: Path) -> None:
    """Minify every page; tags stay closed and attributes as they are, so that other tools read the pages too."""
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        file.write_text(
            minify_html.minify(
                text,
                keep_closing_tags=True,
                keep_html_and_head_opening_tags=True,
                minify_css=False,
                minify_js=False,
                minify_doctype=False,
            ),
            encoding="utf-8",
        )
