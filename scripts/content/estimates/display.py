"""Figures as a reader expects them: an assumption with every digit, a result with three that count."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

_SIGNIFICANT = 3
_KEPT = 12
"""Digits of a computed figure that are not noise of binary arithmetic, which would tip a half over."""

_WORDS = ((12, "trillion"), (9, "billion"), (6, "million"))
_LARGEST, _SMALLEST = Decimal("1e15"), Decimal("1e-6")
"""Beyond these a figure is printed with a power of ten."""

_RAISED = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_MINUS = "−"
_PLURALS = {
    "person": "people",
    "pass": "passes",
    "query": "queries",
    "gpu": "GPUs",
    "flop": "FLOP",
    "second": "s",
    "us": "µs",
}
_SINGULAR = {"gpu": "GPU", "flop": "FLOP", "second": "s", "us": "µs", "usd": "$", "Mtoken": "million tokens"}
_NO_PLURAL = ("s", "ms")
_NAMED = frozenset(
    {
        *("answer", "chunk", "claim", "document", "frame", "gpu", "image", "job", "keystroke", "label", "machine"),
        *("page", "pass", "query", "replica", "request", "sentence", "session", "step", "vector", "video"),
    }
)
"""Things of which a sentence says by itself that a figure is of one of them."""


def show(value: float, unit: str, *, exact: bool = False) -> str:
    """Print a figure with its unit.

    Args:
        value: magnitude in `unit`.
        unit: 'dimensionless', 'percent', or one of the forms a, a/b, a*b/c.
        exact: print every digit, as an assumption is; a result keeps three significant ones.
    """
    if unit == "percent":
        return f"{number(value, exact=exact)}%"
    if unit == "dimensionless":
        return number(value, exact=exact)
    top, *bottom = unit.split("/")
    below = "".join(f"/{_name(part, one=True)}" for part in bottom)
    if top == "usd":
        sign = _MINUS if value < 0 else ""
        return f"{sign}${_dollars(abs(value), exact=exact)}{below}"
    text = number(value, exact=exact)
    *before, last = top.split("*")
    one = text.removeprefix(_MINUS) == "1"
    product = "·".join([*(_name(part, one=True) for part in before), _name(last, one=one)])
    return f"{text} {product}{below}"


def in_prose(unit: str) -> str:
    """Return the unit that a figure has in a sentence: '$0.61' where a table says '$0.61/job'; rates stay whole."""
    top, *bottom = unit.split("/")
    return top if all(part in _NAMED for part in bottom) else unit


def span(low: float, high: float, unit: str) -> str:
    """Print the range of an assumption, with every digit and its unit once, as in '$1 to $8/GPU/hour'."""
    sign = "$" if unit.startswith("usd") else ""
    return f"{sign}{number(low, exact=True)} to {show(high, unit, exact=True)}"


def say(value: float, unit: str) -> str:
    """Print a given figure as a sentence wants it, which says by itself what the figure is of.

    A price loses what it is the price of, as in '$3 an hour'; a rate or a size loses the GPU it belongs to.

    Args:
        value: magnitude in `unit`, printed with every digit.
        unit: as in `show`.
    """
    top, *bottom = unit.split("/")
    kept = [] if top == "usd" else [part for part in bottom if part != "gpu"]
    return show(value, "/".join([top, *kept]), exact=True)


def number(value: float, *, exact: bool = False) -> str:
    """Print a number with its thousands separated.

    From a million on it has a word where that costs no digit, as in '96 million'; from 10¹⁵ on, and below a millionth,
    a power of ten.

    Args:
        value: any finite number.
        exact: print every digit; otherwise three significant ones, a half rounded away from zero.
    """
    amount = _decimal(value) if exact else _rounded(value)
    sign = _MINUS if amount < 0 else ""
    return sign + _unsigned(abs(amount))


def plain(value: float) -> str:
    """Print every digit of a number without words and separators, as an author types it."""
    return f"{_decimal(value):f}"


def _decimal(value: float) -> Decimal:
    return _trimmed(Decimal(repr(float(value))))  # the shortest digits that stand for it, which are those typed


def _rounded(value: float) -> Decimal:
    exact = Decimal(f"{value:.{_KEPT}g}")
    if not exact:
        return Decimal(0)
    step = Decimal(1).scaleb(exact.adjusted() - _SIGNIFICANT + 1)
    return _trimmed(exact.quantize(step, ROUND_HALF_UP))


def _trimmed(amount: Decimal) -> Decimal:
    """Return an amount without zeros at its end, and without a sign where it is zero."""
    return amount.normalize() if amount else Decimal(0)


def _unsigned(amount: Decimal) -> str:
    if not amount:
        return "0"
    if amount >= _LARGEST or amount < _SMALLEST:
        power = amount.adjusted()
        digits = f"{amount.scaleb(-power):f}"
        raised = f"10{str(power).translate(_RAISED)}"
        return f"{digits} × {raised}"
    for power, word in _WORDS:
        scaled = _trimmed(amount.scaleb(-power))
        if scaled >= 1 and len(scaled.as_tuple().digits) <= max(_SIGNIFICANT, scaled.adjusted() + 1):
            return f"{scaled:,f} {word}"
    return f"{amount:,f}"


def _dollars(value: float, *, exact: bool) -> str:
    """Print an amount that is not negative: a result from $1 to $100 to the cent, smaller ones with what counts."""
    amount = _decimal(value) if exact else _rounded(value)
    if not exact and 1 <= amount < 100:
        amount = _trimmed(Decimal(f"{value:.{_KEPT}g}").quantize(Decimal("0.01"), ROUND_HALF_UP))
    text = _unsigned(amount)
    _, point, decimals = text.partition(".")
    return f"{text}0" if point and len(decimals) == 1 else text


def _name(unit: str, *, one: bool) -> str:
    if one or unit in _NO_PLURAL or unit[0].isupper():
        return _SINGULAR.get(unit, unit)
    return _PLURALS.get(unit, f"{unit}s")
