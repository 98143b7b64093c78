"""Partnerships on which something can be decided, for the tests of reviews."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django.core.files import File

from accounts.actions.memberships import membership_create
from accounts.models import Membership, User
from config.kernel import clock
from config.kernel.scope import workspace_scope
from evidence.actions.measurements import values_record
from evidence.models import Reading
from evidence.rules.series import Figure
from partnerships.actions.dependency import dependency_declare
from partnerships.actions.triggers import trigger_create
from partnerships.models import Claim, Partnership, SuccessCriterion, Trigger, Uncertainty
from reviews.decisions.actions.proposals import proposal_make
from reviews.decisions.actions.signatures import proposal_authorise
from reviews.decisions.rules.authorising import Outcome
from reviews.decisions.signed import shown_to_sign
from reviews.gate.actions.setting_aside import not_applicable_state
from reviews.models import Decision, NotApplicable, Proposal, Sighting
from tests.conftest import PASSWORD, Cast
from tests.evidence.factories import make_artifact, make_measurement, make_reading
from tests.factories import (
    complete_claim,
    complete_fit_card,
    make_partnership,
    make_scale_step,
    make_uncertainty,
    settle_boundary,
)


def in_days(days: int) -> date:
    return clock.today() + timedelta(days=days)


def terms_for(kind: str) -> dict[str, Any]:
    """Complete terms of a kind."""
    return {
        "commit": {
            "scope": "Card payments in two countries",
            "term_ends_on": in_days(300),
            "notice_by": in_days(200),
            "guardrails": "Chargebacks stay below one in a hundred",
        },
        "defer": {"revisit_on": in_days(60), "meanwhile": "nothing"},
        "renegotiate": {"what_is_to_change": "Who answers within the first hour"},
        "unwind": {"steps": "Export the tokens, then end the contract"},
    }[kind]


def make_ready(cast: Cast, **values: Any) -> Partnership:
    """A candidate that may be committed to at the lowest bar, with everything that it asks for."""
    partnership = make_partnership(cast, **values)
    complete_fit_card(cast, partnership)
    settle_boundary(cast, partnership)
    declare(cast, partnership)
    make_unwind_trigger(cast, partnership)
    read_for(cast, complete_claim(cast, partnership, about=something_uncertain(cast)))
    return partnership


def declare(
    cast: Cast, partnership: Partnership, depth: str = "peripheral", reversibility: str = "costly"
) -> None:
    """Say how deep the dependency is and what undoing it takes."""
    dependency_declare(
        by=cast.actor("contributor"),
        partnership=partnership,
        version=None,
        dependency_depth=depth,
        depth_reason="Orders come in without them, too",
        reversibility=reversibility,
        reversibility_reason="The tokens have to move",
    )


def make_unwind_trigger(cast: Cast, partnership: Partnership) -> Trigger:
    """A trigger that calls for unwinding, on which the approver may act."""
    row: Trigger = trigger_create(
        by=cast.actor("contributor"),
        partnership=partnership,
        observable="Two months below nine in ten",
        noticed_how="The monthly report",
        noticed_by="Head of Payments",
        calls_for="unwind",
        authoriser=cast.members["approver"],
    )
    return row


def something_uncertain(cast: Cast) -> Uncertainty:
    """An open uncertainty of a scale step, for a claim to be about."""
    return make_uncertainty(cast, make_scale_step(cast))


def read_for(cast: Cast, claim: Claim) -> list[Reading]:
    """An artifact of the claim's partner, read for each of the claim's criteria."""
    artifact = make_artifact(cast, claim.partnership.partner, title=f"Pilot {claim.pk}")
    with workspace_scope(cast.workspace.pk):
        criteria = list(claim.criteria.select_related("claim__partnership"))
    return [make_reading(cast, artifact, criterion) for criterion in criteria]


def read_file_for(cast: Cast, partnership: Partnership, upload: File) -> Reading:
    """An artifact with a file, read for the partnership's first criterion."""
    with workspace_scope(cast.workspace.pk):
        criterion = SuccessCriterion.objects.select_related("claim__partnership").get(
            claim__partnership=partnership
        )
    artifact = make_artifact(cast, partnership.partner, upload=upload)
    return make_reading(cast, artifact, criterion, why="The report says so")


def make_proposal(
    cast: Cast,
    partnership: Partnership | None = None,
    kind: str = "commit",
    role: str = "contributor",
) -> Proposal:
    """An open proposal, by default to commit to a partnership that is ready for it."""
    return proposal_make(
        by=cast.actor(role),
        partnership=partnership or make_ready(cast),
        kind=kind,
        rationale="The pilot ran eight weeks and both criteria were met.",
        terms=terms_for(kind),
    )


def on_screen(proposal: Proposal, *, declining: bool = False) -> str:
    """The digest of what somebody who signs has on the screen."""
    with workspace_scope(proposal.workspace_id):
        return shown_to_sign(proposal, Outcome.DECLINED if declining else Outcome.AUTHORISED)


def authorise(cast: Cast, proposal: Proposal, role: str = "approver") -> Decision:
    return proposal_authorise(
        by=cast.actor(role),
        proposal=proposal,
        shown=on_screen(proposal),
        reason="The evidence bears it.",
    )


def decide(cast: Cast, partnership: Partnership, kind: str) -> Decision:
    """Propose and authorise."""
    return authorise(cast, make_proposal(cast, partnership, kind))


def another_member(cast: Cast, *roles: str) -> Membership:
    """One more person in the workspace."""
    number = Membership.objects.count()
    user = User.objects.create_user(
        email=f"another.{number}.{cast.workspace.pk}@example.org",
        name=f"Another {number}",
        password=PASSWORD,
    )
    return membership_create(by=cast.actor("administrator"), user=user, roles=roles)


def see_by_measurement(cast: Cast, partnership: Partnership, **values: Any) -> Sighting:
    """A value outside the target of a measurement that is bound to the partnership's trigger."""
    with workspace_scope(cast.workspace.pk):
        trigger = partnership.triggers.get()
    measurement = make_measurement(cast, partnership, trigger=trigger, target=Decimal(95), **values)
    values_record(
        by=cast.actor("contributor"),
        measurement=measurement,
        figures=[Figure(date(2026, 1, 1), Decimal("91.5"))],
    )
    with workspace_scope(cast.workspace.pk):
        seen = Sighting.objects.select_related("trigger__partnership__partner", "proposal")
        return seen.get(measurement=measurement)


def set_aside(
    cast: Cast,
    partnership: Partnership,
    requirement: str = "data_portable",
    reason: str = "They hold no data of ours",
    role: str = "contributor",
) -> NotApplicable:
    """Say why a requirement of the gate has no object here."""
    return not_applicable_state(
        by=cast.actor(role),
        partnership=partnership,
        requirement=requirement,
        version=None,
        reason=reason,
    )
