"""版式：how each document is laid out, as text that an administrator can change."""
