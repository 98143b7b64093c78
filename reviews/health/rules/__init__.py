"""What a health review has to say, and the picture of drift."""
