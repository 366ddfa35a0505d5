"""What all chapters assume of the world: docs/world.yml, and what was measured of it."""
