"""What an adapter raises, whichever generator it runs."""

from __future__ import annotations

from collections.abc import Iterable


class BuildError(Exception):
    """The generator could not build the site, or warned of something.

    Args:
        messages: what it said, with files as authors know them; each is kept once.
    """

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(dict.fromkeys(messages))
        super().__init__("\n".join(self.messages))
