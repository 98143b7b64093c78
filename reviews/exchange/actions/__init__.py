"""The only writes of dossiers that come in from outside: keyword-only, `by=` mandatory."""
