"""What a person says about themselves. Exempt from the ledger: a name must be erasable."""

from __future__ import annotations

from accounts.models import User
from config.kernel.recording import action


@action
def person_update(*, by: User, name: str) -> User:
    """Change what `by` is called, in every workspace and beside everything they did."""
    by.name = name.strip()
    by.save(update_fields=["name"])
    return by
