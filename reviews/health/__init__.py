"""Time after the decision: health reviews, violations, drift, and how claims fared."""
