"""What an adapter raises, whichever generator it runs."""

from __future__ import annotations

import errno
from collections.abc import Iterable

UNWRITABLE = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES, errno.EPERM, errno.EFBIG})
"""Numbers of errors that mean that no more can be written, whoever was writing."""


class BuildError(Exception):
    """The generator could not build the site, or warned of something.

    Args:
        messages: what it said, with files as authors know them; each is kept once.
    """

    def __init__(self, messages: Iterable[str]) -> None:
        self.messages = list(dict.fromkeys(messages))
        super().__init__("\n".join(self.messages))
