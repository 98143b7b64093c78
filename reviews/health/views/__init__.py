"""The pages of health reviews."""
