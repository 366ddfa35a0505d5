"""The Content-Security-Policy: what a browser may run and load, in each page and in the headers that a host sends.

A page names the hash of every script and style that stands in it and allows nothing else of that kind. Instant
navigation shows further pages under the policy of the first, so each page also allows the styles of the others.
"""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

HEADERS = "_headers"
"""Of hosts such as Netlify and Cloudflare Pages."""
NGINX = "security-headers.conf"
"""To be included in a `server` of nginx."""
PAD = "pc-room"
"""The element in which readers draw. Mermaid writes its styles into each drawing, so its page allows them, and no other
does. Links to it load it anew (docs/assets/javascripts/room-door.js): under another page's policy it could not draw."""
_LEFT = re.compile(r'class="?mermaid[">\s]')
"""A diagram that is left to the browser for want of a snapshot; only a trial build has one."""
_ANY_STYLE = ["'unsafe-inline'"]
_SCRIPT = re.compile(r"<script(?P<attributes>[^>]*)>(?P<text>.*?)</script>", re.DOTALL)
_STYLE = re.compile(r"<style[^>]*>(.*?)</style>", re.DOTALL)
_IDLE = re.compile(r"\bsrc=|\btype=(?!\"?(?:module|text/javascript)\b)")
"""An attribute with which what stands in the element is not run."""
_CHARSET = re.compile(r"<meta charset=[^>]*>")
_EVERYWHERE = "base-uri 'none';form-action 'none';object-src 'none'"
_OTHERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}
_IMMUTABLE = "public, max-age=31536000, immutable"
_HASHED = ("/assets/fonts/*", "/assets/javascripts/*", "/assets/stylesheets/*")
"""Folders in which every name changes with its content."""


def protect(pages: Mapping[str, str]) -> dict[str, str]:
    """Return pages with their policy in them.

    Args:
        pages: finished and minified, by path below the root; nothing in them changes afterwards.
    """
    styles = _hashes(text for page in pages.values() for text in _STYLE.findall(page))
    if any(_LEFT.search(page) for page in pages.values()):
        styles = _ANY_STYLE
    return {path: _with(page, _policy(page, styles)) for path, page in pages.items()}


def write_headers(site: Path, pages: Iterable[str]) -> None:
    """Write what a host should send with every page, for hosts that read it from a file and for nginx.

    A header and a policy in a page hold together, so the header leaves styles to the page.

    Args:
        site: the folder of the site.
        pages: the finished pages.
    """
    scripts = " ".join(["'self'", *_hashes(text for page in pages for text in _scripts(page))])
    sent = {"Content-Security-Policy": f"script-src {scripts};{_EVERYWHERE};frame-ancestors 'none'", **_OTHERS}
    lines = ["/*", *(f"  {name}: {value}" for name, value in sent.items())]
    for folder in _HASHED:
        lines += [folder, f"  Cache-Control: {_IMMUTABLE}"]
    (site / HEADERS).write_text("\n".join(lines) + "\n", encoding="utf-8")
    nginx = [f'add_header {name} "{value}" always;' for name, value in sent.items()]
    (site / NGINX).write_text("\n".join(nginx) + "\n", encoding="utf-8")


def _policy(page: str, styles: list[str]) -> str:
    allowed = _ANY_STYLE if f"<{PAD}" in page else styles
    scripts = " ".join(["'self'", *_hashes(_scripts(page))])
    shown = " ".join(["'self'", *allowed])
    return f"default-src 'self';script-src {scripts};style-src {shown};img-src 'self' data:;{_EVERYWHERE}"


def _with(page: str, policy: str) -> str:
    meta = f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
    return _CHARSET.sub(lambda found: found[0] + meta, page, count=1)


def _scripts(page: str) -> list[str]:
    return [found["text"] for found in _SCRIPT.finditer(page) if not _IDLE.search(found["attributes"])]


def _hashes(texts: Iterable[str]) -> list[str]:
    """Return the sources that allow these texts, each once; CSP Level 3, "Does element match source list"."""
    digests = (hashlib.sha256(text.encode()).digest() for text in dict.fromkeys(texts))
    return [f"'sha256-{base64.b64encode(digest).decode()}'" for digest in digests]
