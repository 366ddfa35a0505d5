"""Small wrong changes to the code, one at a time, to see whether the unit tests notice: `make mutants`."""
