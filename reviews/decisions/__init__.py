"""From a proposal over a signature to a sealed decision."""
