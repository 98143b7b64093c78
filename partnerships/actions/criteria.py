"""Success criteria: what would have to be observed for a claim to hold."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from partnerships.actions.rows import RowActions
from partnerships.models import SuccessCriterion

CRITERIA = RowActions(
    SuccessCriterion,
    "criterion",
    parent="claim",
    thread="claim.partnership",
    # A reading without its criterion would say nothing.
    rests_on=_(
        "Evidence has been read for this criterion, so it stays. "
        "Change its words, or add another criterion beside it."
    ),
)

criterion_create = CRITERIA.create
criterion_update = CRITERIA.update
criterion_delete = CRITERIA.delete
