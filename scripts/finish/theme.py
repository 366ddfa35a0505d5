"""What the theme writes against the HTML standard, mended in the finished page."""

from __future__ import annotations

import re

_CHECKBOX = re.compile(r'<input\b[^>]*\btype="checkbox"[^>]*>')
_EMPTY_TABINDEX = re.compile(r'(<[a-z][^>]*?)\s+tabindex(?:="")?(?=[\s>/])')
_BUNDLE = re.compile(r'<script src="([^"]*/bundle\.[^"]*\.js)"></script>')
_MODULE = re.compile(r'<script src="([^"]*)" type="module"></script>')
_AFTER_PAINT = (
    r'<script type="text/plain" id="site-script" data-src="\1"></script>'
    "<script>requestAnimationFrame(()=>setTimeout(()=>"
    'import(new URL(document.getElementById("site-script").dataset.src,location))))</script>'
)
_PALETTE = 'class="md-header__option" data-md-component="palette"'
_WIDE = re.compile(r'<knowledge-graph|class="matrix-view"')
_MAIN = 'class="md-main"'
_CODE = re.compile(r"(<pre[^>]*>(?:<span></span>)?<code)(?=[ >])")
_TASK = re.compile(r'(<li class="task-list-item">)(<input type="checkbox"\s*/?>)(.*?)(</li>)', re.DOTALL)
_TABLE = re.compile(r"<table>(.*?)</table>", re.DOTALL)


def mend(page: str) -> str:
    """Return the page without what the standard does not allow and with the names that assistive technology needs.

    Our script waits for the first paint, since reading needs none of it; the theme's is left to ours, and so is the
    switch of colors. A checkbox takes no autocomplete, a tabindex without a number is none, the boxes of a checklist
    have no name, and wide tables and formulas scroll in boxes that the keyboard reaches. A page with one wide figure
    says so.
    """
    page = _CHECKBOX.sub(lambda found: found.group().replace(' autocomplete="off"', ""), page)
    page = _BUNDLE.sub(r'<script type="text/plain" id="theme-script" data-src="\1"></script>', page)
    page = _MODULE.sub(_AFTER_PAINT, page)
    page = page.replace(_PALETTE, 'class="md-header__option color-switch"')
    if _WIDE.search(page):
        page = page.replace(_MAIN, 'class="md-main md-main--wide"')
    page = _CODE.sub(r'\1 tabindex="0"', page)
    page = _TASK.sub(r"\1<label>\2\3</label>\4", page)
    # The theme wraps tables by script, in a box that the keyboard cannot reach.
    page = _TABLE.sub(
        r'<div class="table-box" tabindex="0" role="group" aria-label="Table"><table class="table">\1</table></div>',
        page,
    )
    return _EMPTY_TABINDEX.sub(r"\1", page)
