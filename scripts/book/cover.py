"""What a book says of itself, and the cover that shows it in the site's colors."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape

LICENSE = "https://creativecommons.org/licenses/by/4.0/"


@dataclass(frozen=True)
class About:
    """What a book says of itself.

    Args:
        title: the name of the site.
        sentence: what it is.
        day: of the last change in a chapter.
        address: of the site.
        sign: its favicon, an SVG.
    """

    title: str
    sentence: str
    day: date
    address: str
    sign: str

    @property
    def shown_day(self) -> str:
        """The day as readers see it."""
        return f"{self.day.day} {self.day:%B %Y}"


COVER_STYLE = """
.book-cover { display: flex; flex-direction: column; box-sizing: border-box; height: var(--cover-height);
  padding: 9% 11%;  background: #fbf8f2; color: #23201b; font-family: "Source Serif 4", Georgia, serif; }
.book-cover svg { width: 34%; height: auto; margin: 22% 0 8%; }
.book-cover .book-title { margin: 0; font-size: var(--cover-letters); font-weight: 700; line-height: 1.1; }
.book-cover p { margin: 1em 0 0; font-size: calc(var(--cover-letters) * 0.42); line-height: 1.4; }
.book-cover .book-facts { margin-top: auto; color: #5c564c;
  font: calc(var(--cover-letters) * 0.32)/1.5 "Source Sans 3", sans-serif; }
.book-cover a { color: #a8341a; }
"""


def cover(about: About) -> str:
    """Return the cover as an element of HTML; `--cover-height` and `--cover-letters` are its measures."""
    address = escape(about.address, quote=True)
    return f"""<section class="book-cover">{about.sign}<p class="book-title">{escape(about.title)}</p>
<p>{escape(about.sentence)}</p><p class="book-facts">{about.shown_day}<br><a href="{address}">{address}</a><br>
Text and diagrams <a href="{LICENSE}">CC BY 4.0</a>, code MIT</p></section>"""
