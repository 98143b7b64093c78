"""Deciding and looking back: the gate, decisions, the trail, and what waits for whom."""
