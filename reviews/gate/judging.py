"""What stops a decision now: the table of standings, the terms and the gate, asked together.

The page, the form and the action ask here, so that they give the same answer.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from config.kernel import canonical, clock
from config.kernel.findings import Finding
from partnerships.models import Partnership
from partnerships.rules.standing import DecisionKind, Standing, next_standing
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.judgement import Judgement
from reviews.gate.rules.policy import Policy
from reviews.gate.rules.terms import Terms, read_terms, terms_gaps


def today_of(dossier: Dossier) -> date:
    """Today in the time zone of the dossier's workspace."""
    return clock.today(ZoneInfo(dossier.workspace.time_zone))


def terms_from(kind: str, said: Mapping[str, Any]) -> Terms:
    """The terms that people filled in; what is None has not been said."""
    return read_terms(
        DecisionKind(kind),
        {name: canonical.to_json(value) for name, value in said.items() if value is not None},
    )


def next_standing_of(partnership: Partnership, kind: str) -> Standing | Finding:
    """Where a decision of `kind` would lead the partnership, or why nowhere."""
    return next_standing(
        Standing(partnership.standing), DecisionKind(kind), partnership.in_operation
    )


def standing_refusal(partnership: Partnership, kind: str) -> Finding | None:
    """Why this kind of decision is not open in the partnership's standing; None if it is."""
    following = next_standing_of(partnership, kind)
    return following if isinstance(following, Finding) else None


def judgement_of(kind: str, dossier: Dossier, policy: Policy) -> Judgement:
    """The gate's judgement of a dossier under a policy as of today."""
    return judge(DecisionKind(kind), dossier, policy, today_of(dossier))


def obstacles(
    judged: Judgement, partnership: Partnership, terms: Terms, policy: Policy
) -> list[Finding]:
    """Everything that stops what was judged, in the order in which people can meet it."""
    refused = standing_refusal(partnership, judged.kind)
    if refused is not None:
        return [refused]  # nothing that could be filled in would help
    return [*judged.missing, *terms_gaps(terms, judged.today, policy.bar(judged.bar))]
