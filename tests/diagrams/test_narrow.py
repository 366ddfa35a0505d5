"""Drawings for phones, and sequences, which the house draws itself: within their width, whole, to be read."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor

import pytest
from selectolax.lexbor import LexborHTMLParser, LexborNode

from scripts.diagrams.examined import Examined
from scripts.diagrams.render import rendering

ABOUT = "\n  accTitle: T\n  accDescr: D\n"
FAN = "\n".join(f'  hub["A hub in the middle"] -->|"to number {n}"| n{n}["Receiver number {n}"]' for n in range(1, 6))
SOURCES = {
    "small": f"flowchart LR{ABOUT}  a[One] --> b[Two]",
    "fan": f"flowchart LR{ABOUT}{FAN}\n  n5 -.-> hub\n  n1 <--> n2",
    "shapes": (
        f'flowchart LR{ABOUT}  a([A person]) --> b[A service] --> c[(A store)] --> d[["A queue"]] --> e[/A review/]\n'
        '  e --> f{"A decision of some length?"}\n  f -->|yes| g@{ shape: hex, label: "A model" }\n  f -->|no| a\n'
        "  class g core"
    ),
    "kept": f"flowchart LR{ABOUT}  %% phone: wide\n{FAN}",
    "group": f'flowchart TD{ABOUT}  subgraph G ["A group"]\n    b[One] --> c[Two]\n  end\n  a[Before it] --> b\n'
    "  x[Beside it, far away] --> y[Another one of these] --> z[And a third one]\n  a --> x\n  x --> c",
    "states": f"stateDiagram-v2{ABOUT}  [*] --> Waiting\n  Waiting --> Running: a worker is free\n"
    "  Waiting --> Expired: after ten minutes\n  Running --> Waiting: a worker is lost\n"
    "  Running --> Finished: everything is written\n  Running --> Failed: three attempts failed\n  Finished --> [*]",
    "sequence": f"sequenceDiagram{ABOUT}  actor U as Customer\n  participant G as Gateway\n"
    "  participant O as Orchestrator\n  box Probabilistic core\n    participant R as Retriever of passages\n"
    "    participant M as Generator\n  end\n  participant S as Store of answers\n"
    "  U->>G: a question of some length (10 ms)\n  G->>O: checked and signed in (20 ms)\n"
    "  O->>R: rewritten, embedded, searched (300 ms)\n  R-->>O: ten passages\n  O->>M: prompt and passages (900 ms)\n"
    "  M->>M: reads and checks what it wrote (80 ms)\n  M-->>U: sentences\n  Note over U,S: complete at 1,310 ms\n"
    "  O->>S: keeps it",
}


@pytest.fixture(scope="module")
def drawings() -> dict[str, dict[str, tuple[str, Examined]]]:
    """Return the drawings of each source by their forms, with what was measured in them."""

    def draw() -> dict[str, dict[str, tuple[str, Examined]]]:
        with rendering() as renderer:
            made = {name: renderer.draw(source) for name, source in SOURCES.items()}
            return {
                name: {form: (svg, renderer.examine(svg)) for form, svg in forms.items()}
                for name, forms in made.items()
            }

    # Playwright's synchronous interface allows one instance a thread, and other tests have one in theirs.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(draw).result()


Drawings = dict[str, dict[str, tuple[str, Examined]]]


def nodes(svg: str, selector: str) -> list[LexborNode]:
    return LexborHTMLParser(svg).css(selector)


def number(node: LexborNode, name: str) -> float:
    return float(node.attributes[name] or "")


def test_only_what_is_too_wide_for_a_phone_has_a_narrow_drawing(drawings: Drawings) -> None:
    assert list(drawings["small"]) == ["wide"]
    assert list(drawings["kept"]) == ["wide"], "its author keeps the wide one"
    for name in ("fan", "states", "sequence"):
        assert list(drawings[name]) == ["wide", "narrow"], name
        assert drawings[name]["narrow"][1].width <= 364, name


def test_what_a_tablet_would_show_too_small_is_laid_out_closer(drawings: Drawings) -> None:
    (_, row) = drawings["shapes"]["wide"]
    assert row.width <= 764, "Mermaid draws these seven boxes and their answers side by side"
    assert row.height <= 1000


def test_every_word_can_be_read(drawings: Drawings) -> None:
    faults = {(name, form): one.faults for name, forms in drawings.items() for form, (_, one) in forms.items()}
    assert {where: found for where, found in faults.items() if found} == {}


def test_a_narrow_drawing_has_the_same_edges_shapes_and_marks(drawings: Drawings) -> None:
    svg = drawings["fan"]["narrow"][0]
    assert len(nodes(svg, ".n")) == 6
    assert len(nodes(svg, ".e")) == 7
    assert len(nodes(svg, ".e.d")) == 1
    assert len(nodes(svg, ".a")) == 8
    assert [text.text() for text in nodes(drawings["shapes"]["wide"][0], ".t.core")] == ["A model"]
    assert len(nodes(drawings["states"]["narrow"][0], ".s")) == 2


def test_heads_of_a_sequence_stand_in_a_row_above_all_words_and_the_frame_ends_there(drawings: Drawings) -> None:
    svg = drawings["sequence"]["wide"][0]
    names = [text for text in nodes(svg, ".t") if text.text() in {"Customer", "Gateway", "Generator"}]
    assert len({number(text, "y") for text in names}) == 1
    first = min(number(text, "y") for text in nodes(svg, ".m"))
    assert all(number(text, "y") < first - 18 for text in names)
    frame = re.fullmatch(r"[Mm](\d+) (\d+)h\d+v(\d+)H?h?-?\d+z", nodes(svg, ".c.core")[0].attributes["d"] or "")
    assert frame, nodes(svg, ".c.core")[0].attributes["d"]
    assert int(frame[2]) + int(frame[3]) < first


def test_a_lifeline_gives_way_to_the_words_it_would_pass_through(drawings: Drawings) -> None:
    lifelines = [line.attributes["d"] or "" for line in nodes(drawings["sequence"]["narrow"][0], ".l")]
    assert len(lifelines) == 6
    assert any(len(re.findall("[Mm]", line)) > 1 for line in lifelines)
    assert len(nodes(drawings["sequence"]["narrow"][0], ".l.core")) == 2
