"""Formulas computed on quantities: Pint checks that each adds and compares only what is of one kind."""

from __future__ import annotations

import math
import operator
from collections.abc import Callable, Mapping
from typing import Any

import pint

from scripts.content.estimates import functions, trees, units
from scripts.content.estimates.errors import FormulaError, ImpossibleError
from scripts.content.estimates.trees import Tree
from scripts.content.problems import nearest

_NOT_COUNTS = ("[time]", "[information]", "[money]", "[flops]")
_MOST_UNIT_POWER = 10


def quantity(value: float, unit: str) -> Any:
    """Return `value` with its unit.

    Raises:
        FormulaError: the unit is not one of `units.txt`, or not of the form a, a/b or a*b/c.
    """
    try:
        return units.registry().Quantity(float(value), units.parse(unit))
    except units.UnitError as error:
        raise FormulaError(str(error), error.nearest) from error


def evaluate(tree: Tree, values: Mapping[str, Any]) -> Any:
    """Compute a formula on quantities.

    Args:
        tree: from `formulas.parse`.
        values: quantity by name.

    Returns:
        The result as a quantity, in whatever unit the operands gave.

    Raises:
        FormulaError: an unknown name, quantities that cannot be added or compared.
        ImpossibleError: a division by zero, a root or a logarithm that no real number is, a queue that grows without
            end, a result too large for a double.
    """
    try:
        return _value(tree, values)
    except pint.DimensionalityError as error:
        left, right = (_unit_name(unit) for unit in (error.units1, error.units2))
        raise FormulaError(f"units do not fit: {left} and {right} cannot be added or compared") from error
    except (OverflowError, RecursionError) as error:
        raise ImpossibleError("the result is too large to compute") from error
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


def _value(tree: Tree, values: Mapping[str, Any]) -> Any:
    if isinstance(tree, str):
        if tree not in values:
            raise FormulaError(f"unknown name '{tree}'", nearest(tree, values))
        return values[tree]
    if not isinstance(tree, tuple):
        return units.registry().Quantity(tree, units.PLAIN)
    kind, *parts = tree
    match kind:
        case "if":
            return _chosen(*parts, values=values)
        case "**":
            base, exponent = (_value(part, values) for part in parts)
            return _real(_power(base, exponent, fixed=not trees.names(parts[1])))
        case "+" | "-" | "*" | "/":
            return _real(_SIGNS[kind](*(_value(part, values) for part in parts)))
    return _real(_call(kind, [_value(part, values) for part in parts]))


def _real(value: Any) -> Any:
    """Return a quantity whose magnitude is finite.

    Raises:
        ImpossibleError: it is not.
    """
    if not math.isfinite(value.magnitude):
        raise ImpossibleError("the result is too large to compute")
    return value


def _difference(left: Any, *right: Any) -> Any:
    return left - right[0] if right else -left


def _quotient(left: Any, right: Any) -> Any:
    if right.magnitude == 0:
        raise ImpossibleError("division by zero")
    return left / right


_SIGNS: dict[str, Callable[..., Any]] = {
    "+": operator.add,
    "-": _difference,
    "*": operator.mul,
    "/": _quotient,
}


def _chosen(how: str, left: Tree, right: Tree, then: Tree, otherwise: Tree, *, values: Mapping[str, Any]) -> Any:
    """Compute a conditional; the part that is not chosen has to be of the same kind, but may have no result."""
    one, two = _value(left, values), _value(right, values)
    _refuse_unlike(one, two)
    holds = trees.COMPARE[how](one.to_root_units().magnitude, two.to_root_units().magnitude)
    chosen = _value(then if holds else otherwise, values)
    try:
        other = _value(otherwise if holds else then, values)
    except ImpossibleError:
        return chosen
    _refuse_unlike(chosen, other)
    return chosen


def _power(base: Any, exponent: Any, *, fixed: bool) -> Any:
    """Return a power.

    Args:
        fixed: whether the exponent is written as a number; otherwise the unit of the result would change with it.
    """
    plain = _plain(exponent, "an exponent")
    if base.dimensionless:
        return _counted(functions.power(_plain(base, "a power"), plain), units.PLAIN)
    if not fixed:
        raise FormulaError(f"a power of {_unit_name(base.units)} takes a number as its exponent; found a name")
    if abs(plain) > _MOST_UNIT_POWER:
        raise FormulaError(f"a power of {_unit_name(base.units)} above {_MOST_UNIT_POWER}")
    root = base.to_root_units()
    return _counted(functions.power(root.magnitude, plain), root.units**plain)


def _call(name: str, arguments: list[Any]) -> Any:
    roots = [argument.to_root_units() for argument in arguments]
    unit: Any = units.PLAIN
    match name:
        case "min" | "max":
            for other in arguments[1:]:
                _refuse_unlike(other, arguments[0])
            unit = roots[0].units
        case "sqrt":
            unit = roots[0].units ** 0.5
        case "ceil" | "floor":
            _refuse_no_count(name, roots[0])
            unit = roots[0].units
        case "log2" | "exp":
            _plain(roots[0], name)
        case "binomial_at_most" | "zero_failure_bound":
            _refuse_samples(name, roots)
        case _:
            _refuse_queue(name, roots[-3:])
            if name != "erlang_c_wait":
                unit = "second"
            if len(roots) > 3:
                _plain(roots[0], "a percentile")
    return _counted(functions.PLAIN[name](*(root.magnitude for root in roots)), unit)


def _counted(value: float, unit: Any) -> Any:
    return units.registry().Quantity(value, unit)


def _refuse_unlike(one: Any, other: Any) -> None:
    if not one.is_compatible_with(other):
        raise pint.DimensionalityError(one.units, other.units)


def _refuse_no_count(name: str, value: Any) -> None:
    """Refuse to round what has no unit of its own: how it is rounded would depend on the unit it is given in."""
    if any(str(dimension) in _NOT_COUNTS for dimension in value.dimensionality):
        raise FormulaError(f"{name} rounds counts; found {_unit_name(value.units)}")


def _refuse_samples(name: str, roots: list[Any]) -> None:
    """Refuse a sample that is no count, or one that counts something else than its part."""
    *counts, share = roots
    for count in counts:
        _refuse_no_count(name, count)
        _refuse_unlike(count, counts[0])
    _plain(share, "a chance" if name == "binomial_at_most" else "a confidence")


def _refuse_queue(name: str, roots: list[Any]) -> None:
    """Refuse a queue whose arrivals and time of service do not give the load on its servers.

    A service takes a time, a time an arrival, or the time of so many servers an arrival.
    """
    servers, arrivals, service = roots
    counts = units.registry().Quantity
    busy = (arrivals * service).units
    fits = (
        not any(str(dimension) in _NOT_COUNTS for dimension in servers.dimensionality)
        and (arrivals * counts(1, "second")).dimensionality.get("[time]", 0) == 0
        and (service.check("[time]") or busy.dimensionality in ({}, servers.dimensionality))
        and not any(str(dimension) in _NOT_COUNTS for dimension in busy.dimensionality)
    )
    if not fits:
        found = ", ".join(_unit_name(root.units) for root in roots)
        raise FormulaError(
            f"{name} takes servers, arrivals in a time and the time of a service, such as gpu, request/s and "
            f"s/request; found {found}"
        )


def _plain(value: Any, what: str) -> float:
    base = value.to_root_units()
    if not base.dimensionless:
        raise FormulaError(f"{what} takes a plain number; found {_unit_name(base.units)}")
    return float(base.magnitude)
