"""Saying what an artifact shows for a success criterion: readings."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from accounts.selectors.memberships import may_be_behind
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked, refusing_duplicates, save_changes
from config.kernel.errors import DomainError, Problem
from config.kernel.findings import is_blank
from config.kernel.parts import part_of
from config.kernel.recording import action
from evidence.actions.answers import assessment_lapses
from evidence.dossier import AssessmentPart
from evidence.models import Artifact, Assessment, Reading
from evidence.rules.weight import assessment_gaps, reading_gaps
from evidence.selectors.dossier import reading_part
from evidence.sentences import BOOK
from partnerships.actions.threads import recorded_in
from partnerships.models import Partnership, SuccessCriterion

_ALREADY_READ = Problem(
    _(
        "This artifact has been read for this criterion. Change that reading, "
        "or withdraw it with a reason before you write another."
    ),
    "criterion",
)

_ALREADY_ASSESSED = Problem(
    _("This reading has been assessed as it stands. Once it is changed, it can be assessed again.")
)


@action
def reading_create(
    *,
    by: Actor,
    artifact: Artifact,
    criterion: SuccessCriterion,
    bearing: str,
    why: str,
    limits_here: str = "",
) -> Reading:
    """Say what `artifact` shows for `criterion`; `by` is the one who read it.

    Raises DomainError when the artifact was withdrawn, is another partner's, or has a reading in
    force for this criterion.
    """
    partnership = criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="reading.created") as under_way:
        _hold(artifact, partnership)
        locked(criterion)
        reading = Reading(
            workspace_id=by.workspace_id,
            artifact=artifact,
            criterion=criterion,
            read_by_id=by.user_id,
            read_at=clock.now(),
            bearing=bearing,
            why=why,
            limits_here=limits_here,
        )
        _require_complete(reading)
        with refusing_duplicates(_ALREADY_READ):
            reading.save()
        under_way.subject = under_way.subject or reading
    return reading


@action
def reading_update(
    *,
    by: Actor,
    reading: Reading,
    version: int | None,
    bearing: str,
    why: str,
    limits_here: str = "",
) -> Reading:
    """Change what a reading says. Whoever changes it is the one who read it, from now on.

    What others made of it, and of an answer to it, was of other words and has to be said anew.
    Raises StaleVersion when it changed after `version`, DomainError when the reading or its
    artifact was withdrawn.
    """
    partnership = reading.criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="reading.updated", subject=reading):
        _hold(reading.artifact, partnership)
        reading = _in_force(reading, version)
        said = {"bearing": bearing, "why": why, "limits_here": limits_here}
        if assign_changes(reading, said):
            _require_complete(reading)
            reading.read_by_id, reading.read_at = by.user_id, clock.now()
            reading.save()
            assessment_lapses(reading)
    return reading


@action
def reading_withdraw(*, by: Actor, reading: Reading, version: int | None, reason: str) -> Reading:
    """Take a reading back, saying why; it stays in the log, and the criterion can be read anew.

    Raises StaleVersion when it changed after `version`, DomainError without a reason or when it
    was withdrawn already.
    """
    if is_blank(reason):
        raise DomainError(Problem(_("Say why this reading no longer counts."), "reason"))
    partnership = reading.criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="reading.withdrawn", subject=reading) as under_way:
        under_way.reason = reason
        reading = _in_force(reading, version)
        save_changes(reading, {"withdrawn_at": clock.now(), "withdrawn_reason": reason})
    return reading


@action
def reading_assess(
    *, by: Actor, reading: Reading, version: int | None, verdict: str, why: str
) -> Assessment:
    """Say whether a reading, as it stands now, is upheld; never by the one who read it.

    A rejected reading counts for nothing until it is changed, and a changed one is to be assessed
    anew. Raises StaleVersion when it changed after `version`; DomainError when it was withdrawn,
    was assessed as it stands, is `by`'s own, or its reader saw a link by which `by` came.
    """
    partnership = reading.criterion.claim.partnership
    with recorded_in(partnership, by=by, kind="reading.assessed", subject=reading):
        reading = _in_force(reading, version)
        assessment = Assessment(
            workspace_id=by.workspace_id,
            reading=reading,
            reading_version=reading.version,
            read_by_id=reading.read_by_id or 0,
            verdict=verdict,
            why=why,
            assessed_by_id=by.person_id,
            assessed_at=clock.now(),
        )
        said = part_of(AssessmentPart, assessment)
        if gaps := assessment_gaps(said, reading_part(reading), may_be_behind(by)):
            raise DomainError(BOOK.problems(gaps))
        with refusing_duplicates(_ALREADY_ASSESSED):
            assessment.save()
    return assessment


def _hold(artifact: Artifact, partnership: Partnership) -> None:
    """Lock the artifact, so that nobody withdraws it meanwhile, and see that it can be read."""
    current = locked(artifact)
    if current.withdrawn_at is not None:
        raise DomainError(
            _("This artifact was withdrawn, so it can no longer be read for a criterion.")
        )
    if current.superseded_by_id is not None:
        raise DomainError(_("Another artifact took the place of this one. Read that one instead."))
    if current.partner_id not in (None, partnership.partner_id):
        text = _("Choose a criterion of a partnership with this artifact's partner.")
        raise DomainError(Problem(text, "criterion"))


def _require_complete(reading: Reading) -> None:
    if gaps := reading_gaps(reading_part(reading)):
        raise DomainError(BOOK.problems(gaps))


def _in_force(reading: Reading, version: int | None) -> Reading:
    """The reading under its lock, unless it was withdrawn."""
    current = locked(reading, version=version)
    if current.withdrawn_at is not None:
        raise DomainError(
            _("This reading was withdrawn, so it stays as it was. Write a new one instead.")
        )
    current.artifact, current.criterion = reading.artifact, reading.criterion
    return current
