"""The macros that a text calls, such as `{{ value("users") }}`: found and checked before anything is built.

Chapters are Jinja templates to the macros plugin. Here they are parsed by the same Jinja, and whatever is no plain call
of a known macro is refused, so that a build never ends in a template's error.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import jinja2
from jinja2 import nodes

from scripts.content.problems import nearest

Macros = Mapping[str, Callable[..., str]]
"""Macros by name. The first argument of each is the page that calls it, which authors do not write."""

_ENVIRONMENT = jinja2.Environment(autoescape=False, undefined=jinja2.StrictUndefined)  # noqa: S701 - it writes Markdown
_COMMENT_ID = re.compile(r"\{#[\w-]+\s*\}")


@dataclass(frozen=True)
class Call:
    """One macro as called, with its arguments and its 1-based line in the file."""

    name: str
    arguments: tuple[Any, ...]
    line: int

    def __str__(self) -> str:
        return f"{self.name}({', '.join(repr(argument) for argument in self.arguments)})"


@dataclass(frozen=True)
class MacroError:
    """What is wrong with a call, on which line of the file, and the nearest right name."""

    message: str
    line: int
    nearest: str = ""


def find(text: str, first_line: int, macros: Macros) -> tuple[list[Call], list[MacroError]]:
    """Return the macros that a text calls, and what is wrong with what looks like a macro.

    Args:
        text: Markdown with macros.
        first_line: line of the file on which the text begins.
        macros: those that exist.
    """
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return [], []
    try:
        tree = _ENVIRONMENT.parse(text)
    except jinja2.TemplateSyntaxError as error:
        return [], [_syntax_error(text, first_line, error)]
    calls: list[Call] = []
    errors: list[MacroError] = []
    for node in _expressions(tree):
        line = node.lineno + first_line - 1
        found = _call(node, line, macros)
        if isinstance(found, Call):
            calls.append(found)
        else:
            errors.append(found)
    return calls, errors


def expand(text: str, functions: Mapping[str, Callable[..., str]]) -> str:
    """Return a text with its macros replaced by what the functions return; the text must have passed `find`."""
    if "{{" not in text and "{%" not in text and "{#" not in text:
        return text
    return _ENVIRONMENT.from_string(text).render(functions)


def _expressions(tree: nodes.Template) -> Iterator[nodes.Node]:
    for statement in tree.body:
        if isinstance(statement, nodes.Output):
            yield from (node for node in statement.nodes if not isinstance(node, nodes.TemplateData))
        else:
            yield statement


def _call(node: nodes.Node, line: int, macros: Macros) -> Call | MacroError:
    if not isinstance(node, nodes.Call) or not isinstance(node.node, nodes.Name):
        return MacroError(
            "only macros stand between '{{' and '}}', such as {{ chapter_end() }}; "
            "to show braces as they are, write {% raw %}…{% endraw %}.",
            line,
            nearest(node.name, macros) if isinstance(node, nodes.Name) else "",
        )
    name = node.node.name
    if name not in macros:
        known = f"expected one of {', '.join(macros)}" if macros else "mkdocs.yml names no module of macros"
        return MacroError(f"unknown macro '{name}'; {known}.", line, nearest(name, macros))
    try:
        arguments = tuple(argument.as_const() for argument in node.args)
        named = {keyword.key: keyword.value.as_const() for keyword in node.kwargs}
    except nodes.Impossible:
        return MacroError(f"macro '{name}': expected plain texts and numbers as arguments.", line)
    signature = author_signature(macros[name])
    try:
        bound = signature.bind(*arguments, **named)
    except TypeError as error:
        return MacroError(f"macro '{name}{signature}' is called with other arguments: {error}.", line)
    for given, value in bound.arguments.items():
        wanted = signature.parameters[given].annotation
        if wanted in {"str", str} and not isinstance(value, str):
            return MacroError(f"macro '{name}': {given} is {value!r}; expected a text in quotes.", line)
    return Call(name, tuple(bound.args), line)


def author_signature(function: Callable[..., str]) -> inspect.Signature:
    """Return what an author writes of a macro's arguments: all but the first, without types of results."""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    return inspect.Signature(parameters)


def _syntax_error(text: str, first_line: int, error: jinja2.TemplateSyntaxError) -> MacroError:
    for number, line in enumerate(text.split("\n")):
        found = _COMMENT_ID.search(line)
        if found:
            inner = found.group()[2:-1].strip()
            return MacroError(
                f"'{found.group()}' opens a comment of the macros; expected '{{ #{inner} }}' with spaces.",
                number + first_line,
            )
    return MacroError(f"broken macro: {error.message}.", (error.lineno or 1) + first_line - 1)
