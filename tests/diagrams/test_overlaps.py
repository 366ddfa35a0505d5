"""Whether words of a drawing can be read: small drawings by hand, each once as it may be and once as it may not."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from scripts.diagrams.examined import Examined, Fault
from scripts.diagrams.overlaps import complaints
from scripts.diagrams.render import rendering
from scripts.diagrams.snapshots import Drawn

# "gateway" is about 50 units wide and stands from y = 89 to 103 around x = 100.
WORDS = '<text class="m" x="100" y="100">gateway</text>'
BOX = '<path class="n" d="M60 80h80v30h-80z"/><text class="t" x="100" y="100">{}</text>'
CASES = {
    "over": WORDS + '<text class="m" x="120" y="106">cache</text>',
    "not over": WORDS + '<text class="m" x="100" y="118">cache</text>',
    "lifeline": '<path class="l" d="M100 0V200"/>' + WORDS,
    "not lifeline": '<path class="l" d="M100 0V86M100 106V200"/>' + WORDS,
    "beside": '<path class="l" d="M132 0V200"/>' + WORDS,
    "arrow": '<path class="e" d="M0 96H200"/>' + WORDS,
    "not arrow": '<path class="e" d="M0 96H200"/><path class="b" d="M70 84h60v24h-60z"/>' + WORDS,
    "ground below": '<path class="b" d="M70 84h60v24h-60z"/><path class="e" d="M0 96H200"/>' + WORDS,
    "narrow ground": '<path class="e" d="M0 96H200"/><path class="b" d="M85 84h30v24h-30z"/>' + WORDS,
    "head": '<path class="a" d="M90 97l8-4v8z"/>' + WORDS,
    "core": '<path class="c core" d="M110 20h80v150h-80z"/>' + WORDS,
    "not core": '<path class="c core" d="M20 20h160v150h-160z"/>' + WORDS,
    "line below a box": '<path class="e" d="M0 96H200"/>' + BOX.format("gateway"),
    "box": BOX.format("a gateway that is long"),
    "not box": BOX.format("gateway"),
    "slanted": '<path class="n" d="M100 84l34 12l-34 12l-34-12z"/>' + WORDS,
    "cut": '<text class="m" x="190" y="100">gateway</text>',
}


@pytest.fixture(scope="module")
def found() -> dict[str, list[str]]:
    """Return the kinds of faults of each case, and by what."""

    def examine() -> dict[str, list[str]]:
        with rendering() as renderer:
            measured = {
                name: renderer.examine(f'<svg viewBox="0 0 200 200">{body}</svg>') for name, body in CASES.items()
            }
        return {name: [f"{fault.kind} {fault.by}" for fault in one.faults] for name, one in measured.items()}

    # Playwright's synchronous interface allows one instance a thread, and other tests have one in theirs.
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(examine).result()


@pytest.mark.parametrize(
    ("case", "faults"),
    [
        ("over", ["over cache"]),
        ("not over", []),
        ("lifeline", ["struck a lifeline"]),
        ("not lifeline", []),
        ("beside", []),
        ("arrow", ["struck an arrow"]),
        ("not arrow", []),
        ("ground below", ["struck an arrow"]),
        ("narrow ground", ["struck an arrow"]),
        ("head", ["struck an arrowhead"]),
        ("core", ["struck a frame"]),
        ("not core", []),
        ("line below a box", []),
        ("box", ["outside the outline of a box"]),
        ("not box", []),
        ("slanted", ["outside the outline of a box"]),
        ("cut", ["cut "]),
    ],
)
def test_what_keeps_words_from_being_read_is_found_and_nothing_else(
    found: dict[str, list[str]], case: str, faults: list[str]
) -> None:
    assert found[case] == faults


SOURCE = "flowchart TD\n  accTitle: A title\n  accDescr: What it shows.\n  a --> b\n"
SEQUENCE = "sequenceDiagram\n  accTitle: A title\n  accDescr: What it shows.\n  A->>B: c\n"


def told(source: str, form: str, examined: Examined) -> list[str]:
    return list(complaints(Drawn("docs/x.md", 10, source, "name"), form, examined))


def test_a_fault_is_told_with_file_line_title_and_words() -> None:
    faults = (Fault("over", "one", "two"), Fault("struck", "one", "a lifeline"))
    assert told(SOURCE, "narrow", Examined(300, 400, faults)) == [
        "docs/x.md:10: 'A title', narrow drawing: 'one' and 'two' lie over one another; expected room between them.",
        "docs/x.md:10: 'A title', narrow drawing: a lifeline passes through 'one'; expected lines beside words.",
    ]


def test_only_a_sequence_may_be_higher_than_a_window() -> None:
    high = "docs/x.md:10: 'A title', wide drawing: 1001 px high; expected at most 1000, by fewer rows or direction LR."
    assert told(SOURCE, "wide", Examined(300, 1000, ())) == []
    assert told(SOURCE, "wide", Examined(300, 1001, ())) == [high]
    assert told(SEQUENCE, "wide", Examined(300, 1001, ())) == []
    assert told(SOURCE, "narrow", Examined(300, 2200, ())) == []
    assert len(told(SOURCE, "narrow", Examined(300, 2201, ()))) == 1
    assert len(told(SEQUENCE, "narrow", Examined(300, 2201, ()))) == 1


def test_no_drawing_may_be_so_wide_that_a_tablet_makes_its_words_small() -> None:
    begin = "docs/x.md:10: 'A title', wide drawing: 777 px wide; expected at most 776, "
    assert told(SOURCE, "wide", Examined(776, 300, ())) == []
    assert told(SOURCE, "wide", Examined(777, 300, ())) == [f"{begin}by fewer boxes in a row or shorter labels."]
