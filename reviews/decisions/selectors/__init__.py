"""Reads of proposals, decisions and of who may decide."""
