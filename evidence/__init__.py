"""Artifacts, what they show for each success criterion, and the Evidence Log."""
