"""The writes of the desk."""
