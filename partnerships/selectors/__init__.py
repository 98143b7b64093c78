"""Reads of partners and partnerships, each with a fixed number of queries."""
