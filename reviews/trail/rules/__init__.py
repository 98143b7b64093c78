"""What changed between two moments, as pure functions."""
