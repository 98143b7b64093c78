"""What time does to a partnership: health reviews, violations, triggers seen, deferrals."""
