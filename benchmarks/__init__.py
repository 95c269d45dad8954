"""How much the product costs beside the smallest Django views that do the same kind of work."""
