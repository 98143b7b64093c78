"""In whose trail it is read that a line was handed over."""

from __future__ import annotations

from django.db import models

from evidence.models import Artifact
from partnerships.models import Partnership
from reviews.desk.rules.lines import object_of

#: The way from a partnership to what lines are about, by the noun of their subject.
_BENEATH = {
    "partnership": "pk",
    "claim": "claims",
    "decision": "decisions",
    "proposal": "proposals",
    "sighting": "triggers__sightings",
}


def thread_of(workspace_id: int, subject: str) -> models.Model | None:
    """The partnership or artifact that a line is about; None for a line about neither."""
    noun, pk = object_of(subject)
    found: models.Model | None = None
    if noun in _BENEATH:
        beneath = Partnership.objects.filter(**{_BENEATH[noun]: pk})
        found = beneath.filter(workspace_id=workspace_id).first()
    elif noun == "artifact":
        found = Artifact.objects.filter(workspace_id=workspace_id, pk=pk).first()
    return found
