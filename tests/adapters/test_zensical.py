"""What the adapter asks of Zensical and how it hands on what Zensical says; a small program stands in for Zensical."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest

from scripts.adapters import environment, zensical
from scripts.adapters.errors import BuildError
from scripts.content.model import Content

CONFIG = """site_name: Small
site_url: !ENV [SMALL_URL, "http://localhost:8000/"]
theme:
  name: material
  custom_dir: overrides
plugins:
  - tags:
      tags_allowed: [data]
  - macros:
      modules: [scripts.pages.macros]
  - redirects
markdown_extensions:
  - pymdownx.superfences:
      custom_fences:
        - name: mermaid
          class: mermaid
          format: !!python/name:scripts.pages.diagrams.figure
"""
WARNED = """Build started
\x1b[33mWarning:\x1b[0m page does not exist
   \x1b[38;5;246m╭─[\x1b[0m cases/one/index.md:3:5 \x1b[38;5;246m]\x1b[0m
   \x1b[38;5;246m│\x1b[0m
 3 │ [x](gone.md)
   │     ───┬───
───╯
\x1b[33mWarning:\x1b[0m anchor does not exist
   \x1b[38;5;246m╭─[\x1b[0m index.md:17:1 \x1b[38;5;246m]\x1b[0m
───╯
2 issues found
Traceback (most recent call last):
  File "zensical", line 10, in <module>
    sys.exit(cli())
RuntimeError: Aborted because --strict flag is set
"""
CRASHED = """Build started
No issues found
Traceback (most recent call last):
  File "zensical", line 10, in <module>
    sys.exit(cli())
RuntimeError: Python error: UndefinedError: 'no_such' is undefined
Traceback (most recent call last):
  File "render.py", line 102, in render
    content = md.convert(content)
"""


def test_the_configuration_is_that_of_mkdocs_with_what_zensical_needs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SMALL_URL", raising=False)
    (tmp_path / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    assert zensical.configuration(tmp_path / "mkdocs.yml") == {
        "site_name": "Small",
        "site_url": "http://localhost:8000/",
        "site_dir": "site",
        "theme": {"name": "material", "custom_dir": "overrides", "variant": "classic"},
        "plugins": {
            "tags": {"tags_allowed": ["data"]},
            "macros": {"modules": ["scripts.pages.macros"]},
            "redirects": {},
            "search": {"enabled": False},
        },
        "markdown_extensions": [
            {
                "pymdownx.superfences": {
                    "custom_fences": [
                        {"name": "mermaid", "class": "mermaid", "format": "scripts.pages.diagrams.figure"},
                    ]
                }
            }
        ],
    }
    monkeypatch.setenv("SMALL_URL", "https://small.example/")
    assert zensical.configuration(tmp_path / "mkdocs.yml")["site_url"] == "https://small.example/"
    given = zensical.configuration(tmp_path / "mkdocs.yml", "https://other.example/")
    assert given["site_url"] == "https://other.example/"


@pytest.mark.parametrize(
    ("output", "said"),
    [
        (WARNED, ["docs/cases/one/index.md:3: page does not exist.", "docs/index.md:17: anchor does not exist."]),
        (CRASHED, ["UndefinedError: 'no_such' is undefined"]),
        (
            "Traceback (most recent call last):\n  File x\nModuleNotFoundError: No module named 'pint'\n",
            ["ModuleNotFoundError: No module named 'pint'"],
        ),
        ("Error: Docs directory does not exist: docs\n", ["Docs directory does not exist: docs"]),
        ("killed\n", ["killed"]),
        ("", ["Zensical failed without a word."]),
    ],
)
def test_an_author_reads_what_zensical_found_and_no_stack(output: str, said: list[str]) -> None:
    assert zensical.messages(output) == said


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    root = tmp_path / "project"
    (root / "docs").mkdir(parents=True)
    (root / "overrides").mkdir()
    (root / "docs/index.md").write_text("# Home\n", encoding="utf-8")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    monkeypatch.setattr(environment, "installed", lambda environment, lock: tmp_path)
    return root


def stand_in(root: Path, script: str) -> None:
    program = root.parent / "zensical"
    program.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    program.chmod(0o755)


def build(root: Path) -> None:
    zensical.build(root, root / "out/raw", cast("Content", cast("Any", None)))


def test_the_pages_take_the_place_of_older_ones_and_the_folder_of_the_text_stays_as_it_was(root: Path) -> None:
    (root / "out/raw").mkdir(parents=True)
    (root / "out/raw/old.html").write_text("old", encoding="utf-8")
    stand_in(
        root,
        'echo "$@" > arguments; mkdir site; cat docs/index.md mkdocs.yml arguments > site/index.html; ls > site/ls',
    )
    build(root)
    page = (root / "out/raw/index.html").read_text(encoding="utf-8")
    assert page.startswith("# Home\nsite_name: Small\n")
    assert "build --strict --config-file" in page
    assert (root / "out/raw/ls").read_text(encoding="utf-8").split() == [
        "arguments", "docs", "mkdocs-zensical.yml", "mkdocs.yml", "out", "overrides", "site",
    ]  # fmt: skip
    assert not (root / "out/raw/old.html").exists()
    assert sorted(path.name for path in root.iterdir()) == ["docs", "mkdocs.yml", "out", "overrides"]
    assert [path.name for path in (root / "docs").iterdir()] == ["index.md"]


def test_a_warning_ends_the_build_and_the_older_pages_stay(root: Path) -> None:
    (root / "out/raw").mkdir(parents=True)
    (root / "out/raw/old.html").write_text("old", encoding="utf-8")
    (root.parent / "output").write_text(WARNED, encoding="utf-8")
    stand_in(root, f"cat '{root.parent / 'output'}' >&2; exit 1")
    with pytest.raises(BuildError) as refused:
        build(root)
    assert refused.value.messages[0] == "docs/cases/one/index.md:3: page does not exist."
    assert (root / "out/raw/old.html").exists()


def test_an_environment_is_made_once_and_anew_for_another_lock_file(tmp_path: Path) -> None:
    lock, made = tmp_path / "lock.txt", tmp_path / "environment"
    lock.write_text("# nothing\n", encoding="utf-8")
    programs = environment.installed(made, lock)
    assert (programs / "python").exists()
    (made / "witness").touch()
    environment.installed(made, lock)
    assert (made / "witness").exists()
    lock.write_text("# nothing, but otherwise\n", encoding="utf-8")
    environment.installed(made, lock)
    assert not (made / "witness").exists()


def test_an_environment_wants_hashes(tmp_path: Path) -> None:
    (tmp_path / "lock.txt").write_text("zensical==0.0.73\n", encoding="utf-8")
    with pytest.raises(BuildError, match="hash"):
        environment.installed(tmp_path / "environment", tmp_path / "lock.txt")
    assert not (tmp_path / "environment/made-from.txt").exists()
