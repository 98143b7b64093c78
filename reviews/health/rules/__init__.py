"""Rules of health reviews, triggers seen and unwinding, as pure functions."""
