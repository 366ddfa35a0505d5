"""The functions of formulas on plain numbers; `evaluate.js` has the same ones, operation by operation.

A queue is an M/M/c queue: arrivals at random, times of service exponential, one line for all servers (Gross, Shortle,
Thompson and Harris, Fundamentals of Queueing Theory, 4th edition, sections 2.3 and 2.4). Times of service that vary
less make it shorter: one of constant times waits about half as long.
"""

from __future__ import annotations

import functools
import math
from collections.abc import Callable, Mapping
from types import MappingProxyType

from scripts.content.estimates import display
from scripts.content.estimates.errors import CrowdedError, ImpossibleError

MOST_SERVERS, MOST_TRIALS = 1_000_000, 10_000_000
"""So many steps a function takes at most."""

_FULL = 1 - 1e-12
"""The share of the servers from which on a queue is full, so that the noise of binary arithmetic opens none."""

_LARGE = "the result is too large to compute"


def whole(value: float, direction: Callable[[float], float]) -> float:
    """Round up or down; what is a whole number but for the noise of binary arithmetic is that number.

    Args:
        value: any finite number.
        direction: `math.ceil` or `math.floor`.
    """
    near = round(value)
    noise = max(1e-9, 1e-12 * abs(value)) if near else 1e-12
    return float(near if abs(value - near) <= noise else direction(value))


def ceil(value: float) -> float:
    """Round up, see `whole`."""
    return whole(value, math.ceil)


def floor(value: float) -> float:
    """Round down, see `whole`."""
    return whole(value, math.floor)


def sqrt(value: float) -> float:
    """Return the square root.

    Raises:
        ImpossibleError: the value is negative.
    """
    if value < 0:
        raise ImpossibleError("a root of a negative number")
    return math.sqrt(value)


def log2(value: float) -> float:
    """Return the logarithm to the base 2.

    Raises:
        ImpossibleError: the value is not above zero.
    """
    if value <= 0:
        raise ImpossibleError(f"log2 takes a number above zero; found {display.number(value)}")
    return math.log2(value)


def exp(value: float) -> float:
    """Return e to the power of the value.

    Raises:
        ImpossibleError: the result is too large.
    """
    try:
        return math.exp(value)
    except OverflowError as error:
        raise ImpossibleError(_LARGE) from error


def power(base: float, exponent: float) -> float:
    """Return a power.

    Raises:
        ImpossibleError: a root of a negative number, a division by zero, or a result that is too large.
    """
    try:
        result = base**exponent
    except ZeroDivisionError as error:
        raise ImpossibleError("division by zero") from error
    except OverflowError as error:
        raise ImpossibleError(_LARGE) from error
    if isinstance(result, complex):
        raise ImpossibleError("a root of a negative number")
    return float(result)


def erlang_c_wait(servers: float, arrivals: float, service: float) -> float:
    """Return the chance that an arrival waits (Erlang C).

    It is computed from the chance of loss (Erlang B), whose recurrence neither overflows nor cancels, however many
    servers there are (Gross et al., equations 2.53 and 2.54).

    Args:
        servers: how many serve at once; of a fraction the whole part counts.
        arrivals: a unit of time.
        service: mean time of one service, in that unit.

    Raises:
        ImpossibleError: no server, a negative figure, or a queue that grows without end.
    """
    count, load = _queue(servers, arrivals, service)
    lost = 1.0
    for server in range(1, int(count) + 1):
        lost = load * lost / (server + load * lost)
    return lost / (1 - load / count * (1 - lost))


def erlang_c_mean_wait(servers: float, arrivals: float, service: float) -> float:
    """Return the mean time in the line, of those too who do not wait; see `erlang_c_wait` (Gross et al., 2.33).

    Raises:
        ImpossibleError: as for `erlang_c_wait`.
    """
    count, load = _queue(servers, arrivals, service)
    return erlang_c_wait(servers, arrivals, service) * service / (count - load)


def erlang_c_wait_percentile(percentile: float, servers: float, arrivals: float, service: float) -> float:
    """Return the time in the line that a share of the arrivals does not exceed; see `erlang_c_wait`.

    Who waits does so for an exponential time of mean service / (servers - load), so that the wait exceeds t with the
    chance C * exp(-t * (servers - load) / service) (Gross et al., section 2.3, solved for t).

    Args:
        percentile: the share, such as 0.99.

    Returns:
        The time; 0 where fewer than the rest have to wait at all.

    Raises:
        ImpossibleError: as for `erlang_c_wait`, or a share that does not lie between 0 and 1.
    """
    _share("a percentile", percentile)
    count, load = _queue(servers, arrivals, service)
    waits, rest = erlang_c_wait(servers, arrivals, service), 1 - percentile
    return service / (count - load) * math.log(waits / rest) if waits > rest else 0.0


def binomial_at_most(most: float, trials: float, chance: float) -> float:
    """Return the chance of at most so many successes in independent trials.

    The side of the distribution away from its mean is summed, from its largest term down, so that nothing cancels.

    Args:
        most: successes; of a fraction the whole part counts, as of the trials.
        trials: how many.
        chance: of success in one trial.

    Raises:
        ImpossibleError: a chance that is none, trials that are negative or too many.
    """
    k, n = floor(most), floor(trials)
    if not 0 <= chance <= 1:
        raise ImpossibleError(f"a chance lies between 0 and 1; found {display.number(chance)}")
    if not 0 <= n <= MOST_TRIALS:
        found = display.number(trials)
        raise ImpossibleError(f"trials number from 0 to {display.number(MOST_TRIALS)}; found {found}")
    if k < 0:
        return 0.0
    if k >= n:
        return 1.0
    if k < n * chance:
        return _below_mean(k, n, chance, 1 - chance)
    return 1 - _below_mean(n - k - 1, n, 1 - chance, chance)


def zero_failure_bound(trials: float, confidence: float) -> float:
    """Return the highest rate of failure that no failure in so many trials leaves credible.

    It is the rate r with (1 - r) ** trials = 1 - confidence, the exact bound of which 'three over n' is the rule of
    thumb (Hanley and Lippman-Hand 1983, If nothing goes wrong, is everything all right?, doi
    10.1001/jama.1983.03330370053031).

    Args:
        trials: how many; of a fraction the whole part counts.
        confidence: such as 0.95.

    Raises:
        ImpossibleError: no trial, or a confidence that does not lie between 0 and 1.
    """
    n = floor(trials)
    _share("a confidence", confidence)
    if n < 1:
        raise ImpossibleError(f"a bound needs one trial at least; found {display.number(trials)}")
    return -math.expm1(math.log1p(-confidence) / n)


def _queue(servers: float, arrivals: float, service: float) -> tuple[float, float]:
    """Return the whole servers and the load on them, which is how many are busy on average."""
    count, load = floor(servers), arrivals * service
    if arrivals < 0 or service < 0:
        raise ImpossibleError("arrivals and a time of service are not negative")
    if not 1 <= count <= MOST_SERVERS:
        found = display.number(servers)
        raise ImpossibleError(f"a queue has from 1 to {display.number(MOST_SERVERS)} servers; found {found}")
    if load >= count * _FULL:
        busy, there = display.number(load), display.number(count)
        raise CrowdedError(f"the queue grows without end: work for {busy} servers, and there are {there}")
    return count, load


def _share(what: str, value: float) -> None:
    if not 0 < value < 1:
        raise ImpossibleError(f"{what} lies between 0 and 1; found {display.number(value)}")


@functools.lru_cache(maxsize=4096)  # an estimate is computed again and again, mostly with other figures moved
def _below_mean(k: float, n: float, chance: float, other: float) -> float:
    """Return the chance of at most k successes, k below the mean.

    Args:
        chance: of success.
        other: of failure; given apart, since 1 - chance would lose the digits of a small one.
    """
    term, left = 1.0, int(n - k)
    for i in range(1, int(k) + 1):  # the term of k; factors above and below one take turns, so that none overflows
        term *= (n - k + i) / i * chance
        while term > 1 and left > 0:
            term *= other
            left -= 1
    term *= float(other**left)
    total, i = term, int(k)
    while i > 0 and term > total * 1e-17:
        term *= i * other / ((n - i + 1) * chance)
        total += term
        i -= 1
    return total


PLAIN: Mapping[str, Callable[..., float]] = MappingProxyType(
    {
        "min": min,
        "max": max,
        "ceil": ceil,
        "floor": floor,
        "sqrt": sqrt,
        "log2": log2,
        "exp": exp,
        "erlang_c_wait": erlang_c_wait,
        "erlang_c_mean_wait": erlang_c_mean_wait,
        "erlang_c_wait_percentile": erlang_c_wait_percentile,
        "binomial_at_most": binomial_at_most,
        "zero_failure_bound": zero_failure_bound,
    }
)

ARGUMENTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "ceil": ("value",),
        "floor": ("value",),
        "sqrt": ("value",),
        "log2": ("value",),
        "exp": ("value",),
        "erlang_c_wait": ("servers", "arrivals", "service"),
        "erlang_c_mean_wait": ("servers", "arrivals", "service"),
        "erlang_c_wait_percentile": ("percentile", "servers", "arrivals", "service"),
        "binomial_at_most": ("most", "trials", "chance"),
        "zero_failure_bound": ("trials", "confidence"),
    }
)
"""What each function takes; `min` and `max` take two values or more."""
