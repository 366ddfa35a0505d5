"""Superfences formatter: a `mermaid` fence becomes a figure with its title, its description and its source."""

from __future__ import annotations

from html import escape
from typing import Any

from scripts.content.diagrams import describe


def figure(source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
    """Return the figure of one diagram; the arguments are those of any superfences formatter."""
    diagram = describe(source)
    return (
        f'<figure class="diagram diagram--{escape(diagram.kind)}">'
        f'<div class="diagram-box" tabindex="0" role="region" aria-label="Diagram: {escape(diagram.title)}">'
        f'<div class="mermaid">{escape(source)}</div></div>'
        f"<figcaption><strong>{escape(diagram.title)}.</strong> {escape(diagram.description)}</figcaption>"
        "</figure>"
    )
