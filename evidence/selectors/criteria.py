"""What an artifact can be read for: the success criteria of its partner's claims."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from evidence.models import Artifact, Reading
from partnerships.models import Claim, SuccessCriterion


@dataclass
class ClaimToRead:
    """A claim, the criteria that the artifact can be read for, and those it was read for."""

    claim: Claim
    unread: list[SuccessCriterion] = field(default_factory=list)
    read: list[Reading] = field(default_factory=list)

    @property
    def heading(self) -> str:
        """The claim in a few words, after its partnership."""
        return _("%(partnership)s: about %(uncertainty)s") % {
            "partnership": self.claim.partnership.name,
            "uncertainty": self.claim.uncertainty,
        }


def claims_to_read(artifact: Artifact, *, partnership_id: int | None = None) -> list[ClaimToRead]:
    """The claims that an artifact can be read for, with their criteria, `partnership_id`'s first.

    Those of its partner's partnerships; for an artifact of the workspace, those of the one that
    is asked for. A criterion is read when a reading in force stands for it. Two queries.
    """
    criteria = SuccessCriterion.objects.filter(workspace_id=artifact.workspace_id)
    if artifact.partner_id is not None:
        criteria = criteria.filter(claim__partnership__partner_id=artifact.partner_id)
    else:
        criteria = criteria.filter(claim__partnership_id=partnership_id or 0)
    criteria = criteria.select_related("claim__partnership__partner").order_by(
        "claim__partnership__sort_key", "claim__partnership_id", "claim_id", "id"
    )
    read = {
        reading.criterion_id: reading
        for reading in Reading.objects.filter(artifact=artifact, withdrawn_at=None)
    }
    claims: dict[int, ClaimToRead] = {}
    for criterion in criteria:
        entry = claims.setdefault(criterion.claim_id, ClaimToRead(criterion.claim))
        if reading := read.get(criterion.pk):
            reading.criterion = criterion
            entry.read.append(reading)
        else:
            entry.unread.append(criterion)
    return sorted(claims.values(), key=lambda c: c.claim.partnership_id != partnership_id)
