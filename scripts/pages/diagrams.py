"""Superfences formatter: a `mermaid` fence becomes a figure with drawing, title, description and source.

A fence whose snapshot is in the repository is inlined as SVG. Any other is left to mkdocs-mermaid2-plugin, which draws
it in the browser from the site's own copy of Mermaid.
"""

from __future__ import annotations

import json
import re
from html import escape
from typing import Any

from scripts.content.chapters.diagrams import Diagram, describe
from scripts.diagrams import snapshots
from scripts.pages.site import content_of

_MEANINGS = (
    (re.compile(r"\w\(\["), "rounded ends are a person"),
    (re.compile(r"\w\[[^\[(/]"), "a box is a service or a step"),
    (re.compile(r"\w\[\("), "a cylinder is a store"),
    (re.compile(r"\w\[\["), "a barred box is a queue"),
    (re.compile(r"@\{ *shape: hex"), "a hexagon is a model"),
    (re.compile(r"\w\[/"), "a slanted box is human review"),
    (re.compile(r"\w\{[^ ]"), "a diamond is a decision"),
)
"""The house's shapes: how each begins in Mermaid, and what it means everywhere on the site."""


def figure(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Return the figure of one diagram; the arguments are those of any superfences formatter."""
    diagram = describe(source)
    drawing = snapshots.svg_of(source) or _left_to_the_browser(source)
    title = escape(diagram.title)
    return (
        f'<figure class="diagram"><diagram-view>'
        f'<div class="diagram-box" tabindex="0" role="region" aria-label="Diagram: {title}"{_width(drawing)}>'
        f"{drawing}</div>"
        f"</diagram-view><figcaption><strong>{title}.</strong> {escape(diagram.description)}{_legend(diagram)}"
        f'<details class="diagram-source"><summary>Legend and source</summary>{_shapes(source)}'
        # No code element: the theme measures each one at every load, also those that are folded away.
        f'<pre data-search-exclude tabindex="0">{escape(source.strip())}</pre></details></figcaption></figure>'
    )


def _width(drawing: str) -> str:
    """Tell the stylesheet a drawing's width, so that it can shrink it, but not below reading size."""
    found = re.match(r'<svg[^>]*\bwidth="(\d+)"', drawing)
    return f' style="--drawn: {found.group(1)}px"' if found else ""


def _left_to_the_browser(source: str) -> str:
    settings = escape(json.dumps(content_of().settings.mermaid))
    return f'<div class="mermaid" data-settings="{settings}">{escape(source)}</div>'


def _legend(diagram: Diagram) -> str:
    return ' <span class="diagram-legend">Probabilistic core in color.</span>' if diagram.core else ""


def _shapes(source: str) -> str:
    """Return what the shapes of a flowchart mean, those that stand in it."""
    found = [meaning for pattern, meaning in _MEANINGS if pattern.search(source)]
    return f"<p>{'; '.join(found).capitalize()}.</p>" if found and source.startswith(("flowchart", "graph")) else ""
