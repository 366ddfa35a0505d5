"""Syntax that was not understood and that a reader would see as typed.

Many forms look as if they worked: those of other Markdown dialects, of Pandoc, of blocks that are never closed.
Here the finished text is searched for their traces, whatever kept them from being understood.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from scripts.content.chapters.document import Leftover
from scripts.content.chapters.source_lines import Finder, misread_lines, unclosed_blocks

_TRACES = (
    (r"\[[^\[\]]*@[\w:-]+[^\[\]]*\]", "a citation '[@key]' or '[@key; @other]', with nothing else in the brackets"),
    (r"(?<![\w@./])@[A-Za-z][\w-]*\d{4}[\w:-]*", "a citation '[@key]', in brackets"),
    (
        r"(?:^|\n)\s*/{3,}[^\n]*",
        "a block '/// type | Title' of a known type that is closed by '///' on a line of its own",
    ),
    (r"`{3}[^\n]*", "a fence that begins and ends on lines of their own"),
    (r"\[\^[^\]\s]+\]", "no footnotes; cite a source, or say it in the text"),
    (
        r"\{:?\s*[#.][\w-]+[^}\n]*\}",
        "an attribute list '{ #id }' at the end of a heading, or '{: .class }' below a block",
    ),
    (r"!?\[[^\[\]\n]*\]\([^()\s]*\)", 'a link in text that is Markdown; raw HTML needs the attribute markdown="1"'),
    (r"\]\[[\w -]+\]", "a link '[text](address)'; the reference is not defined"),
    (r"\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\][^\n]*", "a block '/// note | Title' … '///'"),
    (r"!?\[\[[^\[\]\n]+\]\]", "a link '[text](file.md#part)'"),
    (r"\*\*[^*\s][^*\n]*\*\*", 'bold in text that is Markdown; raw HTML needs the attribute markdown="1"'),
    (r"(?<![\w/\"'(=])https?://[^\s)>\]]+", "a link '[text](https://…)'; an address alone is no link"),
    (r"(?:^|\n)[ \t]*(?:[-*+]|\d{1,2}[.)])[ \t]+[^\s|][^\n]*", "a list with an empty line above it, numbered as '1.'"),
    (r"(?<![\w:]):[a-z][a-z_]+:(?![\w:])", "plain text; emoji codes are not switched on"),
    (r"\^[^\s^\[\]]{1,20}\^|(?<=\w)~[^\s~]{1,20}~(?=\w)", "plain text; this mark is not switched on"),
    (
        r"(?<![\\\w$])\$[^\s$][^$\n]*[\^_\\][^$\n]*\$",
        "a formula '$`x_t`$', with backticks; dollars alone are prices",
    ),
    (
        r"(?:^|\n)\s*\|[^\n]*\|(?:\s*\n\s*\|[^\n]*\|)*\s*(?=\n|$)",
        "a table with a row of dashes below its head and an empty line above",
    ),
    (r"(?:^|\n)\s*(?:\[[ xX]\] )[^\n]*", "a checklist item '- [ ] text'"),
    (r"(?:^|\n)\s*(?:!!!|\?\?\?\+?)\s[^\n]*", "a block '/// note | Title' … '///'"),
    (r"(?:^|\n)\s*(?:===\+?|---8<---)\s*\"[^\n]*", "no tabs and no snippets; they are not switched on"),
    (r"(?:^|\n)\s*#{1,6} [^\n]*", "a heading with an empty line above it"),
    (r"(?:^|\n)\s*:{3,}[^\n]*", "a block '/// note | Title' … '///'"),
    (
        r"~~[^~\s][^~\n]*~~|==[^=\s][^=\n]*==|\^\^[^\^\s][^\^\n]*\^\^|\+\+[\w+-]+\+\+",
        "plain text; this mark is not switched on",
    ),
    (r":(?:material|fontawesome|octicons|simple)-[\w-]+:", "plain text; icons are not switched on"),
    (r"\*\[[^\]\n]+\]:[^\n]*", "a term in docs/glossary.yml; abbreviations are not switched on"),
    (r"&lt;!--|<!--", "a comment '<!-- … -->' that is closed"),
    (r"\$\$[^$]+\$\$|\\\([^\n]+?\\\)|\\\[[^\n]+?\\\]", "a formula '$`x_t`$', or a 'math' fence"),
)
"""What is left of a syntax in finished text, and what was expected there."""
_CLOSING = re.compile(r"[/:]{3,}")
_PATTERNS = tuple((re.compile(pattern), expected) for pattern, expected in _TRACES)


def find(texts: Iterable[str], source: str, first_line: int, finder: Finder) -> Iterator[Leftover]:
    """Yield what looks like syntax in finished text, and blocks that are never closed.

    Args:
        texts: the text of a page, without code.
        source: its Markdown.
        first_line: line of the file on which that begins.
        finder: tells lines of the source.
    """
    for number, line in unclosed_blocks(source):  # Markdown closes them at the end of the page, without a word
        yield Leftover(line[:60], "a line '///' with as many slashes that closes this block", number + first_line - 1)
    for number, expected in misread_lines(source):
        yield Leftover(source.split("\n")[number - 1].strip()[:60], expected, number + first_line - 1)
    found = [leftover for text in texts for leftover in _in_text(text, finder)]
    opened = {leftover.text[:3] for leftover in found if not _CLOSING.fullmatch(leftover.text)}
    # A line that closes a block which was not understood is told with the one that opens it.
    yield from (k for k in found if not (_CLOSING.fullmatch(k.text) and k.text[:3] in opened))


def _in_text(text: str, finder: Finder) -> Iterator[Leftover]:
    told: list[tuple[int, int]] = []
    for pattern, expected in _PATTERNS:
        for match in pattern.finditer(text):
            if any(start < match.end() and match.start() < end for start, end in told):
                continue  # part of what was told already
            told.append(match.span())
            shown = match.group().strip().split("\n")[0]
            yield Leftover(shown[:60], expected, finder.place(shown[:40].rstrip()))


def unused_references(source: str, first_line: int, names: Iterable[str]) -> Iterator[Leftover]:
    """Yield each address defined as `[name]: address` that no link uses, since the line vanishes from the page.

    Args:
        source: the Markdown.
        first_line: line of the file on which it begins.
        names: the references that Markdown has found, in lower case.
    """
    for name in names:
        label = f"[{name}]"
        lines = source.lower().split("\n")
        defined = [number for number, line in enumerate(lines) if line.strip().startswith(f"{label}:")]
        if defined and source.lower().count(label) == len(defined):
            expected = "no footnotes" if name.startswith("^") else f"a link '[text]{label}' that uses this address"
            yield Leftover(f"{label}:", f"{expected}; as it is, the line vanishes", defined[0] + first_line)
