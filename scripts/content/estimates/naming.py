"""What thresholds, decisions, plots and bars name: figures that exist, of a kind and a unit that fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scripts.content.estimates import display, units
from scripts.content.estimates.figures import Assumption, Bars, Decision, Plot, Result
from scripts.content.problems import nearest


@dataclass(frozen=True)
class Complaint:
    """What is wrong with one field.

    Args:
        field: where in the entry, such as 'threshold.at'.
        message: what was found and expected.
        nearest: the nearest right name, where a name was wrong.
    """

    field: str
    message: str
    nearest: str = ""


@dataclass(frozen=True)
class Figures:
    """The figures of a file that can be named.

    Args:
        broken: names of those with a problem that is noted already; whatever names them is silent.
    """

    assumptions: dict[str, Assumption]
    results: dict[str, Result]
    broken: frozenset[str]

    def threshold(self, item: Result) -> Iterator[Complaint]:
        """Return what is wrong with a result's threshold."""
        if item.threshold:
            yield from self._limit("threshold.at", item.threshold.at, item.name)

    def decision(self, item: Decision) -> Iterator[Complaint]:
        """Return what is wrong with a decision."""
        if not any(assumption.pivot for assumption in self.assumptions.values()) and not self.broken:
            yield Complaint("name", "nothing can flip it; expected an assumption with 'pivot: true'")
        wrong = list(self._result("result", item.result))
        yield from wrong or self._limit("at", item.at, item.result)

    def plot(self, item: Plot) -> Iterator[Complaint]:
        """Return what is wrong with a plot."""
        wrong = list(self._result("result", item.result))
        yield from wrong
        for rival in item.rivals:
            yield from self._result("rivals", rival) if wrong else self._alike("rivals", rival, item.result)
        yield from _twice("rivals", [item.result, *item.rivals])
        yield from self._over(item)

    def bars(self, item: Bars) -> Iterator[Complaint]:
        """Return what is wrong with bars."""
        first = item.parts[0]
        wrong = list(self._figure("parts", first))
        yield from wrong
        for part in item.parts[1:]:
            yield from self._figure("parts", part) if wrong else self._alike("parts", part, first)
        yield from _twice("parts", item.parts)
        if item.limit is not None and not wrong:
            yield from self._limit("limit", item.limit, first)

    def _over(self, item: Plot) -> Iterator[Complaint]:
        if item.over in self.results:
            yield Complaint("over", f"'over' has '{item.over}', a result; expected an assumption")
        elif item.over in self.assumptions:
            low, high = self.assumptions[item.over].range
            if low == high:
                yield Complaint("over", f"'over' has '{item.over}', whose range is one value; expected a wider one")
            if low <= 0 and item.scale == "log":
                text = display.plain(low)
                yield Complaint(
                    "scale", f"'scale' is log, but the range of '{item.over}' begins at {text}; expected linear"
                )
        elif item.over not in self.broken:
            near = nearest(item.over, self.assumptions)
            yield Complaint("over", f"'over' has '{item.over}', but there is no such assumption", near)

    def _result(self, field: str, name: str) -> Iterator[Complaint]:
        if name in self.assumptions:
            yield Complaint(field, f"'{field}' has '{name}', an assumption; expected a result")
        elif name not in self.results and name not in self.broken:
            yield Complaint(field, f"'{field}' has '{name}', but there is no such result", nearest(name, self.results))

    def _figure(self, field: str, name: str) -> Iterator[Complaint]:
        known = {**self.assumptions, **self.results}
        if name not in known and name not in self.broken:
            yield Complaint(field, f"'{field}' has '{name}', but there is no such figure", nearest(name, known))

    def _alike(self, field: str, name: str, other: str) -> Iterator[Complaint]:
        """Return what is wrong with a figure that is drawn beside another one."""
        wrong = list(self._result(field, name) if field == "rivals" else self._figure(field, name))
        yield from wrong or self._unlike(field, name, other)

    def _limit(self, field: str, limit: float | str, of: str) -> Iterator[Complaint]:
        if isinstance(limit, str):
            yield from list(self._figure(field, limit)) or self._unlike(field, limit, of)

    def _unlike(self, field: str, name: str, other: str) -> Iterator[Complaint]:
        one, two = self._unit(name), self._unit(other)
        if one and two and not units.parse(one).is_compatible_with(units.parse(two)):
            yield Complaint(field, f"'{field}' has '{name}' in {one}, which does not compare with '{other}' in {two}")

    def _unit(self, name: str) -> str:
        """Return the unit of a figure; empty where it is broken."""
        if name in self.broken:
            return ""
        figure = self.assumptions.get(name) or self.results.get(name)
        return figure.unit if figure else ""


def _twice(field: str, names: list[str]) -> Iterator[Complaint]:
    for name in dict.fromkeys(name for name in names if names.count(name) > 1):
        yield Complaint(field, f"'{field}' has '{name}' twice")
