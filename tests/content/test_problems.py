"""Each kind of bad input gives a sentence with its place, what was found, what was expected and the nearest name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.content import model
from scripts.content.problems import ContentError
from tests.conftest import DESCRIPTION, SmallSite

Break = Callable[[SmallSite], None]


def edit(path: str, old: str, new: str) -> Break:
    return lambda site: site.edit(path, old, new)


def front(old: str, new: str) -> Break:
    return edit("docs/one.md", old, new)


def body(text: str) -> Break:
    return edit("docs/one.md", "Text.", text)


def related(*targets: str) -> Break:
    lines = "".join(f"  - to: {target}\n    why: A reason that is long enough to decide by.\n" for target in targets)
    return front("tags: [retrieval]\n", f"tags: [retrieval]\nrelated:\n{lines}")


def test_the_small_site_is_valid(small: SmallSite) -> None:
    assert small.problems() == []


@pytest.mark.parametrize(
    ("breaking", "place", "said"),
    [
        pytest.param(
            front("difficulty: easy", "dificulty: easy"),
            "docs/one.md:5",
            ["unknown field 'dificulty'", "title, description, kind", "Did you mean 'difficulty'?"],
            id="unknown field",
        ),
        pytest.param(
            front("difficulty: easy", "difficulty: medum"),
            "docs/one.md:5",
            ["'difficulty' is 'medum'", "expected one of easy, medium, hard", "Did you mean 'medium'?"],
            id="wrong value",
        ),
        pytest.param(
            front("tags: [retrieval]", "tags: retrieval"),
            "docs/one.md:7",
            ["'tags' is 'retrieval'; expected a list, such as [first, second]."],
            id="wrong type",
        ),
        pytest.param(front("kind: page\n", ""), "docs/one.md:2", ["field 'kind' is missing"], id="missing field"),
        pytest.param(
            front(DESCRIPTION, "Too short."),
            "docs/one.md:3",
            ["'description' has 10 characters", "at least 110"],
            id="description too short",
        ),
        pytest.param(
            front(DESCRIPTION, DESCRIPTION + "x" * 60),
            "docs/one.md:3",
            ["characters", "at most 160"],
            id="description too long",
        ),
        pytest.param(
            front("[retrieval]", "[retreival]"),
            "docs/one.md:7",
            ["unknown tag 'retreival'", "Did you mean 'retrieval'?"],
            id="unknown tag",
        ),
        pytest.param(
            related("tow"),
            "docs/one.md:9",
            ["related to 'tow'", "no chapter", "Did you mean 'two'?"],
            id="related to nothing",
        ),
        pytest.param(related("one"), "docs/one.md:9", ["related to itself, 'one'"], id="related to itself"),
        pytest.param(related("two", "two"), "docs/one.md:11", ["related to 'two' twice"], id="related twice"),
        pytest.param(
            body("Said [@lewis2020retreival]."),
            "docs/one.md:14",
            ["unknown source 'lewis2020retreival'", "Did you mean 'lewis2020retrieval'?"],
            id="unknown source",
        ),
        pytest.param(
            edit("docs/index.md", "[@lewis2020retrieval]", ""),
            "docs/references.bib:1",
            ["source 'lewis2020retrieval' is cited nowhere"],
            id="uncited source",
        ),
        pytest.param(
            body("## Again { #part }"),
            "docs/one.md:14",
            ["id 'part' stands twice, first on line 12"],
            id="duplicate id",
        ),
        pytest.param(
            front("difficulty: easy", "difficulty: [easy"), "docs/one.md:6", ["broken YAML"], id="broken YAML"
        ),
        pytest.param(
            front("difficulty: easy", "difficulty: easy\ndifficulty: hard"),
            "docs/one.md:6",
            ["'difficulty' stands twice, first on line 5"],
            id="field twice",
        ),
        pytest.param(front("# One", "Just text"), "docs/one.md:9", ["no H1", "expected '# One'"], id="missing H1"),
        pytest.param(
            front("# One", "# Won"),
            "docs/one.md:10",
            ["the H1 is 'Won'", "expected the title, 'One'"],
            id="H1 is not the title",
        ),
        pytest.param(
            body("#### Deep { #deep }"),
            "docs/one.md:14",
            ["heading level 4 follows level 2", "at most 3"],
            id="skipped heading level",
        ),
        pytest.param(
            body("### Nameless"),
            "docs/one.md:14",
            ["heading 'Nameless' has no id", "{ #an-id }"],
            id="heading without id",
        ),
        pytest.param(
            body("[there](twoo.md)"),
            "docs/one.md:14",
            ["link to 'twoo.md' leads to no file", "Did you mean 'two.md'?"],
            id="bad link",
        ),
        pytest.param(
            edit("docs/index.md", "one.md#part", "one.md#prat"),
            "docs/index.md:12",
            ["link to 'one.md#prat'", "docs/one.md has no id 'prat'", "Did you mean 'part'?"],
            id="bad anchor",
        ),
        pytest.param(
            body("[there](/two/)"), "docs/one.md:14", ["link '/two/' is absolute", "relative"], id="absolute link"
        ),
        pytest.param(
            edit("mkdocs.yml", "two.md", "tow.md"),
            "mkdocs.yml",
            ["names 'tow.md', which is no file", "Did you mean 'two.md'?"],
            id="navigation to nothing",
        ),
        pytest.param(
            edit("mkdocs.yml", "  - two.md\n", ""),
            "docs/two.md",
            ["not in the navigation of mkdocs.yml"],
            id="not in the navigation",
        ),
        pytest.param(
            edit("docs/references.bib", "eprint = {2005.11401}", "eprnt = {2005.11401}"),
            "docs/references.bib:6",
            ["unknown field 'eprnt'", "Did you mean 'eprint'?"],
            id="unknown field of a source",
        ),
        pytest.param(
            edit("docs/references.bib", "  year = {2020},\n", ""),
            "docs/references.bib:1",
            ["source 'lewis2020retrieval' has no year"],
            id="source without year",
        ),
        pytest.param(front("---\ntitle", "title"), "docs/one.md:1", ["no front matter", "'---'"], id="no front matter"),
    ],
)
def test_each_mistake_is_named_with_its_place(small: SmallSite, breaking: Break, place: str, said: list[str]) -> None:
    breaking(small)
    found = small.problems()
    at_place = [problem for problem in found if problem.startswith(f"{place}: ")]
    assert at_place, found
    assert any(all(words in problem for words in said) for problem in at_place), at_place


def test_a_source_that_stands_twice_names_both_places(small: SmallSite) -> None:
    text = (small.root / "docs/references.bib").read_text()
    small.write("docs/references.bib", text + text)
    assert small.problems() == ["docs/references.bib:8: source 'lewis2020retrieval' stands twice, first on line 1."]


def test_a_file_that_is_not_utf8_names_line_and_byte(small: SmallSite) -> None:
    (small.root / "docs/one.md").write_bytes(b"---\ntitle: \xe9t\xe9\n---\n")
    assert "docs/one.md:2: not UTF-8: byte 0xe9; save the file as UTF-8." in small.problems()


def test_a_chapter_that_cannot_be_read_is_reported_once(small: SmallSite) -> None:
    (small.root / "docs/one.md").write_bytes(b"\xff\xfe")
    assert len(small.problems()) == 1


def test_several_mistakes_in_several_files_are_told_in_one_run(small: SmallSite) -> None:
    small.edit("docs/one.md", "[retrieval]", "[nothing]")
    small.edit("docs/two.md", "Text.", "[gone](gone.md) and [@nobody1999]")
    with pytest.raises(ContentError) as raised:
        small.load()
    assert len(raised.value.problems) == 3
    assert str(raised.value).endswith("3 problems in the content.")


def test_only_a_case_states_decisions(small: SmallSite) -> None:
    small.edit("docs/one.md", "tags: [retrieval]\n", "tags: [retrieval]\ndecisions: {evaluation: Something.}\n")
    assert "docs/one.md:8: a page has no decisions; only a case has." in small.problems()


def test_the_real_content_has_no_problem() -> None:
    content = model.load(Path(__file__).parents[2])
    assert len(content.chapters) >= 12
