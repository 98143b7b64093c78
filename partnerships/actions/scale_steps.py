"""Scale steps, what is not known about them, and the ways to take them."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext_lazy as _

from accounts.ledger.recording import recorded
from config.kernel.actors import Actor
from config.kernel.audited import locked, refusing_duplicates, save_changes
from config.kernel.errors import Problem
from config.kernel.parts import part_of
from config.kernel.recording import action
from partnerships.actions.names import named
from partnerships.actions.rows import RowActions
from partnerships.actions.threads import refusing_protected
from partnerships.dossier import OptionPart, UncertaintyPart
from partnerships.models import Option, ScaleStep, Uncertainty
from partnerships.rules.scale_steps import option_gaps, uncertainty_gaps
from partnerships.sentences import BOOK

_TAKEN = Problem(
    _("There is a scale step of this name. Open that one, or choose another name."), "name"
)

UNCERTAINTIES = RowActions(
    Uncertainty,
    "uncertainty",
    parent="scale_step",
    # A claim whose X went away would be about nothing.
    rests_on=_(
        "A claim is about this uncertainty, so it stays. "
        "Say that it is resolved and what resolved it, or let the claim be about another one."
    ),
    gaps=lambda row: uncertainty_gaps(part_of(UncertaintyPart, row)),
    book=lambda: BOOK,
)
OPTIONS = RowActions(
    Option,
    "option",
    parent="scale_step",
    taken=Problem(_("This option is among them already. Change that one instead."), "kind"),
    gaps=lambda row: option_gaps(part_of(OptionPart, row)),
    book=lambda: BOOK,
)

uncertainty_create = UNCERTAINTIES.create
uncertainty_update = UNCERTAINTIES.update
uncertainty_delete = UNCERTAINTIES.delete
option_create = OPTIONS.create
option_update = OPTIONS.update
option_delete = OPTIONS.delete


@action
def scale_step_create(
    *,
    by: Actor,
    name: str,
    capability_kind: str,
    capability_needed: str = "",
    gap_kind: str = "",
    gap: str = "",
    planned_on: date | None = None,
    critical_path: bool = False,
    still_owned: str = "",
) -> ScaleStep:
    """A new scale step. Raises DomainError when the workspace has one of that name."""
    with recorded(by=by, kind="scale_step.created") as under_way:
        step = ScaleStep(
            workspace_id=by.workspace_id,
            **named(name),
            capability_kind=capability_kind,
            capability_needed=capability_needed,
            gap_kind=gap_kind,
            gap=gap,
            planned_on=planned_on,
            critical_path=critical_path,
            still_owned=still_owned,
        )
        with refusing_duplicates(_TAKEN):
            step.save()
        under_way.subject = under_way.thread = step
    return step


@action
def scale_step_update(
    *, by: Actor, scale_step: ScaleStep, version: int | None, name: str, **changes: Any
) -> ScaleStep:
    """Change what a step needs and keeps; what `changes` does not name stays as it is.

    Raises StaleVersion when the step changed after `version`, DomainError for a name that is
    taken, TypeError for a field that no step has.
    """
    if unknown := set(changes) - CHANGEABLE:
        raise TypeError(f"a scale step has no {', '.join(sorted(unknown))}")
    kind = "scale_step.updated"
    with recorded(by=by, kind=kind, subject=scale_step, thread=scale_step):
        scale_step = locked(scale_step, version=version)
        with refusing_duplicates(_TAKEN):
            save_changes(scale_step, named(name) | changes)
    return scale_step


#: What may be changed of a step beside its name.
CHANGEABLE = frozenset(
    {
        "capability_kind",
        "capability_needed",
        "gap_kind",
        "gap",
        "planned_on",
        "critical_path",
        "still_owned",
    }
)


@action
def scale_step_delete(*, by: Actor, scale_step: ScaleStep, version: int | None) -> None:
    """Remove a step with its uncertainties and options; their history stays. One entry.

    Raises StaleVersion likewise, DomainError when a claim rests on one of its uncertainties.
    """
    sentence = _(
        "A claim is about an uncertainty of this step, so the step stays. "
        "Let that claim be about another uncertainty first."
    )
    kind = "scale_step.deleted"
    with recorded(by=by, kind=kind, subject=scale_step, thread=scale_step):
        scale_step = locked(scale_step, version=version)
        with refusing_protected(sentence):
            for beneath in (scale_step.options, scale_step.uncertainties):
                for row in beneath.all():
                    row.delete()
            scale_step.delete()
