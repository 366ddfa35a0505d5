"""Where things stand in the repository: the one place that knows it."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).parents[1]
"""The root of the repository, wherever it was cloned to."""

DOCS = ROOT / "docs"
SITE = ROOT / "site"
CONFIG = ROOT / "mkdocs.yml"
