"""Why a word about a change of the policy comes too late."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.errors import DomainError
from reviews.models import PolicyChange


class ChangeEnded(DomainError):
    """Somebody's word ended the change before; `change` is what became of it."""

    def __init__(self, change: PolicyChange) -> None:
        self.change = change
        text = _("This change has ended: %(state)s. To change the policy, ask again.")
        super().__init__(text % {"state": change.get_state_display()})
