"""The only writes of partners and partnerships: keyword-only, `by=` mandatory."""
