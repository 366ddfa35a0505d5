"""Superfences formatter: a `mermaid` fence becomes a figure with drawing, title, description and legend.

A fence whose snapshot is in the repository is inlined as SVG, and so is its drawing for phones, where it has one: the
stylesheet shows the one that can be read. Any other is left to mkdocs-mermaid2-plugin, which draws
it in the browser from the site's own copy of Mermaid.
"""

from __future__ import annotations

import functools
import json
import re
from html import escape
from typing import Any

from pymdownx.superfences import SuperFencesException

from scripts.content import settings
from scripts.content.chapters.diagrams import Diagram, describe
from scripts.content.mermaid.labels import for_mermaid
from scripts.diagrams import snapshots
from scripts.paths import CONFIG

_CORE = "In color: the probabilistic core, which may err."
_MEANINGS = {
    "person": "rounded ends are a person",
    "service": "a box is a service or a step",
    "store": "a cylinder is a store",
    "queue": "a barred box is a queue",
    "model": "a hexagon is a model",
    "review": "a slanted box is human review",
    "decision": "a diamond is a decision",
}
"""The house's shapes, as `scripts.content.mermaid.flowchart` names them, and what each means everywhere on the site."""


ROOT_SIZE = 20
"""Pixels of the root font size at which a drawing stands at scale 1: the theme's, as long as no reader changes it."""


READABLE = 0.72
"""How far a drawing may shrink until its smallest letters can just be read; what is still wider is scrolled to."""
SIZE_STEP = 2
"""Steps of the least widths, in rem; the stylesheet has a class for each."""


def figure(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Return the figure of one diagram; the arguments are those of any superfences formatter.

    Raises:
        SuperFencesException: the only one that Superfences lets through; after any other it prints the fence as code.
    """
    try:
        return _figure(source)
    except Exception as error:
        raise SuperFencesException(f"a diagram cannot be shown: {error}") from error


def _figure(source: str) -> str:
    diagram = describe(source)
    drawings = snapshots.drawings(snapshots.name_of(source))
    shown = "".join(_sized(svg) for svg in drawings.values()) or _left_to_the_browser(source)
    title = escape(diagram.title)
    return (
        f'<figure class="diagram"><diagram-view>'
        f'<div class="diagram-box" tabindex="0" role="region" aria-label="Diagram: {title}">'
        f"{shown}</div>"
        f"</diagram-view><figcaption><strong>{title}.</strong> {escape(diagram.description)}{_legend(diagram)}"
        f"{_shapes(diagram)}</figcaption></figure>"
    )


def _sized(svg: str) -> str:
    """Return a drawing as wide as it was drawn, in the page's own unit, so that it grows with the reader's text.

    A class says how far the stylesheet may shrink it; it is no style, since a page allows none that is written into it.
    """
    found = re.match(r'<svg([^>]*?) width="(\d+)" height="\d+"', svg)
    if found is None:
        return svg
    width = int(found[2]) / ROOT_SIZE
    least = int(width * READABLE // SIZE_STEP * SIZE_STEP)
    return f'<svg{found[1]} class="w{least}" width="{width:g}rem"{svg[found.end() :]}'


def _left_to_the_browser(source: str) -> str:
    given = escape(json.dumps(_settings()))
    return f'<div class="mermaid" data-settings="{given}">{escape(for_mermaid(source))}</div>'


@functools.cache
def _settings() -> dict[str, Any]:
    """Mermaid's settings, with which the browser draws as `make diagrams` does."""
    return settings.read(CONFIG).mermaid


def _legend(diagram: Diagram) -> str:
    return f' <span class="diagram-legend">{_CORE}</span>' if diagram.core else ""


def _shapes(diagram: Diagram) -> str:
    """Return what the shapes of a flowchart mean, those that stand in it, folded."""
    found = [meaning for shape, meaning in _MEANINGS.items() if shape in diagram.shapes]
    if not found:
        return ""
    meanings = "; ".join(found).capitalize()
    return f'<details class="diagram-legend-fold"><summary>Legend</summary><p>{meanings}.</p></details>'
