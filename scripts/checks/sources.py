"""List the sources of the bibliography that nothing lasting leads to: `make sources`.

A DOI, a number of arXiv and an address of an archive last; any other address may go. The last lines count them by kind
of entry. It asks no host: whether there is an archived copy, one finds by looking.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urlsplit

from scripts.content.problems import ContentError, Findings
from scripts.content.sources import bibliography
from scripts.content.sources.bibliography import Source

BIBLIOGRAPHY = Path("docs/references.bib")
ARCHIVES = frozenset(
    {"archive.org", "archive.today", "archive.ph", "arxiv.org", "doi.org", "hal.science", "perma.cc", "zenodo.org"}
)
"""Hosts, with those below them, that keep what they have under its address."""


def lasting(source: Source) -> bool:
    """Whether a DOI, a number of arXiv or an archive leads to a source."""
    if source.fields.get("doi") or source.fields.get("eprint"):
        return True
    host = urlsplit(source.fields.get("url", "")).hostname or ""
    return any(host == archive or host.endswith(f".{archive}") for archive in ARCHIVES)


def listing(sources: Iterable[Source]) -> str:
    """Return a line for each source that may go, by kind, and how many of each kind there are."""
    listed = list(sources)
    going = sorted((source for source in listed if not lasting(source)), key=lambda source: (source.kind, source.key))
    lines = [f"{source.kind:14}{source.key}: {source.fields.get('url') or 'no address'}" for source in going]
    all_of, going_of = (Counter(source.kind for source in some) for some in (listed, going))
    lines += ["", *(f"{kind:14}{going_of[kind]:4} of {count}" for kind, count in sorted(all_of.items()))]
    return "\n".join([*lines, f"{len(going)} of {len(listed)} sources have no DOI, no arXiv number and no archive."])


def main() -> int:
    """List those of the working folder; return the exit status, 1 where the bibliography cannot be read."""
    findings = Findings()
    sources = bibliography.read(BIBLIOGRAPHY, BIBLIOGRAPHY, findings)
    if findings.items:
        print(ContentError(findings.items), file=sys.stderr)
        return 1
    print(listing(sources.values()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
