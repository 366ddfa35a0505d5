"""Glossary, references and graph: what authors may write, and what is made of it."""

from __future__ import annotations

import itertools

import jsonschema
import networkx as nx
import pytest

from scripts.checks import graph as graph_check
from scripts.content.data.glossary import Term, headwords
from scripts.content.graph import Graph
from scripts.content.sources import csl
from scripts.finish import exports
from scripts.pages import graph_picture
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


def test_a_source_twice_is_told_with_both_places(small: SmallSite) -> None:
    bib = (small.root / "docs/references.bib").read_text(encoding="utf-8")
    small.write("docs/references.bib", bib + bib)
    assert any("source 'lewis2020retrieval' stands twice, first on line 1" in text for text in small.problems())


def test_sources_of_the_same_authors_and_year_get_letters(small: SmallSite) -> None:
    bib = (small.root / "docs/references.bib").read_text(encoding="utf-8")
    other = bib.replace("lewis2020retrieval", "lewis2020another").replace("Retrieval-Augmented", "Another")
    small.write("docs/references.bib", bib + other)
    small.edit("docs/one.md", "Text.", "Said [@lewis2020another].")
    sources = small.load().sources
    assert sources["lewis2020another"].label == "Lewis et al., 2020a"
    assert sources["lewis2020retrieval"].label == "Lewis et al., 2020b"


def test_csl_json_says_what_bibtex_says(small: SmallSite) -> None:
    item = csl.item(small.load().sources["lewis2020retrieval"])
    assert item == {
        "id": "lewis2020retrieval",
        "type": "paper-conference",
        "title": "Retrieval-Augmented Generation for Knowledge-Intensive NLP Tasks",
        "author": [
            {"family": "Lewis", "given": "Patrick"},
            {"family": "Perez", "given": "Ethan"},
            {"family": "Piktus", "given": "Aleksandra"},
        ],
        "issued": {"date-parts": [[2020]]},
        "URL": "https://arxiv.org/abs/2005.11401",
        "container-title": "NeurIPS",
    }


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


def related(*targets: str) -> str:
    return "tags: [retrieval]\nrelated:\n" + "".join(
        f"  - to: {target}\n    why: A reason that is long enough to decide by.\n" for target in targets
    )


def test_edges_have_their_type_and_their_reason(small: SmallSite) -> None:
    small.edit("docs/index.md", "tags: [retrieval]\n", related("one"))
    small.edit("docs/one.md", "tags: [retrieval]\n", related("index"))
    graph = small.load().graph
    assert [node.id for node in graph.nodes] == ["index", "one"], "a page without relations is no chapter"
    assert [(e.source, e.target, e.type, e.why) for e in graph.edges] == [
        ("index", "one", "related", "A reason that is long enough to decide by."),
        ("index", "one", "cites-in-text", "Its text leads there in “Home”."),
        ("one", "index", "related", "A reason that is long enough to decide by."),
    ]
    assert [e.type for e in graph_picture.strongest(graph.edges)] == ["related"]


def test_a_published_graph_with_mistakes_is_told(tmp_path: object, small: SmallSite) -> None:
    small.write("site/a/index.html", "")
    node = {"id": "a", "url": "a/"}
    edge = {"source": "a", "target": "a", "type": "relatd", "why": "x"}
    astray = {"source": "a", "target": "aa", "type": "related", "why": "x"}
    graph = {"nodes": [node, {"id": "b", "url": "b/"}], "edges": [edge, astray]}
    assert list(graph_check.problems(graph, small.root / "site")) == [
        "node 'b' leads to 'b/', which is no page",
        "edge 0, from 'a' to 'a', has the unknown type 'relatd'; expected one of related, uses-concept, step-of, "
        "cites-in-text. Did you mean 'related'?",
        "edge 1, from 'a' to 'aa', has the target 'aa', which is no node. Did you mean 'a'?",
    ]


def test_the_schema_describes_the_graph(small: SmallSite) -> None:
    schema = exports.graph_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    graph = small.load().graph.model_dump(mode="json", exclude_none=True)
    jsonschema.validate(graph, schema)
    graph["edges"] = [{"source": "a", "target": "b", "type": "relatd", "why": "x"}]
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(graph, schema)


def ring(size: int) -> Graph:
    nodes = [
        {"id": f"n{n}", "title": f"N {n}", "kind": "concept", "difficulty": "easy", "url": f"n{n}/", "description": ""}
        for n in range(size)
    ]
    edges = [
        {"source": f"n{n}", "target": f"n{(n + 1) % size}", "type": "related", "why": "Next."} for n in range(size)
    ]
    return Graph.model_validate({"nodes": nodes, "edges": edges})


def test_a_picture_has_every_chapter_apart_from_every_other() -> None:
    picture = graph_picture.whole(ring(40))
    assert picture is not None
    assert len(picture.boxes) == len(picture.lines) == 40
    places = sorted((box.x, box.y) for box in picture.boxes)
    for (x1, y1), (x2, y2) in itertools.pairwise(places):
        assert x1 != x2 or y2 - y1 >= graph_picture.BOX


def test_too_many_chapters_give_neighborhoods_instead() -> None:
    graph = ring(graph_picture.MOST_NODES + 1)
    assert graph_picture.whole(graph) is None
    neighborhood = graph_picture.Neighborhoods(graph).of("n5")
    assert neighborhood is not None
    assert [neighbor.node.id for neighbor in neighborhood.neighbors] == ["n4", "n6"]


def test_every_chapter_of_a_connected_graph_has_a_neighborhood() -> None:
    graph = ring(5)
    joined = nx.Graph([(edge.source, edge.target) for edge in graph.edges])
    neighborhoods = graph_picture.Neighborhoods(graph)
    for node in graph.nodes:
        found = neighborhoods.of(node.id)
        assert found is not None
        assert {neighbor.node.id for neighbor in found.neighbors} == set(joined[node.id])
