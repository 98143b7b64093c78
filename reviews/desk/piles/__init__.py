"""The piles of the desk, by what waits in them. Each takes a fixed number of queries."""
