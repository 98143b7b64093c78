"""Writes about what is seen after a decision."""
