"""What the pages of health reviews read."""
