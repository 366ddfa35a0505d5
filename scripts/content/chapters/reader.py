"""Reads Markdown as the page shows it: with the very Python-Markdown instance that makes the page.

Another parser would see other links, citations and lists than readers do, in definition lists, in tabs, in raw HTML. So
the text is converted with the extensions of mkdocs.yml, macros expanded, and what stands in it is read off the HTML.
Python-Markdown keeps no line numbers; a line is found by looking for what was read, in order, in the source.
"""

from __future__ import annotations

import copy
import functools
import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from xml.etree import ElementTree

import markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.content.chapters import diagrams, leftovers, macros
from scripts.content.chapters.cache import Cache
from scripts.content.chapters.document import (
    NOTE,
    SPEAKERS,
    Citation,
    Document,
    Fence,
    Formula,
    Heading,
    Id,
    Link,
    Section,
    Turn,
)
from scripts.content.chapters.macros import Call, Macros, author_signature
from scripts.content.chapters.source_lines import Finder, unclosed_fence
from scripts.content.problems import ContentError, Problem
from scripts.content.settings import FILE, Settings
from scripts.content.world.world import World

CITATION = re.compile(r"\[(@[^\[\]]+)\]")
_WORD = re.compile(r"[^\W_]+(?:['’.,-][^\W_]+)*")
_MACRO = re.compile(r"\{\{.*?\}\}")
_ATTRIBUTES = re.compile(r"\s*\{:?\s*#[^}]*\}\s*$")
_GENERATED = "generated--"
"""Begins the ids that headings without one of their own get while reading."""
_MARKDOWN = "data-markdown"
"""Marks links that were written in Markdown, whose addresses are relative to the file."""
_PAGES_OWN = ("scripts.pages.terms", "scripts.pages.turns")
"""Extensions that decorate the finished page from all content, and add nothing that an author wrote."""
_READ_RAW = {"scripts.pages.citations", "scripts.pages.formulas"}
"""Extensions that leave what authors wrote to the reader when they are told that they are read."""
FORMULA = "formula"
"""Class of a formula in running text while it is read."""
OLD_ID = "old-id"
"""Class of the elements by which a heading keeps the ids it had."""
_LINKS = {"a": "href", "img": "src", "source": "src", "video": "src", "audio": "src", "iframe": "src", "object": "data"}
_UNREAD = {"pre", "script", "style", "svg", "template"}
_BLOCKS = {
    *(
        "p",
        "li",
        "ul",
        "ol",
        "dl",
        "dt",
        "dd",
        "div",
        "section",
        "table",
        "thead",
        "tbody",
        "tr",
        "td",
        "th",
        "caption",
    ),
    *("blockquote", "details", "summary", "figure", "figcaption", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6"),
}
_ASIDE = {"table", "details", "dl", "ol", "figure"}
"""What stands apart from running prose; the steps of a derivation are a list with numbers."""
_HEADING = re.compile(r"^h([1-6])$")
_CODE_MARKS = ("\ue000", "\ue001")
"""Stand around code in running text, where syntax is shown and not meant."""
_CODE = re.compile("\ue000[^\ue001]*\ue001")


class Reader:
    """Reads any number of texts with one converter.

    Args:
        settings: the Markdown extensions.
        macros: the macros that chapters may call.
        root: the folder of mkdocs.yml, where what was read is remembered.
        world: what the macro `world` may quote.
        printed: what the macro `printed` may quote, by program and label.
    """

    def __init__(
        self,
        settings: Settings,
        macros: Macros,
        root: Path,
        world: World | None = None,
        printed: Mapping[str, Mapping[str, str]] = MappingProxyType({}),
    ) -> None:
        self._settings = settings
        self._macros = macros
        self._world = world
        self._printed = printed
        self._fences: list[str] = []
        known = [f"{name}{author_signature(macro)}" for name, macro in macros.items()]
        self.cache = Cache(root, f"{settings.extensions} {known}", settings.extensions)

    @functools.cached_property
    def _converter(self) -> markdown.Markdown:
        settings = self._settings
        names = [name for name in settings.extensions if name not in _PAGES_OWN]
        options = {name: copy.deepcopy(settings.extensions[name]) for name in names}
        if "toc" in options:
            options["toc"] |= {"permalink": False, "slugify": lambda text, separator: _GENERATED}
        if "pymdownx.highlight" in options:
            options["pymdownx.highlight"]["use_pygments"] = False  # colors are nothing to read, and slow
        for fence in options.get("pymdownx.superfences", {}).get("custom_fences", []):
            fence["format"] = self._keep_fence
        for name in _READ_RAW & options.keys():
            options[name] = {"reading": True}
        try:
            return markdown.Markdown(extensions=[*names, _MarkLinks()], extension_configs=options)
        except Exception:  # whatever an extension of others raises
            for name in names:
                _try(name, options[name])
            raise

    def read(self, text: str, first_line: int = 1, figures: Mapping[str, str] | None = None) -> Document:
        """Read one text.

        Args:
            text: Markdown without front matter.
            first_line: line of the file on which it begins.
            figures: what the macro `value` prints, by name; every other macro prints nothing that an author wrote.
        """
        figures = figures or {}
        quoted = self._world if "world(" in text else None
        printed = self._printed if "printed(" in text else None
        key = self.cache.key(first_line, text, sorted(figures.items()), quoted, printed)
        known = self.cache.get(key, Document)
        if known is None:
            known = self._read_anew(text, first_line, figures)
            self.cache.put(key, known)
        return known

    def _read_anew(self, text: str, first_line: int, figures: Mapping[str, str]) -> Document:
        unclosed = unclosed_fence(text)
        calls, errors = macros.find(text, first_line, self._macros)
        if unclosed or errors:
            return Document(
                macros=tuple(calls), macro_errors=tuple(errors), unclosed=unclosed + first_line - 1 if unclosed else 0
            )
        silent = dict.fromkeys(self._macros, lambda *_, **__: "")
        # A figure that does not exist is reported by a rule.
        shown: dict[str, Callable[..., str]] = {
            **silent,
            "value": lambda name: figures.get(name, ""),
            "world": self._quote,
            "printed": self._say,
        }
        expanded = macros.expand(text, shown)
        return self._read(text, first_line, expanded, calls)

    def _quote(self, name: str, form: str = "") -> str:
        return self._world.say(name, form) if self._world and name in self._world.figures else ""

    def _say(self, program: str, label: str) -> str:
        return self._printed.get(program, {}).get(label, "")

    def _read(self, text: str, first_line: int, expanded: str, calls: list[Call]) -> Document:
        self._fences.clear()
        self._converter.reset()
        body = LexborHTMLParser(self._converter.convert(expanded)).body
        if body is None:
            return Document(macros=tuple(calls))
        document = _Walk(text, first_line, self._fences).document(body, calls)
        unused = leftovers.unused_references(text, first_line, self._converter.references)
        return replace(document, leftovers=(*document.leftovers, *unused))

    def _keep_fence(self, source: str, language: str, css_class: str, options: Any, md: Any, **_: Any) -> str:
        self._fences.append(source)
        return f'<pre data-fence="{len(self._fences) - 1}" data-language="{language}"></pre>'


class _Walk:
    """Goes through the HTML of one text in order."""

    def __init__(self, text: str, first_line: int, fences: list[str]) -> None:
        self._source, self._first_line = text, first_line
        self._finder = Finder(text, first_line)
        self._sources = fences
        self._headings: list[Heading] = []
        self._links: list[Link] = []
        self._citations: list[Citation] = []
        self._fences: list[Fence] = []
        self._formulas: list[Formula] = []
        self._ids: list[Id] = []
        self._texts: list[list[str]] = [[]]
        self._above = ""
        self._in_diagrams = 0  # words that the search reads and that are no prose
        self._paragraphs: list[str] = []
        self._aside = 0  # how many elements are open that are no running prose
        self._turns: list[Turn] = []
        self._stray: list[int] = []

    def document(self, body: LexborNode, calls: list[Call]) -> Document:
        """Return what was found."""
        self._children(body)
        texts = ["".join(parts) for parts in self._texts]
        plain = [_plain(text) for text in texts]
        return Document(
            headings=tuple(self._headings),
            links=tuple(self._links),
            citations=tuple(self._citations),
            fences=tuple(self._fences),
            formulas=tuple(self._formulas),
            macros=tuple(calls),
            ids=tuple(self._ids),
            lead=plain[0],
            sections=tuple(
                Section(heading.anchor, heading.text, text, heading.level)
                for heading, text in zip(self._headings, plain[1:], strict=True)
            ),
            first_line=self._first_line,
            paragraphs=tuple(self._paragraphs),
            turns=tuple(self._turns),
            stray_notes=tuple(self._stray),
            words=sum(map(_count, plain)) + sum(_count(h.text) for h in self._headings) - self._in_diagrams,
            leftovers=tuple(
                leftovers.find((_CODE.sub("code", t) for t in texts), self._source, self._first_line, self._finder)
            ),
        )

    def _children(self, node: LexborNode) -> None:
        for child in node.iter(include_text=True):
            if child.tag == "-text":
                self._texts[-1].append(child.text(deep=False) or "")
            else:
                self._element(child)

    def _element(self, node: LexborNode) -> None:
        tag = node.tag or ""
        level = _HEADING.match(tag)
        classes = (node.attributes.get("class") or "").split()
        speaker = next((name for name in SPEAKERS if name in classes and tag == "div"), "")
        if level:
            self._heading(node, int(level.group(1)))
        elif speaker:
            self._turn(node, speaker)
        elif tag == "pre" and "data-fence" in node.attributes:
            self._fence(node)
        elif tag in _UNREAD or tag.startswith(("-", "_", "!")):
            self._note_id(node)
        elif tag == "code" and node.attributes.get("class") == FORMULA:
            self._formula(node)
        elif "citation" in classes:
            self._citation(node)
        else:
            if tag == "details" and NOTE in classes:
                self._stray.append(self._finder.next(f"/ {NOTE}"))
            self._note_id(node)
            self._note_link(node, tag)
            around = ("\n", "\n") if tag in _BLOCKS else _CODE_MARKS if tag == "code" else ("", "")
            self._texts[-1].append(around[0])
            self._inside(node, tag)
            self._texts[-1].append(around[1])

    def _inside(self, node: LexborNode, tag: str) -> None:
        """Read what stands in an element, and note it when it is a paragraph."""
        before = len(self._texts[-1])
        self._aside += tag in _ASIDE
        self._children(node)
        self._aside -= tag in _ASIDE
        if not self._aside and (tag == "p" or (tag == "li" and node.css_first("p") is None)):
            text = _plain("".join(self._texts[-1][before:]))
            if text:
                self._paragraphs.append(text)

    def _heading(self, node: LexborNode, level: int) -> None:
        anchor = node.attributes.get("id") or ""
        anchor = "" if anchor.startswith(_GENERATED) else anchor
        text = _plain(node.text(deep=True))
        if level <= 2:
            self._above = text
        line = self._finder.heading(level, anchor, text)
        self._headings.append(Heading(level, text, anchor, line))
        if anchor:
            self._ids.append(Id(anchor, line))
        outer, self._texts = self._texts, [[]]
        self._children(node)
        self._texts = [*outer, []]

    def _turn(self, node: LexborNode, speaker: str) -> None:
        title = node.css_first("p.admonition-title")
        clock = _plain(title.text(deep=True)) if title else ""
        line = self._finder.next(f"/ {speaker}")
        if title:
            title.decompose()  # a clock is nothing that is said
        notes = len(self._stray)
        self._texts[-1].append("\n")
        self._children(node)
        self._texts[-1].append("\n")
        kept = len(self._stray) - notes
        del self._stray[notes:]
        section = self._headings[-1].anchor if self._headings else ""
        self._turns.append(Turn(speaker, clock, section, kept, line))

    def _fence(self, node: LexborNode) -> None:
        source = self._sources[int(node.attributes.get("data-fence") or 0)]
        language = node.attributes.get("data-language") or ""
        self._fences.append(Fence(language, source, self._finder.fence(language, source)))
        if language == "mermaid":
            words = diagrams.words(source)
            self._in_diagrams += _count(words)
            self._texts[-1].append(f"\n{_CODE_MARKS[0]}{words}{_CODE_MARKS[1]}\n")

    def _formula(self, node: LexborNode) -> None:
        source = node.text(deep=True)
        self._formulas.append(Formula(source, self._finder.next(f"$`{source}`$")))
        self._texts[-1].append(f"{_CODE_MARKS[0]}{_without_commands(source)}{_CODE_MARKS[1]}")

    def _citation(self, node: LexborNode) -> None:
        for link in node.css("a"):
            key = (link.attributes.get("href") or "").removeprefix("#source-")
            self._citations.append(Citation(key, self._finder.next(f"@{key}")))
        self._texts[-1].append(" ")

    def _note_id(self, node: LexborNode) -> None:
        name = node.attributes.get("id")
        if not name:
            return
        if node.attributes.get("class") == OLD_ID and self._headings:
            self._ids.append(Id(name, self._headings[-1].line))
        else:
            self._ids.append(Id(name, self._finder.next(f"#{name}", f'"{name}', name)))

    def _note_link(self, node: LexborNode, tag: str) -> None:
        target = node.attributes.get(_LINKS.get(tag, ""))
        if target is None or "headerlink" in (node.attributes.get("class") or ""):
            return
        raw = _MARKDOWN not in node.attributes
        self._links.append(Link(target, self._finder.next(f"({target}", f'"{target}', target), self._above, raw))


def _try(name: str, options: dict[str, Any]) -> None:
    """Load one extension by itself, so that one that cannot be loaded is named.

    Raises:
        ContentError: there is no such extension, or it does not take these options.
    """
    try:
        markdown.Markdown(extensions=[name], extension_configs={name: options})
    except Exception as error:  # whatever an extension of others raises
        reason = f"it takes no option {error}" if isinstance(error, KeyError) else str(error)
        message = f"the Markdown extension '{name}' cannot be loaded: {reason}."
        raise ContentError([Problem(FILE, 0, message)]) from error


class _MarkLinks(Extension):
    """Marks the links that MkDocs will resolve, which are those that were written in Markdown."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        md.treeprocessors.register(_LinkMarker(md), "relpath", 0)


class _LinkMarker(Treeprocessor):
    def run(self, root: ElementTree.Element) -> None:
        for element in root.iter():
            if element.tag in {"a", "img"}:
                element.set(_MARKDOWN, "")


def count_words(text: str) -> int:
    """Count the words of Markdown; macros, citations and attribute lists do not count."""
    return _count(CITATION.sub(" ", _MACRO.sub(" ", _ATTRIBUTES.sub("", text))))


def citation_keys(text: str) -> list[str]:
    """Return the keys cited in a text, in order."""
    return [key for match in CITATION.finditer(text) for key in split_keys(match.group(1))]


def split_keys(inner: str) -> list[str]:
    """Split `@a; @b`, the inside of a citation, into keys."""
    return [part.strip().removeprefix("@") for part in inner.split(";")]


def _without_commands(latex: str) -> str:
    """Return a formula as the search may show it: names of commands say what they mean, marks of groups go."""
    return re.sub(r"\s+", " ", re.sub(r"\\(?:frac|text|mathrm|left|right|sqrt|[,;!])|[\\{}]", " ", latex)).strip()


def _plain(text: str) -> str:
    return re.sub(r"\s+", " ", re.sub("[\ue000\ue001]", "", text)).strip()


def _count(text: str) -> int:
    return len(_WORD.findall(text))
