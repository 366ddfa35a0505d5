"""A whole project, made and built once a session and copied for each fault."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.checks import content
from tests.conftest import free_kinds
from tests.content.test_practice import sheet
from tests.content.test_questions import follow_ups
from tests.faults.whole import Whole

LEFTOVERS = (".site-raw", ".site-new", ".site-old")


def hash_of(site: Path) -> str:
    """Return a hash of the names and bytes of all files of a site."""
    digest = hashlib.sha256()
    for file in sorted(site.rglob("*")):
        if file.is_file():
            digest.update(f"\0{file.relative_to(site).as_posix()}\0".encode() + file.read_bytes())
    return digest.hexdigest()


class Project(Whole):
    """A copy of the whole project, with the commands that an author runs in it.

    Args:
        root: its folder.
        good: a hash of its site.
    """

    def __init__(self, root: Path, good: str) -> None:
        self.root = root
        self.good = good

    def environment(self, **more: str) -> dict[str, str]:
        return {**os.environ, "PYTHONPATH": str(self.root), **more}

    def run(self, module: str, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
        """Run a command of the project's own code, as `make` does."""
        return subprocess.run(
            [sys.executable, "-m", module, *arguments],
            cwd=self.root,
            env=self.environment(**more),
            capture_output=True,
            check=False,
            encoding="utf-8",
        )

    def start(self, module: str) -> subprocess.Popen[str]:
        """Start a command of the project's own code."""
        return subprocess.Popen(
            [sys.executable, "-m", module],
            cwd=self.root,
            env=self.environment(),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            encoding="utf-8",
        )

    @property
    def kept(self) -> bool:
        """Whether the last good site stands as it was, with nothing beside it."""
        left = [name for name in LEFTOVERS if os.path.lexists(self.root / name)]
        return not left and hash_of(self.root / "site") == self.good


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Return the project that the others are copies of, which all workers share; nobody changes it."""
    base = tmp_path_factory.getbasetemp()
    shared = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base
    good = shared / "whole.txt"
    with (shared / "whole.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not good.is_file():
            good.write_text(_made(shared / "whole"), encoding="utf-8")
    return Project(shared / "whole", good.read_text(encoding="utf-8"))


def _made(root: Path) -> str:
    """Make and build the project, and return a hash of its site."""
    shutil.rmtree(root, ignore_errors=True)
    Whole(root)
    project = Project(root, "")
    built = project.run("scripts.build")
    assert (built.returncode, built.stderr) == (0, ""), built.stderr
    checked = project.run("scripts.checks.content")
    assert checked.returncode == 0, checked.stdout
    return hash_of(root / "site")


@pytest.fixture
def project(whole: Project, tmp_path: Path) -> Project:
    """Return a whole project with its last good site."""
    shutil.copytree(whole.root, tmp_path / "project", symlinks=True)
    return Project(tmp_path / "project", whole.good)


@pytest.fixture
def texts(whole: Project, tmp_path: Path) -> Project:
    """Return the part of a whole project that authors write, which is all that a check reads."""
    root = tmp_path / "project"
    code = {"scripts", "site", "node_modules", ".venv"}
    shutil.copytree(whole.root, root, ignore=lambda at, _: code if Path(at) == whole.root else set(), symlinks=True)
    (root / "scripts/checks").mkdir(parents=True)
    shutil.copy(whole.root / "scripts/checks/addresses.txt", root / "scripts/checks")
    return Project(root, "")


@pytest.fixture
def case(texts: Project, monkeypatch: pytest.MonkeyPatch) -> Project:
    """Return the same with a case, of which nothing but its follow-ups and its sheet for the room is asked."""
    free_kinds(monkeypatch, decides=False)
    text = texts.chapter("Chat", "{{ chapter_start() }}\n\n## Part { #part }\n\nText.\n\n{{ chapter_end() }}\n")
    texts.write("docs/chat/index.md", text.replace("kind: page", "kind: case"))
    texts.write("docs/chat/questions.yml", follow_ups())
    texts.write("docs/chat/practice.yml", sheet())
    texts.edit("mkdocs.yml", "  - three.md\n", "  - three.md\n  - chat/index.md\n")
    return texts


@pytest.fixture
def check(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[[Project], tuple[int, str]]:
    """Return `make check` in this process: its status and what it says."""

    def run(project: Project) -> tuple[int, str]:
        monkeypatch.chdir(project.root)
        status = content.main([])
        return status, capsys.readouterr().out

    return run
