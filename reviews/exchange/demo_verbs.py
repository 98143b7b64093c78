"""What a step of the demo can say, and the action behind each word."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from config.kernel.actors import Actor
from config.kernel.audited import Audited
from evidence.actions.artifacts import artifact_create
from evidence.actions.readings import reading_create
from partnerships.actions.card_rows import (
    conflict_risk_create,
    conflict_risk_update,
    exit_rehearsal_create,
    exit_step_create,
    integration_point_create,
)
from partnerships.actions.claims import claim_create, claim_update
from partnerships.actions.criteria import criterion_create
from partnerships.actions.dependency import dependency_declare
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.actions.incentives import incentives_review
from partnerships.actions.partner_facts import partner_fact_create
from partnerships.actions.partners import partner_create
from partnerships.actions.partnerships import partnership_create, partnership_update
from partnerships.models import Claim, ConflictRisk, FitCard, Partnership
from reviews.decisions.actions.proposals import proposal_make
from reviews.decisions.actions.signatures import proposal_authorise, proposal_decline
from reviews.decisions.models import Decision, Proposal, Signature

CLAIM = (
    "uncertainty",
    "capability",
    "boundary",
    "evidence_expected",
    "does_not_establish",
    "deferral_date",
)
PARTNERSHIP = ("name", "purpose", "in_operation_since", "in_operation_until", "live")


def _current(row: Audited, names: tuple[str, ...]) -> dict[str, Any]:
    """The row's version and what it says now, so that a step names only what changes."""
    row.refresh_from_db()
    return {"version": row.version} | {name: getattr(row, name) for name in names}


def _section(*, by: Actor, partnership: Partnership, section: str, **texts: str) -> FitCard:
    del section  # for the reader of the file: the fields say which section they belong to
    card = FitCard.objects.get(partnership=partnership)
    return fit_card_section_update(by=by, fit_card=card, version=card.version, **texts)


def _incentives_review(*, by: Actor, partnership: Partnership, seen: str) -> FitCard:
    card = FitCard.objects.get(partnership=partnership)
    return incentives_review(by=by, fit_card=card, version=card.version, incentives_seen=seen)


def _conflict_risk_update(*, by: Actor, conflict_risk: ConflictRisk, **changes: Any) -> Any:
    return conflict_risk_update(by=by, conflict_risk=conflict_risk, version=None, **changes)


def _dependency_declare(*, by: Actor, partnership: Partnership, **declared: str) -> Partnership:
    return dependency_declare(by=by, partnership=partnership, version=None, **declared)


def _claim_update(*, by: Actor, claim: Claim, **changes: Any) -> Claim:
    return claim_update(by=by, claim=claim, **_current(claim, CLAIM) | changes)


def _partnership_update(*, by: Actor, partnership: Partnership, **changes: Any) -> Partnership:
    now = _current(partnership, PARTNERSHIP)
    return partnership_update(by=by, partnership=partnership, **now | changes)


def _authorise(*, by: Actor, proposal: Proposal, reason: str) -> Decision:
    digest = proposal.dossier_digest
    return proposal_authorise(by=by, proposal=proposal, dossier_digest=digest, reason=reason)


def _decline(*, by: Actor, proposal: Proposal, reason: str) -> Signature:
    digest = proposal.dossier_digest
    return proposal_decline(by=by, proposal=proposal, dossier_digest=digest, reason=reason)


VERBS: Mapping[str, Callable[..., Any]] = {
    "partner_create": partner_create,
    "partnership_create": partnership_create,
    "partnership_update": _partnership_update,
    "fit_card_section_update": _section,
    "conflict_risk_create": conflict_risk_create,
    "integration_point_create": integration_point_create,
    "exit_step_create": exit_step_create,
    "exit_rehearsal_create": exit_rehearsal_create,
    "conflict_risk_update": _conflict_risk_update,
    "incentives_review": _incentives_review,
    "partner_fact_create": partner_fact_create,
    "dependency_declare": _dependency_declare,
    "claim_create": claim_create,
    "claim_update": _claim_update,
    "criterion_create": criterion_create,
    "artifact_create": artifact_create,
    "reading_create": reading_create,
    "propose": proposal_make,
    "authorise": _authorise,
    "decline": _decline,
}
