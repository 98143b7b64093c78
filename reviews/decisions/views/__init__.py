"""Pages on which decisions are proposed, signed, taken back and read."""
