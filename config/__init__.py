"""Settings, URLs, set-up, and the kernel that every app stands on."""
