"""Where the built site may lie, and what readers take of it there."""
