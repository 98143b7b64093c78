"""What is true of partnerships, as pure functions."""
