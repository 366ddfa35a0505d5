"""Publishing in the order in which each part needs the one before."""

from __future__ import annotations

from pathlib import Path

from scripts.finish.document import site_address
from scripts.publish import assets, compress, offline, pages
from scripts.publish.assets import PublishError
from scripts.publish.references import Names

__all__ = ["PublishError", "publish"]


def publish(site: Path, kept: Path | None = None) -> None:
    """Drop what no page asks for, hash and bundle the rest, minify the pages, compress everything, list what is needed
    without a connection, all in place.

    Args:
        site: the folder of the finished site.
        kept: a folder that keeps compressed copies from build to build.

    Raises:
        PublishError: there is no page, a page cannot be read, or a script or stylesheet is broken; in the words of the
            tool that found it.
    """
    found = pages.survey(site)
    if not found.pages:
        raise PublishError(f"{site} holds no page to publish: build the site first.")
    assets.drop_unused(site, draws_diagrams=found.draws_diagrams)
    names = assets.hash_files(site, found.named)
    bundled = assets.bundle(site, found.pages, found.sheets, names)
    pages.rewrite(site, found, Names({**names, **bundled.names}, site_address(site)), bundled.sheets)
    compress.write(site, kept)
    offline.write(site)
