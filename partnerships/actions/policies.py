"""Putting a version of the policy into force; for the gate, where two people agree on it."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from config.kernel import clock
from config.kernel.audited import refusing_duplicates
from config.kernel.errors import Problem
from config.kernel.recording import required
from partnerships.models import Policy

_MEANWHILE = Problem(
    _("Another version came into force while you were deciding. Open the page again and compare.")
)


def policy_write(**values: Any) -> Policy:
    """A version in force from now on, inside the action that adopts it.

    Raises NotRecorded outside of `recorded()`, DomainError when its number is taken.
    """
    workspace_id = required().actor.workspace_id
    policy = Policy(workspace_id=workspace_id, adopted_at=clock.now(), **values)
    with refusing_duplicates(_MEANWHILE):
        policy.save()
    return policy
