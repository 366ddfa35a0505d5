"""The pictures of the graph: where boxes stand, what stands in them, and which line joins two."""

from __future__ import annotations

import itertools

import pytest

from scripts.content.graph import Graph
from scripts.pages import graph_picture
from scripts.pages.graph_picture import Neighborhoods, strongest


def graph(kinds: dict[str, str], *edges: str, difficulty: str = "easy") -> Graph:
    """Return a graph of chapters by id and kind; an edge is 'source target type'."""
    nodes = [
        {
            "id": id_,
            "title": f"Title {id_}",
            "kind": kind,
            "difficulty": difficulty,
            "url": f"{id_}/",
            "description": "",
        }
        for id_, kind in kinds.items()
    ]
    parts = [edge.split() for edge in edges]
    return Graph.model_validate(
        {"nodes": nodes, "edges": [{"source": s, "target": t, "type": kind, "why": "Why."} for s, t, kind in parts]}
    )


def ring(size: int) -> Graph:
    edges = [f"n{n} n{(n + 1) % size} related" for n in range(size)]
    return graph(dict.fromkeys((f"n{n}" for n in range(size)), "concept"), *edges)


def whole(of: Graph) -> graph_picture.Picture:
    picture = graph_picture.whole(of)
    assert picture is not None
    return picture


def test_kinds_stand_in_columns_from_the_general_to_the_shared() -> None:
    kinds = {"a": "book", "b": "page", "c": "step", "d": "case", "e": "concept", "f": "practice"}
    picture = whole(graph(kinds))
    assert [(box.node.id, box.x) for box in picture.boxes] == [
        ("a", 1),
        ("b", 1),
        ("f", 1),
        ("c", 142),
        ("d", 283),
        ("e", 424),
    ]
    assert picture.titles == (
        (1, "The way in, and practice"),
        (142, "The seven steps"),
        (283, "The cases"),
        (424, "The concepts"),
    )


def test_a_column_without_chapters_takes_no_room() -> None:
    picture = whole(graph({"a": "book", "e": "concept"}))
    assert picture.titles == ((1, "The way in, and practice"), (142, "The concepts"))


def test_every_column_begins_at_the_top_and_ends_at_the_bottom() -> None:
    picture = whole(graph({"a": "book", "c": "step", "d": "step", "e": "concept", "f": "concept", "g": "concept"}))
    assert {box.node.id: box.y for box in picture.boxes} == {
        "a": 40,
        "c": 40,
        "d": 132,
        "e": 40,
        "f": 86,
        "g": 132,
    }
    assert picture.height == 180


def test_a_graph_without_chapters_is_an_empty_picture() -> None:
    picture = whole(graph({}))
    assert picture.boxes == picture.lines == picture.titles == ()


def test_a_box_has_room_for_the_longest_label_of_its_column() -> None:
    picture = whole(graph({"a": "case", "long": "case"}))
    assert [(box.label, box.width) for box in picture.boxes] == [(("Title a",), 96), (("Title long",), 96)]


@pytest.mark.parametrize(
    ("title", "label"),
    [
        ("Retrieval", ("Retrieval",)),
        ("Retrieval-Augmented Generation", ("Retrieval-Augmented", "Generation")),
        ("Evaluation: what to measure", ("Evaluation",)),
        ("A title of many words that two lines of twenty letters cannot hold", ("A title of many", "words that two…")),
    ],
)
def test_a_title_is_broken_into_two_lines_at_most(title: str, label: tuple[str, ...]) -> None:
    one = graph({"a": "case"})
    named = one.model_copy(update={"nodes": (one.nodes[0].model_copy(update={"title": title}),)})
    assert whole(named).boxes[0].label == label


def box(kind: str, *label: str, difficulty: str = "easy") -> graph_picture.Box:
    node = graph({"a": kind}, difficulty=difficulty).nodes[0]
    return graph_picture.Box(node, label, x=100, y=200, width=150)


def test_a_label_stands_around_the_middle_of_its_box() -> None:
    assert box("case", "One").lines == ((111, 223.5, "One"),)
    assert box("case", "One", "Two").lines == ((111, 216, "One"), (111, 231, "Two"))
    assert box("concept", "One").lines == ((116, 223.5, "One"),), "round ends need more room"


def test_only_concepts_have_round_ends() -> None:
    assert box("concept").radius == 19
    assert {box(kind).radius for kind in ("book", "page", "step", "case", "practice")} == {4}


def test_the_number_of_a_step_and_the_dots_of_difficulty_stand_at_the_right() -> None:
    assert box("step").number == (241, 214)
    assert box("case", difficulty="easy").dots == ((241, 230),)
    assert box("case", difficulty="medium").dots == ((241, 230), (235, 230))
    assert box("case", difficulty="hard").dots == ((241, 230), (235, 230), (229, 230))


def test_concepts_stand_near_the_chapters_that_lead_to_them() -> None:
    kinds = {"s": "case", "t": "case", "u": "case", "x": "concept", "y": "concept", "z": "concept"}
    picture = whole(graph(kinds, "s z uses-concept", "t y uses-concept", "u x uses-concept"))
    order = sorted((box.y, box.node.id) for box in picture.boxes if box.node.kind == "concept")
    assert [name for _, name in order] == ["z", "y", "x"]


def test_cases_keep_the_order_of_the_book() -> None:
    kinds = {"s": "case", "t": "case", "x": "step", "y": "step"}
    picture = whole(graph(kinds, "s y cites-in-text", "t x cites-in-text"))
    order = sorted((box.y, box.node.id) for box in picture.boxes if box.node.kind == "case")
    assert [name for _, name in order] == ["s", "t"]


@pytest.mark.parametrize(
    ("edges", "kept"),
    [
        (["a b cites-in-text", "b a step-of"], ["b a step-of"]),
        (["a b step-of", "b a uses-concept"], ["b a uses-concept"]),
        (["a b uses-concept", "a b related"], ["a b related"]),
        (["a b related", "b a related"], ["a b related"]),
        (["a b related", "b c cites-in-text"], ["a b related", "b c cites-in-text"]),
    ],
)
def test_two_chapters_are_joined_by_their_strongest_edge(edges: list[str], kept: list[str]) -> None:
    of = graph({"a": "case", "b": "case", "c": "case"}, *edges)
    assert [f"{e.source} {e.target} {e.type}" for e in strongest(of.edges)] == kept
    assert len(whole(of).lines) == len(kept)


def test_a_line_leads_from_side_to_side_and_within_a_column_around_the_right() -> None:
    kinds = {"a": "case", "b": "case", "c": "concept"}
    lines = whole(graph(kinds, "c a related", "a b related")).lines
    assert [line.path for line in lines] == [
        "M78 59C110 59 110 59 142 59",
        "M78 59C103 59 103 105 78 105",
    ]
    assert [(line.edge.source, line.edge.target) for line in lines] == [("c", "a"), ("a", "b")]


def test_a_picture_has_every_chapter_apart_from_every_other() -> None:
    picture = whole(ring(40))
    assert len(picture.boxes) == len(picture.lines) == 40
    heights = sorted(box.y for box in picture.boxes)
    assert min(below - above for above, below in itertools.pairwise(heights)) == 46
    assert picture.boxes[0].height == 38


def test_three_hundred_chapters_are_one_picture_and_more_are_none() -> None:
    assert graph_picture.whole(ring(300)) is not None
    assert graph_picture.whole(ring(301)) is None


def test_a_chapter_has_those_beside_it_in_either_direction_in_the_order_of_the_book() -> None:
    kinds = {"a": "book", "b": "step", "c": "case", "d": "concept"}
    neighborhood = Neighborhoods(graph(kinds, "d b related", "b a step-of", "c d uses-concept")).of("b")
    assert neighborhood is not None
    assert [(n.node.id, n.edge.type, n.y) for n in neighborhood.neighbors] == [
        ("a", "step-of", 13),
        ("d", "related", 39),
    ]
    assert neighborhood.more == 0
    assert neighborhood.height == 52
    assert neighborhood.neighbors[0].path == "M12 26C55 26 37 13 80 13"


def test_a_small_picture_keeps_the_twelve_strongest_and_counts_the_others() -> None:
    kinds = {"hub": "concept"} | {f"c{n:02}": "case" for n in range(15)}
    weak = [f"c{n:02} hub cites-in-text" for n in range(4)]
    strong = [f"c{n:02} hub uses-concept" for n in range(4, 15)]
    neighborhood = Neighborhoods(graph(kinds, *weak, *strong)).of("hub")
    assert neighborhood is not None
    assert [n.node.id for n in neighborhood.neighbors] == ["c00", *(f"c{n:02}" for n in range(4, 15))]
    assert neighborhood.more == 3


def test_a_chapter_without_edges_or_unknown_has_no_neighborhood() -> None:
    neighborhoods = Neighborhoods(graph({"a": "case", "b": "case"}))
    assert neighborhoods.of("a") is None
    assert neighborhoods.of("nowhere") is None
