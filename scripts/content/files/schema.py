"""Pydantic models checked with sentences instead of stack traces."""

from __future__ import annotations

import typing
from pathlib import Path
from typing import Any, TypeVar

import pydantic

from scripts.content.files.yaml_file import Location, line_of
from scripts.content.problems import Findings, nearest

Model = TypeVar("Model", bound=pydantic.BaseModel)


class Closed(pydantic.BaseModel):
    """A record in which a field that is not declared is an error."""

    model_config = pydantic.ConfigDict(extra="forbid", frozen=True)


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
        lines: line of each value, from `yaml_source.parse`.
        at: where `data` stands in the file.
        first_line: line of the file on which the YAML text begins.
    """
    try:
        return model.model_validate(data)
    except pydantic.ValidationError as error:
        for item in error.errors():
            location = (*at, *item["loc"])
            line = line_of(lines, location) + first_line - 1
            message, hint = _sentence(model, item)
            findings.add(path, line, message, nearest=hint)
        return None


def _sentence(model: type[pydantic.BaseModel], item: Any) -> tuple[str, str]:
    name = ".".join(str(part) for part in item["loc"]) or "the file"
    found = item.get("input")
    kind = item["type"]
    if kind == "extra_forbidden":
        owner = _model_at(model, item["loc"][:-1])
        fields = list(owner.model_fields)
        return (
            f"unknown field '{name}'; expected one of {', '.join(fields)}.",
            nearest(str(item["loc"][-1]), fields),
        )
    if kind == "missing":
        return f"field '{name}' is missing.", ""
    if kind == "literal_error":
        expected = item["ctx"]["expected"]
        options = [option.strip(" '") for option in expected.replace(" or ", ", ").split(",")]
        return (
            f"'{name}' is '{found}'; expected one of {', '.join(options)}.",
            nearest(str(found), options),
        )
    if kind in {"string_too_short", "string_too_long"} and isinstance(found, str):
        bound = item["ctx"].get("min_length", item["ctx"].get("max_length"))
        side = "at least" if kind == "string_too_short" else "at most"
        return f"'{name}' has {len(found)} characters; expected {side} {bound}.", ""
    shown = type(found).__name__ if isinstance(found, (dict, list)) else repr(found)
    return f"'{name}' is {shown}; {item['msg'][0].lower()}{item['msg'][1:]}.", ""


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
