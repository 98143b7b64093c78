"""What stops a decision, and what would clear it."""
