"""Pages of partners and partnerships."""
