"""The wrong changes themselves: which ones are made of a text, that those thought of fit the code, which tests run."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from scripts.mutants import aimed, operators, survivors, trial
from scripts.mutants.__main__ import table
from scripts.mutants.change import Change, ChangeError, of_text
from scripts.mutants.selection import PACKAGES, selected_tests
from tests.conftest import ROOT


def made(text: str) -> set[str]:
    """Return the lines that changes of a text give."""
    data = text.encode()
    return {change.lines(data)[1] for change in operators.changes("x.py", data)}


@pytest.mark.parametrize(
    ("text", "changed"),
    [
        ("a < b", {"a <= b"}),
        ("a not in b", {"a in b"}),
        ("a is b", {"a is not b"}),
        ("x = a and b or c", {"x = a or b or c", "x = a and b and c"}),
        ("if not a:\n    b = c", {"if (a):"}),
        ("if a.b:\n    b = c", {"if not (a.b):"}),
        ("x = a if b else c", {"x = a if not (b) else c"}),
        ("x = [a for a in b if a]", {"x = [a for a in b if not (a)]"}),
        ("x = é + y * z", {"x = é - y * z", "x = é + y / z"}),
        ("x = 'ä' + y", set()),
        ("x = 1.5", {"x = 2.5"}),
        ("x = True", {"x = False"}),
        ("x: Annotated[Literal[1], Field(le=3)] = y", {"x: Annotated[Literal[1], Field(le=4)] = y"}),
        ("x = max(a)", {"x = min(a)"}),
        ("x = a.startswith(b)", {"x = a.endswith(b)"}),
        ("note(a)", {"pass"}),
        ("x += y", {"pass"}),
        ("def f():\n    return x", {"return None"}),
        ("for a in b:\n    continue", {"break"}),
        ("for a in b:\n    break", {"continue"}),
    ],
)
def test_each_operator_changes_one_place(text: str, changed: set[str]) -> None:
    assert made(text) == changed


@pytest.mark.parametrize(
    "text",
    [
        '"""What it is, 1 and 2."""',
        "x = f'{1 + 1} is 2'",
        "def f(a: int | None = None) -> int | str: ...",
        "x: Literal[1] | None = None",
        "@cache(maxsize=1)\ndef f(): ...",
        "if __name__ == '__main__':\n    main(1)",
    ],
)
def test_what_only_readers_see_or_nobody_runs_is_left_alone(text: str) -> None:
    assert made(text) == set()


def test_what_an_exception_says_is_left_alone_but_not_the_exception() -> None:
    assert made("raise Error(f'{1}', 1 + 1)") == {"pass"}


def test_a_change_knows_its_line_and_touches_nothing_else() -> None:
    data = "# é\nif a:\n    b = 1\n    c = 1\n".encode()
    [change] = [c for c in operators.changes("x.py", data) if c.lines(data)[0] == "c = 1"]
    assert change.line(data) == 4
    assert change.applied(data) == "# é\nif a:\n    b = 1\n    c = 2\n".encode()
    with pytest.raises(ChangeError):
        change.applied(b"# e\n" + data)


def test_a_text_that_is_gone_or_stands_twice_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x.py").write_text("a = b\na = b\nc\n")
    assert of_text(tmp_path, "x.py", "c\n", "d\n", "wrong").applied(b"a = b\na = b\nc\n") == b"a = b\na = b\nd\n"
    with pytest.raises(ChangeError, match=r"wrong: 'a' stands 2 times in x\.py; expected once"):
        of_text(tmp_path, "x.py", "a", "d", "wrong")
    with pytest.raises(ChangeError, match=r"wrong: there is no file y\.py"):
        of_text(tmp_path, "y.py", "a", "d", "wrong")


@pytest.mark.parametrize("one", aimed.AIMED, ids=lambda one: one.name)
def test_each_change_that_was_thought_of_fits_the_code_and_has_tests(one: aimed.Aimed) -> None:
    change = of_text(ROOT, one.file, one.old, one.new, one.name)
    assert change.old != change.new
    if one.file.endswith(".py"):
        compile(change.applied((ROOT / one.file).read_bytes()), one.file, "exec")
    assert selected_tests(one.file, ROOT)


def test_every_file_that_is_changed_at_random_has_tests_that_are_there() -> None:
    for package in PACKAGES:
        files = [file.relative_to(ROOT).as_posix() for file in (ROOT / package).rglob("*.py")]
        assert files, package
        for file in files:
            tests = selected_tests(file, ROOT)
            assert tests, file
            assert [test for test in tests if not (ROOT / test).is_file()] == []


@pytest.mark.parametrize("known", survivors.KNOWN, ids=lambda known: known.after)
def test_a_change_that_may_survive_is_still_one_that_can_be_made(known: survivors.Known) -> None:
    data = (ROOT / known.file).read_bytes()
    found = [change for change in operators.changes(known.file, data) if survivors.reason(change, data)]
    assert known.reason
    assert (known.before, known.after) in [change.lines(data) for change in found]


def test_the_table_counts_by_package() -> None:
    changes = [
        Change("scripts/pages/x.py", 0, b"", b"", "one"),
        Change("scripts/pages/x.py", 0, b"", b""),
        Change("scripts/pages/y.py", 0, b"", b""),
        Change("docs/x.js", 0, b"", b"", "two"),
    ]
    rows = [row.split() for row in table(changes, ["killed", "survived", "killed", "killed"]).splitlines()]
    assert rows == [
        ["tried", "killed", "survived"],
        ["aimed,", "all", "2", "2", "0", "0%"],
        ["aimed,", "docs", "1", "1", "0", "0%"],
        ["aimed,", "scripts/pages", "1", "1", "0", "0%"],
        ["random,", "all", "2", "1", "1", "50%"],
        ["random,", "scripts/pages", "2", "1", "1", "50%"],
    ]


def test_a_change_is_tried_on_a_copy(tmp_path: Path) -> None:
    """One change that its test notices and one that it does not, in a project of two files."""

    (tmp_path / "scripts").mkdir()
    (tmp_path / "scripts/__init__.py").touch()
    (tmp_path / "scripts/x.py").write_text("SEEN = 1\nUNSEEN = 1\n")
    (tmp_path / "test_x.py").write_text("from scripts.x import SEEN\n\ndef test_seen():\n    assert SEEN == 1\n")
    (tmp_path / "test_y.py").write_text("def test_it():\n    assert False\n")
    subprocess.run(["git", "init", "-q"], cwd=tmp_path, check=True)
    changes = list(operators.changes("scripts/x.py", (tmp_path / "scripts/x.py").read_bytes()))
    with trial.copied(tmp_path, 1) as trials:
        assert trials.measure(["test_x.py", "test_y.py"]) == ["test_y.py"], "it fails without a change"
        outcomes = trials.run([(change, ("test_x.py",)) for change in changes], lambda change, outcome: None)
    assert outcomes == ["killed", "survived"]
    assert (tmp_path / "scripts/x.py").read_text() == "SEEN = 1\nUNSEEN = 1\n"
