"""The content that pages are made from, as macros and Markdown extensions find it."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import Any

from scripts.content import model
from scripts.content.model import Content


def content_of(config: Any = None) -> Content:
    """Return the content that an adapter has put into its generator's configuration as `content`.

    A generator that knows no hooks has none there: its process loads the content of its working folder, once.
    """
    found = config.get("content") if isinstance(config, dict) else getattr(config, "content", None)
    return found if isinstance(found, Content) else _of_working_folder()


@functools.cache
def _of_working_folder() -> Content:
    return model.load(Path.cwd(), allow_gaps=True)
