"""Glossary, references and graph: what authors may write, and what is made of it."""

from __future__ import annotations

import jsonschema
import pytest

from scripts.content.data.glossary import Term, headwords
from scripts.finish import exports
from scripts.pages.terms import Forms
from tests.conftest import SmallSite

TERMS = """- term: key-value cache
  short: KV cache
  definition: What a model keeps of earlier tokens so that it need not compute them again.
  explained: one#part
"""
LISTS = "{{ glossary() }}\n\n{{ references() }}\n"


@pytest.fixture
def listed(small: SmallSite) -> SmallSite:
    """Return the small site with a glossary and a page of lists."""
    small.write("docs/glossary.yml", TERMS)
    small.edit("docs/two.md", "Text.", LISTS)
    return small


def term(name: str, short: str = "", *also: str) -> Term:
    return Term(name, short, also, "A definition.", "one", 1)


def test_a_glossary_is_read_and_its_entries_can_be_linked_to(listed: SmallSite) -> None:
    listed.edit("docs/one.md", "Text.", "[cache](two.md#key-value-cache), [source](two.md#lewis2020retrieval)")
    assert listed.problems() == []


@pytest.mark.parametrize(
    ("old", "new", "place", "said"),
    [
        pytest.param(
            "one#part\n",
            "one#part\n" + TERMS.replace("key-value cache", "keys kept").replace("KV cache", "Key-value cache"),
            "docs/glossary.yml:5",
            ["term 'key-value cache' is defined twice", "first on line 1"],
            id="term twice",
        ),
        pytest.param("one#part", "won#part", "docs/glossary.yml:1", ["'won', which is no chapter"], id="no chapter"),
        pytest.param(
            "one#part",
            "one#prat",
            "docs/glossary.yml:1",
            ["'one#prat'", "no such section", "Did you mean 'part'?"],
            id="no section",
        ),
        pytest.param("short:", "shrot:", "docs/glossary.yml:2", ["unknown field", "Did you mean"], id="unknown field"),
        pytest.param(TERMS, "terms: many\n", "docs/glossary.yml:1", ["expected a list of terms"], id="no list"),
    ],
)
def test_a_broken_glossary_is_told_with_its_place(
    listed: SmallSite, old: str, new: str, place: str, said: list[str]
) -> None:
    listed.edit("docs/glossary.yml", old, new)
    [problem, *_] = [text for text in listed.problems() if text.startswith(f"{place}:")]
    for words in said:
        assert words in problem


def test_a_link_to_an_undefined_term_names_the_nearest(listed: SmallSite) -> None:
    listed.edit("docs/one.md", "Text.", "[cache](two.md#key-value-cahce)")
    assert listed.problems() == [
        "docs/one.md:14: link to 'two.md#key-value-cahce': docs/two.md has no id 'key-value-cahce'. "
        "Did you mean 'key-value-cache'?"
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("The KV cache grows.", ["KV cache"]),
        ("Two KV caches, one Key-Value Cache.", ["KV caches", "Key-Value Cache"]),
        ("A kv cache is written large.", []),
        ("The cache of the KV store", []),
        ("Query latencies and latency", ["latencies", "latency"]),
        ("a rag, but RAG", ["RAG"]),
        ("beam searches, not beams, in beam  search", ["beam searches"]),
        ("RAGs and storage", ["RAGs"]),
    ],
)
def test_terms_are_found_as_written_in_text(text: str, found: list[str]) -> None:
    forms = Forms([term("key-value cache", "KV cache"), term("latency"), term("retrieval", "RAG"), term("beam search")])
    assert [text[start:end] for start, end, _ in forms.find(text)] == found


def test_a_longer_term_wins_over_one_inside_it() -> None:
    forms = Forms([term("cache"), term("prefix cache")])
    assert [t.name for _, _, t in forms.find("A prefix cache is a cache.")] == ["prefix cache", "cache"]


def test_the_alphabet_has_names_and_short_forms() -> None:
    alphabet = headwords([term("time to first token", "TTFT"), term("agent")])
    assert {letter: [(w.text, w.leads) for w in words] for letter, words in alphabet.items()} == {
        "A": [("agent", False)],
        "T": [("time to first token", False), ("TTFT", True)],
    }


def test_the_schema_describes_the_graph(small: SmallSite) -> None:
    schema = exports.graph_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    graph = small.load().graph.model_dump(mode="json", exclude_none=True)
    jsonschema.validate(graph, schema)
    graph["edges"] = [{"source": "a", "target": "b", "type": "relatd", "why": "x"}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(graph, schema)
