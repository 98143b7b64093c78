"""Pilots: planned as rows, concluded once, in one step that makes evidence of them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked
from config.kernel.errors import DomainError
from config.kernel.findings import Findings
from config.kernel.parts import part_of
from config.kernel.recording import action
from evidence.actions.artifacts import artifact_create
from evidence.actions.readings import reading_create
from evidence.dossier import PilotCriterionPart, PilotPart
from evidence.models import Artifact, Pilot, PilotCriterion
from evidence.rules.pilots import Shown, conclusion_gaps, pilot_criterion_gaps, pilot_gaps
from evidence.rules.vocabulary import ArtifactKind, Source, Subject
from evidence.selectors.dossier import pilot_part
from evidence.sentences import BOOK
from partnerships.actions.rows import RowActions
from partnerships.actions.threads import recorded_in
from partnerships.models import SuccessCriterion

_LONGEST_TITLE = 200


def _bare(pilot: Pilot) -> PilotPart:
    return part_of(PilotPart, pilot, criteria=())


def _require_open(pilot: Pilot) -> None:
    if pilot.concluded_at is not None:
        raise DomainError(_("This pilot was concluded, so it stays as it was. Plan another one."))


class PilotActions(RowActions[Pilot]):
    """A concluded pilot is neither changed nor removed."""

    def _held(self, row: Pilot, version: int | None) -> Pilot:
        current = super()._held(row, version)
        _require_open(current)
        return current


class PilotCriterionActions(RowActions[PilotCriterion]):
    """Nor are the criteria of one."""

    def _held(self, row: PilotCriterion, version: int | None) -> PilotCriterion:
        _require_open(locked(row.pilot))
        return super()._held(row, version)


def _criterion_gaps(row: PilotCriterion) -> Findings:
    pilot = Pilot.objects.get(pk=row.pilot_id)
    theirs = SuccessCriterion.objects.filter(claim__partnership_id=pilot.partnership_id)
    others = pilot.criteria.exclude(pk=row.pk)
    return pilot_criterion_gaps(
        part_of(PilotCriterionPart, row),
        _bare(pilot),
        of_partnership=frozenset(map(str, theirs.values_list("id", flat=True))),
        taken=frozenset(map(str, others.values_list("criterion_id", flat=True))),
    )


PILOTS = PilotActions(
    Pilot,
    "pilot",
    gaps=lambda row: pilot_gaps(_bare(row)),
    book=lambda: BOOK,
    rests_on=_("Criteria were chosen for this pilot. Remove them first, then the pilot."),
)
PILOT_CRITERIA = PilotCriterionActions(
    PilotCriterion,
    "pilot_criterion",
    parent="pilot",
    thread="pilot.partnership",
    gaps=_criterion_gaps,
    book=lambda: BOOK,
)

pilot_create = PILOTS.create
pilot_update = PILOTS.update
pilot_delete = PILOTS.delete

pilot_criterion_create = PILOT_CRITERIA.create
pilot_criterion_update = PILOT_CRITERIA.update
pilot_criterion_delete = PILOT_CRITERIA.delete


@action
def pilot_conclude(
    *,
    by: Actor,
    pilot: Pilot,
    version: int | None,
    ends_on: date,
    results: str,
    shown: Mapping[int, Shown],
    **said: Any,
) -> Artifact:
    """Record what came out of a pilot, and make evidence of it: one artifact, and one reading for
    each criterion.

    `shown` is by the id of the pilot's criterion; `said` is what the artifact says besides (title,
    limits, holds_until, auditable, audited_how, link). Raises StaleVersion when the pilot changed
    after `version`, DomainError with what is missing, or when it was concluded.
    """
    partnership = pilot.partnership
    with recorded_in(partnership, by=by, kind="pilot.concluded", subject=pilot):
        current = locked(pilot, version=version)
        current.partnership = partnership
        assign_changes(current, {"ends_on": ends_on, "results": results})
        _require_conclusive(current, shown)
        current.concluded_at = clock.now()
        current.save()
        artifact = _artifact_of(current, by=by, said={**said, "observed_on": ends_on})
        _read(current, artifact, by=by, shown=shown)
    return artifact


def _require_conclusive(pilot: Pilot, shown: Mapping[int, Shown]) -> None:
    by_id = {str(pk): each for pk, each in shown.items()}
    if gaps := conclusion_gaps(pilot_part(pilot), by_id, clock.today()):
        raise DomainError(BOOK.problems(gaps))


def _artifact_of(pilot: Pilot, *, by: Actor, said: dict[str, Any]) -> Artifact:
    said.setdefault("title", pilot.question[:_LONGEST_TITLE])
    return artifact_create(
        by=by,
        partner=pilot.partnership.partner,
        pilot=pilot,
        kind=ArtifactKind.PILOT_RESULT.value,
        source=Source.OURS.value,
        conditions=pilot.conditions,
        subject=Subject.OUTCOME.value,
        **said,
    )


def _read(pilot: Pilot, artifact: Artifact, *, by: Actor, shown: Mapping[int, Shown]) -> None:
    """Say at each criterion what it showed, and read the artifact for it."""
    for row in pilot.criteria.select_related("criterion__claim__partnership"):
        said = shown[row.pk]
        row.result = said.why
        row.save()
        reading_create(
            by=by,
            artifact=artifact,
            criterion=row.criterion,
            bearing=said.bearing.value,
            why=said.why,
        )
