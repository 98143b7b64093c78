"""The claim of chapter 28, section 2.2: what is believed, why, and until when it may stay open."""

from __future__ import annotations

from datetime import date

from django.utils.translation import gettext_lazy as _

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in, refusing_protected
from partnerships.models import Claim, Partnership, Uncertainty


@action
def claim_create(
    *,
    by: Actor,
    partnership: Partnership,
    uncertainty: str,
    capability: str = "",
    boundary: str = "",
    evidence_expected: str = "",
    does_not_establish: str = "",
    deferral_date: date | None = None,
    about: Uncertainty | None = None,
) -> Claim:
    """A new claim; its success criteria are added one by one.

    `about` is the uncertainty of a scale step that X stands for, in words of the claim's own.
    """
    with recorded_in(partnership, by=by, kind="claim.created") as under_way:
        claim = Claim(
            workspace_id=by.workspace_id,
            partnership=partnership,
            about=about,
            uncertainty=uncertainty,
            capability=capability,
            boundary=boundary,
            evidence_expected=evidence_expected,
            does_not_establish=does_not_establish,
            deferral_date=deferral_date,
        )
        claim.save()
        under_way.subject = claim
    return claim


@action
def claim_update(
    *,
    by: Actor,
    claim: Claim,
    version: int | None,
    uncertainty: str,
    capability: str = "",
    boundary: str = "",
    evidence_expected: str = "",
    does_not_establish: str = "",
    deferral_date: date | None = None,
    about: Uncertainty | None = None,
) -> Claim:
    """Change a claim. Raises StaleVersion when it changed after `version`."""
    changes = {
        "about": about,
        "uncertainty": uncertainty,
        "capability": capability,
        "boundary": boundary,
        "evidence_expected": evidence_expected,
        "does_not_establish": does_not_establish,
        "deferral_date": deferral_date,
    }
    with recorded_in(claim.partnership, by=by, kind="claim.updated", subject=claim):
        claim = locked(claim, version=version)
        save_changes(claim, changes)
    return claim


@action
def claim_delete(*, by: Actor, claim: Claim, version: int | None) -> None:
    """Remove a claim with its success criteria; their history stays. One entry.

    Raises StaleVersion likewise, DomainError when evidence has been read for it.
    """
    sentence = _(
        "Evidence has been read for this claim, so it stays. "
        "Change its words, or withdraw the readings with a reason."
    )
    with recorded_in(claim.partnership, by=by, kind="claim.deleted", subject=claim):
        claim = locked(claim, version=version)
        with refusing_protected(sentence):
            for criterion in claim.criteria.all():
                criterion.delete()
            claim.delete()
