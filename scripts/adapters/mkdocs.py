"""Runs MkDocs on mkdocs.yml, in this process; each of its warnings is an error."""

from __future__ import annotations

import os
from collections.abc import Collection
from pathlib import Path
from typing import Any

from mkdocs.commands import build as command
from mkdocs.config import load_config
from mkdocs.config.base import LegacyConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import BasePlugin

from scripts.adapters import mkdocs_messages
from scripts.adapters.errors import UNWRITABLE, BuildError
from scripts.content.model import Content

_EXTENSIONS = ("scripts.pages.citations", "scripts.pages.terms")
"""The Markdown extensions that print what the content model knows."""


def build(
    root: Path, raw: Path, content: Content, *, site_url: str | None = None, only: Collection[str] | None = None
) -> None:
    """Build the site as MkDocs and its plugins make it, before anything is finished.

    Args:
        root: the folder of mkdocs.yml.
        raw: the folder to write into; emptied first, unless only some pages are written.
        content: what the site says, loaded and checked; pages find it as `content` on MkDocs' configuration.
        site_url: where the site will be published; None for what mkdocs.yml says.
        only: the pages to write anew, as paths below docs/; None for all.

    Raises:
        BuildError: MkDocs, a plugin, a macro or a template failed or warned.
        OSError: the pages could not be written.
    """
    os.environ.update(NO_MKDOCS_2_WARNING="1", DISABLE_MKDOCS_2_WARNING="true")  # an advertisement at every build
    pages = _Pages(content, only)
    with mkdocs_messages.collected() as records:
        try:
            config = load_config(str(root / "mkdocs.yml"), site_dir=str(raw), site_url=site_url, strict=False)
            _hand_over(config, content, pages)
            config.plugins.on_startup(command="build", dirty=only is not None)
            try:
                command.build(config, dirty=only is not None)
            finally:
                config.plugins.on_shutdown()
        except Abort as error:  # MkDocs has logged why; this is a SystemExit too
            raise BuildError(mkdocs_messages.warnings(root, records) or [str(error)]) from error
        except SystemExit as ended:  # how the macros plugin ends a build; the cause is what it was handling
            cause = ended.__context__ or ended
            raise BuildError([mkdocs_messages.macro(root, pages.current, cause)]) from cause
        except Exception as error:
            if isinstance(error, OSError) and error.errno in UNWRITABLE:
                raise
            raise BuildError(mkdocs_messages.failure(root, records, error)) from error
    if records:
        raise BuildError(mkdocs_messages.warnings(root, records))


def _hand_over(config: Any, content: Content, pages: _Pages) -> None:
    """Let macros, templates and Markdown extensions find the content in MkDocs' configuration."""
    config.content = content
    for extension in _EXTENSIONS:
        if extension in config.markdown_extensions:
            config.mdx_configs[extension] = {**config.mdx_configs.get(extension, {}), "content": content}
    config.plugins["pages"] = pages


class _Pages(BasePlugin[LegacyConfig]):  # type: ignore[no-untyped-call]
    """Chooses the pages that are written anew and remembers the one at work.

    Args:
        content: what the site says.
        only: the pages to write anew; None for all.
    """

    def __init__(self, content: Content, only: Collection[str] | None) -> None:
        self._titles = {str(chapter.path): chapter.title for chapter in content.chapters.values()}
        self._only = only
        self.current = ""

    def on_files(self, files: Any, **_: Any) -> None:
        """Say which pages changed: MkDocs, which compares times of files, overlooks what a macro prints."""
        for file in files.documentation_pages() if self._only is not None else ():
            file.is_modified = lambda path=file.src_uri: path in (self._only or ())

    def on_nav(self, nav: Any, **_: Any) -> None:
        """Give the pages that are not read anew their titles, which the others print."""
        for page in nav.pages if self._only is not None else ():
            page.title = page.title or self._titles.get(page.file.src_uri)

    def on_pre_page(self, page: Any, **_: Any) -> None:
        """Remember the page, for the message about a macro in it."""
        self.current = page.file.src_uri
