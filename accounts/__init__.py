"""People, workspaces, roles, sign-in; and the ledger in which every action is written."""
