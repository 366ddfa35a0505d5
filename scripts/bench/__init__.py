"""`make bench`: what building and reading cost, measured in one run on this machine. Nothing here is a test."""
