"""How partnerships come into Seam and leave it."""
