"""Reads of people and workspaces."""
