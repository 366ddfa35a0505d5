"""What an author sees under `make serve`: the edit, soon, and no page that still shows what was before."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.pages.preview import Preview
from tests.conftest import ROOT, SmallSite

PATIENCE = 60
"""Seconds after which a preview counts as stuck; how fast it is, is measured in `make bench`."""


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


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, str]]:
    """Start a preview as `make serve` does; yields the project and the preview's address."""
    project = tmp_path_factory.mktemp("preview")
    for folder in ("docs", "overrides", "scripts"):
        shutil.copytree(ROOT / folder, project / folder, ignore=shutil.ignore_patterns("__pycache__"))
    for file in ("mkdocs.yml", "package-lock.json"):
        shutil.copy(ROOT / file, project)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    [command] = [line for line in (ROOT / "Makefile").read_text().splitlines() if "mkdocs serve" in line]
    options = command.split(" serve ")[1].split()
    server = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", *options, "-a", f"127.0.0.1:{port}"],
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(project), "SITE_URL": f"http://127.0.0.1:{port}/"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    yield project, f"http://127.0.0.1:{port}"
    server.terminate()
    server.wait()


def shown(address: str, words: str) -> str:
    """Return a page as soon as it shows some words."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        try:
            with urllib.request.urlopen(address, timeout=PATIENCE) as answer:  # noqa: S310 - our own preview
                page = answer.read().decode()
            if words in page:
                return str(page)
        except (urllib.error.URLError, ConnectionError):
            pass
        time.sleep(0.1)
    pytest.fail(f"{address} does not show '{words}' after {PATIENCE} s")


def test_a_preview_shows_an_edit_beside_the_chapter_and_keeps_the_navigation(preview: tuple[Path, str]) -> None:
    project, address = preview
    page = f"{address}/cases/smart-compose/"
    shown(page, "Follow-ups")
    questions = project / "docs/cases/smart-compose/questions.yml"
    questions.write_text(questions.read_text().replace("question: ", "question: Zanzibar ", 1))
    assert "ML framing" in shown(page, "Zanzibar")
