"""What the theme writes against the HTML standard, mended in the finished page."""

from __future__ import annotations

import re

_CHECKBOX = re.compile(r'<input\b[^>]*\btype="checkbox"[^>]*>')
_EMPTY_TABINDEX = re.compile(r'(<[a-z][^>]*?)\s+tabindex(?:="")?(?=[\s>/])')


def mend(page: str) -> str:
    """Return the page without attributes that the standard does not allow.

    A checkbox takes no autocomplete, and a tabindex without a number is none.
    """
    page = _CHECKBOX.sub(lambda found: found.group().replace(' autocomplete="off"', ""), page)
    return _EMPTY_TABINDEX.sub(r"\1", page)
