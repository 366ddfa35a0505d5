"""Formulas of estimates: a small arithmetic subset of Python expressions, parsed with `ast`, never run as code."""

from __future__ import annotations

import ast
import functools
import math
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pint

from scripts.content.problems import nearest

FUNCTIONS = ("min", "max", "ceil", "floor", "sqrt", "log2")
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_NOT_COUNTS = ("[time]", "[information]", "[money]", "[flops]")


class FormulaError(ValueError):
    """A formula that cannot be read or computed.

    Args:
        message: what was found and expected.
        nearest: the nearest right name, where a name was wrong.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        self.nearest = nearest
        super().__init__(message)


@functools.cache
def registry() -> pint.UnitRegistry[Any]:
    """Return the registry that knows the units of `units.txt` and no others."""
    return pint.UnitRegistry(str(Path(__file__).with_name("units.txt")))


def quantity(value: float, unit: str) -> Any:
    """Return `value` with its unit.

    Raises:
        FormulaError: the unit is not one of `units.txt`.
    """
    try:
        return registry().Quantity(value, registry().parse_units(unit))
    except pint.UndefinedUnitError as error:
        name = error.unit_names if isinstance(error.unit_names, str) else error.unit_names[0]
        raise FormulaError(f"unknown unit '{name}'", nearest(name, dir_units())) from error
    except Exception as error:  # Pint raises whatever its tokenizer raises
        raise FormulaError(f"'{unit}' is not a unit: {error}") from error


def dir_units() -> list[str]:
    """Return the names of all units, for hints."""
    return sorted({str(name) for name in registry()._units})


def parse(formula: str) -> ast.expr:
    """Parse a formula and refuse all but names, numbers, + - * / **, parentheses and `FUNCTIONS`.

    Raises:
        FormulaError: with the part that is not allowed.
    """
    try:
        tree = ast.parse(formula.strip(), mode="eval").body
    except SyntaxError as error:
        raise FormulaError(f"'{formula}' is not a formula: {error.msg}") from error
    _refuse_others(tree)
    return tree


def names(tree: ast.expr) -> set[str]:
    """Return the names that a formula reads."""
    calls = {node.func for node in ast.walk(tree) if isinstance(node, ast.Call)}
    return {n.id for n in ast.walk(tree) if isinstance(n, ast.Name) and n not in calls}


def evaluate(tree: ast.expr, values: Mapping[str, Any]) -> Any:
    """Compute a formula on quantities.

    Args:
        tree: from `parse`.
        values: quantity by name.

    Returns:
        The result as a quantity, in whatever unit the operands gave.

    Raises:
        FormulaError: an unknown name, quantities that cannot be added or compared, a division by zero.
    """
    try:
        return _value(tree, values)
    except pint.DimensionalityError as error:
        raise FormulaError(f"units do not fit: {error}") from error
    except ZeroDivisionError as error:
        raise FormulaError("division by zero") from error
    except OverflowError as error:
        raise FormulaError("the result is too large to compute") from error


def _refuse_others(node: ast.expr) -> None:
    match node:
        case ast.BinOp(left=left, op=op, right=right) if isinstance(op, _OPERATORS):
            parts = [left, right]
        case ast.UnaryOp(op=ast.USub(), operand=operand):
            parts = [operand]
        case ast.Call(func=ast.Name(id=name), args=arguments, keywords=[]) if name in FUNCTIONS:
            parts = list(arguments)
        case ast.Call(func=ast.Name(id=name)):
            raise FormulaError(
                f"unknown function '{name}'; expected one of {', '.join(FUNCTIONS)}", nearest(name, FUNCTIONS)
            )
        case ast.Constant(value=int() | float()) if not isinstance(node.value, bool):
            parts = []
        case ast.Name():
            parts = []
        case _:
            raise FormulaError(f"'{ast.unparse(node)}' is not allowed in a formula")
    for part in parts:
        _refuse_others(part)


def _value(node: ast.expr, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=number):
            return registry().Quantity(number, "dimensionless")
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"unknown name '{name}'", nearest(name, values))
            return values[name]
        case ast.UnaryOp(operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _combine(op, _value(left, values), _value(right, values))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _call(name, [_value(argument, values) for argument in arguments])
    raise FormulaError(f"'{ast.unparse(node)}' is not allowed in a formula")


def _combine(op: ast.operator, left: Any, right: Any) -> Any:
    match op:
        case ast.Add():
            return left + right
        case ast.Sub():
            return left - right
        case ast.Mult():
            return left * right
        case ast.Div():
            return left / right
    return left ** _plain(right, "an exponent")


def _call(name: str, arguments: list[Any]) -> Any:
    if name in {"min", "max"}:
        if len(arguments) < 2:
            raise FormulaError(f"{name} takes two or more values")
        return (min if name == "min" else max)(arguments)
    if len(arguments) != 1:
        raise FormulaError(f"{name} takes one value")
    argument = arguments[0].to_root_units()
    if name == "sqrt":
        return argument**0.5
    if name == "log2":
        return registry().Quantity(math.log2(_plain(argument, "log2")), "dimensionless")
    # Rounding depends on the unit, so it is defined for counts alone, whose unit is one of the thing counted.
    if any(str(dimension) in _NOT_COUNTS for dimension in argument.dimensionality):
        raise FormulaError(f"{name} rounds counts; found {argument.units}")
    rounded = (math.ceil if name == "ceil" else math.floor)(round(argument.magnitude, 9))
    return registry().Quantity(rounded, argument.units)


def _plain(value: Any, what: str) -> float:
    base = value.to_root_units()
    if not base.dimensionless:
        raise FormulaError(f"{what} takes a plain number; found {base.units}")
    return float(base.magnitude)
