"""Each workspace's ledger: one entry for every action, each holding the digest of the last."""
