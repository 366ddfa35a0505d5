"""The site as MkDocs and as Zensical make it, compared by what a reader notices.

    python -m scripts.checks.portability

Both get the same text and the same finishing step. Whatever a reader could notice must be the same, or the exit status
is 1. What else differs is listed below, each kind with its reason, and counted.
"""

from __future__ import annotations

import hashlib
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path

from lxml import etree

from scripts.adapters import mkdocs, zensical
from scripts.adapters.errors import BuildError
from scripts.checks.aspects import ASPECTS, redirect
from scripts.checks.pages import Page, read_site
from scripts.content import model
from scripts.content.problems import ContentError
from scripts.finish import FinishError, finish

WORK = Path(".cache/portability")
_SHOWN = 5
"""Differences of one aspect that are printed; all are counted."""
_EXCERPT = 200
"""Characters of what differs that are printed."""


@dataclass(frozen=True)
class Difference:
    """What one site has and the other has not, in the same place.

    Args:
        aspect: what was compared.
        page: path of the page or file below the site's root.
        first: what the first site has there; empty for nothing.
        second: what the second site has.
    """

    aspect: str
    page: str
    first: str
    second: str

    def __str__(self) -> str:
        return f"{self.aspect}, {self.page}: {_excerpt(self.first)} against {_excerpt(self.second)}"


@dataclass(frozen=True)
class Allowed:
    """A kind of difference that may stand.

    Args:
        aspects: what was compared.
        reason: why no reader misses anything.
        page: regular expression of the whole path.
        first: regular expression of all that the first site has there.
        second: regular expression of all that the second has.
    """

    aspects: tuple[str, ...]
    reason: str
    page: str = r".*"
    first: str = r".*"
    second: str = r".*"

    def covers(self, difference: Difference) -> bool:
        """Whether the difference is of this kind."""
        parts = (
            (self.page, difference.page),
            (self.first, difference.first),
            (self.second, difference.second),
        )
        return difference.aspect in self.aspects and all(re.fullmatch(pattern, value) for pattern, value in parts)


ALLOWED = (
    Allowed(("generator",), "each generator names itself", first="mkdocs-.*", second="zensical-.*"),
    Allowed(
        ("anchors", "elements"),
        "'Skip to content' leads to an empty anchor of the theme's before the text",
        first="",
        second=r'__skip|a id="__skip" tabindex="-1"',
    ),
    Allowed(
        ("skip link",),
        "'Skip to content' leads to an empty anchor of the theme's before the text",
        first=r"(Skip to content -> \S+)?",
        second=r"Skip to content -> \S*#__skip",
    ),
    Allowed(
        ("header",),
        "the button that opens the navigation has a name for screen readers, which Material does not give it",
        second="Navigation .*",
    ),
    Allowed(
        ("files",),
        "the theme's own scripts and styles",
        page=r"assets/(javascripts/(bundle\.|workers/|lunr/|LICENSE)|stylesheets/((classic|modern)/)?(main|palette)\.).*",
    ),
    Allowed(("files",), "only Zensical's own script reads it", page=r"redirect\.json", first=""),
    Allowed(("files",), "only Material's plugin writes it, and nothing reads it", page=r"tags\.json", second=""),
    Allowed(("files",), "the same addresses, without the days of the build", page=r"sitemap\.xml"),
    Allowed(("files",), "hosts compress the sitemap themselves", page=r"sitemap\.xml\.gz", second=""),
)
"""All that may differ. A kind that a reader could notice does not belong here: the cause must go."""


@dataclass(frozen=True)
class Comparison:
    """Two sites compared.

    Args:
        counts: how much each site has of each aspect.
        noticeable: what a reader could notice.
        allowed: how often each kind of the others was found.
    """

    counts: dict[str, tuple[int, int]]
    noticeable: tuple[Difference, ...]
    allowed: Counter[Allowed]

    @property
    def unseen(self) -> list[str]:
        """The aspects of which neither site has anything, so that nothing was compared; a site may have no redirect."""
        return [aspect for aspect, counted in self.counts.items() if not any(counted) and aspect != "redirects"]

    def table(self, first: str, second: str) -> str:
        """Return the comparison for people, with the names of the two generators."""
        found = Counter(difference.aspect for difference in self.noticeable)
        lines = [f"{'':16}{first:>10}{second:>10}{'differing':>11}"]
        lines += [f"{aspect:16}{a:10,}{b:10,}{found[aspect]:11}" for aspect, (a, b) in self.counts.items()]
        reasons: Counter[str] = Counter()
        for kind, times in self.allowed.items():
            reasons[kind.reason] += times
        lines += ["", "Allowed:", *(f"{times:5} {reason}" for reason, times in reasons.items())]
        return "\n".join([*lines, "", *self._noticed()])

    def _noticed(self) -> Iterator[str]:
        shown: Counter[str] = Counter()
        for difference in self.noticeable:
            shown[difference.aspect] += 1
            if shown[difference.aspect] <= _SHOWN:
                yield str(difference)
        if self.unseen:
            yield f"Neither site has any of these, so they were not compared: {', '.join(self.unseen)}."
        count = len(self.noticeable)
        yield f"{count or 'No'} difference{'' if count == 1 else 's'} that a reader could notice."


def compare(first: Path, second: Path, allowed: Iterable[Allowed] = ALLOWED) -> Comparison:
    """Compare two finished sites.

    Raises:
        ValueError: one of them has no page.
    """
    here, there = read_site(first), read_site(second)
    both = sorted(here.keys() & there.keys())
    counts = {"pages": (len(here), len(there))}
    differences = list(_differing("pages", "", sorted(here), sorted(there)))
    for aspect in ("redirects", *ASPECTS):
        items, others = ({path: _items(aspect, page) for path, page in site.items()} for site in (here, there))
        counts[aspect] = (sum(map(len, items.values())), sum(map(len, others.values())))
        for path in both:
            differences.extend(_differing(aspect, path, items[path], others[path]))
    for aspect, read in (("sitemap", _sitemap), ("files", _files)):
        found, others_found = read(first), read(second)
        counts[aspect] = (len(found), len(others_found))
        for path in sorted(found.keys() | others_found.keys()):
            if found.get(path) != others_found.get(path):
                differences.append(Difference(aspect, path, found.get(path, ""), others_found.get(path, "")))
    return _sorted(counts, differences, tuple(allowed))


def _items(aspect: str, page: Page) -> list[str]:
    moved = redirect(page)
    if aspect == "redirects":
        return [moved] if moved is not None else []
    return list(ASPECTS[aspect](page)) if moved is None else []  # nobody reads a page that only leads elsewhere


def _differing(aspect: str, page: str, first: list[str], second: list[str]) -> Iterator[Difference]:
    if first == second:
        return
    for kind, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if kind != "equal":
            yield Difference(aspect, page, " ".join(first[a:b]), " ".join(second[c:d]))


def _sitemap(site: Path) -> dict[str, str]:
    file = site / "sitemap.xml"
    found = etree.parse(file).iter("{*}loc") if file.is_file() else ()
    return {address.text or "": "listed" for address in found}


def _files(site: Path) -> dict[str, str]:
    """Return a hash of every file that is no page, by path."""
    return {
        file.relative_to(site).as_posix(): hashlib.sha256(file.read_bytes()).hexdigest()[:8]
        for file in sorted(site.rglob("*"))
        if file.is_file() and file.suffix != ".html"
    }


def _sorted(
    counts: dict[str, tuple[int, int]], differences: Iterable[Difference], allowed: tuple[Allowed, ...]
) -> Comparison:
    noticeable = []
    kinds: Counter[Allowed] = Counter()
    for difference in differences:
        kind = next((kind for kind in allowed if kind.covers(difference)), None)
        if kind is None:
            noticeable.append(difference)
        else:
            kinds[kind] += 1
    return Comparison(counts, tuple(noticeable), kinds)


def _excerpt(found: str) -> str:
    return f"'{found[:_EXCERPT]}{'…' if len(found) > _EXCERPT else ''}'" if found else "nothing"


def main() -> int:
    """Build the site of the working folder with both generators, compare, print; return the exit status."""
    root = Path.cwd()
    try:
        content = model.load(root)
        for name, build in (("mkdocs", mkdocs.build), ("zensical", zensical.build)):
            print(f"Building with {name}", flush=True)
            raw = root / WORK / f"{name}-raw"
            build(root, raw, content)
            finish(raw, root / WORK / name, content, docs=root / "docs")
    except (ContentError, BuildError, FinishError) as error:
        print(error, file=sys.stderr)
        return 1
    comparison = compare(root / WORK / "mkdocs", root / WORK / "zensical")
    print(comparison.table("MkDocs", "Zensical"))
    return 1 if comparison.noticeable or comparison.unseen else 0


if __name__ == "__main__":
    sys.exit(main())
