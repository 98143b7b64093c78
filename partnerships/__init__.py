"""Partners and partnerships: the register, the Fit Card, the claims, and where each stands."""
