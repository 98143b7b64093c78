"""How dates are written, where Django's own choice for a language reads badly in a record."""
