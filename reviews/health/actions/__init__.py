"""The only writes of health reviews, triggers seen and unwinding."""
