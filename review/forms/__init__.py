"""Shapes of what reviewers type and ask for."""
