"""What is done to a site after any generator: links resolved, the theme's HTML fixed, exports written."""

from scripts.finish.site import FinishError, finish

__all__ = ["FinishError", "finish"]
