"""Addresses that were ever published are kept for good.

    python -m scripts.checks.addresses            say which have gone, and which are not listed yet; exit status 1
    python -m scripts.checks.addresses --update   list the new ones

A page that moves leaves an entry in `redirect_maps` of mkdocs.yml. A heading whose id changes keeps the old one as
`[](){ #old-id }` in front of it.
"""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.checks.pages import Page, read_site

LIST = Path(__file__).with_name("addresses.txt")
UPDATE = "make addresses"


def addresses(pages: dict[str, Page]) -> set[str]:
    """Return every page and every section of it, as 'a/b/' and 'a/b/#section'."""
    found = set()
    for page in pages.values():
        if page.path == "404.html":
            continue
        url = page.path.removesuffix("index.html")
        found.add(url)
        sections = page.root.xpath(
            "//article//*[self::h2 or self::h3 or self::details]/@id | //article//a[not(@href)]/@id"
        )
        found.update(f"{url}#{anchor}" for anchor in sections)
    return found


def problems(pages: dict[str, Page], listed: set[str]) -> list[str]:
    """Return a sentence for each address that has gone and for each that is not listed."""
    now = addresses(pages)
    gone = [
        f"'{address or 'home'}' was published and leads nowhere: leave a redirect, or keep the old id"
        for address in sorted(listed - now)
        if not _redirects(pages, address)
    ]
    new = [f"'{address or 'home'}' is new: run `{UPDATE}`" for address in sorted(now - listed)]
    return gone + new


def read_list() -> set[str]:
    """Return the addresses that were published so far."""
    return set(LIST.read_text(encoding="utf-8").split("\n")[1:-1]) if LIST.is_file() else set()


def _redirects(pages: dict[str, Page], address: str) -> bool:
    page = pages.get(f"{address.partition('#')[0]}index.html")
    return page is not None and bool(page.root.xpath("//meta[@http-equiv='refresh']"))


def main(arguments: list[str]) -> int:
    """Check or update the list; return the exit status."""
    pages = read_site(Path("site"))
    listed = read_list()
    if "--update" in arguments:
        kept = sorted(listed | addresses(pages))
        LIST.write_text(
            "# Every address that was ever published; only grows.\n" + "\n".join(kept) + "\n", encoding="utf-8"
        )
        print(f"{len(kept)} addresses, {len(kept) - len(listed)} of them new.")
        return 0
    found = problems(pages, listed)
    print("\n".join(found) or f"{len(listed)} addresses, all of them lead somewhere.")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
