"""How long loading takes as the number of chapters grows."""

from __future__ import annotations

import time
from pathlib import Path

from scripts.content import markdown, model

SIZES = (250, 500, 1000, 2000)
_PARAGRAPH = (
    "A claim that stands in a sentence of some length [@source{key}] and [leads on](chapter-{next}.md#part). " * 6
)
_DESCRIPTION = "A synthetic chapter that times the loader. ".ljust(120, ".")
_CHAPTER = """---
title: Chapter {number}
description: {description}
kind: page
difficulty: easy
updated: 2026-11-22
tags: [text]
related:
  - to: chapter-{next}
    why: It is the next one, and so on around the whole book.
---

# Chapter {number}

## Part {{ #part }}

{body}
"""


def rows(work: Path) -> list[tuple[int, float, float]]:
    """Return (chapters, seconds, milliseconds a chapter) for each size, each loaded from cold."""
    found = []
    for size in SIZES:
        root = work / f"content-{size}"
        _write(root, size)
        markdown.parse.cache_clear()
        start = time.perf_counter()
        loaded = model.load(root)
        spent = time.perf_counter() - start
        assert len(loaded.chapters) == size
        found.append((size, spent, spent / size * 1000))
    return found


def _write(root: Path, size: int) -> None:
    docs = root / "docs"
    docs.mkdir(parents=True)
    nav = "".join(f"  - chapter-{number}.md\n" for number in range(size))
    config = f"site_name: Synthetic\nnav:\n{nav}plugins:\n  - tags:\n      tags_allowed: [text]\n"
    (root / "mkdocs.yml").write_text(config)
    sources = [
        f"@misc{{source{n},\n  title = {{T}},\n  author = {{A, B}},\n  year = {{2020}},\n  url = {{https://example.org}}\n}}\n"
        for n in range(20)
    ]
    (docs / "references.bib").write_text("\n".join(sources))
    for number in range(size):
        following = (number + 1) % size
        paragraphs = "\n\n".join(_PARAGRAPH.format(key=(number + n) % 20, next=following) for n in range(30))
        text = _CHAPTER.format(description=_DESCRIPTION, number=number, next=following, body=paragraphs)
        (docs / f"chapter-{number}.md").write_text(text)
