"""Pages of people, workspaces and members."""
