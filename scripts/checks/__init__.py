"""Checks: `content` asks the content model; the others read the built site and not what made it."""
