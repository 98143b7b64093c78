"""Finding what has a page: partners, partnerships, scale steps, claims, artifacts, decisions."""
