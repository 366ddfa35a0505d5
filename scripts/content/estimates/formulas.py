"""Formulas of estimates: a small arithmetic subset of Python expressions, parsed with `ast`, never run as code."""

from __future__ import annotations

import ast
import math
import re
import warnings

from scripts.content.estimates import trees
from scripts.content.estimates.errors import FormulaError
from scripts.content.estimates.functions import ARGUMENTS, PLAIN
from scripts.content.estimates.trees import Tree
from scripts.content.problems import nearest

FUNCTIONS = tuple(PLAIN)
MAX_LENGTH, MAX_DEPTH = 500, 40
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_COMPARISONS = (ast.Lt, ast.LtE, ast.Gt, ast.GtE)
_NUMBER = re.compile(r"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_MOST = 60
"""Characters of a formula that a message repeats."""


def parse(formula: str) -> Tree:
    """Parse a formula and refuse all but names, numbers, + - * / **, parentheses, `FUNCTIONS` and conditionals.

    A conditional is written `a if x < y else b`, with one of < <= > >=; a comparison stands nowhere else.

    Raises:
        FormulaError: with the part that is not allowed.
    """
    if len(formula) > MAX_LENGTH:
        raise FormulaError(f"the formula has {len(formula)} characters; expected at most {MAX_LENGTH}")
    if "#" in formula:
        raise FormulaError(f"'{_short(formula)}' has a '#' in it; put what it says into 'explain'")
    text = " ".join(formula.split())
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # Python warns of what is refused below
            tree = ast.parse(text, mode="eval").body
    except SyntaxError as error:
        raise FormulaError(f"'{_short(text)}' is not a formula: {error.msg}") from error
    except (ValueError, MemoryError, RecursionError) as error:
        raise FormulaError(f"'{_short(text)}' is not a formula, or nested too deeply") from error
    _refuse_others(tree, text)
    return trees.of(tree)


def _short(text: str) -> str:
    return text if len(text) <= _MOST else f"{text[:_MOST]}…"


def _refuse_others(node: ast.expr, text: str, depth: int = 0) -> None:
    if depth > MAX_DEPTH:
        raise FormulaError(f"the formula is nested too deeply; expected at most {MAX_DEPTH} levels")
    match node:
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _OPERATORS):
            parts = [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            parts = [operand]
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            parts = list(arguments)
            if not any(isinstance(part, ast.Starred) for part in parts):
                _refuse_arguments(name, len(parts))
        case ast.IfExp(test=ast.Compare(left=left, ops=[op], comparators=[right]), body=body, orelse=orelse) if (
            isinstance(op, _COMPARISONS)
        ):
            parts = [left, right, body, orelse]
        case ast.IfExp(test=test):
            found = _short(ast.get_source_segment(text, test) or "")
            raise FormulaError(f"a condition compares two values with <, <=, > or >=; found '{found}'")
        case ast.Call(func=ast.Name(id=name)) if name not in FUNCTIONS:
            raise FormulaError(
                f"unknown function '{name}'; expected one of {', '.join(FUNCTIONS)}", nearest(name, FUNCTIONS)
            )
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            _refuse_number(ast.get_source_segment(text, node) or "")
            parts = []
        case ast.Name():
            parts = []
        case _:
            raise FormulaError(f"{_found(node, text)} is not allowed in a formula")
    for part in parts:
        _refuse_others(part, text, depth + 1)


def _refuse_arguments(name: str, found: int) -> None:
    wanted = ARGUMENTS.get(name)
    if wanted is None and found < 2:
        raise FormulaError(f"{name} takes two or more values; found {found}")
    if wanted is not None and len(wanted) != found:
        named = "one value" if len(wanted) == 1 else f"{len(wanted)} values ({', '.join(wanted)})"
        raise FormulaError(f"{name} takes {named}; found {found}")


def _found(node: ast.expr, text: str) -> str:
    found = f"'{_short(ast.get_source_segment(text, node) or text)}'"
    match node:
        case ast.BinOp(op=ast.BitXor()):
            return f"{found}, with '^' (a power is '**'),"
        case ast.Tuple():
            return f"{found}, with a comma (numbers have none),"
    return found


def _refuse_number(written: str) -> None:
    if not _NUMBER.fullmatch(written):
        raise FormulaError(f"the number '{_short(written)}' is not allowed; expected one such as 1500, 0.25 or 3e21")
    if math.isinf(float(written)):
        raise FormulaError(f"the number '{_short(written)}' is too large to compute with")
