"""Files that pages ask for: the unused ones go, the others get a name that changes with their content."""

from __future__ import annotations

import hashlib
import json
import shutil
import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[2]
_UNUSED = (
    "**/*.map",  # of the theme's minified files
    "assets/javascripts/lunr",  # the theme's search, which is switched off
    "assets/javascripts/workers",
    "assets/diagrams",  # drawings stand in the pages
)
_MERMAID = "assets/vendor/mermaid.min.js"
_HASHED = ("assets/fonts/*.woff2", "assets/images/*", "search.json")
_DIGITS = 8


def drop_unused(site: Path) -> None:
    """Remove what no page of the site asks for."""
    for pattern in _UNUSED:
        for file in list(site.glob(pattern)):
            shutil.rmtree(file) if file.is_dir() else file.unlink()
    # Only a diagram without a snapshot is drawn in the browser, and a published site has none.
    if not any('class="mermaid"' in page.read_text(encoding="utf-8") for page in site.rglob("*.html")):
        (site / _MERMAID).unlink(missing_ok=True)


def hash_files(site: Path) -> dict[str, str]:
    """Put a hash of its content into the name of each font, image and index.

    Returns:
        The new path by the old one, both below the site's root.
    """
    names = {}
    for pattern in _HASHED:
        for file in sorted(site.glob(pattern)):
            digest = hashlib.sha256(file.read_bytes()).hexdigest()[:_DIGITS]
            target = file.with_name(f"{file.stem}.{digest}{file.suffix}")
            file.rename(target)
            names[file.relative_to(site).as_posix()] = target.relative_to(site).as_posix()
    return names


def bundle(site: Path) -> dict[str, str]:
    """Bundle and minify scripts and stylesheets with esbuild and PurgeCSS; return new paths by old ones.

    Raises:
        subprocess.CalledProcessError: a script or stylesheet is broken; Node has said where.
    """
    made = subprocess.run(
        [ROOT / "scripts/setup/node", "node", ROOT / "scripts/publish/bundle.js", site.resolve()],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    names: dict[str, str] = json.loads(made.stdout)
    vendor = site / "assets/vendor"
    for file in [*vendor.glob("*.js"), *site.glob("assets/javascripts/search/*.js")]:
        if file.name != Path(_MERMAID).name:
            file.unlink()
    return names
