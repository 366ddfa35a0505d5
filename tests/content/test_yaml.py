"""YAML is read as plainly written, and what would mean something else than it says is refused with its line."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import Annotated, Any

import pydantic
import pytest

from scripts.content.files.schema import Closed, Day, Line, Number, check, one_of
from scripts.content.files.text import read as read_text
from scripts.content.files.yaml_file import YamlError, line_of, parse
from scripts.content.problems import Findings


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("5", 5),
        ("-5", -5),
        ("+5", 5),
        ("0", 0),
        ("0.5", 0.5),
        ("3.0e+21", 3e21),
        ("1e21", 1e21),
        ("1e6", 1000000.0),
        ("2E-3", 0.002),
        ("1000000000000000000000", 10**21),
        ("true", True),
        ("False", False),
        ("null", None),
        ("~", None),
        ("", None),
        ("''", ""),
        ("'5'", "5"),
        ('"true"', "true"),
        ("yes", "yes"),
        ("no", "no"),
        ("On", "On"),
        ("off", "off"),
        ("y", "y"),
        ("010", "010"),
        ("-07", "-07"),
        ("0o17", "0o17"),
        ("0x1F", "0x1F"),
        ("0b11", "0b11"),
        ("1_000", "1_000"),
        ("1,000", "1,000"),
        ("1:30", "1:30"),
        (".5", ".5"),
        ("5.", "5."),
        (".inf", ".inf"),
        ("-.INF", "-.INF"),
        (".nan", ".nan"),
        ("inf", "inf"),
        ("2026-11-22", "2026-11-22"),
        ("2026-13-45", "2026-13-45"),
        ("2026-11-22T25:61:00Z", "2026-11-22T25:61:00Z"),
        ("٣", "٣"),
        ("=", "="),
    ],
)
def test_a_value_is_what_it_looks_like(written: str, value: Any) -> None:
    found = parse(f"a: {written}\n")[0]["a"]
    assert (type(found), found) == (type(value), value)


@pytest.mark.parametrize("key", ["no", "yes", "on", "2026-11-22", "1:30", "010", "'5'", "'<<'", '"null"'])
def test_a_key_is_text(key: str) -> None:
    assert parse(f"{key}: 1\n")[0] == {key.strip("'\""): 1}


def test_a_text_of_many_lines_is_kept() -> None:
    data, lines = parse("a: |\n  one\n  two\nb:\n  - c: >-\n      three\n      four\n")
    assert data == {"a": "one\ntwo\n", "b": [{"c": "three four"}]}
    assert lines == {(): 1, ("a",): 1, ("b",): 4, ("b", 0): 5, ("b", 0, "c"): 5}


def test_lines_are_lines_of_the_file() -> None:
    _, lines = parse("a: 1\nb: [2]\n", first_line=2)
    assert (line_of(lines, ("a",)), line_of(lines, ("b", 0)), line_of(lines, ("b", 0, "c"))) == (2, 3, 3)
    with pytest.raises(YamlError, match="line 3: 'a' stands twice, first on line 2"):
        parse("a: 1\na: 2\n", first_line=2)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("a: 1\n'a': 2\n", 2, "'a' stands twice, first on line 1"),
        ("a:\n  - b: 1\n    b: 2\n", 3, "'b' stands twice, first on line 2"),
        ("b: 1\n1: a\n", 2, "the key '1' is not read as text; put it in quotes"),
        ("null: a\n", 1, "the key 'null' is not read as text"),
        ("true: a\n", 1, "the key 'true' is not read as text"),
        ("[a]: b\n", 1, "a key that is a list is not read as text"),
        ("? {a: b}\n: c\n", 1, "is not read as text"),
        ("a: &x 1\n", 1, "an anchor, '&x', which is not read"),
        ("a: &x [b]\nc: *x\n", 1, "an anchor, '&x', which is not read"),
        ("a: *x\n", 1, "an alias, '*x', which is not read"),
        ("a: b\n<<: {c: d}\n", 2, "a merge key ('<<'), which is not read; write the fields out"),
        ("a: !!str 5\n", 1, "a tag, '!!str', which is not read"),
        ("a: !!python/object/apply:os.system [ls]\n", 1, "a tag, '!!python/object/apply:os.system', which is not read"),
        ("a: !mine 5\n", 1, "a tag, '!mine', which is not read"),
        ("a: 1\n---\nb: 2\n", 2, "a second document begins"),
        ("%YAML 1.1\n---\na: 1\n", 1, "a directive ('%'), which is not read"),
        ("a: 1\nb:\n\tc: 1\n", 3, "indent with spaces, not with tabs"),
        (
            "a: why: b\n",
            1,
            "mapping values are not allowed in this context; a text with a colon and a space in it needs",
        ),
        ("a: @b\n", 1, "put a text that begins with it in quotes"),
        ("a: `b`\n", 1, "put a text that begins with it in quotes"),
        ("a: *bold* b\n", 1, "'&' and '*' have a meaning in YAML"),
        ("a: 1\nb: 'x\n", 2, "found unexpected end of stream; is a quote not closed?"),
        ("a: [1,\nb: 2\nc: 3\n", 3, "is a quote or a bracket not closed"),
        ("a: \x07\n", 1, "the character U+0007, which no text holds"),
        ("a: 1\nb: \x00\n", 2, "the character U+0000"),
        ("a: 1e999\n", 1, "the number 1e999 is too large or too small to compute with"),
        ("a: 1e-999\n", 1, "the number 1e-999 is too large or too small to compute with"),
        ("a: 0.1234567890123456\n", 1, "the number 0.1234567890123456 has 16 digits; a number keeps 15"),
        ("a: " + "9" * 5000 + "\n", 1, "has 5000 digits"),
        ("a: " + "[" * 5000 + "\n", 1, "nested too deeply; expected at most 20 levels"),
        ("".join(f"{' ' * depth}a:\n" for depth in range(1000)), 21, "nested too deeply"),
        ('a: "\\ud800"\n', 1, "broken YAML"),
    ],
)
def test_what_is_not_plainly_written_is_refused(text: str, line: int, message: str) -> None:
    with pytest.raises(YamlError) as raised:
        parse(text)
    assert message in raised.value.message
    assert raised.value.line == line


def test_many_small_anchors_do_not_grow() -> None:
    rows = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}]" for n in range(1, 60)]
    with pytest.raises(YamlError, match="an anchor"):
        parse("\n".join(rows))


@pytest.mark.parametrize(("data", "text"), [(b"\xef\xbb\xbfa\r\nb\rc\n", "a\nb\nc\n"), ("é".encode(), "é"), (b"", "")])
def test_a_file_is_read_whatever_editor_saved_it(tmp_path: Path, data: bytes, text: str) -> None:
    (tmp_path / "file").write_bytes(data)
    assert read_text(tmp_path / "file", Path("docs/file"), Findings()) == text


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_that_is_not_utf8_is_named_with_its_line(tmp_path: Path, mark: bytes) -> None:
    (tmp_path / "file").write_bytes(mark + b"a\nb: caf\xe9\n")
    findings = Findings()
    assert read_text(tmp_path / "file", Path("docs/file"), findings) is None
    assert [str(p) for p in findings.items] == ["docs/file:2: not UTF-8: byte 0xe9; save the file as UTF-8."]


class Inner(Closed):
    why: Annotated[str, pydantic.Field(min_length=5, max_length=10)]


class Record(Closed):
    name: Line
    size: Number = 1
    day: Day | None = None
    level: Annotated[str, one_of(("mid", "senior"))] = "mid"
    items: tuple[Inner, ...] = ()
    pair: tuple[Number, Number] = (1, 2)
    by_step: dict[str, str] = pydantic.Field(default_factory=dict)


def checked(text: str) -> tuple[Record | None, list[str]]:
    findings = Findings()
    data, lines = parse(text)
    record = check(Record, data, lines, Path("a.yml"), findings)
    return record, [str(problem) for problem in findings.items]


def test_a_record_is_checked() -> None:
    record, problems = checked("name: >\n  two\n  words\nsize: 3e21\nday: 2026-11-22\nlevel: senior\n")
    assert problems == []
    assert record is not None
    assert (record.name, record.size, record.day) == ("two words", 3e21, datetime.date(2026, 11, 22))


FIELDS = "name, size, day, level, items, pair, by_step"


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("nmae: a\n", [f"a.yml:1: unknown field 'nmae'; expected one of {FIELDS}. Did you mean 'name'?"]),
        ("name: 5\n", ["a.yml:1: 'name' is 5; expected text; put it in quotes."]),
        ("name: true\n", ["a.yml:1: 'name' is true; expected text; put it in quotes."]),
        ("name:\n", ["a.yml:1: 'name' is empty; expected text."]),
        ("name: ' '\n", ["a.yml:1: 'name' is empty; expected text."]),
        ("name: [a]\n", ["a.yml:1: 'name' is a list; expected text."]),
        (
            "name: a\nsize: big\n",
            [
                "a.yml:2: 'size' is 'big'; expected a number written plainly, without quotes, such as 1500, 0.25 or "
                "3e21."
            ],
        ),
        ("name: a\nday: 20261122\n", ["a.yml:2: 'day' is 20261122; expected a day, such as 2026-11-22."]),
        ("name: a\nday: 22.11.2026\n", ["a.yml:2: 'day' is '22.11.2026'; expected a day, such as 2026-11-22."]),
        (
            "name: a\nday: 2026-02-30\n",
            ["a.yml:2: 'day' is '2026-02-30'; expected a day that the calendar has, such as 2026-11-22."],
        ),
        (
            "name: a\nlevel: senor\n",
            ["a.yml:2: 'level' is 'senor'; expected one of mid, senior. Did you mean 'senior'?"],
        ),
        ("name: a\nitems: x\n", ["a.yml:2: 'items' is 'x'; expected a list, such as [first, second]."]),
        (
            "name: a\nitems:\n  - x\n",
            ["a.yml:3: 'items.0' is 'x'; expected fields, each on a line, such as 'name: value'."],
        ),
        ("name: a\nitems:\n  - why: x\n", ["a.yml:3: 'items.0.why' has 1 characters; expected at least 5."]),
        ("name: a\nitems:\n  - why: ''\n", ["a.yml:3: 'items.0.why' is empty; expected text."]),
        ("name: a\npair: [1]\n", ["a.yml:2: 'pair' has too few values."]),
        ("name: a\npair: [1, 2, 3]\n", ["a.yml:2: 'pair' is a list; it has too many values."]),
        (
            "name: a\nby_step: [x]\n",
            ["a.yml:2: 'by_step' is a list; expected fields, each on a line, such as 'name: value'."],
        ),
        (
            "level: none\nday: x\n",
            [
                "a.yml:1: field 'name' is missing.",
                "a.yml:2: 'day' is 'x'; expected a day, such as 2026-11-22.",
                "a.yml:1: 'level' is 'none'; expected one of mid, senior.",
            ],
        ),
        ("- a\n", ["a.yml:1: found a list; expected fields, each on a line, such as 'name: value'."]),
    ],
)
def test_each_mistake_in_a_record_is_a_sentence(text: str, problems: list[str]) -> None:
    record, said = checked(text)
    assert record is None
    assert said == problems


def test_a_number_has_at_most_fifteen_digits_that_count() -> None:
    assert parse("a: 123456789012345\n")[0] == {"a": 123456789012345}
    assert parse("a: 0.00123456789012345\n")[0] == {"a": 0.00123456789012345}
    with pytest.raises(YamlError, match="has 16 digits; a number keeps 15"):
        parse("a: 1234567890123456\n")
