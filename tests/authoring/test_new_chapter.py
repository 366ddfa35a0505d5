"""A new chapter: a skeleton with nothing but gaps, on a small site."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.authoring import new_chapter
from scripts.checks import content as content_check
from scripts.checks import programs
from tests.conftest import SmallSite


@pytest.fixture
def site(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> SmallSite:
    """Return a small site with chapters to stand beside and to relate to, as the working folder."""
    small.edit(
        "mkdocs.yml",
        "  - two.md\n",
        "  - two.md\n  - Cases:\n      - cases/index.md # all\n"
        "  - Concepts:\n      - concepts/a.md\n      - concepts/b.md\n",
    )
    for path in ("cases/index", "concepts/a", "concepts/b"):
        small.write(f"docs/{path}.md", small.chapter(path, "Text.\n"))
    monkeypatch.chdir(small.root)
    return small


def gaps_only(site: SmallSite) -> bool:
    found = site.problems()
    return bool(found) and all(problem.endswith(": unfinished (GAP:).") for problem in found)


def test_a_case_comes_with_all_that_its_kind_needs(site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    assert new_chapter.main(["case", "code-completion"]) == 0
    assert capsys.readouterr().out.splitlines()[0] == (
        "Wrote docs/cases/code-completion/index.md, docs/cases/code-completion/questions.yml, "
        "docs/cases/code-completion/estimate.yml, docs/cases/code-completion/practice.yml, "
        "docs/cases/code-completion/interview.md, docs/cases/cards.yml, mkdocs.yml"
    )
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert "      - cases/index.md # all\n      - cases/code-completion/index.md\n" in config
    assert gaps_only(site)
    text = (site.root / "docs/cases/code-completion/index.md").read_text(encoding="utf-8")
    assert "# Code completion\n" in text
    assert "## 1 Requirements { #requirements }\n" in text
    assert text.index("{ #numbers }") < text.index("{{ estimate() }}") < text.index("{ #what-breaks-first }")
    assert text.count("```mermaid") == 4


def test_a_concept_has_an_estimate_and_a_program(site: SmallSite) -> None:
    assert new_chapter.main(["concept", "prompt-compression"]) == 0
    assert gaps_only(site)
    folder = site.root / "docs/concepts"
    text = (folder / "prompt-compression.md").read_text(encoding="utf-8")
    assert '{{ program("prompt_compression") }}' in text
    assert '{{ plot("growth") }}' in text
    assert (folder / "prompt-compression.estimate.yml").is_file()
    assert programs.run(folder / "code/prompt_compression.py") == (folder / "code/prompt_compression.txt").read_text()
    config = (site.root / "mkdocs.yml").read_text(encoding="utf-8")
    assert config.index("concepts/b.md") < config.index("concepts/prompt-compression.md")


def test_two_skeletons_at_once_say_nothing_twice(site: SmallSite) -> None:
    for slug in ("code-completion", "code-review"):
        assert new_chapter.main(["case", slug]) == 0
    assert new_chapter.main(["concept", "prompt-compression"]) == 0
    assert gaps_only(site)


def test_a_card_that_is_there_decides_title_and_difficulty(site: SmallSite) -> None:
    card = (
        "- slug: code-completion\n  title: Completing code\n  modality: Text to text\n  makes: text\n"
        "  latency: Keystroke\n  wait: key_to_text\n  core: Small model\n"
        "  difficulty: hard\n  trade_off: Speed.\n  shares: []\n"
    )
    site.write("docs/cases/cards.yml", card)
    assert new_chapter.main(["case", "code-completion"]) == 0
    text = (site.root / "docs/cases/code-completion/index.md").read_text(encoding="utf-8")
    assert "title: Completing code\n" in text
    assert "difficulty: hard\n" in text
    assert (site.root / "docs/cases/cards.yml").read_text(encoding="utf-8") == card
    assert gaps_only(site)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["case", ""],
            "SLUG is missing; expected lower-case words joined by hyphens, as in `make new-case SLUG=code-completion`.",
        ),
        (
            ["concept", "Prompt Compression"],
            "SLUG is 'Prompt Compression'; expected lower-case words joined by hyphens, "
            "as in `make new-concept SLUG=prompt-compression`.",
        ),
        (
            ["case", "../x"],
            "SLUG is '../x'; expected lower-case words joined by hyphens, as in `make new-case SLUG=code-completion`.",
        ),
        (["concept", "a"], "docs/concepts/a.md exists already; expected another SLUG."),
        (
            ["concept", "old"],
            "'concepts/old.md' moved to 'concepts/a.md' (redirect_maps of mkdocs.yml); expected another SLUG.",
        ),
        (["page", "x"], "no skeleton for 'page'; expected one of case, concept."),
        ([], "no skeleton for ''; expected one of case, concept."),
    ],
)
def test_a_wrong_start_is_refused_in_one_sentence(
    site: SmallSite, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    site.edit(
        "mkdocs.yml", "plugins:\n", "plugins:\n  - redirects:\n      redirect_maps: {concepts/old.md: concepts/a.md}\n"
    )
    before = sorted(site.root.rglob("*"))
    assert new_chapter.main(arguments) == 1
    assert capsys.readouterr().err == f"{message}\n"
    assert sorted(site.root.rglob("*")) == before


def test_a_navigation_without_such_pages_is_named(
    small: SmallSite, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(small.root)
    assert new_chapter.main(["concept", "x"]) == 1
    assert capsys.readouterr().err == (
        "the navigation of mkdocs.yml names no page of concepts/; expected one, to stand beside.\n"
    )


def test_the_check_lists_gaps_and_problems_each_once_and_counts_last(
    site: SmallSite, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert content_check.main([]) == 0
    assert capsys.readouterr().out == ("0 problems, 0 gaps in 6 chapters, 18 words, 1 sources; 7 addresses are new.\n")
    site.edit("docs/two.md", "Text.", "GAP: more, and [nothing](none.md).")
    site.write("scripts/checks/addresses.txt", "# List.\none/#gone\nthree/\n")
    assert content_check.main([]) == 1
    lines = capsys.readouterr().out.splitlines()
    assert [line.partition(": ")[0] for line in lines[:-1]] == [
        "docs/one.md:12",
        "docs/two.md:12",
        "docs/two.md:12",
        "mkdocs.yml",
    ]
    assert lines[-1].startswith("3 problems, 1 gaps in 6 chapters, ")


def test_gaps_alone_fail_unless_they_are_allowed(site: SmallSite) -> None:
    site.edit("docs/two.md", "Text.", "GAP: more.")
    assert content_check.main([]) == 1
    assert content_check.main(["--allow-gaps"]) == 0


def test_a_file_with_an_unfinished_place_is_found_wherever_it_is(site: SmallSite) -> None:
    site.write("docs/aliases.yml", "one: ['GAP: other names']\n")
    assert site.problems() == ["docs/aliases.yml:1: unfinished (GAP:)."]


def test_broken_settings_are_one_sentence(site: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    Path("mkdocs.yml").write_text("nav: [\n", encoding="utf-8")
    assert content_check.main([]) == 1
    assert "mkdocs.yml:2: broken YAML" in capsys.readouterr().out
