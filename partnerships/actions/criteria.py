"""Success criteria: what would have to be observed for a claim to hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in, refusing_protected
from partnerships.models import Claim, SuccessCriterion


@action
def criterion_create(
    *, by: Actor, claim: Claim, statement: str, target: str = ""
) -> SuccessCriterion:
    """A new success criterion of a claim."""
    with recorded_in(claim.partnership, by=by, kind="criterion.created") as under_way:
        criterion = SuccessCriterion(
            workspace_id=by.workspace_id, claim=claim, statement=statement, target=target
        )
        criterion.save()
        under_way.subject = criterion
    return criterion


@action
def criterion_update(
    *, by: Actor, criterion: SuccessCriterion, version: int | None, statement: str, target: str = ""
) -> SuccessCriterion:
    """Change a success criterion. Raises StaleVersion when it changed after `version`."""
    partnership = criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="criterion.updated", subject=criterion):
        criterion = locked(criterion, version=version)
        save_changes(criterion, {"statement": statement, "target": target})
    return criterion


@action
def criterion_delete(*, by: Actor, criterion: SuccessCriterion, version: int | None) -> None:
    """Remove a success criterion; its history stays.

    Raises StaleVersion likewise, DomainError when evidence has been read for it: a reading
    without its criterion would say nothing.
    """
    sentence = _(
        "Evidence has been read for this criterion, so it stays. "
        "Change its words, or add another criterion beside it."
    )
    partnership = criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="criterion.deleted", subject=criterion):
        criterion = locked(criterion, version=version)
        with refusing_protected(sentence):
            criterion.delete()
