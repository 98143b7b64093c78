"""What a workspace asks of every partnership."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from config.kernel.actors import Actor
from config.kernel.audited import locked, refusing_duplicates, save_changes
from config.kernel.errors import Problem
from config.kernel.recording import action
from partnerships.models import Policy

_MEANWHILE = Problem(
    _("Somebody wrote the first policy while you were writing. Open the page again and compare.")
)


@action
def policy_update(
    *,
    by: Actor,
    policy: Policy | None,
    version: int | None,
    required_responsibilities: Sequence[str],
    long_exit_days: int,
    costly_exit: Decimal | None = None,
    costly_exit_currency: str = "",
) -> Policy:
    """Write the workspace's policy; without `policy`, the first one, in place of the default.

    Raises StaleVersion when it changed after `version`, DomainError when two write the first one.
    """
    said = {
        "required_responsibilities": list(required_responsibilities),
        "long_exit_days": long_exit_days,
        "costly_exit": costly_exit,
        "costly_exit_currency": costly_exit_currency,
    }
    with recorded(by=by, kind="policy.updated", subject=policy) as under_way:
        if policy is None:
            return _first(by, said, under_way)
        policy = locked(policy, version=version)
        save_changes(policy, said)
    return policy


def _first(by: Actor, said: dict[str, Any], under_way: Any) -> Policy:
    policy = Policy(workspace_id=by.workspace_id, **said)
    with refusing_duplicates(_MEANWHILE):
        policy.save()
    under_way.subject = policy
    return policy
