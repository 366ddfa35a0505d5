"""What can be wrong with a formula."""

from __future__ import annotations


class FormulaError(ValueError):
    """A formula that cannot be read or computed.

    Args:
        message: what was found and expected.
        nearest: the nearest right name, where a name was wrong.
    """

    def __init__(self, message: str, nearest: str = "") -> None:
        self.nearest = nearest
        super().__init__(message)


class ImpossibleError(FormulaError):
    """A formula that is right, but has no result for these figures, such as a division by zero."""


class CrowdedError(ImpossibleError):
    """A queue whose servers cannot do the work."""
