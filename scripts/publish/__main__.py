"""Make the finished site ready to serve: `python -m scripts.publish SITE`."""

from __future__ import annotations

import sys
from pathlib import Path

from scripts.publish import PublishError, publish


def main(arguments: list[str]) -> int:
    """Publish the folder that is named, `site` by itself, and return the exit status."""
    try:
        publish(Path(arguments[0] if arguments else "site"))
    except PublishError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
