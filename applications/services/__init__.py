"""Writing: every change goes through one of these verbs."""
