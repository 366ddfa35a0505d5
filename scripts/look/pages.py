"""What is looked at: a page of every type, at five widths, in both color schemes."""

from __future__ import annotations

from typing import Literal

TYPES = {
    "home": "",
    "book": "book/",
    "framework": "framework/",
    "step": "framework/evaluation/",
    "cases": "cases/",
    "case": "cases/retrieval-augmented-generation/",
    "concept": "concepts/llm-serving/",
    "practice": "practice/estimates/",
    "estimate": "practice/estimates/video-fleet/",
    "drill": "practice/estimates/drill/",
    "matrix": "matrix/",
    "graph": "graph/",
    "glossary": "glossary/",
    "references": "references/",
    "tags": "tags/",
    "404": "404.html",
}
"""A page of every type, by the name of the type: its path below the site's root."""

WIDTHS = {360: 740, 768: 1024, 1024: 768, 1440: 900, 1920: 1080}
"""Width and height of the windows, in px: a phone, a tablet held both ways, a laptop, a desk."""

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
LARGE_TEXT = {390: 844, 1280: 900}
"""Windows in which text of twice the size is looked at, in px."""


def type_of(path: str) -> str:
    """Return a file name for a page: its type where it stands for one, else its path with dashes."""
    named = next((name for name, known in TYPES.items() if known == path), None)
    return named or path.strip("/").replace("/", "-") or "home"
