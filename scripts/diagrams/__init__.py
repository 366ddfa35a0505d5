"""Snapshots of diagrams: `make diagrams` draws every Mermaid fence with real Mermaid and keeps the SVG.

fence in docs/**/*.md ──> name (hash of source, renderer, settings) ──> docs/assets/diagrams/<name>.svg ──> page
"""
