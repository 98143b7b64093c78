"""Reads of evidence, each with a fixed number of queries."""
