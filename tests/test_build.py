"""The commands an author runs: a strict build that refuses, a skeleton that is refused until it is filled."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import ROOT


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the project, as a clone would be, without what is installed."""
    root = tmp_path_factory.mktemp("clone") / "project"
    ignore = shutil.ignore_patterns(".git", ".venv", "node_modules", "site", "__pycache__", ".*_cache", ".hypothesis")
    shutil.copytree(ROOT, root, ignore=ignore)
    return root


@pytest.fixture
def project(copy: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(copy, tmp_path / "project"))


def run(project: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(project), "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *arguments], cwd=project, env=environment, capture_output=True, text=True, check=False
    )


def edit(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_a_strict_build_reports_every_mistake_and_fails(project: Path) -> None:
    edit(project / "docs/framework/evaluation.md", "difficulty: ", "dificulty: ")
    edit(project / "docs/framework/index.md", "](ml-framing.md", "](ml-farming.md")
    edit(project / "docs/book/index.md", "[@aminian2024generative]", "[@aminian2042generative]")
    built = run(project, "mkdocs", "build", "--strict", "--quiet")
    said = built.stdout + built.stderr
    assert built.returncode == 1
    assert "docs/framework/evaluation.md:5: unknown field 'dificulty'" in said
    assert "Did you mean 'difficulty'?" in said
    assert "link to 'ml-farming.md' leads to no file. Did you mean 'framework/ml-framing.md'?" in said
    assert "unknown source 'aminian2042generative'. Did you mean 'aminian2024generative'?" in said
    assert "Traceback" not in said


def test_an_unknown_macro_fails_the_build(project: Path) -> None:
    edit(project / "docs/tags.md", "# Tags\n", "# Tags\n\n{{ no_such_macro() }}\n")
    assert run(project, "mkdocs", "build", "--strict", "--quiet").returncode != 0


@pytest.mark.parametrize(
    ("kind", "slug", "path"),
    [
        ("case", "code-completion", "docs/cases/code-completion/index.md"),
        ("concept", "prompt-compression", "docs/concepts/prompt-compression.md"),
    ],
)
def test_a_skeleton_passes_in_a_preview_and_is_refused_by_a_strict_build(
    project: Path, kind: str, slug: str, path: str
) -> None:
    made = run(project, "scripts.authoring.new_chapter", kind, slug)
    assert made.returncode == 0, made.stderr
    assert path.removeprefix("docs/") in (project / "mkdocs.yml").read_text(encoding="utf-8")
    preview = run(project, "scripts.checks.content", "--allow-gaps")
    assert preview.returncode == 0, preview.stdout
    strict = run(project, "mkdocs", "build", "--strict", "--quiet")
    said = strict.stdout + strict.stderr
    assert strict.returncode == 1
    assert f"{path}:3: unfinished (GAP:)." in said
    assert all("unfinished" in line for line in said.splitlines() if line.startswith("docs/"))
    again = run(project, "scripts.authoring.new_chapter", kind, slug)
    assert again.returncode == 1
    assert "exists already" in again.stderr


def test_a_skeleton_wants_a_slug(project: Path) -> None:
    made = run(project, "scripts.authoring.new_chapter", "case", "Image Captioning")
    assert made.returncode == 1
    assert "expected lower-case words joined by hyphens" in made.stderr


def test_a_reader_of_the_source_finds_the_two_commands_first() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("make serve") < readme.index("make test") < readme.index("## ")
