"""What time does after a decision: health reviews, triggers seen, renegotiating, leaving."""
