"""What turns chapters into the site: see "How the house is built" in CONTRIBUTING.md."""
