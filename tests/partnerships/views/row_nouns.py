"""The nouns whose rows come and go in place: what tests need to know of each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.datastructures import MultiValueDict

from partnerships.actions.boundaries import ESCALATION_STEPS, RESPONSIBILITIES
from partnerships.actions.card_rows import (
    CONFLICT_RISKS,
    EXIT_REHEARSALS,
    EXIT_STEPS,
    INTEGRATION_POINTS,
)
from partnerships.actions.criteria import CRITERIA
from partnerships.actions.partner_facts import PARTNER_FACTS
from partnerships.actions.scale_steps import UNCERTAINTIES
from partnerships.actions.triggers import TRIGGERS
from partnerships.forms.boundaries import EscalationStepForm, ResponsibilityForm
from partnerships.forms.rows import (
    ConflictRiskForm,
    CriterionForm,
    ExitRehearsalForm,
    ExitStepForm,
    IntegrationPointForm,
    PartnerFactForm,
    RowForm,
)
from partnerships.forms.scale_steps import UncertaintyForm
from partnerships.forms.triggers import TriggerForm
from partnerships.models import (
    ConflictRisk,
    EscalationStep,
    ExitRehearsal,
    ExitStep,
    IntegrationPoint,
    PartnerFact,
    Responsibility,
    SuccessCriterion,
    Trigger,
    Uncertainty,
)
from tests.conftest import Cast
from tests.factories import make_claim, make_partnership, make_scale_step

ACTIONS = (
    CONFLICT_RISKS,
    INTEGRATION_POINTS,
    EXIT_STEPS,
    EXIT_REHEARSALS,
    PARTNER_FACTS,
    CRITERIA,
    UNCERTAINTIES,
    RESPONSIBILITIES,
    ESCALATION_STEPS,
    TRIGGERS,
)
PLURALS = {
    "criterion": "criteria",
    "partner_fact": "facts",
    "uncertainty": "uncertainties",
    "responsibility": "responsibilities",
}


@dataclass(frozen=True)
class Noun:
    """One kind of row: its addresses, its form, what may be typed."""

    name: str
    model: Any
    form: type[RowForm]
    good: dict[str, str]
    parent: str
    page: str
    has_margin: bool = True

    def make(self, cast: Cast, role: str = "contributor") -> Any:
        """A row, made through its page's action."""
        typed = MultiValueDict({name: [value] for name, value in self.good.items()})
        asked: dict[str, Any] = {"approvers": ()} if self.form is TriggerForm else {}
        form = self.form(typed, **asked)
        assert form.is_valid(), form.errors
        values = form.values
        return self.actions.create(by=cast.actor(role), **self.parent_in(cast, role), **values)

    @property
    def actions(self) -> Any:
        return next(actions for actions in ACTIONS if actions.noun == self.name)

    def parent_in(self, cast: Cast, role: str) -> dict[str, Any]:
        """What a new row hangs beneath."""
        if self.name == "uncertainty":
            return {"scale_step": make_scale_step(cast, role)}
        partnership = make_partnership(cast, role)
        if self.name == "criterion":
            return {"claim": make_claim(cast, partnership, role)}
        if self.name == "escalation_step":
            owned = {"partnership": partnership, "name": "incidents"}
            return {"responsibility": RESPONSIBILITIES.create(by=cast.actor(role), **owned)}
        if self.name == "partner_fact":
            return {"partner": partnership.partner}
        return {"partnership": partnership}

    @property
    def in_place(self) -> dict[str, str]:
        """The headers with which HTMX asks for the list alone."""
        return {"HTTP_HX_REQUEST": "true", "HTTP_HX_TARGET": f"{self.name}-rows"}

    def parent_of(self, row: Any) -> int:
        return int(getattr(row, f"{self.actions.parent}_id"))

    def new_url(self, cast: Cast, row: Any) -> str:
        return cast.url(self.parent.format(pk=self.parent_of(row)))

    def page_url(self, cast: Cast, row: Any) -> str:
        return cast.url(self.page.format(pk=self.parent_of(row)))

    def url(self, cast: Cast, row: Any, verb: str) -> str:
        plural = PLURALS.get(self.name, f"{self.name}s".replace("_", "-"))
        return cast.url(f"{plural}/{row.pk}/{verb}/")


NOUNS = [
    Noun(
        "conflict_risk",
        ConflictRisk,
        ConflictRiskForm,
        {
            "description": "They sell to rivals",
            "early_observation": "Ads",
            "watcher": "Ana",
            "observed_on": "2026-05-01",
            "observed_what": "An advertisement",
            "resolved_on": "2026-06-01",
            "resolution": "Taken down",
        },
        "partnerships/{pk}/fit-card/conflict-risks/new/",
        "partnerships/{pk}/fit-card/incentives/",
    ),
    Noun(
        "integration_point",
        IntegrationPoint,
        IntegrationPointForm,
        {
            "name": "Payment API",
            "fallback_kind": "fallback",
            "fallback": "Invoices",
            "fallback_covers": "Shops",
            "fallback_depends_on": "Our bank",
            "fallback_verdict": "workable",
            "fallback_assessed_by": "Ana",
            "fallback_assessed_on": "2026-05-01",
            "switch_days": "42",
            "switch_cost": "30000.50",
            "switch_currency": "EUR",
            "audit_means": "logs",
            "audited_how": "Read weekly",
        },
        "partnerships/{pk}/fit-card/integration-points/new/",
        "partnerships/{pk}/fit-card/integration/",
    ),
    Noun(
        "exit_step",
        ExitStep,
        ExitStepForm,
        {"step": "Export the tokens", "owner": "Platform"},
        "partnerships/{pk}/fit-card/exit-steps/new/",
        "partnerships/{pk}/fit-card/exit/",
    ),
    Noun(
        "exit_rehearsal",
        ExitRehearsal,
        ExitRehearsalForm,
        {"learnt": "Too long", "kind": "walked_through", "held_on": "2026-05-01", "who": "Legal"},
        "partnerships/{pk}/fit-card/exit-rehearsals/new/",
        "partnerships/{pk}/fit-card/exit/",
    ),
    Noun(
        "partner_fact",
        PartnerFact,
        PartnerFactForm,
        {
            "statement": "Sold to a holding",
            "kind": "owner",
            "happened_on": "2026-05-01",
            "source": "Their letter",
        },
        "partners/{pk}/facts/new/",
        "partners/{pk}/",
        has_margin=False,
    ),
    Noun(
        "criterion",
        SuccessCriterion,
        CriterionForm,
        {"statement": "Refunds settle in time", "target": "95 of 100"},
        "claims/{pk}/criteria/new/",
        "claims/{pk}/",
    ),
    Noun(
        "uncertainty",
        Uncertainty,
        UncertaintyForm,
        {"statement": "Whether refunds settle", "state": "reduced", "state_reason": "A pilot"},
        "scale-steps/{pk}/uncertainties/new/",
        "scale-steps/{pk}/",
        has_margin=False,
    ),
    Noun(
        "responsibility",
        Responsibility,
        ResponsibilityForm,
        {"name": "Incidents", "party": "partner", "person": "Ana", "audited_how": "Tickets"},
        "partnerships/{pk}/boundary/responsibilities/new/",
        "partnerships/{pk}/boundary/",
    ),
    Noun(
        "escalation_step",
        EscalationStep,
        EscalationStepForm,
        {"who": "Duty lead", "within": "4", "unit": "hours"},
        "responsibilities/{pk}/escalation-steps/new/",
        "responsibilities/{pk}/",
        has_margin=False,
    ),
    Noun(
        "trigger",
        Trigger,
        TriggerForm,
        {"observable": "Two late weeks", "noticed_by": "Ana", "calls_for": "renegotiate"},
        "partnerships/{pk}/triggers/new/",
        "partnerships/{pk}/triggers/",
    ),
]
