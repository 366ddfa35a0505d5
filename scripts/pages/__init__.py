"""What the content model puts into pages: macros, citations, diagrams. Nothing here is needed to load the content."""
