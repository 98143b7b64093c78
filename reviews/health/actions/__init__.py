"""The writes of health reviews."""
