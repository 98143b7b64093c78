"""A dossier in which somebody did what was asked: the "what if" behind "what would it take?".

Nothing here is ever stored. What is filled in is the mildest answer that there is (an exit that
costs nothing, a shallow dependency), because only people can say what the answer is.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

from config.kernel.findings import Finding
from partnerships.rules.vocabulary import (
    AuditMeans,
    DependencyDepth,
    FallbackVerdict,
    PartyKind,
    Portability,
    Reversibility,
)
from reviews.dossier import Dossier
from reviews.gate.rules.following_design import DESIGN
from reviews.gate.rules.following_evidence import EVIDENCE
from reviews.gate.rules.policy import Policy
from reviews.gate.rules.supposing import ME, SAID, Special, edited

#: What takes more than a word in a field.
_SPECIAL: dict[str, Special] = DESIGN | EVIDENCE

#: What is said in a field that holds no text.
_SAID: dict[str, Any] = {
    "exit_days": 1,
    "exit_cost": Decimal(0),
    "portability": Portability.FULL,
    "audit_means": (AuditMeans.LOGS,),
    "party": PartyKind.US,
    "switch_days": 1,
    "switch_cost": Decimal(0),
    "fallback_verdict": FallbackVerdict.WORKABLE,
    "authoriser": ME,
    "dependency_depth": DependencyDepth.PERIPHERAL,
    "reversibility": Reversibility.REVERSIBLE,
}

#: Fields whose column bears another name.
_COLUMNS = {"authoriser": "authoriser_id"}


def follow(item: Finding, dossier: Dossier, policy: Policy, today: date) -> Dossier:
    """The dossier as it would be once somebody did what `item` asks for, on `today`."""
    special = _SPECIAL.get(item.code)
    if special is not None:
        return special(dossier, item, policy, today)
    noun = item.code.partition(".")[0]
    value = _said(item.field, policy, today)
    return edited(dossier, noun, item.subject, **{_COLUMNS.get(item.field, item.field): value})


def _said(field: str, policy: Policy, today: date) -> Any:
    if field in ("resolved_on", "deferral_date"):
        return today
    if field == "exit_currency":
        return policy.limits.costly_exit_currency or "EUR"
    return _SAID.get(field, SAID)
