"""Pure rules about people's places."""
