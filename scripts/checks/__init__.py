"""Checks on the built site. They read HTML files and know nothing of what made them."""
