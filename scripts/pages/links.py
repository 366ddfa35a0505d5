"""Links from generated parts of a page, before anybody knows where the page will be.

`site:cases/x/#part` names an address below the site's root. The finish step makes it relative to the page it stands in,
so that the site works below any path, from a folder, and whichever generator wrote the page.
"""

from __future__ import annotations

SCHEME = "site:"


def site_link(target: str, anchor: str = "") -> str:
    """Return a link to a page or file below the site's root.

    Args:
        target: an address such as 'cases/x/', '' for home, or a file such as 'graph.json'.
        anchor: an id of the page.
    """
    return f"{SCHEME}{target}" + (f"#{anchor}" if anchor else "")
