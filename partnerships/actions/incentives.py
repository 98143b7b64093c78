"""Looking at the conflict risks again, after something about the partner changed."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import is_blank
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import FitCard

FIELDS = ("incentives_looked_at", "incentives_looked_by_id", "incentives_seen")


@action
def incentives_review(
    *, by: Actor, fit_card: FitCard, version: int | None, incentives_seen: str
) -> FitCard:
    """Write down that somebody looked at the conflict risks now, and what they saw.

    Raises StaleVersion when somebody else looked after `version`, DomainError for nothing seen:
    that nothing changed is an answer, and wants saying.
    """
    if is_blank(incentives_seen):
        text = _("Say what you saw. If nothing changed for you, say so and why.")
        raise DomainError(Problem(text, "incentives_seen"))
    looked = {
        "incentives_looked_at": clock.now(),
        "incentives_looked_by_id": by.user_id,
        "incentives_seen": incentives_seen,
    }
    with recorded_in(fit_card.partnership, by=by, kind="incentives.reviewed", subject=fit_card):
        fit_card = locked(fit_card, version=version, fields=FIELDS)
        save_changes(fit_card, looked)
    return fit_card
