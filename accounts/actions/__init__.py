"""The only writes of people's places in workspaces."""
