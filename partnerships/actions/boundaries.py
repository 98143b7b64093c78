"""The boundary design: what stays ours, what is shared, and who owns what when it breaks."""

from __future__ import annotations

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.parts import part_of
from config.kernel.recording import action
from partnerships.actions.rows import RowActions
from partnerships.actions.threads import recorded_in
from partnerships.dossier import ResponsibilityPart
from partnerships.models import BoundaryDesign, EscalationStep, Responsibility
from partnerships.rules.boundary import DESIGN_FIELDS, party_gaps
from partnerships.sentences import BOOK

RESPONSIBILITIES = RowActions(
    Responsibility,
    "responsibility",
    goes_along=("escalation_steps",),
    gaps=lambda row: party_gaps(part_of(ResponsibilityPart, row, escalation=())),
    book=lambda: BOOK,
)
ESCALATION_STEPS = RowActions(
    EscalationStep,
    "escalation_step",
    parent="responsibility",
    thread="responsibility.partnership",
)

responsibility_create = RESPONSIBILITIES.create
responsibility_update = RESPONSIBILITIES.update
responsibility_delete = RESPONSIBILITIES.delete
escalation_step_create = ESCALATION_STEPS.create
escalation_step_update = ESCALATION_STEPS.update
escalation_step_delete = ESCALATION_STEPS.delete


@action
def boundary_design_update(
    *, by: Actor, boundary_design: BoundaryDesign, version: int | None, **texts: str
) -> BoundaryDesign:
    """Write what stays ours and what is shared.

    Raises StaleVersion when it changed after `version`, TypeError for a field no design has.
    """
    if unknown := set(texts) - set(DESIGN_FIELDS):
        raise TypeError(f"a boundary design has no {', '.join(sorted(unknown))}")
    design, kind = boundary_design, "boundary_design.updated"
    with recorded_in(design.partnership, by=by, kind=kind, subject=design):
        design = locked(design, version=version)
        save_changes(design, texts)
    return design
