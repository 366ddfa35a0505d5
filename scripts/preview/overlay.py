"""What a preview adds to the pages it serves: the problems of the last build, and a script that follows the builds."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from html import escape

ADDRESS = "/__preview/"
"""Below it lies what no site has: the script and the events."""
_PLACE = re.compile(r"^(\S+?\.\w+(?::\d+)?): ")
_STYLE = """
:host { position: fixed; inset: auto 0 0; z-index: 9999; font: 15px/1.5 system-ui, sans-serif; }
details { max-height: 50vh; overflow: auto; background: #fff4f2; color: #3b0d06; border-top: 3px solid #b3261e; }
summary { padding: .6rem 1rem; font-weight: 600; cursor: pointer; position: sticky; top: 0; background: inherit; }
ol { margin: 0; padding: 0 1rem 1rem 2.6rem; }
li { margin: .3rem 0; overflow-wrap: anywhere; white-space: pre-line; }
code { font: 600 13px/1.5 ui-monospace, monospace; }
:focus-visible { outline: 3px solid #b3261e; outline-offset: -3px; }
@media print { :host { display: none; } }
"""


def problems(sentences: Sequence[str], *, good: bool = True) -> str:
    """Return the HTML that lists problems, folded away by its heading, which the keyboard reaches too.

    Args:
        sentences: what is wrong; no HTML when there is none.
        good: whether there is a last good version to serve meanwhile.
    """
    if not sentences:
        return ""
    count = f"{len(sentences)} problem{'' if len(sentences) == 1 else 's'}"
    served = "; the pages are the last good version" if good else "; no page could be built yet"
    items = "".join(f"<li>{_item(sentence)}</li>" for sentence in sentences)
    return (
        f"<style>{_STYLE}</style><details open><summary>{count}{served}</summary>"
        f'<ol tabindex="0" aria-label="Problems">{items}</ol></details>'
    )


def added(page: str, site: str, listed: str) -> str:
    """Return a page with the list of problems and the script.

    Args:
        page: a page of the site.
        site: which build it is from.
        listed: what `problems` returned.
    """
    # The list lives in a shadow tree: no style of the site changes it, and it changes none.
    shadow = f'<template shadowrootmode="open">{listed}</template>' if listed else ""
    more = (
        f'<preview-problems role="status" aria-label="Problems of the last build">{shadow}</preview-problems>'
        f'<script src="{ADDRESS}client.js" data-site="{escape(site)}" defer></script>'
    )
    start, end, rest = page.rpartition("</body>")
    return f"{start}{more}{end}{rest}" if end else page + more


def event(site: str, listed: str) -> str:
    """Return the event that tells the pages in a browser of a build."""
    return f"retry: 500\ndata: {json.dumps({'site': site, 'problems': listed})}\n\n"


def blank(title: str) -> str:
    """Return a page to show while there is no other."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{escape(title)}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1"></head>'
        f'<body style="font: 18px/1.5 system-ui, sans-serif; margin: 3rem">{escape(title)}</body></html>'
    )


def _item(sentence: str) -> str:
    place = _PLACE.match(sentence)
    if not place:
        return escape(sentence)
    return f"<code>{escape(place[1])}</code> {escape(sentence[place.end() :])}"
