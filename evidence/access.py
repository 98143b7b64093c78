"""Load and authorise evidence in one function, as `partnerships.access` does for what it bears on.

`…_for_read` raises Http404 for whoever may not know that the object exists; `…_for_update`
raises PermissionDenied for a member who may read but not change it.
"""

from __future__ import annotations

from typing import TypeVar

from django.core.exceptions import PermissionDenied
from django.db.models import Model, QuerySet
from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from config.kernel.actors import APPROVER, CONTRIBUTOR, Actor
from evidence.models import (
    Answer,
    Artifact,
    Measurement,
    Pilot,
    PilotCriterion,
    Reading,
    StoredFile,
)
from partnerships.access import require_contributor, require_member

M = TypeVar("M", bound=Model)


def artifacts_for_read(actor: Actor) -> QuerySet[Artifact]:
    """The workspace's artifacts, each with its partner, file, revalidations and doubts."""
    require_member(actor)
    rows: QuerySet[Artifact] = Artifact.objects.filter(workspace_id=actor.workspace_id)
    return rows.select_related("partner", "file").prefetch_related("revalidations", "doubts")


def artifact_for_read(actor: Actor, pk: int) -> Artifact:
    """One artifact, also with its pilot and what took its place."""
    artifacts = artifacts_for_read(actor).select_related("superseded_by", "pilot")
    return get_object_or_404(artifacts, pk=pk)


def artifact_for_update(actor: Actor, pk: int) -> Artifact:
    artifact = artifact_for_read(actor, pk)
    require_contributor(actor)
    return artifact


def replacements_for(actor: Actor, artifact: Artifact) -> QuerySet[Artifact]:
    """What could take the place of an artifact: others of the same partner, newest first."""
    require_contributor(actor)
    others = artifacts_for_read(actor).filter(partner=artifact.partner).exclude(pk=artifact.pk)
    in_the_log = others.filter(withdrawn_at=None, superseded_by=None)
    return in_the_log.order_by("-observed_on", "-id")


def artifact_file_for_read(actor: Actor, pk: int) -> StoredFile:
    """The file of an artifact; Http404 too for an artifact without one."""
    file = artifact_for_read(actor, pk).file
    if file is None:
        raise Http404
    return file


def readings_for_read(actor: Actor) -> QuerySet[Reading]:
    """The workspace's readings, each with its artifact, criterion, claim and partnership."""
    require_member(actor)
    rows: QuerySet[Reading] = Reading.objects.filter(workspace_id=actor.workspace_id)
    return rows.select_related("artifact__partner", "criterion__claim__partnership__partner")


def reading_for_read(actor: Actor, pk: int) -> Reading:
    return get_object_or_404(readings_for_read(actor), pk=pk)


def reading_for_update(actor: Actor, pk: int) -> Reading:
    reading = reading_for_read(actor, pk)
    require_contributor(actor)
    return reading


def reading_for_assessment(actor: Actor, pk: int) -> Reading:
    """For contributors and approvers; that nobody assesses their own is for the action to say."""
    reading = reading_for_read(actor, pk)
    if not may_assess(actor):
        raise PermissionDenied(
            _("Contributors and approvers assess readings. Ask an administrator for such a role.")
        )
    return reading


def answer_for_assessment(actor: Actor, reading_pk: int) -> Answer:
    """The answer to a reading, for contributors and approvers; Http404 too where there is none."""
    reading = reading_for_assessment(actor, reading_pk)
    answer = reading.answer
    if answer is None:
        raise Http404
    answer.reading = reading
    return answer


def may_assess(actor: Actor) -> bool:
    """Whether a page offers this actor to assess what others read."""
    return actor.can(CONTRIBUTOR) or actor.can(APPROVER)


# Measurements and pilots, each with its partnership and partner ---------------------------------


def measurement_for_read(actor: Actor, pk: int) -> Measurement:
    return get_object_or_404(_in_partnership(Measurement, actor), pk=pk)


def measurement_for_update(actor: Actor, pk: int) -> Measurement:
    measurement = measurement_for_read(actor, pk)
    require_contributor(actor)
    return measurement


def pilot_for_read(actor: Actor, pk: int) -> Pilot:
    return get_object_or_404(_in_partnership(Pilot, actor), pk=pk)


def pilot_for_update(actor: Actor, pk: int) -> Pilot:
    pilot = pilot_for_read(actor, pk)
    require_contributor(actor)
    return pilot


def pilot_criterion_for_update(actor: Actor, pk: int) -> PilotCriterion:
    require_member(actor)
    rows = PilotCriterion.objects.filter(workspace_id=actor.workspace_id)
    row = get_object_or_404(rows.select_related("pilot__partnership__partner", "criterion"), pk=pk)
    require_contributor(actor)
    return row


def _in_partnership(model: type[M], actor: Actor) -> QuerySet[M]:
    require_member(actor)
    rows: QuerySet[M] = model._default_manager.filter(workspace_id=actor.workspace_id)
    return rows.select_related("partnership__partner")
