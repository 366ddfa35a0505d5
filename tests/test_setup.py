"""The set-up: an environment that no longer works is made anew, and the site is published where GitHub serves it."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from scripts import site_address
from tests.conftest import ROOT

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


@pytest.fixture
def environment(tmp_path: Path) -> Path:
    """Return a folder with the set-up scripts and a small environment beside them, whose packages are installed."""
    for name in ("scripts/setup/venv",):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_bytes((ROOT / name).read_bytes())
    (tmp_path / "requirements.txt").write_text(
        "here==1.2 \\\n    --hash=sha256:0\nelsewhere==9 ; sys_platform == 'x'\n"
    )
    venv = tmp_path / ".venv"
    (venv / "bin").mkdir(parents=True)
    (venv / "bin/python").symlink_to(sys.executable)
    (venv / "pyvenv.cfg").write_text(f"home = {Path(sys.executable).parent}\nversion = {VERSION}.7\n")
    installed = venv / f"lib/python{VERSION}/site-packages/here-1.2.dist-info"
    installed.mkdir(parents=True)
    (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: here\nVersion: 1.2\n")
    (venv / "site.stamp").touch()
    return venv


def check(venv: Path) -> str:
    """Return what the check of an environment says."""
    done = subprocess.run(
        ["bash", "scripts/setup/venv", "--check", ".venv"],
        cwd=venv.parent,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout == ""
    return done.stderr


def test_a_sound_environment_stays(environment: Path) -> None:
    assert check(environment) == ""
    assert (environment / "site.stamp").exists()


def test_an_environment_whose_python_has_gone_is_removed(environment: Path) -> None:
    (environment / "bin/python").unlink()
    (environment / "bin/python").symlink_to("/gone/python3")
    assert f"made for Python {VERSION}, which is gone (found: none)" in check(environment)
    assert not environment.exists()


def test_an_environment_of_another_python_is_removed(environment: Path) -> None:
    (environment / "pyvenv.cfg").write_text("version = 3.9.1\n")
    assert f"made for Python 3.9, which is gone (found: {VERSION})" in check(environment)
    assert not environment.exists()


@pytest.mark.parametrize("change", ["missing", "of another version"])
def test_packages_that_are_missing_or_of_another_version_are_installed_again(environment: Path, change: str) -> None:
    installed = environment / f"lib/python{VERSION}/site-packages/here-1.2.dist-info"
    if change == "missing":
        (installed / "METADATA").unlink()
        installed.rmdir()
    else:
        (installed / "METADATA").write_text("Metadata-Version: 2.1\nName: here\nVersion: 1.1\n")
    assert check(environment) == "Installing again, since missing or of another version: here\n"
    assert environment.exists()
    assert not (environment / "site.stamp").exists()


def test_without_an_environment_there_is_nothing_to_check(environment: Path) -> None:
    environment.rename(environment.with_name("elsewhere"))
    assert check(environment) == ""


@pytest.mark.parametrize(
    ("repository", "domain", "address"),
    [
        ("ada/study", "", "https://ada.github.io/study/"),
        ("Ada-Lovelace/Study", "", "https://ada-lovelace.github.io/Study/"),
        ("ada/ada.github.io", "", "https://ada.github.io/"),
        ("Ada/ADA.github.io", "", "https://ada.github.io/"),
        ("ada/bob.github.io", "", "https://ada.github.io/bob.github.io/"),
        ("ada/study", "study.example.org", "https://study.example.org/"),
        ("ada/ada.github.io", "Example.ORG", "https://example.org/"),
    ],
)
def test_the_address_is_the_one_under_which_pages_are_served(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], repository: str, domain: str, address: str
) -> None:
    (tmp_path / "docs").mkdir()
    if domain:
        (tmp_path / "docs/CNAME").write_text(f"{domain}\n", encoding="utf-8")
    assert site_address.main(tmp_path, repository) == 0
    assert capsys.readouterr() == (f"{address}\n", "")


@pytest.mark.parametrize(
    ("repository", "domain", "message"),
    [
        ("study", "", "GITHUB_REPOSITORY: 'study' is no repository; expected owner/name.\n"),
        ("", "", "GITHUB_REPOSITORY: '' is no repository; expected owner/name.\n"),
        ("a/b", "https://x.org", "docs/CNAME: 'https://x.org' is no domain; expected a name such as"),
        ("a/b", "x.org/study", "docs/CNAME: 'x.org/study' is no domain; expected a name such as"),
    ],
)
def test_an_address_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], repository: str, domain: str, message: str
) -> None:
    (tmp_path / "docs").mkdir()
    if domain:
        (tmp_path / "docs/CNAME").write_text(domain, encoding="utf-8")
    assert site_address.main(tmp_path, repository) == 1
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(message)
    assert err.count("\n") == 1


def test_make_alone_lists_the_commands() -> None:
    said = subprocess.run(
        ["make", "--no-print-directory"], cwd=ROOT, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert said[:3] == [
        "help          List the commands",
        "serve         Read the site on localhost, rebuilt as you write; PORT=8001 for another port",
        "check         Check the content, in a few seconds",
    ]
    assert {
        *("build", "test", "lint", "diagrams", "addresses", "move", "new-case", "new-concept"),
        *("audit", "sbom", "zensical", "sources", "cost", "book"),
    } <= {line.split()[0] for line in said}


def test_reading_and_building_install_nothing_that_only_tests_need() -> None:
    quiet = {**os.environ, "MAKEFLAGS": ""}
    asked = subprocess.run(
        ["make", "-n", "-B", "serve"], cwd=ROOT, capture_output=True, text=True, check=False, env=quiet
    ).stdout
    assert "-r requirements.txt" in asked
    assert "requirements-test" not in asked
    assert "chromium" not in asked
    assert "--omit=dev" in asked


def test_every_locked_file_is_watched_for_new_releases() -> None:
    watched = yaml.safe_load((ROOT / ".github/dependabot.yml").read_text(encoding="utf-8"))
    [pip] = [update for update in watched["updates"] if update["package-ecosystem"] == "pip"]
    assert pip["directories"] == ["/", "/scripts/setup"]
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    assert re.search(r"for file in requirements\.in .* scripts/setup/requirements-node\.in;", makefile)
