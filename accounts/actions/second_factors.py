"""Taking a second factor away. Exempt from the ledger: it says nothing about a workspace."""

from __future__ import annotations

from allauth.mfa.models import Authenticator

from accounts.models import User
from config.kernel.recording import action


@action
def second_factor_remove(*, of: User) -> bool:
    """Take a person's factors away, for whoever lost all of them. Whether there were any."""
    removed, _rows = Authenticator.objects.filter(user_id=of.pk).delete()
    return bool(removed)
