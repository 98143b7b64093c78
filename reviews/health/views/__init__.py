"""Pages of health reviews, triggers seen, renegotiating and unwinding."""
