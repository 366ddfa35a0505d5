"""Pydantic models checked with sentences instead of stack traces."""

from __future__ import annotations

import datetime
import difflib
import re
import typing
from collections.abc import Collection
from pathlib import Path
from typing import Annotated, Any, TypeVar

import pydantic
from pydantic_core import PydanticCustomError

from scripts.content.files.yaml_file import Location, line_of, load
from scripts.content.problems import Findings, nearest

Model = TypeVar("Model", bound=pydantic.BaseModel)
_MOST = 60
"""Characters of a wrong value that a message repeats."""


class Closed(pydantic.BaseModel):
    """A record in which a field that is not declared is an error."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


def fold(value: Any) -> Any:
    """Return text with every run of white space, line ends included, as one space; anything else as it is."""
    return re.sub(r"\s+", " ", value).strip() if isinstance(value, str) else value


def one_of(values: Collection[str]) -> pydantic.AfterValidator:
    """Return a validator that takes only these texts, for choices whose list stands elsewhere."""

    def check_choice(value: str) -> str:
        if value not in values:
            raise PydanticCustomError("choice", "expected one of {expected}", {"expected": ", ".join(values)})
        return value

    return pydantic.AfterValidator(check_choice)


def _day(value: Any) -> Any:
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise PydanticCustomError("day", "expected a day, such as 2026-11-22")
    try:
        return datetime.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("day", "expected a day that the calendar has, such as 2026-11-22") from None


Line = Annotated[str, pydantic.Field(min_length=1), pydantic.BeforeValidator(fold)]
"""Text that prints as one line, however it was broken in the file."""

Number = Annotated[float, pydantic.Field(strict=True, allow_inf_nan=False)]
"""A number written plainly; text that could be taken for one is refused."""

Day = Annotated[datetime.date, pydantic.BeforeValidator(_day)]
"""A day written as 2026-11-22, and no other way."""


def read(
    model: type[Model], path: Path, display_path: Path, findings: Findings
) -> tuple[Model, dict[Location, int]] | None:
    """Read a YAML file that is one record; note what is wrong with it and return None when something is.

    Args:
        model: the record.
        path: the file.
        display_path: the file as problems name it.
        findings: where problems are noted.

    Returns:
        The record, and the line of each value.
    """
    loaded = load(path, display_path, findings)
    if loaded is None:
        return None
    data, lines = loaded
    if not isinstance(data, dict):
        *names, last = (f"'{name}'" for name in _field_names(model))
        findings.add(display_path, 1, f"expected {', '.join(names)} and {last}.")
        return None
    found = check(model, data, lines, display_path, findings)
    return None if found is None else (found, lines)


def check(
    model: type[Model],
    data: Any,
    lines: dict[Location, int],
    path: Path,
    findings: Findings,
    *,
    at: Location = (),
    first_line: int = 1,
) -> Model | None:
    """Validate `data` as `model`; note each error with its line and return None when there is one.

    Args:
        lines: line of each value, from `yaml_file.parse`.
        at: where `data` stands in the file.
        first_line: line of the file on which the YAML text begins.
    """
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        items = error.errors()
        missing = [item["loc"] for item in items if item["type"] == "missing"]
        meant = {
            item["loc"]: loc
            for item in items
            for loc in missing
            if item["type"] == "extra_forbidden" and item["loc"][:-1] == loc[:-1] and _alike(item["loc"][-1], loc[-1])
        }
        for item in items:
            if item["loc"] in meant.values():
                continue  # the field is there, under a wrong name
            line = line_of(lines, (*at, *item["loc"])) + first_line - 1
            message, hint = _sentence(model, item)
            if item["loc"] in meant:
                hint = str(meant[item["loc"]][-1])
            findings.add(path, line, message, nearest=hint)
        return None


def _alike(name: object, missing: object) -> bool:
    """Whether an unknown name may stand for a missing field, for which less is needed than for a hint."""
    return difflib.SequenceMatcher(None, str(name), str(missing)).ratio() > 0.6


def _sentence(model: type[pydantic.BaseModel], item: Any) -> tuple[str, str]:
    """Return what is wrong, and the nearest right name."""
    name = ".".join(str(part) for part in item["loc"])
    found = item.get("input")
    match item["type"]:
        case "extra_forbidden":
            fields = _field_names(_model_at(model, item["loc"][:-1]))
            message = f"unknown field '{name}'; expected one of {', '.join(fields)}."
            return message, nearest(str(item["loc"][-1]), fields)
        case "literal_error" | "choice":
            options = [option.strip(" '") for option in item["ctx"]["expected"].replace(" or ", ", ").split(",")]
            message = f"'{name}' is {quoted(found)}; expected one of {', '.join(options)}."
            return message, nearest(str(found), options)
        case "missing" if isinstance(item["loc"][-1], int):
            return f"'{'.'.join(map(str, item['loc'][:-1]))}' has too few values.", ""
        case "missing":
            return f"field '{name}' is missing.", ""
        case "string_too_short" | "string_too_long":
            return f"'{name}' {_length(str(found), item['ctx'])}.", ""
    expected = _expected(item["type"], item["msg"], found)
    return (f"'{name}' is" if name else "found") + f" {quoted(found)}; {expected}.", ""


def _length(found: str, limits: dict[str, int]) -> str:
    length = len(found)
    if not found.strip():
        return "is empty; expected text"
    limit = f"at least {limits['min_length']}" if "min_length" in limits else f"at most {limits['max_length']}"
    return f"has {length} characters; expected {limit}"


def _expected(kind: str, message: str, found: Any) -> str:
    if kind == "string_type" and isinstance(found, (int, float)):  # true and false are among them
        return "expected text; put it in quotes"
    if _EXPECTED.get(kind) == _NUMERAL and isinstance(found, str):
        return "expected a number written plainly, without quotes, such as 1500, 0.25 or 3e21"
    text = _EXPECTED.get(kind, message)
    return text[0].lower() + text[1:].removesuffix(".")


_FIELDS = "expected fields, each on a line, such as 'name: value'"
_LIST = "expected a list, such as [first, second]"
_NUMERAL = "expected a number, such as 1500, 0.25 or 3e21"
_EXPECTED = {
    "string_type": "expected text",
    "float_type": _NUMERAL,
    "int_type": _NUMERAL,
    "finite_number": _NUMERAL,
    "bool_type": "expected true or false",
    "tuple_type": _LIST,
    "list_type": _LIST,
    "too_long": "it has too many values",
    "too_short": "it has too few values",
    "dict_type": _FIELDS,
    "model_type": _FIELDS,
    "model_attributes_type": _FIELDS,
}
"""What was expected, by Pydantic's type of error (docs.pydantic.dev, validation errors)."""


def quoted(found: Any) -> str:
    """Return a value as a message repeats it."""
    match found:
        case None:
            return "empty"
        case bool():
            return str(found).lower()
        case str():
            text = fold(found)
            return f"'{text}'" if len(text) <= _MOST else f"'{text[:_MOST]}…'"
        case dict():
            return "a mapping of fields"
        case list():
            return "a list"
    return repr(found)


def _field_names(model: type[pydantic.BaseModel]) -> list[str]:
    """Return the names of a model's fields as they stand in a file."""
    return [field.alias or name for name, field in model.model_fields.items()]


def _model_at(model: type[pydantic.BaseModel], location: tuple[Any, ...]) -> type[pydantic.BaseModel]:
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            inner = _inner_model(model.model_fields[part].annotation)
            if inner is not None:
                model = inner
    return model


def _inner_model(annotation: Any) -> type[pydantic.BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, pydantic.BaseModel):
        return annotation
    for argument in typing.get_args(annotation):
        found = _inner_model(argument)
        if found is not None:
            return found
    return None
