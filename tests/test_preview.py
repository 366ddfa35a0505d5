"""What an author sees under `make serve`: the edit, soon, and no page that still shows what was before."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.bench import preview, sites
from scripts.preview.stale import Preview
from tests.conftest import SmallSite


class Built:
    """A built site of empty pages, to see which ones a preview would write anew."""

    def __init__(self, small: SmallSite) -> None:
        self._small = small
        self._preview = Preview()
        self.stale()

    def stale(self) -> set[str]:
        """Return the chapters that must be written anew since the last call, and write them."""
        outputs = {path: self._small.root / "site" / path for path in ("index.md", "one.md", "two.md")}
        for output in outputs.values():
            output.parent.mkdir(exist_ok=True)
            output.touch()
        self._preview.date_back(self._small.root, self._small.load(), outputs)
        return {path for path, output in outputs.items() if output.stat().st_mtime == 0}


@pytest.fixture
def built(small: SmallSite) -> Built:
    return Built(small)


def test_nothing_changed_nothing_written(built: Built) -> None:
    assert built.stale() == set()


def test_text_concerns_its_own_page(small: SmallSite, built: Built) -> None:
    small.edit("docs/two.md", "Text.", "Other text.")
    assert built.stale() == {"two.md"}


def test_a_title_stands_in_the_navigation_of_every_page(small: SmallSite, built: Built) -> None:
    small.write("docs/two.md", small.chapter("Another", "Text.\n"))
    assert built.stale() == {"index.md", "one.md", "two.md"}


def test_a_second_citation_changes_the_count_at_the_first(small: SmallSite, built: Built) -> None:
    small.edit("docs/two.md", "Text.", "Text [@lewis2020retrieval].")
    assert built.stale() == {"index.md", "two.md"}


def test_a_template_concerns_every_page_and_a_stylesheet_none(small: SmallSite, built: Built) -> None:
    small.write("docs/assets/stylesheets/book.css", "p { color: red }")
    assert built.stale() == set()
    small.write("overrides/main.html", "<p>")
    assert built.stale() == {"index.md", "one.md", "two.md"}


def test_a_preview_shows_an_edit_beside_the_chapter_and_keeps_the_navigation(tmp_path: Path) -> None:
    project = sites.copy(tmp_path, "project")
    with preview.started(project) as address:
        page = f"{address}/cases/smart-compose/"
        preview.shown(page, "Follow-ups")
        questions = project / "docs/cases/smart-compose/questions.yml"
        questions.write_text(questions.read_text().replace("question: ", "question: Zanzibar ", 1))
        assert "ML framing" in preview.shown(page, "Zanzibar")
