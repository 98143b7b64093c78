"""The order of the desk, and who looks after a line of it. Nothing here knows Django."""
