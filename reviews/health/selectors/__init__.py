"""Reads of health reviews, triggers seen and unwinding, with a fixed number of queries."""
