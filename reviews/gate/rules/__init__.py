"""The gate, as pure functions over a dossier."""
