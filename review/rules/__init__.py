"""Plain Python: what reviewing knows without a database."""
