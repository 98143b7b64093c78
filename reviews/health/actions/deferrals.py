"""Writing down that a deferral took effect: a claim's date passed without the evidence."""

from __future__ import annotations

from datetime import date

from django.db.models import Exists, OuterRef

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.recording import action
from config.kernel.scope import workspace_scope
from partnerships.actions.threads import recorded_in
from partnerships.models import Claim, Partnership
from partnerships.rules.standing import DecisionKind
from reviews.dossier import Dossier
from reviews.gate.rules.commit import judge
from reviews.gate.rules.policy import Policy
from reviews.gate.rules.questions import deferring_claims
from reviews.gate.rules.weighing import Evidence
from reviews.gate.selectors.policies import gate_policy
from reviews.models import DeferralEffect
from reviews.selectors.dossier import dossier_of


def deferrals_take_effect(*, by: Actor, today: date) -> int:
    """Write every deferral of the workspace that took effect by `today`; how many.

    `today` is the day in the workspace's time zone. Reads the Positions, so they have to be judged
    as of that day. Called again it finds what is written and writes nothing.

    Outside of any scope each is a transaction of its own: nobody waits for the ledger while this
    waits for their partnership.
    """
    written = 0
    with workspace_scope(by.workspace_id):
        waiting = _waiting(by.workspace_id, today)
    for partnership in waiting:
        while deferral_take_effect(by=by, partnership=partnership, today=today):
            written += 1
    return written


@action
def deferral_take_effect(
    *, by: Actor, partnership: Partnership, today: date
) -> DeferralEffect | None:
    """Write the partnership's first deferral that took effect and is not written yet.

    Judged again under the partnership's lock: of two that look at once, one writes.
    """
    with recorded_in(partnership, by=by, kind="deferral.took_effect") as under_way:
        unwritten = _first_unwritten(partnership, today)
        if unwritten is None:
            return None
        claim_id, day = unwritten
        effect = DeferralEffect(
            workspace_id=by.workspace_id,
            partnership=partnership,
            claim_id=claim_id,
            deferral_date=day,
            noticed_at=clock.now(),
        )
        effect.save()
        under_way.subject = effect
    return effect


def _first_unwritten(partnership: Partnership, today: date) -> tuple[int, date] | None:
    written = set(partnership.deferral_effects.values_list("claim_id", "deferral_date"))
    policy = gate_policy(partnership.workspace_id)
    for claim_id, day in _due(dossier_of(partnership), policy, today):
        if (claim_id, day) not in written:
            return claim_id, day
    return None


def _due(dossier: Dossier, policy: Policy, today: date) -> list[tuple[int, date]]:
    """The claims whose date passed without support, each with that date."""
    bar = policy.bar(judge(DecisionKind.COMMIT, dossier, policy, today).bar)
    claims = deferring_claims(dossier, bar, Evidence(dossier, bar, today))
    return [(int(claim.id), claim.deferral_date) for claim, _day in claims if claim.deferral_date]


def _waiting(workspace_id: int, today: date) -> list[Partnership]:
    """What is deferred by a claim of which nothing is written. One query."""
    written = DeferralEffect.objects.filter(
        claim_id=OuterRef("pk"), deferral_date=OuterRef("deferral_date")
    )
    claims = Claim.objects.filter(
        ~Exists(written),
        workspace_id=workspace_id,
        deferral_date__lt=today,
        partnership__position__deferred_since__isnull=False,
    )
    ids = claims.values("partnership_id")
    return list(Partnership.objects.filter(pk__in=ids).order_by("pk"))
