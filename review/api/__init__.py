"""The interface for programs, upper app: the queue, a dossier, the decisions."""
