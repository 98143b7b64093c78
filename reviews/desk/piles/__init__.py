"""The piles from which a desk is made: each reads what stands and yields lines of one sort."""
