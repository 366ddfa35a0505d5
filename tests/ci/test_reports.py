"""What scheduled workflows report: a command's words, and one issue for each kind of finding."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

GH = """#!/bin/sh
echo "$@" >>"$CALLS"
if [ "$2" = list ]; then
  while [ "$1" != --jq ]; do shift; done
  jq -r "$2" "$ISSUES"
fi
for file; do :; done
if [ "$2" != list ] && [ -f "$file" ]; then cat "$file" >>"$CALLS"; fi
"""


def run(*arguments: str, folder: Path, environment: dict[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments,
        cwd=folder,
        env={**os.environ, **(environment or {})},
        capture_output=True,
        text=True,
        check=True,
    )


def reported(folder: Path, *command: str) -> tuple[str, str]:
    """Run a command as the workflows do; return the outputs of the step and the report."""
    output = folder / "output"
    output.touch()
    run(str(ROOT / "scripts/ci/run"), *command, folder=folder, environment={"GITHUB_OUTPUT": str(output)})
    return output.read_text(), (folder / "report/report.md").read_text()


def test_a_command_that_fails_is_reported_and_does_not_fail_the_step(tmp_path: Path) -> None:
    output, report = reported(tmp_path, "sh", "-c", "echo '```'; echo wrong >&2; exit 3")
    assert output == "failed=true\n"
    assert report.endswith("\n\n    ```\n    wrong\n")


def test_a_command_that_passes_is_said_to(tmp_path: Path) -> None:
    output, report = reported(tmp_path, "echo", "fine")
    assert output == "failed=false\n"
    assert "`echo fine`" in report


def test_the_end_of_long_words_is_kept(tmp_path: Path) -> None:
    _, report = reported(tmp_path, "seq", "1000")
    lines = report.split()
    assert "700" not in lines
    assert lines[-1] == "1000"


def issue(folder: Path, found: list[dict[str, object]], *arguments: str) -> list[str]:
    """Run the script with a `gh` that knows these open issues; return what `gh` was asked, and the bodies it got."""
    programs = folder / "bin"
    programs.mkdir()
    (programs / "gh").write_text(GH)
    (programs / "gh").chmod(0o755)
    (programs / "jq").write_text(JQ)
    (programs / "jq").chmod(0o755)
    (folder / "issues.json").write_text(json.dumps(found))
    environment = {
        "PATH": f"{programs}:{os.environ['PATH']}",
        "CALLS": str(folder / "calls"),
        "ISSUES": str(folder / "issues.json"),
    }
    run(str(ROOT / "scripts/ci/issue"), *arguments, folder=folder, environment=environment)
    return (folder / "calls").read_text().splitlines()


JQ = """#!/usr/bin/env python3
import json, os, sys
assert sys.argv[2] == 'map(select(.title == env.TITLE)) | .[0].number // empty', sys.argv
found = [issue["number"] for issue in json.load(open(sys.argv[3])) if issue["title"] == os.environ["TITLE"]]
print(found[0] if found else "", end="")
"""
"""The one expression that the script asks of jq, which is part of `gh` and not on every machine."""

OPEN = [{"number": 7, "title": "Links of old"}, {"number": 8, "title": "Links"}]


@pytest.fixture
def report(tmp_path: Path) -> str:
    (tmp_path / "report.md").write_text("Two are gone.\n")
    return "report.md"


def test_the_first_finding_opens_an_issue(tmp_path: Path, report: str) -> None:
    asked = issue(tmp_path, OPEN[:1], "Links", report)
    assert asked[1].startswith("issue create --title Links --body-file ")
    assert asked[2:] == ["Two are gone."]


def test_a_further_finding_updates_it(tmp_path: Path, report: str) -> None:
    asked = issue(tmp_path, OPEN, "Links", report)
    assert asked[1].startswith("issue edit 8 --body-file ")
    assert asked[2:] == ["Two are gone."]


def test_an_issue_of_a_stranger_is_left_alone(tmp_path: Path, report: str) -> None:
    assert "--app github-actions --state open" in issue(tmp_path, OPEN, "Links", report)[0]


def test_it_is_closed_when_nothing_is_found_any_more(tmp_path: Path) -> None:
    assert [line.split(" --")[0] for line in issue(tmp_path, OPEN, "Links")] == ["issue list", "issue close 8"]


def test_where_none_is_open_none_is_closed(tmp_path: Path) -> None:
    assert len(issue(tmp_path, OPEN[:1], "Links")) == 1


def test_a_report_too_long_for_an_issue_is_cut(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("x" * 70_000)
    assert len(issue(tmp_path, [], "Links", "report.md")[2]) == 60_000
