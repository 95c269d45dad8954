"""People, organisations, notices, the dossier and its life (申报)."""
