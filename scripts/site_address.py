"""Print where GitHub Pages serves a repository: `python -m scripts.site_address`, which the workflow asks.

A file docs/CNAME with a domain of one's own decides; else a repository called owner.github.io is served at the root of
that host, and any other one below its name.
"""

from __future__ import annotations

import os
import re
import sys
from pathlib import Path

_DOMAIN = re.compile(r"(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z0-9-]*[a-z][a-z0-9-]*", re.IGNORECASE)
CNAME = Path("docs/CNAME")


def address(repository: str, domain: str = "") -> str:
    """Return the address of the site's root.

    Args:
        repository: 'owner/name'.
        domain: a domain of one's own, or nothing.

    Raises:
        ValueError: the one or the other is none.
    """
    if domain:
        if not _DOMAIN.fullmatch(domain):
            raise ValueError(f"'{domain}' is no domain; expected a name such as study.example.org")
        return f"https://{domain.lower()}/"
    owner, slash, name = repository.partition("/")
    if not (owner and slash and name) or "/" in name:
        raise ValueError(f"'{repository}' is no repository; expected owner/name")
    host = f"{owner.lower()}.github.io"
    return f"https://{host}/" if name.lower() == host else f"https://{host}/{name}/"


def main(root: Path, repository: str) -> int:
    """Print the address of a repository; return the exit status."""
    file = root / CNAME
    domain = file.read_text(encoding="utf-8-sig").strip() if file.is_file() else ""
    try:
        print(address(repository, domain))
    except ValueError as error:
        print(f"{CNAME.as_posix() if domain else 'GITHUB_REPOSITORY'}: {error}.", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(Path.cwd(), os.environ.get("GITHUB_REPOSITORY", "")))
