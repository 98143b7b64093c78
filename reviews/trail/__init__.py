"""Everything that led to and followed from decisions, read from ledger and history."""
