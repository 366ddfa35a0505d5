"""Formulas of estimates: a small arithmetic subset of Python expressions, parsed with `ast`, never run as code."""

from __future__ import annotations

import ast
import math
import re
import warnings
from collections.abc import Mapping
from typing import Any

import pint

from scripts.content.estimates import units
from scripts.content.problems import nearest

FUNCTIONS = ("min", "max", "ceil", "floor", "sqrt", "log2")
MAX_LENGTH, MAX_DEPTH = 500, 40
_OPERATORS = (ast.Add, ast.Sub, ast.Mult, ast.Div, ast.Pow)
_NOT_COUNTS = ("[time]", "[information]", "[money]", "[flops]")
_MOST_UNIT_POWER = 10
_NUMBER = re.compile(r"([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?")
_MOST = 60
"""Characters of a formula that a message repeats."""


class FormulaError(ValueError):
    """A formula that cannot be read or computed.

    Args:
        message: what was found and expected.
        nearest: the nearest right name, where a name was wrong.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        self.nearest = nearest
        super().__init__(message)


def quantity(value: float, unit: str) -> Any:
    """Return `value` with its unit.

    Raises:
        FormulaError: the unit is not one of `units.txt`, or not of the form a, a/b or a*b/c.
    """
    try:
        return units.registry().Quantity(float(value), units.parse(unit))
    except units.UnitError as error:
        raise FormulaError(str(error), error.nearest) from error


def parse(formula: str) -> ast.expr:
    """Parse a formula and refuse all but names, numbers, + - * / **, parentheses and `FUNCTIONS`.

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
        FormulaError: an unknown name, quantities that cannot be added or compared, a division by zero, a root or a
            logarithm that no real number is, a result too large for a double.
    """
    try:
        return _value(tree, values)
    except pint.DimensionalityError as error:
        left, right = (_unit_name(unit) for unit in (error.units1, error.units2))
        raise FormulaError(f"units do not fit: {left} and {right} cannot be added or compared") from error
    except ZeroDivisionError as error:
        raise FormulaError("division by zero") from error
    except (OverflowError, RecursionError) as error:
        raise FormulaError("the result is too large to compute") from error
    except (ArithmeticError, ValueError, TypeError, pint.errors.PintError) as error:
        if isinstance(error, FormulaError):
            raise
        raise FormulaError(f"the formula cannot be computed: {error}") from error


def convert(value: Any, unit: str) -> Any:
    """Return a quantity in another unit.

    Raises:
        FormulaError: the unit is none, or one of something else.
    """
    wanted = quantity(1, unit).units
    if not value.is_compatible_with(wanted):
        raise FormulaError(f"the formula gives {_unit_name(value.to_root_units().units)}, expected {unit}")
    return _real(value.to(wanted))


def _unit_name(unit: Any) -> str:
    name = f"{unit:C}" if isinstance(unit, pint.Unit) else str(unit).replace(" ", "")
    return "a plain number" if name in {"", units.PLAIN} else name


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


def _value(node: ast.expr, values: Mapping[str, Any]) -> Any:
    match node:
        case ast.Constant(value=int() | float() as number):
            return units.registry().Quantity(float(number), units.PLAIN)
        case ast.Name(id=name):
            if name not in values:
                raise FormulaError(f"unknown name '{name}'", nearest(name, values))
            return values[name]
        case ast.UnaryOp(operand=operand):
            return -_value(operand, values)
        case ast.BinOp(left=left, op=op, right=right):
            return _real(_combine(op, _value(left, values), _value(right, values)))
        case ast.Call(func=ast.Name(id=name), args=arguments):
            return _real(_call(name, [_value(argument, values) for argument in arguments]))
    raise FormulaError(f"'{_short(ast.unparse(node))}' is not allowed in a formula")


def _real(value: Any) -> Any:
    """Return a quantity whose magnitude is a finite real number.

    Raises:
        FormulaError: it is none.
    """
    if isinstance(value.magnitude, complex):
        raise FormulaError("a root of a negative number")
    if not math.isfinite(value.magnitude):
        raise FormulaError("the result is too large to compute")
    return value


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
    exponent = _plain(right, "an exponent")
    if left.dimensionless:
        return units.registry().Quantity(_plain(left, "a power") ** exponent, units.PLAIN)
    if abs(exponent) > _MOST_UNIT_POWER:
        raise FormulaError(f"a power of {_unit_name(left.units)} above {_MOST_UNIT_POWER}")
    return left**exponent


def _call(name: str, arguments: list[Any]) -> Any:
    if name in {"min", "max"}:
        if len(arguments) < 2:
            raise FormulaError(f"{name} takes two or more values; found {len(arguments)}")
        return (min if name == "min" else max)(arguments)
    if len(arguments) != 1:
        raise FormulaError(f"{name} takes one value; found {len(arguments)}")
    argument = arguments[0].to_root_units()
    if name == "sqrt":
        return argument**0.5
    if name == "log2":
        number = _plain(argument, "log2")
        if number <= 0:
            raise FormulaError(f"log2 takes a number above zero; found {number:g}")
        return units.registry().Quantity(math.log2(number), units.PLAIN)
    # Rounding depends on the unit, so it is defined for counts alone, whose unit is one of the thing counted.
    if any(str(dimension) in _NOT_COUNTS for dimension in argument.dimensionality):
        raise FormulaError(f"{name} rounds counts; found {_unit_name(argument.units)}")
    return units.registry().Quantity(float(_whole(name, argument.magnitude)), argument.units)


def _whole(name: str, value: float) -> int:
    """Round up or down; what is a whole number but for the noise of binary arithmetic is that number."""
    near = round(value)
    noise = max(1e-9, 1e-12 * abs(value)) if near else 1e-12
    if abs(value - near) <= noise:
        return near
    return math.ceil(value) if name == "ceil" else math.floor(value)


def _plain(value: Any, what: str) -> float:
    base = value.to_root_units()
    if not base.dimensionless:
        raise FormulaError(f"{what} takes a plain number; found {_unit_name(base.units)}")
    return float(base.magnitude)
