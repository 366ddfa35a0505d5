"""Makes the built site ready to serve: small, hashed for caches that never ask again, and compressed beforehand."""
