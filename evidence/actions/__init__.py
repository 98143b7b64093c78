"""The only writes of evidence: keyword-only, `by=` mandatory."""
