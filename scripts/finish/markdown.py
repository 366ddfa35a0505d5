"""The twin of a page: what its article says, as Markdown, for an editor, a script or an assistant of one's own.

It is made from the finished page, so that figures are computed and citations resolved. What leads around and what is
clicked is left out; a diagram stands there as its author wrote it, a formula as LaTeX, a plot by its title and
description.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from typing import Any
from urllib.parse import urljoin

from bs4 import Tag
from markdownify import ATX, MarkdownConverter
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.chapters.chapter import Chapter
from scripts.content.chapters.diagrams import describe
from scripts.content.maths import rows
from scripts.content.model import Content

_ARTICLE = ".md-content article"
_LEFT_OUT = (
    "h1, .headerlink, nav, .letters, .term-notes, script, style, template, button, select, svg, .mermaid,"
    " .diagram-legend, .diagram-legend-fold, .neighborhood, #neighborhood, .choices, .knowledge-graph, .pc-bar,"
    " .matrix__step, .sources__entry, pc-drill, pc-cards, pc-room, pc-settings, [hidden]"
)
"""Ways around the site, controls, and pictures whose words stand beside them."""
_EXPLAINED = (
    ".related__why, .step-spine__text, .pc-purposes span, .pc-estimates span, .pc-decks span, .decision-row span"
)
"""What says more of the link before it."""
_IN_PARENTHESES = {
    *("figure__range", "glossary__short", "comparison__modality", "comparison__with", "edges__type", "edges__count"),
    *("pc-plan__who", "pc-plan__minutes", "pc-says__minutes", "step-spine__minutes"),
}
"""What the style sets apart from the words before it."""
_TEX, _TEX_BLOCK = "tex", "language-tex"
_SPECIAL = re.compile(r"[\\*`]|(?<![^\W_])_|_(?![^\W_])|<(?=[A-Za-z/!?])")
"""What Markdown would take for a mark; an underscore within a word is none."""
_LIKE_A_BLOCK = re.compile(r"^(\d{0,9})([.)+#>-])(?=[\s#])")
"""How a paragraph cannot begin without becoming a list, a heading or a quotation."""
_BACKTICKS = re.compile(r"`+")
_FENCE = "```"
_MARK = re.compile(r"[> ]*(`{3,})")
"""Where code begins or ends."""


def twin(page: str, chapter: Chapter, content: Content, base: str) -> str:
    """Return the Markdown of a page; empty where the page has no article.

    Args:
        page: its finished HTML.
        chapter: what it shows.
        content: all that was built, for the addresses of sources.
        base: address of the site's root.

    Raises:
        ValueError: the page shows a formula or a diagram that its chapter does not have.
    """
    document = LexborHTMLParser(_with_latex(page.replace("&nbsp;", " "), chapter))
    article = document.css_first(_ARTICLE)
    if article is None:
        return ""
    address = urljoin(base, chapter.url)
    facts = _facts(article, chapter)
    _leave_out(article)
    if article.css_first("math") is not None:
        raise ValueError(f"{chapter.path}: the page shows a formula that the chapter does not have")
    _write_diagrams(article, chapter)
    _put_colons(article)
    converter = _Converter(address, content)
    head = converter.convert(f"<h1>{escape(chapter.title)}</h1><p>{escape(' · '.join([address, *facts]))}</p>")
    return _tidied(f"{head}\n\n{converter.convert(article.inner_html or '')}")


def _with_latex(page: str, chapter: Chapter) -> str:
    """Put the LaTeX of each formula in the place of its MathML, which is known by how it is set."""
    blocks = {f.source for document in chapter.documents for f in document.fences if f.language == "math"}
    for source in blocks:
        code = f'<pre><code class="{_TEX_BLOCK}">{escape(source.strip(), quote=False)}</code></pre>'
        page = page.replace(_as_finished(rows.block(source)), code)
    inline = {f.source for document in chapter.documents for f in document.formulas}
    known = {_as_finished(rows.inline(source)): source for source in inline}
    for html in sorted(known, key=len, reverse=True):  # a short one may stand within a long one
        page = page.replace(html, f'<code class="{_TEX}">{escape(known[html].strip(), quote=False)}</code>')
    return page


def _as_finished(html: str) -> str:
    body = LexborHTMLParser(html).body
    return ((body.inner_html if body else "") or "").replace("&nbsp;", " ")


def _facts(article: LexborNode, chapter: Chapter) -> list[str]:
    """Return what stands below the title, the day of the last change in any case."""
    shown = [" ".join(fact.text().split()) for fact in article.css(".chapter-facts > li") if not fact.css_first("a")]
    day = chapter.fields.updated
    return shown or [f"Updated {day.day} {day:%B %Y}"]


def _leave_out(article: LexborNode) -> None:
    for node in article.css(f"{_LEFT_OUT}, .chapter-facts > li:not(:has(a))"):
        node.remove()


def _write_diagrams(article: LexborNode, chapter: Chapter) -> None:
    """Put the author's source below the title and description of each diagram."""
    figures = article.css("figure.diagram")
    sources = {describe(fence.source).title: fence.source for fence in chapter.diagrams} if figures else {}
    for figure in figures:
        caption, title = figure.css_first("figcaption"), figure.css_first("figcaption strong")
        said = (caption.inner_html if caption else "") or ""
        name = (title.text() if title else "").removesuffix(".")
        if name not in sources:
            raise ValueError(f"{chapter.path}: the page shows a diagram '{name}' that the chapter does not have")
        source = escape(sources[name].strip(), quote=False)
        figure.inner_html = f'<p>{said}</p><pre><code class="language-mermaid">{source}</code></pre>'


def _put_colons(article: LexborNode) -> None:
    for node in article.css(_EXPLAINED):
        before = node.prev
        if before is not None and before.is_text_node:
            before.replace_with(": ")


_LIBRARY: Any = MarkdownConverter
"""Its types name no conversion of a single element."""


class _Converter(MarkdownConverter):
    """Knows the parts of this site's pages, by their classes.

    Args:
        address: the page's, from which its links lead.
        content: for the addresses of sources.
    """

    def __init__(self, address: str, content: Content) -> None:
        # Lines end where paragraphs do: one that began with a sign would be taken for a list.
        super().__init__(
            heading_style=ATX, bullets="-", autolinks=False, wrap=True, wrap_width=None, bs4_options="lxml"
        )
        self._address, self._content = address, content

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Return text so that Markdown shows it as it is."""
        return _SPECIAL.sub(r"\\\g<0>", text)

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a link with its whole address; a term is explained elsewhere and stays a word."""
        if "term" in _classes(el):
            return text
        target = str(el.get("href") or "")
        source = self._content.sources.get(target.removeprefix("#source-")) if target.startswith("#source-") else None
        el["href"] = urljoin(self._address, source.url if source and source.url else target)
        return str(_LIBRARY.convert_a(self, el, text, parent_tags))

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return code, or a formula in running text."""
        return f"${text}$" if _TEX in _classes(el) else str(_LIBRARY.convert_code(self, el, text, parent_tags))

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return code with its language, or formulas on lines of their own."""
        code, text = el.find("code"), text.strip("\n")
        language = next(iter(_classes(code)), "") if isinstance(code, Tag) else ""
        if language == _TEX_BLOCK:
            several = "&" in text or r"\\" in text
            return f"\n\n$$\n{_aligned(text) if several else text}\n$$\n\n"
        fence = "`" * max([len(_FENCE), *(len(run) + 1 for run in _BACKTICKS.findall(text))])
        return f"\n\n{fence}{language.removeprefix('language-')}\n{text}\n{fence}\n\n"

    def convert_p(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a paragraph, with what the style prints before it."""
        classes, text = _classes(el), text.strip()
        if "_inline" in parent_tags or not text:
            return f" {text} "
        if "admonition-title" in classes:
            text = _bold(text)
        elif "pc-turn__who" in classes:
            text = _who(el)
        elif "question-facts" in classes:
            text = f"*{', '.join(' '.join(fact.get_text().split()) for fact in el.find_all('span'))}*"
        elif "pc-decision" in classes:
            text = f"**Decision.** {text}"
        else:
            text = _LIKE_A_BLOCK.sub(r"\1\\\2", text)
        return f"\n\n{text}\n\n"

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a block, marked as what it is."""
        if "admonition" in _classes(el):
            return _quoted(text)
        if el.parent is not None and el.parent.name == "dl":
            return f"\n{text.strip()}\n"
        return _block(text)

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a fold, opened; a note beside a turn as a quotation."""
        return _quoted(text) if "graded" in _classes(el) else _block(text)

    def convert_summary(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what opens a fold as its title, or as the heading that it holds."""
        text = text.strip()
        if el.parent is not None and "graded" in _classes(el.parent):
            text = f"Interviewer's note: {text}"
        return _block(text if text.startswith("#") else _bold(text))

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a figure's words."""
        return _block(text)

    def convert_caption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the title of a table."""
        return f"{_bold(text.strip())}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return what is explained or, in a dialogue, what the candidate asks."""
        text = " ".join(text.split())
        return f"\n\n**You:** {text}\n\n" if _in_dialogue(el) else f"\n- {_bold(text)}: "

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an explanation or, in a dialogue, the answer and then what follows from it."""
        text = text.strip()
        before = el.find_previous_sibling()
        follows = before is not None and before.name == "dd"
        if _in_dialogue(el):
            return f"\n\n**{'So' if follows else 'Interviewer'}:** {text}\n\n"
        indented = "\n".join(f"  {line}" if line else "" for line in text.split("\n"))
        return f"\n\n{indented}\n" if follows else f"{indented.lstrip()}\n"

    def convert_li(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return an entry, with its number where one is shown; in a cell of a table entries stand in one line."""
        if "_inline" in parent_tags:
            return f"{text.strip()}; "
        if el.parent is not None and "plain" in _classes(el.parent):
            el.parent.name = "ul"
        return str(_LIBRARY.convert_li(self, el, text, parent_tags))

    def convert_ul(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a list."""
        if "_inline" in parent_tags:
            return text.rstrip("; ")
        return str(_LIBRARY.convert_list(self, el, text, parent_tags))

    def convert_input(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return the box of a checklist."""
        return "[ ]" if el.get("type") == "checkbox" else ""

    def convert_span(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return words with what tells them apart where there is no style."""
        classes = set(_classes(el))
        if "related__kind" in classes:
            return f"{text}:" if el.parent is not None and el.parent.name == "a" else f"({text})"
        if "pc-flip" in classes:  # a whole sentence, set on a line of its own
            return f" {text.strip()}"
        if classes & _IN_PARENTHESES:
            apart = str(el.previous_sibling or "").endswith((" ", "\n"))
            return f"({text.strip()})" if apart else f" ({text.strip()})"
        return text

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a cell in one line."""
        return f" {_cell(text)} |"

    def convert_th(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        """Return a cell of a head."""
        return f" {_cell(text)} |"


def _tidied(text: str) -> str:
    """Leave one blank line between blocks and nothing at the ends of lines; code stays as it is."""
    lines: list[str] = []
    fence = ""
    for line in text.split("\n"):
        mark = _MARK.match(line)
        if mark and fence in {"", mark[1]}:
            fence = "" if fence else mark[1]
        kept = line if fence else line.rstrip()
        if fence or kept or (lines and lines[-1]):
            lines.append(kept)
    return "\n".join(lines).strip("\n") + "\n"


def _classes(el: Tag) -> list[str]:
    found: Any = el.get("class")
    return list(found or ())


def _in_dialogue(el: Tag) -> bool:
    return el.find_parent(class_="dialogue") is not None


def _who(el: Tag) -> str:
    name, *more = (" ".join(part.get_text().split()) for part in el.find_all(["strong", "time", "span"]))
    clock, mark = [*more, "", ""][:2]
    return f"**{name}, {clock} ({mark})**" if mark else f"**{name}, {clock}**"


def _aligned(text: str) -> str:
    return f"\\begin{{aligned}}\n{text}\n\\end{{aligned}}"


def _bold(text: str) -> str:
    return f"**{text.strip().replace('**', '')}**" if text.strip() else ""


def _block(text: str) -> str:
    return f"\n\n{text.strip()}\n\n" if text.strip() else ""


def _quoted(text: str) -> str:
    return _block("\n".join(_quote_marks(text.strip())))


def _quote_marks(text: str) -> Iterator[str]:
    for line in text.split("\n"):
        yield f"> {line}" if line else ">"


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", r"\|")
