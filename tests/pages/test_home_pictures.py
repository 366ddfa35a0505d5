"""The ring of an interview's minutes, and flowcharts without words: where their parts stand."""

from __future__ import annotations

import math
import re

import pytest

from scripts.content.chapters.diagrams import read
from scripts.content.steps import STEPS
from scripts.pages import ring_picture, thumbnails
from scripts.pages.thumbnails import thumbnail

CENTER = ring_picture.SIZE / 2


def points(path: str) -> list[tuple[float, float]]:
    """Return the ends of the lines and arcs of a path with absolute coordinates."""
    return [(float(x), float(y)) for x, y in re.findall(r"(?:M|L| [01] )(-?[\d.]+) (-?[\d.]+)(?=[AMLZ]|$)", path)]


def minute(point: tuple[float, float]) -> float:
    """Return the minute of 45 at which a hand of the clock points to a point."""
    return math.atan2(point[0] - CENTER, CENTER - point[1]) % (2 * math.pi) / (2 * math.pi) * 45


def test_an_arc_is_as_long_as_its_minutes() -> None:
    arcs = ring_picture.ring(STEPS)
    assert [(arc.start, arc.minutes) for arc in arcs] == [
        *((0, 5), (5, 3), (8, 4), (12, 9), (21, 6), (27, 9), (36, 4), (40, 5)),
    ]
    for arc in arcs:
        begin, end = points(arc.path)[:2]
        assert minute(begin) == pytest.approx(arc.start, abs=0.1)
        assert minute(end) == pytest.approx(arc.start + arc.minutes, abs=0.1)
    assert arcs[-1].step is None


def test_labels_stand_on_their_feet_within_their_arcs() -> None:
    arcs = ring_picture.ring(STEPS)
    assert {arc.start: [text for _, text in arc.lines] for arc in arcs} == {
        0: ["1 Requirements"],
        5: ["2 ML framing"],
        8: ["3 Data", "preparation"],
        12: ["4 Model development"],
        21: ["5 Evaluation"],
        27: ["6 Overall system design"],
        36: ["7 Deployment", "and monitoring"],
        40: ["Left free"],
    }
    for arc in arcs:
        for path, text in arc.lines:
            first, last = points(path)
            sideways = abs(first[0] - last[0]) < 40
            assert sideways or first[0] < last[0], f"{text} runs to the left"
            radius = math.dist(first, (CENTER, CENTER))
            assert ring_picture.INNER < radius < ring_picture.OUTER


FLOW = """flowchart TD
  accTitle: A path
  accDescr: A request and its answer.
  u([User]) --> g[Gateway]
  g --> q[[Queue]] --> m@{ shape: hex, label: "Model" }
  s[(Store)] --> m
  m --> c{Good?}
  c -->|no| g
  c --> u
  class m core
"""


def test_a_flowchart_becomes_boxes_and_lines_without_words() -> None:
    picture = thumbnail(read(FLOW))
    assert picture.core.count("M") == 1
    assert picture.boxes.count("z") == 5
    assert picture.lines.count("L") == 7
    assert not re.search(r"User|Gateway|Model", picture.lines + picture.boxes + picture.core)


def middles(picture: thumbnails.Thumbnail) -> list[tuple[float, float]]:
    return points(picture.lines)


def test_what_leads_on_stands_to_the_right_and_what_only_feeds_beside_its_target() -> None:
    user, gateway, _, queue, _, model, store, *_ = middles(thumbnail(read(FLOW)))
    assert user[0] < gateway[0] < queue[0] < model[0]
    assert store[0] == queue[0]
    assert store[1] != queue[1]


def test_a_long_way_goes_on_below_within_the_picture() -> None:
    chain = " --> ".join(f"n{number}[{number}]" for number in range(14))
    places = middles(thumbnail(read(f"flowchart TD\n  accTitle: T\n  accDescr: D\n  {chain}\n")))
    rows = sorted({y for _, y in places})
    assert len(rows) == 3
    assert all(13 <= x <= thumbnails.WIDTH - 13 and 7 <= y <= thumbnails.HEIGHT - 7 for x, y in places)
    (first, _), (last, _) = places[0], places[7]
    assert first == min(x for x, _ in places)
    assert last > first


def test_the_pictures_of_a_flowchart_of_sixteen_boxes_do_not_overlap() -> None:
    fan = "\n".join(f"  a[A] --> b{number}[B] --> c[C]" for number in range(9))
    places = set(middles(thumbnail(read(f"flowchart LR\n  accTitle: T\n  accDescr: D\n{fan}\n"))))
    assert len(places) == 11
    for first in places:
        for other in places - {first}:
            assert abs(first[0] - other[0]) >= thumbnails.BOX[0] or abs(first[1] - other[1]) >= 13
