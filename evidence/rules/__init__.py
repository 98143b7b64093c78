"""What is true of evidence, as pure functions."""
