"""Make the built site ready to serve: `python -m scripts.publish`."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.publish import assets, compress, pages


def main(site: Path) -> None:
    """Drop what no page asks for, hash and bundle the rest, minify the pages, compress everything."""
    assets.drop_unused(site)
    names = assets.hash_files(site)
    pages.rewrite(site, names)
    pages.rewrite(site, assets.bundle(site))
    pages.minify(site)
    compress.write(site)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "site"))
