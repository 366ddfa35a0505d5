"""MkDocs hook: an adapter around the content model. It validates, and says nothing when all is well."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

from mkdocs.exceptions import Abort
from mkdocs.plugins import event_priority

from scripts.content import model
from scripts.content.problems import ContentError, report
from scripts.finish import exports, theme
from scripts.preview.stale import Preview

log = logging.getLogger("mkdocs.plugins.content")
_serving = False
_preview: Preview | None = None
_content: Any = None


def on_startup(*, command: str, dirty: bool, **_: Any) -> None:
    """Remember whether this is a preview, which accepts unfinished places, and whether it writes only what changed."""
    global _serving, _preview  # noqa: PLW0603 - MkDocs tells the command here and nowhere else
    _serving = command == "serve"
    _preview = Preview() if dirty else None
    if dirty:
        # MkDocs warns of what the preview mends.
        logging.getLogger("mkdocs.commands.build").addFilter(lambda record: "'dirty' build" not in record.getMessage())


@event_priority(100)  # before the macros plugin, whose errors would hide the author's
def on_config(config: Any) -> Any:
    """Load and check all content; every problem is told in one run."""
    root = Path(config.config_file_path).parent
    try:
        content = model.load(root, allow_gaps=_serving)
    except ContentError as error:
        raise Abort(f"\n{error}") from error
    config.content = content
    for extension in ("scripts.pages.citations", "scripts.pages.terms"):
        config.mdx_configs[extension] = {"content": content}
    if content.gaps:
        log.info("Unfinished, and refused by `make build`:\n%s", report(content.gaps))
    return config


def on_files(files: Any, *, config: Any, **_: Any) -> None:
    """In a preview, choose the pages that are written anew."""
    global _content  # noqa: PLW0603 - as above
    _content = config.content
    if _preview:
        outputs = {file.src_uri: Path(file.abs_dest_path) for file in files.documentation_pages()}
        _preview.date_back(Path(config.config_file_path).parent, _content, outputs)


def on_nav(nav: Any, **_: Any) -> None:
    """In a preview, give the pages that are not read anew their titles, which the others print."""
    if not _preview:
        return
    titles = {str(chapter.path): chapter.title for chapter in _content.chapters.values()}
    for page in nav.pages:
        page.title = page.title or titles.get(page.file.src_uri)


@event_priority(-100)  # after every plugin, on the page as it will be read
def on_post_page(output: str, **_: Any) -> str:
    """Mend what the theme writes against the HTML standard."""
    return theme.fix(output)


def on_post_template(output_content: str, *, template_name: str, **_: Any) -> str:
    """Mend the page for addresses that lead nowhere, which is a template of its own."""
    return theme.fix(output_content) if template_name.endswith(".html") else output_content


def on_post_build(*, config: Any, **_: Any) -> None:
    """Write the files that other programs read."""
    exports.write(_content, Path(config.docs_dir), Path(config.site_dir))
