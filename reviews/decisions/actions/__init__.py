"""The only writes of proposals, signatures and decisions: keyword-only, `by=` mandatory."""
