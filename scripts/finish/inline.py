"""The scripts that stand within a page: the theme's own, written anew together with ours.

Each has to be named to the browser by its hash (`scripts/publish/policy.py`), and cases have no byte to spare.
"""

from __future__ import annotations

import json
import re

from selectolax.lexbor import LexborHTMLParser, LexborNode

_SCOPE = re.compile(r'^__md_scope=new URL\("([^"\\]*)",location\)')
_FIRST = (
    '__md_scope=new URL("%s",location);{const safe=act=>(...args)=>{try{return act(...args)}catch{return null}},'
    "e=document.documentElement;"
    '__md_get=safe((key,from=localStorage,at=__md_scope)=>JSON.parse(from.getItem(at.pathname+"."+key)));'
    "__md_set=safe((key,value,to=localStorage,at=__md_scope)=>"
    'to.setItem(at.pathname+"."+key,JSON.stringify(value)));'
    'e.className="js js-focus-visible";Object.assign(e.dataset,__md_get("__settings"))}'
)
"""What the theme's script finds under the same names, except that a browser which keeps nothing stops nobody; that
scripts run, which the theme's own says too, but late, when each change of this class restyles the whole page; and how
the reader wants the text and whether things may move, as `store/settings.js` keeps it."""
_COLORS = "var palette="
"""The theme chooses the colors here; ours, in `overrides/main.html`, has done it before."""
_TABS = "var target="
"""Opens the tab that the address names; no page has tabs."""


def shorten(document: LexborHTMLParser) -> None:
    """Write the theme's scripts within a page anew, in place; one that is done already stays as it is."""
    for script in list(document.css("script:not([src]):not([type])")):
        text = script.text()
        if found := _SCOPE.match(text):
            _replace(document, script, _FIRST % found[1])
        elif text.startswith((_COLORS, _TABS)):
            script.decompose()
    for script in document.css("script#__config"):
        told = json.loads(script.text())
        kept = {"base": told["base"], "features": told["features"], "translations": {}}
        script.inner_html = json.dumps(kept, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _replace(document: LexborHTMLParser, script: LexborNode, text: str) -> None:
    anew = document.create_node("script")
    anew.insert_child(text)
    script.insert_before(anew, move=True)
    script.decompose()
