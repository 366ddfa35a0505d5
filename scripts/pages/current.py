"""The content of the build that is running, shared by macros and Markdown extensions."""

from __future__ import annotations

from pathlib import Path

from scripts.content import model
from scripts.content.model import Content

_content: Content | None = None


def refresh(root: Path, *, allow_gaps: bool = False) -> Content:
    """Load the content anew and keep it; see `model.load` for arguments and errors."""
    global _content  # noqa: PLW0603 - extensions are made by name and can be handed nothing
    _content = model.load(root, allow_gaps=allow_gaps)
    return _content


def content() -> Content:
    """Return the content that was loaded last; without a hook that loads it, load it from the working folder."""
    return _content if _content is not None else refresh(Path.cwd())
