"""`make build` replaces the site only by a whole new one; whatever goes wrong, the last good one stays."""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from scripts import build, freshness
from scripts.adapters.errors import BuildError
from scripts.content.problems import ContentError, Problem
from scripts.finish import FinishError
from scripts.publish import PublishError
from tests.conftest import ROOT, SmallSite

PAGE = "<!doctype html><title>{}</title><a href='#here' id='here'>{}</a>"
LEFTOVERS = (".site-raw", ".site-new", ".site-old")


class Steps:
    """The steps of a build, replaced by quick ones; each can be made to fail."""

    def __init__(self, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.root = root
        self.words = "first"
        self.failing: dict[str, BaseException] = {}
        self.ran: list[str] = []
        monkeypatch.setattr(build.mkdocs, "build", self._step("generate", self._generate))
        monkeypatch.setattr(build, "finish", self._step("finish", self._finish))
        monkeypatch.setattr(build, "publish", self._step("publish", lambda site, kept: None))
        monkeypatch.setattr(build.reading, "problems", self._step("compare", lambda content, site: []))
        monkeypatch.setattr(build.links, "broken_links", self._step("check", build.links.broken_links))

    def _step(self, name: str, work: Callable[..., Any]) -> Callable[..., Any]:
        def run(*arguments: Any, **options: Any) -> Any:
            self.ran.append(name)
            if name in self.failing:
                raise self.failing[name]
            return work(*arguments, **options)

        return run

    def _generate(self, root: Path, raw: Path, content: Any) -> None:
        raw.mkdir()
        (raw / "index.html").write_text(PAGE.format(self.words, self.words), encoding="utf-8")

    def _finish(self, raw: Path, out: Path, content: Any, *, docs: Path) -> None:
        out.mkdir()
        (out / "index.html").write_bytes((raw / "index.html").read_bytes())

    def site(self) -> str:
        return (self.root / "site/index.html").read_text(encoding="utf-8")


@pytest.fixture
def steps(small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> Steps:
    monkeypatch.chdir(small.root)
    return Steps(small.root, monkeypatch)


@pytest.fixture(autouse=True)
def signals() -> Any:
    """Leave the signals as the test runner had them."""
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def leftovers(root: Path) -> list[str]:
    return [name for name in LEFTOVERS if (root / name).exists()]


def test_a_build_replaces_the_site_and_says_so_in_one_line(steps: Steps, capsys: pytest.CaptureFixture[str]) -> None:
    assert build.main() == 0
    out, err = capsys.readouterr()
    assert out.startswith("3 pages in ")
    assert out.endswith(" s: site/index.html\n")
    assert (out.count("\n"), err) == (1, "")
    steps.words = "second"
    (steps.root / "site/gone.html").write_text("", encoding="utf-8")
    assert build.main() == 0
    assert "second" in steps.site()
    assert not (steps.root / "site/gone.html").exists()
    assert leftovers(steps.root) == []
    assert steps.ran == ["generate", "finish", "compare", "publish", "check"] * 2


@pytest.mark.parametrize(
    ("step", "error", "message"),
    [
        (
            "generate",
            BuildError(["docs/one.md:3: no.", "docs/one.md:3: no.", "docs/two.md: nor this."]),
            "docs/one.md:3: no.\ndocs/two.md: nor this.\n2 problems.",
        ),
        ("finish", FinishError("one/index.html: byte 3 is not UTF-8."), "one/index.html: byte 3 is not UTF-8."),
        ("publish", PublishError("style.css:4: unexpected '}'."), "style.css:4: unexpected '}'."),
        (
            "compare",
            ContentError([Problem(Path("docs/one.md"), 4, "not on its page.")]),
            "docs/one.md:4: not on its page.",
        ),
        ("publish", OSError(errno.ENOSPC, "No space left on device"), "could not be written: No space left on device."),
        ("check", ValueError("no page"), "ValueError: no page. The report of it is .cache/error.txt."),
    ],
)
def test_whatever_step_fails_the_last_good_site_stays(
    steps: Steps, capsys: pytest.CaptureFixture[str], step: str, error: Exception, message: str
) -> None:
    build.main()
    capsys.readouterr()
    steps.words, steps.failing = "second", {step: error}
    assert build.main() == 1
    err = capsys.readouterr().err
    assert message in err
    assert err.endswith("2 problems.\n" if "two.md" in message else "\n1 problem.\n")
    assert "first" in steps.site()
    assert leftovers(steps.root) == []


@pytest.mark.parametrize("step", ["generate", "finish", "publish", "check"])
def test_an_interrupt_leaves_the_last_good_site(steps: Steps, capsys: pytest.CaptureFixture[str], step: str) -> None:
    build.main()
    steps.words, steps.failing = "second", {step: KeyboardInterrupt()}
    assert build.main() == 130
    assert capsys.readouterr().err == "Interrupted; site/ is the last whole site.\n"
    assert "first" in steps.site()
    assert leftovers(steps.root) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_ends_a_build_as_an_interrupt_does(
    steps: Steps, monkeypatch: pytest.MonkeyPatch, number: signal.Signals
) -> None:
    build.main()
    monkeypatch.setattr(build, "publish", lambda site, kept: os.kill(os.getpid(), number))
    assert build.main() == 130
    assert "first" in steps.site()


def test_a_signal_between_the_two_renames_brings_the_old_site_back(
    steps: Steps, monkeypatch: pytest.MonkeyPatch
) -> None:
    build.main()
    steps.words = "second"
    rename = Path.rename

    def interrupted(path: Path, target: Path) -> Path:
        moved = rename(path, target)
        if path.name == "site":
            os.kill(os.getpid(), signal.SIGTERM)
        return moved

    monkeypatch.setattr(Path, "rename", interrupted)
    assert build.main() == 130
    assert "first" in steps.site()
    assert leftovers(steps.root) == []


def test_a_site_that_cannot_be_put_in_place_leaves_the_old_one(
    steps: Steps, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    build.main()
    rename = Path.rename

    def full(path: Path, target: Path) -> Path:
        if path.name == ".site-new":
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", full)
    assert build.main() == 1
    assert "No space left on device" in capsys.readouterr().err
    assert "first" in steps.site()


def test_what_a_killed_build_left_is_removed_and_its_site_comes_back(steps: Steps) -> None:
    build.main()
    (steps.root / "site").rename(steps.root / ".site-old")  # killed between the two renames
    for name in (".site-raw", ".site-new"):
        (steps.root / name).mkdir()
    steps.failing = {"generate": BuildError(["no"])}
    assert build.main() == 1
    assert "first" in steps.site()
    assert leftovers(steps.root) == []


def test_a_link_that_leads_nowhere_in_the_finished_site_is_refused(
    steps: Steps, capsys: pytest.CaptureFixture[str]
) -> None:
    steps.words = "<a href='gone/'>x</a>"
    assert build.main() == 1
    assert "index.html: 'gone/' leads to no file" in capsys.readouterr().err
    assert not (steps.root / "site").exists()


def test_all_problems_of_the_content_are_told_at_once(
    steps: Steps, small: SmallSite, capsys: pytest.CaptureFixture[str]
) -> None:
    small.edit("docs/two.md", "difficulty: ", "dificulty: ")
    small.edit("docs/index.md", "@lewis2020retrieval", "@lewis2020retrievall")
    assert build.main() == 1
    err = capsys.readouterr().err
    assert "docs/two.md:5: unknown field 'dificulty'" in err
    assert "docs/index.md:12: unknown source 'lewis2020retrievall'" in err
    assert "Did you mean 'lewis2020retrieval'?" in err
    assert steps.ran == []


def test_a_gap_is_refused(steps: Steps, small: SmallSite, capsys: pytest.CaptureFixture[str]) -> None:
    small.edit("docs/two.md", "Text.", "GAP: what stands here.")
    assert build.main() == 1
    assert capsys.readouterr().err.startswith("docs/two.md:12: unfinished (GAP:).")


def _hold(root: str, held: Any, release: Any) -> None:
    with build._alone(Path(root)):
        held.set()
        release.wait(30)


def test_a_second_build_waits_for_the_first(steps: Steps, capsys: pytest.CaptureFixture[str]) -> None:
    context = multiprocessing.get_context("fork")
    held, release = context.Event(), context.Event()
    first = context.Process(target=_hold, args=(str(steps.root), held, release))
    first.start()
    assert held.wait(30)
    threading.Timer(0.4, release.set).start()
    assert build.main() == 0
    first.join()
    out = capsys.readouterr().out.splitlines()
    assert out[0] == f"Waiting for another build of this folder (process {first.pid})."
    assert len(out) == 2


def test_a_second_build_is_refused_when_the_first_does_not_end(
    steps: Steps, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(build, "_PATIENCE", 0.2)
    with build._alone(steps.root):
        # A lock belongs to an open file, so the same process waits for itself too.
        assert build.main() == 1
    assert "another build of this folder (process" in capsys.readouterr().err
    assert steps.ran == []


def test_a_site_of_other_text_is_not_tested(steps: Steps, small: SmallSite, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "is not built" in freshness.problem(small.root)
    build.main()
    assert freshness.problem(small.root) == ""
    small.edit("docs/two.md", "Text.", "Other text.")
    assert "was built of other text" in freshness.problem(small.root)
    build.main()
    assert freshness.problem(small.root) == ""
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert "SITE_URL" in freshness.problem(small.root)


def test_an_edit_during_a_build_makes_the_site_old(
    steps: Steps, small: SmallSite, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(build, "publish", lambda site, kept: small.edit("docs/two.md", "Text.", "Other text."))
    build.main()
    assert "was built of other text" in freshness.problem(small.root)


def test_the_command_names_the_problems_without_a_traceback(small: SmallSite) -> None:
    small.write("mkdocs.yml", "site_name: [\n")
    began = time.monotonic()
    ended = subprocess.run(
        [sys.executable, "-m", "scripts.build"],
        cwd=small.root,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ended.returncode, ended.stdout) == (1, "")
    assert ended.stderr.startswith("mkdocs.yml:2: broken YAML")
    assert "Traceback" not in ended.stderr
    assert time.monotonic() - began < 60


def test_a_reader_of_the_source_finds_the_two_commands_first() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert readme.index("make serve") < readme.index("make test") < readme.index("## ")
