"""Is what was signed what was frozen? Proposals beside their signatures and decisions."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from typing import Any

from accounts.ledger.verifying import Damage
from reviews.models import Decision, Proposal, Signature

#: What a decision repeats of its proposal.
REPEATED = ("partnership_id", "kind", "terms", "rationale", "dossier_digest")


def sealed_damage() -> Iterator[Damage]:
    """Every proposal of the workspace in scope whose dossier is not the frozen one, and every
    signature and decision that is over another. Three queries.
    """
    frozen: dict[int, dict[str, Any]] = {}
    rows = Proposal.objects.order_by("pk").values("id", "dossier", *REPEATED)
    for row in rows.iterator(100):
        text = row.pop("dossier").encode("utf-8", "surrogatepass")
        if hashlib.sha256(text).hexdigest() != row["dossier_digest"]:
            yield Damage("its dossier is not the frozen one", row=f"reviews.proposal/{row['id']}")
        frozen[row["id"]] = row
    for key, proposal, digest in _signed():
        if digest != frozen.get(proposal, {}).get("dossier_digest"):
            yield Damage("it is over another dossier", row=f"reviews.signature/{key}")
    for decision in Decision.objects.order_by("pk").values("id", "proposal_id", *REPEATED):
        of = frozen.get(decision["proposal_id"], {})
        for name in REPEATED:
            if decision[name] != of.get(name):
                yield Damage(
                    f"{name} is not the proposal's", row=f"reviews.decision/{decision['id']}"
                )


def _signed() -> Iterator[tuple[int, int, str]]:
    rows = Signature.objects.order_by("pk").values_list("id", "proposal_id", "dossier_digest")
    return rows.iterator()
