"""Reads that assemble what other packages judge and show."""
