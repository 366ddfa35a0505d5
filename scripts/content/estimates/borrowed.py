"""Assumptions that an estimate borrows from docs/world.yml: `{world: h100_price}`, or a departure with its reason."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from scripts.content.files.yaml_file import Location, line_of
from scripts.content.problems import Findings, nearest

if TYPE_CHECKING:
    from scripts.content.estimates.figures import Assumption

_FROM_THE_WORLD = ("label", "value", "unit", "range", "why", "source")
_OF_A_DEPARTURE = ("range", "source")
"""What a departure may say anew besides its value and its reason."""


def resolve(
    raw: Any,
    world: Mapping[str, Assumption] | None,
    lines: dict[Location, int],
    path: Path,
    findings: Findings,
    at: Location,
) -> Any:
    """Return an assumption with what it borrows from the world filled in; any other one as it is.

    Args:
        raw: the item as read.
        world: the shared figures by name; None where they cannot be read, which is noted already.
        lines, path, findings, at: where the item stands and where problems are noted.

    Returns:
        The item as if it were written out, or None where what it borrows is wrong, which is noted.
    """
    if not isinstance(raw, dict) or "world" not in raw:
        return raw
    if world is None:
        return None
    name = str(raw["world"])
    shared = world.get(name)
    message, hint = "", ""
    if shared is None:
        message, hint = f"the world has no figure '{name}'", nearest(name, world)
    elif "unit" in raw:
        message = f"'{name}' has its unit from the world, {shared.unit}"
    elif ("value" in raw) != ("departs" in raw):
        wanted = "a field 'departs' with the reason" if "value" in raw else "a field 'value'"
        message = f"'{name}' departs from the world and lacks {wanted}"
    elif "departs" not in raw and any(field in raw for field in _OF_A_DEPARTURE):
        field = next(field for field in _OF_A_DEPARTURE if field in raw)
        message = f"'{name}' has its {field} from the world; only a departure has its own"
    elif raw.get("value") == shared.value:
        message = f"'{name}' departs from the world with the world's own value"
    if message or shared is None:
        findings.add(path, line_of(lines, at), f"{message}.", nearest=hint)
        return None
    taken = {field: getattr(shared, field) for field in _FROM_THE_WORLD}
    if "departs" in raw:
        taken |= {"why": raw["departs"], "source": None}
    return {"name": name, **taken, **raw}
