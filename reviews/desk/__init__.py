"""The start page: what waits for whom, and what would clear it."""
