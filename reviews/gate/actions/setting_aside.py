"""Writing why a requirement has no object in a partnership; from bar 2 on two people say so."""

from __future__ import annotations

from accounts.selectors.memberships import may_be_behind
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.audited import assign_changes, locked
from config.kernel.errors import DomainError, StaleVersion
from config.kernel.findings import Findings
from config.kernel.parts import part_of
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import Partnership
from reviews.dossier import NotApplicablePart
from reviews.gate.rules.setting_aside import stating_gaps, stood_by_gaps
from reviews.gate.sentences import WHOLE_BOOK as BOOK
from reviews.models import NotApplicable


@action
def not_applicable_state(
    *, by: Actor, partnership: Partnership, requirement: str, version: int | None, reason: str
) -> NotApplicable:
    """Say why a requirement has no object here; who stood by another reason no longer does.

    `version` is that of the reason which the person saw, None for none. Raises StaleVersion when
    somebody wrote one meanwhile, DomainError for a requirement that always applies and without a
    reason.
    """
    with recorded_in(partnership, by=by, kind="not_applicable.stated") as under_way:
        said = _said_of(partnership, requirement, version)
        changed = assign_changes(said, {"reason": reason})
        _require(stating_gaps(part_of(NotApplicablePart, said)))
        if changed:
            said.stated_by_id, said.stated_at = by.person_id, clock.now()
            said.assessed_by_id = said.assessed_at = None
            said.save()
        under_way.subject = under_way.subject or said
    return said


@action
def not_applicable_assess(
    *, by: Actor, not_applicable: NotApplicable, version: int | None
) -> NotApplicable:
    """Stand by a reason as it reads; never by the one who stated it.

    Raises StaleVersion when it changed after `version`, Gone when it applies again, DomainError
    for `by`'s own or when somebody stands by it.
    """
    partnership = not_applicable.partnership
    kind = "not_applicable.assessed"
    with recorded_in(partnership, by=by, kind=kind, subject=not_applicable):
        said = locked(not_applicable, version=version)
        said.partnership = partnership
        part = part_of(NotApplicablePart, said)
        _require(stood_by_gaps(part, str(by.person_id), may_be_behind(by)))
        said.assessed_by_id, said.assessed_at = by.person_id, clock.now()
        said.save()
    return said


@action
def not_applicable_remove(*, by: Actor, not_applicable: NotApplicable, version: int | None) -> None:
    """It applies again; what was said stays in the history.

    Raises StaleVersion when it changed after `version`, Gone when somebody took it back before.
    """
    partnership = not_applicable.partnership
    kind = "not_applicable.deleted"
    with recorded_in(partnership, by=by, kind=kind, subject=not_applicable):
        locked(not_applicable, version=version).delete()


def _said_of(partnership: Partnership, requirement: str, version: int | None) -> NotApplicable:
    """What is said of the requirement, under its lock; a new row where nothing is yet."""
    there = NotApplicable.objects.filter(partnership=partnership, requirement=requirement).first()
    if there is None:
        return NotApplicable(
            workspace_id=partnership.workspace_id, partnership=partnership, requirement=requirement
        )
    if version is None:
        raise StaleVersion(there)
    current = locked(there, version=version)
    current.partnership = partnership
    return current


def _require(gaps: Findings) -> None:
    if gaps:
        raise DomainError(BOOK.problems(gaps))
