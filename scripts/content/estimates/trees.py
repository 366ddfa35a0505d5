"""Formulas as nested tuples on plain numbers, which JSON can hold: what Python and the browser compute alike.

A tree is a number, the name of a figure, or a tuple of an operator and its parts: `("-", x)` is a negation,
`("if", "<", a, b, x, y)` is x where a is below b and else y, and `("ceil", x)` calls a function. The values of names
are in root units (seconds, bytes, dollars and the things counted), so that no unit is needed any more.
"""

from __future__ import annotations

import ast
import math
import operator
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from scripts.content.estimates import functions
from scripts.content.estimates.errors import ImpossibleError

Tree: TypeAlias = float | str | tuple[Any, ...]

_SIGNS: dict[type[ast.AST], str] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
    ast.Pow: "**",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
}
COMPARE: dict[str, Callable[[Any, Any], bool]] = {
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def sign(node: ast.operator | ast.cmpop) -> str:
    """Return an operator as it is written."""
    return _SIGNS[type(node)]


def of(node: ast.expr) -> Tree:
    """Return the tree of a parsed formula, from `formulas.parse`."""
    match node:
        case ast.Constant(value=int() | float() as number):
            return float(number)
        case ast.Name(id=name):
            return name
        case ast.UnaryOp(operand=operand):
            return ("-", of(operand))
        case ast.BinOp(left=left, op=op, right=right):
            return (sign(op), of(left), of(right))
        case ast.IfExp(test=ast.Compare(left=left, ops=[op], comparators=[right]), body=body, orelse=orelse):
            return ("if", sign(op), of(left), of(right), of(body), of(orelse))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return (name, *(of(argument) for argument in arguments))
    raise TypeError(f"not of a formula: {ast.unparse(node)}")


def names(tree: Tree) -> set[str]:
    """Return the figures that a tree reads."""
    if isinstance(tree, str):
        return {tree}
    if not isinstance(tree, tuple):
        return set()
    parts = tree[2:] if tree[0] == "if" else tree[1:]
    return {name for part in parts for name in names(part)}


def compute(tree: Tree, values: Mapping[str, float]) -> float:
    """Compute a tree.

    Args:
        values: in root units, of all names that the tree reads.

    Raises:
        ImpossibleError: a division by zero, a root of a negative number, a queue that grows without end and whatever
            else has no finite result.
    """
    if isinstance(tree, str):
        return values[tree]
    if not isinstance(tree, tuple):
        return tree
    kind, *parts = tree
    if kind == "if":
        how, left, right, then, otherwise = parts
        chosen = then if COMPARE[how](compute(left, values), compute(right, values)) else otherwise
        return compute(chosen, values)
    result = _OPERATIONS[kind](*(compute(part, values) for part in parts))
    if not math.isfinite(result):
        raise ImpossibleError("the result is too large to compute")
    return result


def _difference(left: float, *right: float) -> float:
    return left - right[0] if right else -left


def _quotient(left: float, right: float) -> float:
    if right == 0:
        raise ImpossibleError("division by zero")
    return left / right


_OPERATIONS: dict[str, Callable[..., float]] = {
    **functions.PLAIN,
    "+": operator.add,
    "-": _difference,
    "*": operator.mul,
    "/": _quotient,
    "**": functions.power,
}
