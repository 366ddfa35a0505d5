"""Whatever goes wrong in a build, an author reads sentences, the status tells, and the last good site stays whole."""

from __future__ import annotations

import errno
import os
import resource
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from scripts import build
from scripts import node as programs
from scripts.diagrams.snapshots import FOLDER
from tests.faults.conftest import Project, hash_of
from tests.faults.fault import Fault, both, each, edit, folder, remove, write

CONFIG = "mkdocs.yml"
STYLES, SCRIPT = "docs/assets/stylesheets/book.css", "docs/assets/javascripts/main.js"
NODE, BUNDLER = "scripts/setup/node", "scripts/publish/bundle.js"
TOOLS = "tools"
"""The folder of a project's own programs, which stand before those of the machine."""


def snapshot(data: bytes | None) -> Callable[[Project], object]:
    """Write other bytes into the picture of the one diagram, or, without any, remove it."""

    def breaks(project: Project) -> None:
        file = project.root / FOLDER / f"{project.snapshot}.svg"
        file.write_bytes(data) if data is not None else file.unlink()

    return breaks


def program(name: str, *lines: str) -> Callable[[Project], object]:
    """Put a shell program before one of the machine."""

    def breaks(project: Project) -> None:
        project.write(f"{TOOLS}/{name}", "\n".join(["#!/bin/sh", *lines, ""]))
        (project.root / TOOLS / name).chmod(0o755)

    return breaks


def node(*lines: str) -> Callable[[Project], object]:
    """Put another Node before the machine's, which says of itself that it is recent."""
    return both(program("npx"), program("node", 'case "$1" in -e) exit 0;; esac', *lines))


def no_node(project: Project) -> None:
    """Leave no Node on the machine, and no way to get one."""
    both(program("node", "exit 1"), program("npx"), remove(".venv"))(project)
    project.write(".venv/bin/python", "#!/bin/sh\necho 'No network for the package nodejs' >&2\nexit 1\n")
    (project.root / ".venv/bin/python").chmod(0o755)


def dead_between_renames(project: Project) -> None:
    """Leave what a build that was killed at the worst moment leaves, and a mistake that ends the next one."""
    (project.root / "site").rename(project.root / ".site-old")
    (project.root / ".site-raw").mkdir()
    project.edit("docs/one.md", "kind: page", "kind: pag")


FAULTS = (
    Fault(
        "data", edit("docs/practice/plans.yml", "read: one", "read: on"), ("docs/practice/plans.yml:11: 'on' is no",)
    ),
    Fault("settings", edit(CONFIG, "nav:", "nav: ["), (f"{CONFIG}:", "broken YAML")),
    Fault("unknown setting", edit(CONFIG, "site_name:", "site_nam: x\nsite_name:"), (f"{CONFIG}:1:", "'site_name'?")),
    Fault(
        "plugin", edit(CONFIG, "- mermaid2:", "- mermaid3:"), (f"{CONFIG}:", 'The "mermaid3" plugin is not installed')
    ),
    Fault("option", edit(CONFIG, "on_undefined: strict", "on_undefned: strict"), (f"{CONFIG}:", "'on_undefned'")),
    Fault("theme", edit(CONFIG, "name: material", "name: materail"), (f"{CONFIG}:", "theme name: 'materail'")),
    Fault("overrides", remove("overrides"), (f"{CONFIG}:", "custom_dir", "overrides")),
    Fault("formatter", edit(CONFIG, "diagrams.figure", "diagrams.figur"), (f"{CONFIG}:", "cannot find 'figur'")),
    Fault(
        "template", write("overrides/main.html", "{% block content %}\n"), ("overrides/main.html:1", "end of template")
    ),
    Fault("stylesheet", write(STYLES, "body {\n"), ("assets/stylesheets/book.css:", 'Expected "}"')),
    Fault("url", write(STYLES, "p { background: url(gone.png) }\n"), ("book.css:1:", "url(gone.png) names no file")),
    Fault("script", write(SCRIPT, "document. = 1;\n"), ("assets/javascripts/main.js:1:", "Expected identifier")),
    Fault("import", write(SCRIPT, 'import "./gone.js";\n'), ("main.js:1:", 'Could not resolve "./gone.js"')),
    Fault("no node", no_node, ("No Node 22 or newer", "No network for the package nodejs")),
    Fault("broken node", node("echo 'node: no libx.so' >&2", "exit 127"), ("node: no libx.so",)),
    Fault("killed node", node("kill -9 $$"), (f"{BUNDLER}: 'node' ended with status -9",)),
    Fault(
        "silent node", node("exit 0"), (f"{BUNDLER}: expected JSON; 'node' printed nothing. Is it Node 22 or newer?",)
    ),
    Fault("packages", remove("node_modules"), ("The Node package 'esbuild' is not installed", "`make build`")),
    Fault("node not to run", lambda project: (project.root / NODE).chmod(0o644), (f"{NODE}: cannot be run: Perm",)),
    Fault("cache a file", both(remove(".cache"), write(".cache", "")), (".cache: File exists, where", "remove it")),
    Fault("lock a folder", folder(".cache/build.lock"), (".cache/build.lock: Is a directory, where", "remove it")),
    Fault("record a folder", folder(".cache/site.json"), (".cache/site.json: Is a directory, where", "remove it")),
    Fault("dead build", dead_between_renames, ("docs/one.md:4: 'kind' is 'pag'",)),
)
BY_COMMAND = (
    Fault("text", edit("docs/one.md", "kind: page", "kind: pag"), ("docs/one.md:4: 'kind' is 'pag'", "'page'?")),
    Fault("house template", remove("scripts/pages/templates/estimate.html"), ("docs/two.md:16:", "'estimate.html'")),
    Fault(
        "snapshot cut", snapshot(b'<svg width="9"><text>'), ("docs/index.md:", "not a whole drawing", "make diagrams")
    ),
    Fault("snapshot no text", snapshot(b"\xff\xfe"), ("docs/index.md:", "not a whole drawing", "make diagrams")),
    Fault(
        "no snapshot, no Mermaid",
        both(snapshot(None), remove("docs/assets/vendor/mermaid.min.js")),
        ("docs/index.md:", "Cannot find Mermaid library: assets/vendor/mermaid.min.js"),
    ),
    Fault("lock file", write("package-lock.json", "{"), ("docs/index.md:", "package-lock.json: cannot be read")),
    Fault("bundler", write(BUNDLER, "throw new Error('No.');\n"), (f"{BUNDLER} failed: Error: No.",)),
)
"""Of these the project's own copy of the code must tell: it knows where its files are by where it stands."""
HARMLESS = {
    "site gone": remove("site"),
    "site a file": both(remove("site"), write("site", "")),
    "site as it was": both(
        write(".cache/reading.pickle", b"no pickle"),
        write(".cache/programs.json", "["),
        write(".site-new", ""),
        lambda project: (project.root / ".site-raw").symlink_to("docs"),
        write("docs/.#one.md", "x"),
        write("docs/.obsidian/note.md", "x"),
    ),
}
"""What may be wrong and hurts nobody: the same site is built. Only the state of the old one excludes another fault."""


@pytest.fixture
def signals() -> Iterator[None]:
    """Leave the signals as the test runner had them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


@pytest.mark.usefixtures("signals")
@each(FAULTS)
def test_a_build_says_why_it_fails_and_the_last_good_site_stays(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], fault: Fault
) -> None:
    fault.breaks(project)
    monkeypatch.chdir(project.root)
    monkeypatch.setenv("PATH", f"{project.root / TOOLS}:{os.environ['PATH']}")
    monkeypatch.setattr(programs, "ROOT", project.root)  # the tools are the project's
    assert build.main() == 1
    _told(project, fault, capsys.readouterr().err)


@each(BY_COMMAND)
def test_the_command_says_why_it_fails_and_the_last_good_site_stays(project: Project, fault: Fault) -> None:
    fault.breaks(project)
    ended = project.run("scripts.build")
    assert (ended.returncode, ended.stdout) == (1, "")
    _told(project, fault, ended.stderr)


def _told(project: Project, fault: Fault, said: str) -> None:
    assert fault.missing(said) == [], said
    assert said.endswith(f"\n{fault.count} problem.\n"), said
    assert project.kept


@pytest.mark.parametrize("name", HARMLESS)
def test_what_is_wrong_and_hurts_nobody_is_mended(project: Project, name: str) -> None:
    HARMLESS[name](project)
    ended = project.run("scripts.build")
    assert (ended.returncode, ended.stderr) == (0, "")
    assert project.kept
    assert (project.root / "docs/one.md").is_file()


def test_a_site_that_is_a_link_is_replaced_and_what_it_leads_to_stays(project: Project) -> None:
    (project.root / "site").rename(project.root / "elsewhere")
    (project.root / "site").symlink_to("elsewhere")
    assert project.run("scripts.build").returncode == 0
    assert project.kept
    assert not (project.root / "site").is_symlink()
    assert hash_of(project.root / "elsewhere") == project.good


# A disk that takes no more


def test_a_disk_on_which_files_may_not_grow(project: Project) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "scripts.build"],
        cwd=project.root,
        env=project.environment(),
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000)),
        capture_output=True,
        check=False,
        encoding="utf-8",
    )
    assert ended.returncode == 1
    assert "The site could not be written: File too large" in ended.stderr
    assert "Traceback" not in ended.stderr
    assert project.kept


def refusing(work: Callable[..., Any], wrong: Callable[..., bool], number: int) -> Callable[..., Any]:
    """Return what works until an error of the system comes."""

    def run(*arguments: Any, **options: Any) -> Any:
        if wrong(*arguments):
            raise OSError(number, os.strerror(number), str(arguments[0]))
        return work(*arguments, **options)

    return run


@pytest.mark.usefixtures("signals")
@pytest.mark.parametrize(
    ("owner", "name", "wrong", "number"),
    [
        pytest.param(Path, "write_bytes", lambda file, *_: file.suffix == ".br", errno.ENOSPC, id="full"),
        pytest.param(Path, "write_text", lambda file, *_: file.name == "graph.json", errno.EDQUOT, id="quota"),
        pytest.param(shutil, "copy2", lambda _, to, *__: ".site-new" in str(to), errno.EROFS, id="read-only"),
        pytest.param(Path, "rename", lambda file, *_: file.name == ".site-new", errno.EACCES, id="no right to rename"),
        pytest.param(Path, "rename", lambda file, *_: file.name == "site", errno.EPERM, id="no right to move"),
    ],
)
def test_a_disk_that_takes_no_more(
    project: Project,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    owner: Any,
    name: str,
    wrong: Callable[..., bool],
    number: int,
) -> None:
    monkeypatch.chdir(project.root)
    monkeypatch.setattr(owner, name, refusing(getattr(owner, name), wrong, number))
    assert build.main() == 1
    said = capsys.readouterr().err
    assert f"The site could not be written: {os.strerror(number)}: '" in said
    assert str(project.root) not in said
    monkeypatch.undo()
    assert project.kept


# Builds that end early, and two of them


def until(begun: Callable[[], bool], running: subprocess.Popen[str]) -> None:
    """Wait until a build has come so far."""
    end = time.monotonic() + 60
    while not begun():
        assert running.poll() is None, "the build ended before"
        assert time.monotonic() < end
        time.sleep(0.005)


@pytest.mark.parametrize("place", [".site-raw/one/index.html", ".site-new/one/index.html"])
@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGKILL])
def test_an_interrupted_build_leaves_the_last_good_site(project: Project, place: str, number: signal.Signals) -> None:
    project.edit("docs/one.md", "Text.", "Other text.")
    running = project.start("scripts.build")
    until((project.root / place).exists, running)
    running.send_signal(number)
    _, said = running.communicate(timeout=60)
    assert hash_of(project.root / "site") == project.good
    if number == signal.SIGTERM:
        assert (running.returncode, said) == (130, "Interrupted; site/ is the last whole site.\n")
    else:
        assert running.returncode == -signal.SIGKILL
        project.edit("docs/one.md", "Other text.", "{{ nosuch() }}")
        assert project.run("scripts.build").returncode == 1
    assert project.kept


def test_two_builds_at_once_make_the_site_of_one(project: Project) -> None:
    both_of_them = [project.start("scripts.build"), project.start("scripts.build")]
    said = [running.communicate(timeout=100) for running in both_of_them]
    assert [running.returncode for running in both_of_them] == [0, 0], said
    assert sum("Waiting for another build of this folder (process" in out for out, _ in said) == 1
    assert project.kept


def test_a_port_that_is_taken_is_named_and_nothing_is_built(project: Project) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        ended = project.run("scripts.preview", str(port))
    assert ended.returncode == 1
    assert ended.stderr.startswith(f"Port {port} is taken by another program; choose another one: make serve PORT=")
    assert project.kept
