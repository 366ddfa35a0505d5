"""Which words of a chapter lead to the glossary, and what their notes say."""

from __future__ import annotations

import markdown
import pytest

from scripts.content.data.glossary import Term
from scripts.pages.terms import Forms
from tests.conftest import SmallSite

GLOSSARY = """- term: key-value cache
  short: KV cache
  also: [attention cache]
  definition: What attention keeps of the tokens it has read, so that it need not read them again.
  explained: one#part
- term: beam search
  definition: A search that keeps the likeliest few continuations at each step and drops the others.
  explained: two
"""


@pytest.fixture
def convert(small: SmallSite) -> object:
    small.write("docs/glossary.yml", GLOSSARY)
    small.edit("docs/two.md", "Text.", "{{ glossary() }}")
    options = {"scripts.pages.terms": {"content": small.load()}}

    def converted(text: str) -> str:
        extensions = ["scripts.pages.terms", "md_in_html", "pymdownx.superfences"]
        return markdown.markdown(text, extensions=extensions, extension_configs=options)

    return converted


def test_the_first_use_is_marked_and_its_note_leads_to_the_section(convert: object) -> None:
    html = convert("The KV cache grows; the KV caches shrink.")  # type: ignore[operator]
    assert html == (
        '<p>The <a aria-describedby="term-key-value-cache" class="term" href="site:two/#key-value-cache">KV cache</a> '
        "grows; the KV caches shrink.</p>\n"
        '<div class="term-notes" hidden><p id="term-key-value-cache">'
        "<strong>key-value cache (KV cache)</strong>: What attention keeps of the tokens it has read, so that it need "
        'not read them again. <a href="site:one/#part">One</a></p></div>'
    )


def test_a_term_that_a_whole_chapter_explains_leads_to_the_chapter(convert: object) -> None:
    assert '<a href="site:two/">Two</a></p>' in convert("Beam search is greedy.")  # type: ignore[operator]


@pytest.mark.parametrize(
    "text",
    [
        "`KV cache`",
        "## KV cache",
        "[KV cache](x.md)",
        "```text\nKV cache\n```",
        "    KV cache",
        '<dl class="glossary"><dt>x</dt></dl>\n\nThe KV cache.',
    ],
)
def test_code_headings_links_and_the_glossary_itself_are_left_alone(convert: object, text: str) -> None:
    assert 'class="term"' not in convert(text)  # type: ignore[operator]


def test_a_second_page_is_marked_anew(convert: object) -> None:
    for _ in range(2):
        assert convert("A KV cache.").count('class="term"') == 1  # type: ignore[operator]


def found(text: str, *terms: tuple[str, str, tuple[str, ...]]) -> list[str]:
    forms = Forms([Term(name, short, also, "A definition.", "one", 1) for name, short, also in terms])
    return [text[start:end] for start, end, _ in forms.find(text)]


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("retrieval-augmented generation, or RAG", ["retrieval-augmented generation", "RAG"]),
        ("a rag of cloth", []),
        ("Retrieval-Augmented Generation", ["Retrieval-Augmented Generation"]),
        ("retrieval, augmented generation", []),
        ("RAGs", ["RAGs"]),
    ],
)
def test_forms_are_found_as_whole_words(text: str, marked: list[str]) -> None:
    assert found(text, ("retrieval-augmented generation", "RAG", ())) == marked


def test_the_longer_form_wins() -> None:
    assert found("beam search", ("beam", "", ()), ("beam search", "", ())) == ["beam search"]


@pytest.mark.parametrize("plural", ["queries", "indexes", "caches"])
def test_plurals_are_found(plural: str) -> None:
    assert found(f"many {plural}", ("query", "", ()), ("index", "", ()), ("cache", "", ())) == [plural]


def test_the_first_use_is_the_first_in_the_text_also_before_an_emphasis(convert: object) -> None:
    html = convert("A KV cache *of* beam search and a KV cache.")  # type: ignore[operator]
    assert html.index("key-value-cache") < html.index("<em>") < html.index("beam-search")
    assert html.count('class="term"') == 2
