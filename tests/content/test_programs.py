"""The short programs that concepts show: read with the content, and told by line what is wrong with them."""

from __future__ import annotations

import pytest

from tests.conftest import SmallSite

LINES = "\n".join(f"a{number} = {number}" for number in range(14))
SOURCE = f'"""Count."""\n{LINES}\nprint("sum: 91 answers")\n'
FILE = "docs/concepts/code/count.py"


@pytest.fixture
def site(small: SmallSite) -> SmallSite:
    """Return a small site with a chapter that shows a program and quotes what it prints."""
    small.write(FILE, SOURCE)
    small.write("docs/concepts/code/count.txt", "sum: 91 answers\n")
    small.edit("docs/two.md", "Text.", 'It is {{ printed("count", "sum") }}.\n\n{{ program("count") }}')
    return small


def test_what_a_program_prints_is_quoted_and_counted_as_words(site: SmallSite) -> None:
    content = site.load()
    assert content.programs["count"].says == {"sum": "91 answers"}
    assert "It is 91 answers." in content.chapters["two"].document.sections[0].text
    site.write("docs/concepts/code/count.txt", "sum: 92 answers\n")
    assert "It is 92 answers." in site.load().chapters["two"].document.sections[0].text


@pytest.mark.parametrize(
    ("path", "old", "new", "problem"),
    [
        ("docs/two.md", '"count", "sum"', '"cuont", "sum"', "docs/two.md:12: there is no program 'cuont' in "),
        (
            "docs/two.md",
            '"count", "sum"',
            '"count", "sums"',
            "docs/two.md:12: the program 'count' prints no line 'sums: ",
        ),
        ("docs/two.md", '{{ program("count") }}', "Text.", f"{FILE}: it is shown 0 times; expected one line "),
        (FILE, "a3 = 3", "import numpy", f"{FILE}:5: imports 'numpy'; expected the standard library only"),
        (FILE, "a3 = 3", "from . import x", f"{FILE}:5: imports '.'; expected the standard library only"),
        (FILE, "a3 = 3", "a3 =", f"{FILE}:5: not Python: "),
        (FILE, f"{LINES}\n", "a = 1\n", f"{FILE}: 3 lines; expected 15 to 60"),
        (FILE, "a3 = 3", f"a3 = {'3' * 90}", f"{FILE}:5: 95 letters in a line; expected at most 88."),
        (FILE, "a3 = 3", "# GAP: more", f"{FILE}:5: unfinished (GAP:)."),
        (
            "docs/concepts/code/count.txt",
            "answers",
            "answers" * 9,
            "docs/concepts/code/count.txt:1: 71 letters in a line",
        ),
    ],
)
def test_one_sentence_for_each_mistake(site: SmallSite, path: str, old: str, new: str, problem: str) -> None:
    site.edit(path, old, new)
    [found] = site.problems()
    assert found.startswith(problem)


def test_a_program_that_was_never_run_says_how_to(site: SmallSite) -> None:
    (site.root / "docs/concepts/code/count.txt").unlink()
    site.edit("docs/two.md", '{{ printed("count", "sum") }}', "much")
    assert site.problems() == [f"{FILE}: what it prints is not kept in count.txt; run `make programs`."]
