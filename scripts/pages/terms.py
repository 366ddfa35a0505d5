"""Python-Markdown extension: the first use of a term in a chapter leads to the glossary and carries its definition.

The definitions stand at the end of the chapter's HTML, hidden, as descriptions of the links; scripts show them on
hover, focus and tap, and without scripts the link leads to the glossary.
"""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any
from xml.etree import ElementTree

from markdown import Markdown
from markdown.extensions import Extension
from markdown.postprocessors import Postprocessor
from markdown.treeprocessors import Treeprocessor

from scripts.content.chapters.chapter import Chapter
from scripts.content.data.glossary import Term
from scripts.pages.links import site_link
from scripts.pages.site import content_of

_SKIPPED = {"a", "abbr", "code", "pre", "kbd", "h1", "h2", "h3", "h4", "h5", "h6", "summary", "svg", "script", "style"}
_SKIPPED_CLASSES = {"citation", "admonition-title", "mermaid"}
_WORD = re.compile(r"[^\W_]+(?:[-./'’+@][^\W_]+)*\+?")
_TERM_CLASS = "term"
_LIST = 'class="glossary"'
"""Stands in the HTML of the page that lists the terms, where each is explained anyway."""


@dataclass(frozen=True)
class _Form:
    """One written form of a term as words; `exact` when upper and lower case matter."""

    term: Term
    words: tuple[str, ...]
    exact: bool


class Forms:
    """Finds the terms of a glossary in text.

    Args:
        terms: the glossary.
    """

    def __init__(self, terms: Iterable[Term]) -> None:
        self._by_first: dict[str, list[_Form]] = {}
        for term in terms:
            for text in term.forms:
                words = tuple(_WORD.findall(text))
                # In an acronym or a name, upper case is part of the word; "RAG" is no rag.
                form = _Form(term, words, exact=any(c.isupper() for c in text))
                self._by_first.setdefault(words[0].casefold(), []).append(form)
        for forms in self._by_first.values():
            forms.sort(key=lambda form: -len(form.words))

    def find(self, text: str) -> Iterator[tuple[int, int, Term]]:
        """Return each term in a text with where it begins and ends; a longer form wins over a shorter one."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            form = self._at(words, index, text)
            if form is None:
                index += 1
                continue
            last = index + len(form.words) - 1
            yield words[index].start(), words[last].end(), form.term
            index = last + 1

    def _at(self, words: list[re.Match[str]], index: int, text: str) -> _Form | None:
        for key in _singulars(words[index].group().casefold()):
            for form in self._by_first.get(key, ()):
                found = words[index : index + len(form.words)]
                if len(found) == len(form.words) and _same(form, found, text):
                    return form
        return None


def _same(form: _Form, found: list[re.Match[str]], text: str) -> bool:
    *front, last = (match.group() for match in found)
    gaps = (text[a.end() : b.start()] for a, b in itertools.pairwise(found))
    if any(gap.strip() or len(gap) > 1 for gap in gaps):
        return False
    wanted = form.words
    if form.exact:
        return (*front,) == wanted[:-1] and wanted[-1] in _singulars(last)
    return tuple(w.casefold() for w in front) == tuple(w.casefold() for w in wanted[:-1]) and wanted[
        -1
    ].casefold() in _singulars(last.casefold())


def _singulars(word: str) -> tuple[str, ...]:
    """Return the word and what it may be the plural of."""
    if word.endswith("ies"):
        return word, word[:-3] + "y"
    if word.endswith("es"):
        return word, word[:-2], word[:-1]
    return (word, word[:-1]) if word.endswith("s") else (word,)


@functools.lru_cache(maxsize=1)
def _forms(terms: tuple[Term, ...]) -> Forms:
    return Forms(terms)


class TermMarker(Treeprocessor):
    """Links the first use of each term, in text that is not yet a link, a heading or code.

    Args:
        md: the converter.
        options: those of the extension.
        found: filled with the terms that were marked, by anchor.
    """

    def __init__(self, md: Markdown, options: dict[str, Any], found: dict[str, Term]) -> None:
        super().__init__(md)
        self._options = options
        self._found = found

    def run(self, root: ElementTree.Element) -> None:
        """Mark the page's text; the page that lists the terms is left alone."""
        self._found.clear()
        content = content_of(self._options)
        glossary = content.pages.get("glossary")
        if glossary is None or any(_LIST in str(block) for block in self.md.htmlStash.rawHtmlBlocks):
            return
        self._walk(root, _Look(_forms(content.terms), glossary.url, self._found))

    def _walk(self, element: ElementTree.Element, look: _Look) -> None:
        children = list(element)  # before the text in front of them is split into links
        if element.text and element.tag not in _SKIPPED:
            self._mark(element, None, element.text, look)
        for child in children:
            skipped = child.tag in _SKIPPED or _SKIPPED_CLASSES & set((child.get("class") or "").split())
            if not skipped:
                self._walk(child, look)
            if child.tail:
                self._mark(element, child, child.tail, look)

    def _mark(self, parent: ElementTree.Element, after: ElementTree.Element | None, text: str, look: _Look) -> None:
        """Split one piece of text at the terms that are new; it stands after a child, or first in its parent."""
        position = list(parent).index(after) + 1 if after is not None else 0
        end = 0
        last: ElementTree.Element | None = after
        for start, stop, term in look.forms.find(text):
            if term.anchor in look.found:
                continue
            look.found[term.anchor] = term
            _set(parent, last, text[end:start])
            last = _link(term, text[start:stop], look.glossary)
            parent.insert(position, last)
            position += 1
            end = stop
        if end:
            _set(parent, last, text[end:])


@dataclass(frozen=True)
class _Look:
    """What is looked for in a page, the address of the glossary, and what was found."""

    forms: Forms
    glossary: str
    found: dict[str, Term]


def _set(parent: ElementTree.Element, after: ElementTree.Element | None, text: str) -> None:
    if after is None:
        parent.text = text
    else:
        after.tail = text


def _link(term: Term, text: str, glossary: str) -> ElementTree.Element:
    made = ElementTree.Element(
        "a",
        {
            "class": _TERM_CLASS,
            "href": site_link(glossary, term.anchor),
            "aria-describedby": f"term-{term.anchor}",
        },
    )
    made.text = text
    return made


class TermNotes(Postprocessor):
    """Appends the definitions of the terms that were marked.

    Args:
        md: the converter.
        options: those of the extension.
        found: the terms that were marked, by anchor.
    """

    def __init__(self, md: Markdown, options: dict[str, Any], found: dict[str, Term]) -> None:
        super().__init__(md)
        self._options = options
        self._found = found

    def run(self, text: str) -> str:
        """Return the page with its definitions."""
        if not self._found:
            return text
        chapters = content_of(self._options).chapters
        notes = "".join(_note(term, chapters[term.chapter]) for term in self._found.values())
        return f'{text}\n<div class="term-notes" hidden>{notes}</div>'


def _note(term: Term, chapter: Chapter) -> str:
    name = f"{term.name} ({term.short})" if term.short else term.name
    return (
        f'<p id="term-{term.anchor}"><strong>{escape(name)}</strong>: {escape(term.definition)} '
        f'<a href="{site_link(chapter.url, term.section)}">{escape(chapter.title)}</a></p>'
    )


class TermExtension(Extension):
    """Registers the marking of terms.

    Args:
        content: the content with its glossary; without it, that of the working folder.
    """

    def __init__(self, **kwargs: Any) -> None:
        self.config = {"content": ["", "the content"]}
        super().__init__(**kwargs)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802 - the name is Python-Markdown's
        """Run last: links and classes are known, and MkDocs has checked the links that authors wrote."""
        found: dict[str, Term] = {}
        md.treeprocessors.register(TermMarker(md, self.getConfigs(), found), "terms", -1)
        md.postprocessors.register(TermNotes(md, self.getConfigs(), found), "terms", -1)


def makeExtension(**kwargs: Any) -> TermExtension:  # noqa: N802 - the name is Python-Markdown's
    """Return the extension; Python-Markdown calls this by name."""
    return TermExtension(**kwargs)
