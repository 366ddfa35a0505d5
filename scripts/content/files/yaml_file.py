"""YAML with the line of every value, so that an error can name its place."""

from __future__ import annotations

from typing import Any

import yaml

Location = tuple[str | int, ...]

# libyaml is several times as fast; the package has it for common machines, not for all.
_Loader: type[yaml.SafeLoader] = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlError(ValueError):
    """Broken YAML.

    Args:
        line: 1-based line within the text.
        message: what was found.
    """

    def __init__(self, line: int, message: str) -> None:
        self.line = line
        self.message = message
        super().__init__(f"line {line}: {message}")


def parse(text: str) -> tuple[Any, dict[Location, int]]:
    """Parse one YAML document.

    Returns:
        The data, and the 1-based line of every key and list item by its location, such as ("related", 0, "why").

    Raises:
        YamlError: the text is not YAML, or a mapping names a key twice.
    """
    loader = _Loader(text)
    try:
        node = loader.get_single_node()
        if node is None:
            return None, {}
        lines: dict[Location, int] = {}
        _collect(node, (), lines)
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise YamlError(mark.line + 1 if mark else 1, f"broken YAML: {error.problem}") from error
    except yaml.YAMLError as error:
        raise YamlError(1, f"broken YAML: {error}") from error
    finally:
        loader.dispose()


def line_of(lines: dict[Location, int], location: Location) -> int:
    """Return the line of `location`, or of the nearest enclosing value that has one."""
    while location:
        if location in lines:
            return lines[location]
        location = location[:-1]
    return lines.get((), 1)


def _collect(node: yaml.Node, at: Location, lines: dict[Location, int]) -> None:
    lines.setdefault(at, node.start_mark.line + 1)
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            place = (*at, str(key.value))
            if place in lines:
                first = lines[place]
                raise YamlError(
                    key.start_mark.line + 1,
                    f"'{key.value}' stands twice, first on line {first}",
                )
            lines[place] = key.start_mark.line + 1
            _collect(value, place, lines)
    elif isinstance(node, yaml.SequenceNode):
        for index, item in enumerate(node.value):
            _collect(item, (*at, index), lines)
