"""The content of the build that is running and the page it is at, shared by macros and Markdown extensions."""

from __future__ import annotations

from pathlib import Path

from scripts.content import model
from scripts.content.chapters.chapter import Chapter
from scripts.content.model import Content

_content: Content | None = None
_page: str = ""


def refresh(root: Path, *, allow_gaps: bool = False) -> Content:
    """Load the content anew and keep it; see `model.load` for arguments and errors."""
    global _content  # noqa: PLW0603 - extensions are made by name and can be handed nothing
    _content = model.load(root, allow_gaps=allow_gaps)
    return _content


def enter(chapter_id: str) -> None:
    """Remember which page is converted from now on."""
    global _page  # noqa: PLW0603 - as above
    _page = chapter_id


def page() -> Chapter | None:
    """Return the page that is being converted; None before the first one and for a page that is no chapter."""
    return content().chapters.get(_page)


def content() -> Content:
    """Return the content that was loaded last; without a hook that loads it, load it from the working folder."""
    return _content if _content is not None else refresh(Path.cwd())
