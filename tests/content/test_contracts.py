"""What the parts of a case's system say to each other is written so that programs read it: JSON Schema and SQL."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import sqlglot
from jsonschema.validators import validator_for
from sqlglot import expressions

from tests.conftest import ROOT

MAX_LINES = 60
_CONTRACT = re.compile(r"^/// details \|[^\n]*\n    attrs: \{id: contract\}\n(.*?)^///$", re.MULTILINE | re.DOTALL)
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
CASES = sorted(path for path in (ROOT / "docs/cases").glob("*/index.md") if "{id: contract}" in path.read_text("utf-8"))


def fences(path: Path, language: str) -> list[str]:
    [contract] = _CONTRACT.findall(path.read_text(encoding="utf-8"))
    return [source for name, source in _FENCE.findall(contract) if name == language]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_messages_are_json_schema(path: Path) -> None:
    [source] = fences(path, "json")
    schema = json.loads(source)
    validator_for(schema).check_schema(schema)
    assert {"request", "error"} <= schema["$defs"].keys()
    named = set(re.findall(r'"#/\$defs/(\w+)"', source))
    assert named <= schema["$defs"].keys()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_tables_have_keys(path: Path) -> None:
    [source] = fences(path, "sql")
    tables = [statement for statement in sqlglot.parse(source, dialect="postgres") if statement]
    assert tables
    for table in tables:
        assert isinstance(table, expressions.Create)
        assert table.find(expressions.PrimaryKey, expressions.PrimaryKeyColumnConstraint), table.sql()


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.parent.name)
def test_a_contract_is_short(path: Path) -> None:
    [contract] = _CONTRACT.findall(path.read_text(encoding="utf-8"))
    assert contract.count("\n") <= MAX_LINES


def test_at_least_one_case_has_a_contract() -> None:
    assert CASES
