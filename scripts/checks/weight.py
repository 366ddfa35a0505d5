"""What a reader's first visit to a page transfers, counted from the files of a published site."""

from __future__ import annotations

import gzip
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

from scripts.checks.pages import Page
from scripts.publish import references

KILO = 1000
BUDGETS = {"first visit": 150 * KILO, "script": 45.5 * KILO}
"""Bytes on the wire, compressed with gzip, at most."""
SECOND_PAGE = 40 * KILO
"""Bytes of a further page, at most."""
LONGEST = {"case": 45.5 * KILO}
"""Kinds of chapters that may take more: a case has a first pass, a contract and follow-ups more than the others."""

_IMPORT = re.compile(r"""(?:import|from)\s*["'](\./[^"']+)["']""")
_PACKED = {".woff2", ".png", ".webp", ".avif"}


@dataclass(frozen=True)
class Weight:
    """Bytes on the wire by kind, and how many requests they take."""

    kinds: dict[str, int]
    requests: int

    @property
    def total(self) -> int:
        """All bytes together."""
        return sum(self.kinds.values())


def first_visit(page: Page, site: Path) -> Weight:
    """Return what a browser with an empty cache transfers for a page, headers aside.

    Fonts that a page preloads count; every font that its stylesheets name and that it shows is preloaded, which a test
    asserts.
    """
    kinds: Counter[str] = Counter(html=packed(site / page.path))
    files = {"style": _linked(page, "//link[@rel='stylesheet']/@href"), "script": _scripts(page, site)}
    files["font"] = _linked(page, "//link[@rel='preload'][@as='font']/@href")
    files["icon"] = _linked(page, "//link[@rel='icon']/@href")
    for kind, paths in files.items():
        kinds[kind] = sum(packed(site / path) for path in paths)
    return Weight(dict(kinds), 1 + sum(len(paths) for paths in files.values()))


def packed(file: Path) -> int:
    """Return a file's bytes as a host with gzip sends them."""
    data = file.read_bytes()
    return len(data) if file.suffix in _PACKED else len(gzip.compress(data, 9))


def fonts_named(site: Path) -> set[str]:
    """Return the names of the fonts that the site's stylesheets name."""
    found: set[str] = set()

    def note(address: str, root: str = "") -> str:
        found.add(Path(urlsplit(address).path).name)
        return address

    for sheet in site.glob("assets/stylesheets/*.css"):
        references.in_style(sheet.read_text(encoding="utf-8"), note)
    return {name for name in found if name.endswith(".woff2")}


def _linked(page: Page, query: str) -> list[str]:
    found = [page.resolve(str(link)) for link in page.root.xpath(query)]
    return list(dict.fromkeys(target[0] for target in found if target))


def _scripts(page: Page, site: Path) -> list[str]:
    """Return the scripts a page loads, with the modules that these import before they run."""
    waiting = _linked(page, "//script/@src | //script/@data-src")  # those that wait for the first paint
    found: list[str] = []
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.append(path)
        folder = Path(path).parent
        text = (site / path).read_text(encoding="utf-8")
        waiting.extend((folder / name).as_posix() for name in _IMPORT.findall(text))
    return found
