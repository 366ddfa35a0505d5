"""What the reader finds in a chapter, and on which line: whatever the page shows, wherever it stands."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.content import settings
from scripts.content.chapters.document import Document
from scripts.content.chapters.reader import Reader
from tests.conftest import ROOT

BODY = """# Title

Text with a [link](other.md#part) and a claim [@a; @b].

| Column | Other |
| --- | --- |
| cell [@c] | [here](third.md) |

/// note | Said

Inside [@d] {{ value("x") }}.

///

```python
[@not-a-citation](not-a-link.md)
```

## Part { #part }
"""


def value(page: object, name: str) -> str:
    """Stand for the macro of that name."""
    return name


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    config = settings.read(ROOT / "mkdocs.yml")
    return Reader(config, {"value": value, "questions": lambda page: ""}, tmp_path_factory.mktemp("cache"))


def keys(document: Document) -> list[tuple[str, int]]:
    return [(citation.key, citation.line) for citation in document.citations]


def targets(document: Document) -> list[tuple[str, int]]:
    return [(link.target, link.line) for link in document.links]


def test_citations_links_and_headings_have_their_lines(reader: Reader) -> None:
    document = reader.read(BODY, 10)
    assert keys(document) == [("a", 12), ("b", 12), ("c", 16), ("d", 20)]
    assert targets(document) == [("other.md#part", 12), ("third.md", 16)]
    assert [(h.level, h.text, h.anchor, h.line) for h in document.headings] == [
        (1, "Title", "", 10),
        (2, "Part", "part", 28),
    ]
    assert [(call.name, call.arguments, call.line) for call in document.macros] == [("value", ("x",), 20)]
    assert document.fences == ()
    assert document.leftovers == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        pytest.param("Term\n:   First.\n\n    Second [@a], see [x](y.md).\n", 4, id="definition list"),
        pytest.param('<div markdown="1">\nAnd [@a], see [x](y.md).\n</div>\n', 2, id="markdown in html"),
        pytest.param("1. one\n\n    - two\n\n        And [@a], see [x](y.md).\n", 5, id="nested list"),
        pytest.param("> quoted [@a]\n> [x](y.md)\n", 1, id="quotation"),
        pytest.param("/// note | Title\n\nAnd [@a], see [x](y.md).\n\n///\n", 3, id="block"),
        pytest.param(
            "/// details | Asked\n    type: question\n\nAnd [@a], see [x](y.md).\n\n///\n", 4, id="folded block"
        ),
        pytest.param("//// html | div.a\n\n/// html | p\nAnd [@a], see [x](y.md).\n///\n\n////\n", 4, id="html block"),
        pytest.param("| a |\n| --- |\n| And [@a], see [x](y.md) |\n", 3, id="table"),
        pytest.param("- [ ] And [@a], see [x](y.md).\n", 1, id="checklist"),
        pytest.param("## Heading [@a] [x](y.md) { #h }\n", 1, id="heading"),
        pytest.param("*And [@a], see [x](y.md)*\n", 1, id="emphasis"),
    ],
)
def test_what_a_page_shows_is_read_wherever_it_stands(reader: Reader, text: str, line: int) -> None:
    document = reader.read(text)
    assert [key for key, _ in keys(document)] == ["a"]
    assert [target for target, _ in targets(document)] == ["y.md"]
    assert keys(document)[0][1] == line
    assert document.leftovers == ()


@pytest.mark.parametrize(
    "text",
    [
        "`[@a] and [x](y.md)`",
        "    [@a] and [x](y.md)",
        "```text\n[@a] [x](y.md)\n```",
        "~~~~text\n```\n[@a]\n```\n~~~~",
        "<!-- [@a] [x](y.md) -->",
    ],
)
def test_code_and_comments_are_no_text(reader: Reader, text: str) -> None:
    document = reader.read(f"Before.\n\n{text}\n\nAfter.\n")
    assert (document.citations, document.links, document.leftovers, document.unclosed) == ((), (), (), 0)


def test_links_of_raw_html_are_told_from_those_of_markdown(reader: Reader) -> None:
    document = reader.read('[x](a.md)\n\n<p><a href="b/">y</a> <img src="c.png" alt="z"></p>\n\n![w](d.png)\n')
    assert [(k.target, k.raw, k.line) for k in document.links] == [
        ("a.md", False, 1),
        ("b/", True, 3),
        ("c.png", True, 3),
        ("d.png", False, 5),
    ]


def test_the_same_link_three_times_has_three_lines(reader: Reader) -> None:
    document = reader.read("[x](a.md)\n\n[x](a.md#part)\n\n[x](a.md) and\n[x](a.md)\n")
    assert targets(document) == [("a.md", 1), ("a.md#part", 3), ("a.md", 5), ("a.md", 6)]


def test_a_link_knows_the_section_it_stands_in(reader: Reader) -> None:
    document = reader.read(
        "# T\n\n[a](a.md)\n\n## One { #one }\n\n### Deep { #deep }\n\n[b](b.md)\n\n## [c](c.md) { #c }\n"
    )
    assert [(k.target, k.section) for k in document.links] == [("a.md", "T"), ("b.md", "One"), ("c.md", "c")]


def test_ids_of_any_element_are_found(reader: Reader) -> None:
    text = '# T\n\n<a id="old"></a>\n\n## New { #new }\n\nA paragraph.\n{: #para }\n'
    assert [(found.name, found.line) for found in reader.read(text).ids] == [("old", 3), ("new", 5), ("para", 8)]


def test_words_count_prose_and_not_citations_macros_code_or_diagrams(reader: Reader) -> None:
    text = "One two [@key] {{ questions() }} three `four`.\n\n```text\nfive six\n```\n"
    assert reader.read(text).words == 4
    fence = (
        "```mermaid\nflowchart TD\n    accTitle: A title\n    accDescr: Words here.\n    a[Node] --> b[Other]\n```\n"
    )
    assert reader.read(f"One.\n\n{fence}").words == 1


def test_sections_hold_the_text_below_their_heading_and_the_words_of_diagrams(reader: Reader) -> None:
    text = "# T\n\nLead.\n\n## One { #one }\n\nA *b* `c`.\n\n- d\n- e\n\n## Two { #two }\n\n"
    fence = "```mermaid\nflowchart TD\n    accTitle: A title\n    accDescr: Words.\n    a[Node] --> b[Other]\n```\n"
    assert [(s.anchor, s.heading, s.text) for s in reader.read(text + fence).sections] == [
        ("", "T", "Lead."),
        ("one", "One", "A b c. d e"),
        ("two", "Two", "A title Words. Node Other"),
    ]


def test_no_typography_changes_a_figure(reader: Reader) -> None:
    text = "Of 3/5,000 runs 1/2, 1/4 and 3/4 failed; 1st, 2nd, 10x, 2**3, 0.5-0.7 and 24/7 stay."
    assert reader.read(f"# T\n\n{text}\n").sections[0].text == text


def test_a_diagram_is_found_with_its_line_also_within_a_list(reader: Reader) -> None:
    text = "1. one\n\n    ```mermaid\n    flowchart TD\n      a --> b\n    ```\n\n"
    text += "```mermaid\nflowchart TD\n  c --> d\n```\n"
    assert [(fence.line, fence.source.split()[-1]) for fence in reader.read(text, 5).fences] == [(7, "b"), (12, "d")]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Text.\n\n```python\ncode\n", 3),
        ("```python\ncode\n\n## Part { #part }\n\n```python\nmore\n```\n", 1),
        ("~~~text\n```\n", 1),
    ],
)
def test_a_fence_that_is_not_closed_is_told_where_it_opens(reader: Reader, text: str, line: int) -> None:
    document = reader.read(text, 10)
    assert document.unclosed == line + 9
    assert not document.readable


LEFTOVERS = [
    ("Says [see @lewis2020].", "[see @lewis2020]", "a citation '[@key]'"),
    ("Says [-@lewis2020].", "[-@lewis2020]", "a citation '[@key]'"),
    ("/// note | Title\n\nText.\n", "/// note | Title", "closes this block"),
    ("/// nope | Title\n\nText.\n\n///\n", "/// nope | Title", "a known type"),
    ("Text.[^1]", "[^1]", "no footnotes"),
    ("[^1]: Note.", "[^1]:", "no footnotes"),
    ("[name]: https://example.org", "[name]:", "uses this address"),
    ("Text {: .lead }", "{: .lead }", "an attribute list"),
    ("<div>\n[text](there.md)\n</div>", "[text](there.md)", 'markdown="1"'),
    ("See [text][nowhere].", "][nowhere]", "not defined"),
    ("| a | b |\n| c | d |", "| a | b |", "a table"),
    ("!!! note\n\n    Text.", "!!! note", "'/// note | Title'"),
    ("??? note\n\n    Text.", "??? note", "'/// note | Title'"),
    ('=== "Tab"\n\n    Text.', '=== "Tab"', "no tabs"),
    ("Text ~~gone~~.", "~~gone~~", "not switched on"),
    ("Text ==marked==.", "==marked==", "not switched on"),
    ("Press ++ctrl+c++.", "++ctrl+c++", "not switched on"),
    (":material-check: done", ":material-check:", "icons"),
    ("*[LLM]: large language model", "*[LLM]: large language model", "glossary.yml"),
    ("Text.\n::: note", "::: note", "'/// note | Title'"),
    ("> [!NOTE]\n> Text.", "[!NOTE]", "'/// note | Title'"),
    ("See [[retrieval]].", "[[retrieval]]", "a link"),
    ("Costs $x^2$ more.", "$x^2$", "a formula"),
    ("See https://example.org/a for more.", "https://example.org/a", "no link"),
    ("Text:\n- one\n- two", "- one", "an empty line above"),
    ("1) one", "1) one", "an empty line above"),
    ("<p>**bold**</p>", "**bold**", 'markdown="1"'),
    ("Fine :smile: day.", ":smile:", "emoji"),
    ("H~2~O", "~2~", "not switched on"),
    ("x^sup^ y", "^sup^", "not switched on"),
    ("```plantuml\na -> b\n```", "```plantuml", "'mermaid' fence"),
    ("- one\n  - two", "- two", "four spaces"),
]


@pytest.mark.parametrize(("text", "left", "expected"), LEFTOVERS, ids=[text[:24] for text, _, _ in LEFTOVERS])
def test_syntax_that_looks_supported_and_is_not_is_found(reader: Reader, text: str, left: str, expected: str) -> None:
    found = reader.read(f"# T\n\nBefore.\n\n{text}\n").leftovers
    assert found[0].text == left
    assert expected in found[0].expected
    assert 5 <= found[0].line <= 6


def test_what_only_resembles_syntax_is_let_through(reader: Reader) -> None:
    text = "Ratio 3:4:5, at 10:30, $5 to $10, 2^10, [link](https://a.org/b), ~5 and ~6.\n\n"
    text += "- one\n\n    - two\n\n1. one\n2. two\n\n"
    text += "Mail me@example.org, C++ and a == b; 3 // 4; [sic] and {x}; costs 5 | 6; a/b//c; 2 ** 3; x[^y.\n"
    assert reader.read(text).leftovers == ()


def test_what_was_read_is_read_again_when_text_or_place_changes(tmp_path: Path) -> None:
    config = settings.read(ROOT / "mkdocs.yml")
    first = Reader(config, {"value": value}, tmp_path)
    assert targets(first.read("[x](a.md)\n", 1)) == [("a.md", 1)]
    first.cache.save()
    again = Reader(config, {"value": value}, tmp_path)
    assert targets(again.read("[x](a.md)\n", 1)) == [("a.md", 1)]
    assert targets(again.read("[x](a.md)\n", 7)) == [("a.md", 7)]
    assert targets(again.read("[x](b.md)\n", 1)) == [("b.md", 1)]
    (tmp_path / ".cache/reading.pickle").write_bytes(b"broken")
    assert targets(Reader(config, {"value": value}, tmp_path).read("[x](a.md)\n", 1)) == [("a.md", 1)]
