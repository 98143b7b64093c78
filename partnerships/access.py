"""Load and authorise in one function. Views get objects here and nowhere else.

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

from config.kernel.actors import CONTRIBUTOR, Actor
from partnerships.models import (
    BoundaryDesign,
    Claim,
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    FitCard,
    IntegrationPoint,
    Option,
    Partner,
    PartnerFact,
    Partnership,
    Responsibility,
    ScaleStep,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)

M = TypeVar("M", bound=Model)

#: What every page of a partnership shows of it, for whatever hangs directly beneath one.
OF_PARTNERSHIP = ("partnership__partner", "partnership__position")


def beneath(*way: str) -> tuple[str, ...]:
    """The same for what hangs further below, such as beneath("claim")."""
    return tuple("__".join((*way, each)) for each in OF_PARTNERSHIP)


def require_member(actor: Actor) -> None:
    """Everybody who may read the workspace; a guest sees what they decide and nothing here."""
    if not actor.is_member:
        raise Http404


def require_contributor(actor: Actor) -> None:
    """Who writes cards, claims and evidence."""
    require_member(actor)
    if not actor.can(CONTRIBUTOR):
        raise PermissionDenied(_("Contributors write here. Ask an administrator for that role."))


def may_write(actor: Actor) -> bool:
    """Whether a page offers this actor its forms."""
    return actor.can(CONTRIBUTOR)


# Partners -------------------------------------------------------------------------------------


def partners_for_read(actor: Actor) -> QuerySet[Partner]:
    """The workspace's partners."""
    return _of_workspace(Partner, actor)


def partner_for_read(actor: Actor, pk: int) -> Partner:
    return get_object_or_404(partners_for_read(actor), pk=pk)


def partner_for_update(actor: Actor, pk: int) -> Partner:
    return _to_update(actor, partners_for_read(actor), pk)


def partner_fact_for_update(actor: Actor, pk: int) -> PartnerFact:
    """A fact with its partner."""
    return _to_update(actor, _of_workspace(PartnerFact, actor).select_related("partner"), pk)


# Partnerships ---------------------------------------------------------------------------------


def partnerships_for_read(actor: Actor) -> QuerySet[Partnership]:
    """The workspace's partnerships, each with its partner."""
    return _of_workspace(Partnership, actor).select_related("partner", "position")


def partnership_for_read(actor: Actor, pk: int) -> Partnership:
    return get_object_or_404(partnerships_for_read(actor), pk=pk)


def partnership_for_update(actor: Actor, pk: int) -> Partnership:
    return _to_update(actor, partnerships_for_read(actor), pk)


# The Fit Card and its rows, each with its partnership and partner -----------------------------


def fit_card_for_read(actor: Actor, partnership_pk: int) -> FitCard:
    """The card of a partnership: a partnership has exactly one."""
    cards = _of_workspace(FitCard, actor).select_related(*OF_PARTNERSHIP)
    return get_object_or_404(cards, partnership_id=partnership_pk)


def fit_card_for_update(actor: Actor, partnership_pk: int) -> FitCard:
    card = fit_card_for_read(actor, partnership_pk)
    require_contributor(actor)
    return card


def conflict_risk_for_update(actor: Actor, pk: int) -> ConflictRisk:
    return _row_to_update(actor, ConflictRisk, pk)


def integration_point_for_update(actor: Actor, pk: int) -> IntegrationPoint:
    return _row_to_update(actor, IntegrationPoint, pk)


def exit_step_for_update(actor: Actor, pk: int) -> ExitStep:
    return _row_to_update(actor, ExitStep, pk)


def exit_rehearsal_for_update(actor: Actor, pk: int) -> ExitRehearsal:
    return _row_to_update(actor, ExitRehearsal, pk)


# Claims and their success criteria ------------------------------------------------------------


def claims_for_read(actor: Actor) -> QuerySet[Claim]:
    """The workspace's claims, each with its partnership and partner, and what it is about."""
    related = (*OF_PARTNERSHIP, "about__scale_step")
    return _of_workspace(Claim, actor).select_related(*related)


def claim_for_read(actor: Actor, pk: int) -> Claim:
    return get_object_or_404(claims_for_read(actor), pk=pk)


def claim_for_update(actor: Actor, pk: int) -> Claim:
    return _to_update(actor, claims_for_read(actor), pk)


def criteria_for_read(actor: Actor) -> QuerySet[SuccessCriterion]:
    """The workspace's success criteria, each with its claim, partnership and partner."""
    return _of_workspace(SuccessCriterion, actor).select_related(*beneath("claim"))


def criterion_for_read(actor: Actor, pk: int) -> SuccessCriterion:
    return get_object_or_404(criteria_for_read(actor), pk=pk)


def criterion_for_update(actor: Actor, pk: int) -> SuccessCriterion:
    return _to_update(actor, criteria_for_read(actor), pk)


# Scale steps, their uncertainties and options --------------------------------------------------


def scale_steps_for_read(actor: Actor) -> QuerySet[ScaleStep]:
    """The workspace's scale steps."""
    return _of_workspace(ScaleStep, actor)


def scale_step_for_read(actor: Actor, pk: int) -> ScaleStep:
    return get_object_or_404(scale_steps_for_read(actor), pk=pk)


def scale_step_for_update(actor: Actor, pk: int) -> ScaleStep:
    return _to_update(actor, scale_steps_for_read(actor), pk)


def uncertainties_for_read(actor: Actor) -> QuerySet[Uncertainty]:
    """The workspace's uncertainties, each with its scale step."""
    return _of_workspace(Uncertainty, actor).select_related("scale_step")


def uncertainty_for_update(actor: Actor, pk: int) -> Uncertainty:
    return _to_update(actor, uncertainties_for_read(actor), pk)


def option_for_update(actor: Actor, pk: int) -> Option:
    options = _of_workspace(Option, actor).select_related("scale_step", "partnership")
    return _to_update(actor, options, pk)


# The boundary design, its responsibilities and how they escalate; triggers ---------------------


def boundary_design_for_read(actor: Actor, partnership_pk: int) -> BoundaryDesign:
    """The design of a partnership: a partnership has exactly one."""
    designs = _of_workspace(BoundaryDesign, actor).select_related(*OF_PARTNERSHIP)
    return get_object_or_404(designs, partnership_id=partnership_pk)


def boundary_design_for_update(actor: Actor, partnership_pk: int) -> BoundaryDesign:
    design = boundary_design_for_read(actor, partnership_pk)
    require_contributor(actor)
    return design


def responsibility_for_read(actor: Actor, pk: int) -> Responsibility:
    """A responsibility with its partnership and partner."""
    rows = _of_workspace(Responsibility, actor).select_related(*OF_PARTNERSHIP)
    return get_object_or_404(rows, pk=pk)


def responsibility_for_update(actor: Actor, pk: int) -> Responsibility:
    return _row_to_update(actor, Responsibility, pk)


def escalation_step_for_update(actor: Actor, pk: int) -> EscalationStep:
    rows = _of_workspace(EscalationStep, actor)
    return _to_update(
        actor,
        rows.select_related(*beneath("responsibility")),
        pk,
    )


def trigger_for_update(actor: Actor, pk: int) -> Trigger:
    rows = _of_workspace(Trigger, actor)
    related = (*OF_PARTNERSHIP, "authoriser__user")
    return _to_update(actor, rows.select_related(*related), pk)


def _of_workspace(model: type[M], actor: Actor) -> QuerySet[M]:
    require_member(actor)
    rows: QuerySet[M] = model._default_manager.filter(workspace_id=actor.workspace_id)
    return rows


def _row_to_update(actor: Actor, model: type[M], pk: int) -> M:
    rows = _of_workspace(model, actor).select_related(*OF_PARTNERSHIP)
    return _to_update(actor, rows, pk)


def _to_update(actor: Actor, rows: QuerySet[M], pk: int) -> M:
    """404 before 403: who may not know of a row never learns that it is there."""
    row = get_object_or_404(rows, pk=pk)
    require_contributor(actor)
    return row
