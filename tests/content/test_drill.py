"""What the drill asks: each task is about an estimate that is there, told whole, and can be answered."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

ESTIMATE = """assumptions:
  - {name: layers, label: Layers, value: 80, unit: layer, range: [10, 200], why: Said so.}
  - {name: bytes_each, label: Bytes a layer, value: 4096, unit: byte/layer, range: [1, 100000], why: Said so.}
  - {name: spare, label: Spare, value: 3, unit: gpu, range: [1, 9], why: Nothing rests on it.}
results:
  - {name: cache, unit: KiB, formula: layers * bytes_each, explain: Layers times bytes.}
  - {name: nothing, unit: KiB, formula: cache - cache, explain: None.}
  - {name: spares, unit: gpu, formula: spare * 2, explain: Twice.}
"""
DRILL = """# A comment.
- name: cache-size
  estimate: cache
  story: A model has {layers:number} layers of {bytes_each}.
  question: How large is the cache?
  answer: cache
  units: [byte, KiB, MiB]
  moves: {layers: [16, 120]}
  choices: {bytes_each: [1024, 2048]}
"""
NAMES = ("when", "say", "numbers", "decides", "trap", "used")
SECTIONS = "".join(f"## Part {name} {{ #{name} }}\n\n{'word ' * 50}\n\n" for name in NAMES)
RELATED = (
    "related: [{to: one, why: A reason that is long enough to decide by.},"
    " {to: two, why: A reason that is long enough to decide by.}]\n"
)
FILE = "docs/practice/estimates/drill.yml"


@pytest.fixture
def drilled(small: SmallSite) -> SmallSite:
    """Return a site with one estimate and one task about it."""
    text = small.chapter(
        "Cache", "{{ chapter_start() }}\n\n" + SECTIONS + "{{ estimate() }}\n\n{{ chapter_end() }}\n", more=RELATED
    )
    small.write("docs/practice/estimates/cache/index.md", text.replace("kind: page", "kind: estimate"))
    small.write("docs/practice/estimates/cache/estimate.yml", ESTIMATE)
    small.write(FILE, DRILL)
    small.edit("mkdocs.yml", "  - two.md\n", "  - two.md\n  - practice/estimates/cache/index.md\n")
    return small


def test_a_task_is_read_and_told_with_the_figures_of_its_estimate(drilled: SmallSite) -> None:
    assert drilled.problems() == []
    content = drilled.load()
    [task] = content.tasks
    estimate = content.chapters["practice/estimates/cache"].estimate
    assert estimate is not None
    assert task.tell(estimate) == "A model has 80 layers of 4,096 bytes/layer."
    assert task.told == ("layers", "bytes_each")
    assert task.moves == {"layers": (16, 120)}


@pytest.mark.parametrize(
    ("old", "new", "line", "problem"),
    [
        ("estimate: cache", "estimate: cash", 3, "task 'cache-size' is about the estimate 'cash', which is none."),
        ("  answer: cache\n", "", 2, "field 'answer' is missing."),
        ("  story: A model has {layers:number} layers of {bytes_each}.\n", "", 2, "field 'story' is missing."),
        ("answer: cache", "answer: cache_size", 6, "its answer 'cache_size' is no figure of the estimate"),
        ("answer: cache", "answer: layers", 6, "its answer 'layers' is an assumption; expected a result."),
        ("answer: cache", "answer: nothing", 6, "its answer 'nothing' is not above zero"),
        ("{bytes_each}", "{byte_each}", 4, "its story tells of 'byte_each', which is no assumption of the estimate."),
        ("{layers:number}", "{layers:words}", 4, "its story has '{layers:words}'; expected '{layers}' or"),
        ("KiB, MiB", "KiB, gpu", 7, "an answer in 'gpu' does not compare with 'cache' in KiB."),
        ("KiB, MiB", "KiB, Mib", 7, "unknown unit 'Mib'."),
        ("{layers: [16, 120]}", "{layer: [16, 120]}", 8, "it moves 'layer', which is no assumption of the estimate."),
        ("[16, 120]", "[16, 1200]", 8, "it moves 'layers' beyond its own range, 10 to 200."),
        ("[16, 120]", "[120, 16]", 8, "expected the lower end first, [16, 120]."),
        ("[1024, 2048]", "[0.5, 2048]", 9, "it moves 'bytes_each' beyond its own range, 1 to 100000."),
        (
            "{layers: [16, 120]}",
            "{layers: [16, 120], spare: [1, 2]}",
            8,
            "it moves 'spare', of which its story",
        ),
    ],
)
def test_a_task_that_cannot_be_done_is_refused_by_line(
    drilled: SmallSite, old: str, new: str, line: int, problem: str
) -> None:
    drilled.edit(FILE, old, new)
    first, *_ = drilled.problems()
    assert first.startswith(f"{FILE}:{line}: ")
    assert problem in first


def test_what_the_answer_does_not_rest_on_is_not_moved(drilled: SmallSite) -> None:
    drilled.edit(FILE, "of {bytes_each}.", "of {bytes_each} and {spare}.")
    drilled.edit(FILE, "{layers: [16, 120]}", "{layers: [16, 120], spare: [1, 2]}")
    assert drilled.problems() == [
        f"{FILE}:8: task 'cache-size': it moves 'spare', on which 'cache' does not depend.",
    ]


def test_a_near_name_is_offered(drilled: SmallSite) -> None:
    drilled.edit(FILE, "estimate: cache", "estimate: cach")
    assert drilled.problems()[0].endswith("Did you mean 'cache'?")


def test_an_estimate_without_a_task_is_told(drilled: SmallSite) -> None:
    (drilled.root / FILE).unlink()
    [problem] = drilled.problems()
    assert problem.endswith("no task is about the estimate 'cache'; expected one with its story, question and answer.")
    drilled.write(FILE, DRILL + DRILL.split("\n", 1)[1])
    assert drilled.problems() == [f"{FILE}:10: task 'cache-size' stands twice, first on line 2."]


def test_an_estimate_that_cannot_be_read_is_the_one_problem(drilled: SmallSite) -> None:
    drilled.edit("docs/practice/estimates/cache/estimate.yml", "layers * bytes_each", "layers * bytes_eech")
    assert [problem.split(":")[0] for problem in drilled.problems()] == ["docs/practice/estimates/cache/estimate.yml"]


@pytest.mark.parametrize("text", ["tasks: none\n", "just words\n"])
def test_a_file_that_is_no_list_is_told(drilled: SmallSite, text: str) -> None:
    drilled.write(FILE, text)
    assert drilled.problems() == [f"{FILE}:1: expected a list of tasks, each beginning with '- name: …'."]
