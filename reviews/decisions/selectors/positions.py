"""Does each Position say what was decided? Derived rows have no history to be compared with."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from accounts.ledger.verifying import Damage
from partnerships.models import Position
from reviews.models import Decision, Proposal, ProposalState

#: What a Position repeats of the last decision, by the decision's name of it.
REPEATED = {
    "decision_id": "id",
    "decision_kind": "kind",
    "decided_at": "decided_at",
    "approver_id": "approver_id",
}

#: What a Position says where nothing was decided.
UNDECIDED = {"decision_id": None, "decision_kind": "", "decided_at": None, "approver_id": None}

UNOPENED = {"proposal_id": None}


def position_damage() -> Iterator[Damage]:
    """Every Position of the workspace in scope that is not what its partnership's decisions and
    open proposal say. Three queries.
    """
    due = _due()
    columns = ("id", "partnership_id", *UNDECIDED, *UNOPENED)
    for row in Position.objects.order_by("partnership_id").values(*columns):
        wanted = UNDECIDED | UNOPENED | due.pop(row["partnership_id"], {})
        for column, value in wanted.items():
            if row[column] != value:
                yield Damage(
                    f"{column} is not what the decisions say",
                    row=f"partnerships.position/{row['id']}",
                )
    for partnership in sorted(due):
        yield Damage("its position is missing", row=f"partnerships.partnership/{partnership}")


def _due() -> dict[int, dict[str, Any]]:
    """What Positions have to say, by partnership: the decision in force and the open proposal."""
    due: dict[int, dict[str, Any]] = {}
    decisions = Decision.objects.order_by("partnership_id", "-decided_at", "-pk")
    last = decisions.distinct("partnership_id").values("partnership_id", *REPEATED.values())
    for row in last.iterator():
        due[row["partnership_id"]] = {ours: row[theirs] for ours, theirs in REPEATED.items()}
    still_open = Proposal.objects.filter(state=ProposalState.OPEN)
    for proposal, partnership in still_open.values_list("id", "partnership_id"):
        due.setdefault(partnership, {})["proposal_id"] = proposal
    return due
