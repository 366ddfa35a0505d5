"""Makes the finished site ready to serve: small, hashed for caches that never ask again, compressed beforehand."""

from scripts.publish.site import PublishError, publish

__all__ = ["PublishError", "publish"]
