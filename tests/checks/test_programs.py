"""Programs are run as readers run them, and what is kept of them is what they print."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts.checks import programs
from tests.conftest import ROOT


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder with a program and what it prints, of a project that is the working folder."""
    made = tmp_path / "docs/concepts/code"
    made.mkdir(parents=True)
    (made / "sum.py").write_text('print("a: 1")\nprint("b: 2")\n', encoding="utf-8")
    (made / "sum.txt").write_text("a: 1\nb: 2\n", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return made


def told(folder: Path) -> list[str]:
    return [str(problem) for problem in programs.problems(folder.parents[2])]


def test_what_is_kept_is_what_they_print(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(programs, "_known", lambda root: frozenset())
    assert [str(problem) for problem in programs.problems(ROOT)] == []


def test_what_was_right_is_not_run_again_until_it_changes(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert told(folder) == []
    with monkeypatch.context() as never:
        never.setattr(programs, "run", lambda file: pytest.fail(f"{file} is run"))
        assert told(folder) == []
    (folder / "sum.txt").write_text("a: 1\nb: 3\n", encoding="utf-8")
    assert len(told(folder)) == len(told(folder)) == 1
    (folder.parents[2] / programs.CACHE).write_text("{", encoding="utf-8")
    assert len(told(folder)) == 1


def test_an_output_that_differs_is_named_by_its_first_line(folder: Path) -> None:
    assert told(folder) == []
    (folder / "sum.txt").write_text("a: 1\nb: 3\n", encoding="utf-8")
    assert told(folder) == [
        "docs/concepts/code/sum.txt:2: the program prints 'b: 2', here stands 'b: 3'; "
        "run `make programs` and read the chapter again."
    ]
    (folder / "sum.txt").write_text("a: 1\n", encoding="utf-8")
    assert told(folder)[0].startswith("docs/concepts/code/sum.txt:2: the program prints 'b: 2', here stands '';")


def test_a_program_that_fails_or_never_ends_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "sum.py").write_text("1 / 0\n", encoding="utf-8")
    assert told(folder) == ["docs/concepts/code/sum.py: it fails: ZeroDivisionError: division by zero."]
    monkeypatch.setattr(programs, "MOST_SECONDS", 0.3)
    (folder / "sum.py").write_text("while True:\n    pass\n", encoding="utf-8")
    assert told(folder) == ["docs/concepts/code/sum.py: it runs for more than 0.3 seconds."]


def test_outputs_are_kept_anew_and_changes_are_said(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "sum.txt").write_text("a: 1\nb: 3\n", encoding="utf-8")
    assert programs.main([]) == 0
    assert (folder / "sum.txt").read_text(encoding="utf-8") == "a: 1\nb: 2\n"
    assert capsys.readouterr().out.splitlines() == ["docs/concepts/code/sum.txt", "@@ -2 +2 @@", "-b: 3", "+b: 2"]
    (folder / "sum.py").write_text("1 / 0\n", encoding="utf-8")
    assert programs.main([]) == 1
    assert (folder / "sum.txt").read_text(encoding="utf-8") == "a: 1\nb: 2\n"
