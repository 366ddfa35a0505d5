"""MkDocs hook: an adapter around the content model. It validates, and says nothing when all is well."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from scripts.content.problems import ContentError, report
from scripts.pages import current, exports, theme

log = logging.getLogger("mkdocs.plugins.content")
_serving = False


def on_startup(*, command: str, **_: Any) -> None:
    """Remember whether this is a preview, which accepts unfinished places."""
    global _serving  # noqa: PLW0603 - MkDocs tells the command here and nowhere else
    _serving = command == "serve"


@event_priority(100)  # before the macros plugin, whose errors would hide the author's
def on_config(config: Any) -> Any:
    """Load and check all content; every problem is told in one run."""
    root = Path(config.config_file_path).parent
    try:
        content = current.refresh(root, allow_gaps=_serving)
    except ContentError as error:
        raise Abort(f"\n{error}") from error
    if content.gaps:
        log.info("Unfinished, and refused by `make build`:\n%s", report(content.gaps))
    return config


@event_priority(-100)  # after every plugin, on the page as it will be read
def on_post_page(output: str, **_: Any) -> str:
    """Mend what the theme writes against the HTML standard."""
    return theme.mend(output)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Mend the page for addresses that lead nowhere, which is a template of its own."""
    return theme.mend(output_content) if template_name.endswith(".html") else output_content


def on_post_build(*, config: Any, **_: Any) -> None:
    """Write the files that other programs read."""
    exports.write(current.content(), Path(config.docs_dir), Path(config.site_dir))
