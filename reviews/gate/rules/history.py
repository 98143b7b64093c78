"""What a dossier's past says of its present: what was decided, and whether it runs."""

from __future__ import annotations

from datetime import date

from partnerships.rules.standing import DecisionKind, Standing
from reviews.dossier import DecisionPart, Dossier


def last_decision(dossier: Dossier) -> DecisionPart | None:
    """The decision in force."""
    return dossier.decisions[-1] if dossier.decisions else None


def commitment_in_force(dossier: Dossier) -> DecisionPart | None:
    """The last decision to commit, while it stands."""
    if dossier.partnership.standing is not Standing.COMMITTED:
        return None
    commits = [each for each in dossier.decisions if each.kind is DecisionKind.COMMIT]
    return commits[-1] if commits else None


def operates(dossier: Dossier, today: date) -> bool:
    """Whether the two work together on that day, whatever was decided."""
    since = dossier.partnership.in_operation_since
    until = dossier.partnership.in_operation_until
    return since is not None and since <= today and (until is None or until > today)
