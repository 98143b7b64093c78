"""Who may do what to a proposal, as pure functions."""
