"""Domain rows for tests, made through the actions that people use, so that they obey the rules."""

from __future__ import annotations

import itertools
from datetime import date
from decimal import Decimal
from typing import Any

from partnerships.actions.boundaries import (
    boundary_design_update,
    escalation_step_create,
    responsibility_create,
)
from partnerships.actions.card_rows import (
    conflict_risk_create,
    exit_step_create,
    integration_point_create,
)
from partnerships.actions.claims import claim_create
from partnerships.actions.criteria import criterion_create
from partnerships.actions.fit_cards import fit_card_section_update
from partnerships.actions.partners import partner_create
from partnerships.actions.partnerships import partnership_create
from partnerships.actions.scale_steps import scale_step_create, uncertainty_create
from partnerships.models import (
    BoundaryDesign,
    Claim,
    FitCard,
    Partner,
    Partnership,
    ScaleStep,
    SuccessCriterion,
    Uncertainty,
)
from partnerships.rules.boundary import DESIGN_FIELDS
from partnerships.rules.policy import DEFAULT
from tests.conftest import Cast

_numbers = itertools.count(1)


def make_partner(cast: Cast, role: str = "contributor", **values: Any) -> Partner:
    """A partner; `role="stranger"` puts it into the stranger's workspace."""
    values.setdefault("name", f"Partner {next(_numbers)}")
    return partner_create(by=cast.actor(role), **values)


def make_partnership(cast: Cast, role: str = "contributor", **values: Any) -> Partnership:
    """A candidate with an empty Fit Card, with a partner of its own unless one is given."""
    number = next(_numbers)
    values.setdefault("name", f"Partnership {number}")
    if "partner" not in values:
        values.setdefault("new_partner", f"Partner {number}")
    return partnership_create(by=cast.actor(role), **values)


def make_claim(cast: Cast, partnership: Partnership, role: str = "contributor", **v: Any) -> Claim:
    """A claim with nothing but its uncertainty, unless more is given."""
    v.setdefault("uncertainty", "whether refunds settle within two days")
    return claim_create(by=cast.actor(role), partnership=partnership, **v)


def make_criterion(
    cast: Cast, claim: Claim, role: str = "contributor", **values: Any
) -> SuccessCriterion:
    """A success criterion of `claim`."""
    values.setdefault("statement", "Refunds settle within two working days")
    values.setdefault("target", "95 of 100")
    return criterion_create(by=cast.actor(role), claim=claim, **values)


def complete_fit_card(cast: Cast, partnership: Partnership, role: str = "contributor") -> FitCard:
    """Fill in every section of the partnership's card, with one row of each kind."""
    by = cast.actor(role)
    conflict_risk_create(
        by=by,
        partnership=partnership,
        description="They earn per dispute, so fewer disputes are not their aim",
        early_observation="Dispute fees rise for two months in a row",
        watcher="Head of Payments",
    )
    integration_point_create(
        by=by,
        partnership=partnership,
        name="Payment API",
        single_point_of_failure=True,
        fallback_kind="fallback",
        fallback="Invoices by bank transfer",
        fallback_verdict="workable",
        fallback_assessed_by="Head of Payments",
        fallback_assessed_on=date(2026, 6, 30),
        switch_days=42,
        switch_cost=Decimal(40_000),
        switch_currency="EUR",
        audit_means=["logs"],
        audited_how="Our gateway logs every call",
    )
    exit_step_create(
        by=by, partnership=partnership, step="Export card tokens", owner="Platform team"
    )
    said = {name: f"Stated: {name}" for name in _CARD_TEXTS} | _CARD_FIGURES
    return fit_card_section_update(by=by, fit_card=partnership.fit_card, version=None, **said)


_CARD_TEXTS = (
    "capability",
    "uncertainty_reduced",
    "complementary",
    "incentives",
    "integration_surface",
    "evidence_expected",
    "exit_basis",
    "data_portability",
    "operational_cadence",
    "failure_behaviour",
)


_CARD_FIGURES: dict[str, Any] = {
    "exit_days": 90,
    "exit_cost": Decimal(60_000),
    "exit_currency": "EUR",
    "portability": "full",
}


def complete_claim(
    cast: Cast, partnership: Partnership, role: str = "contributor", **values: Any
) -> Claim:
    """A claim with every blank filled, a deferral date to come and one criterion."""
    from datetime import timedelta

    from config.kernel import clock

    claim = make_claim(
        cast,
        partnership,
        role,
        capability="card acquiring in twelve currencies",
        boundary="they hold funds for at most two days",
        evidence_expected="a pilot with real orders",
        does_not_establish="that customers want to pay by card",
        deferral_date=clock.today() + timedelta(days=90),
        **values,
    )
    make_criterion(cast, claim, role)
    return claim


def make_scale_step(cast: Cast, role: str = "contributor", **values: Any) -> ScaleStep:
    """A scale step that needs a partner's operations, unless more is given."""
    values.setdefault("name", f"Step {next(_numbers)}")
    values.setdefault("capability_kind", "operations")
    return scale_step_create(by=cast.actor(role), **values)


def make_uncertainty(
    cast: Cast, step: ScaleStep, role: str = "contributor", **values: Any
) -> Uncertainty:
    """An open uncertainty of `step`."""
    values.setdefault("statement", "Whether refunds settle abroad")
    row: Uncertainty = uncertainty_create(by=cast.actor(role), scale_step=step, **values)
    return row


def settle_boundary(
    cast: Cast, partnership: Partnership, role: str = "contributor"
) -> BoundaryDesign:
    """A boundary design that says all, with what the default policy asks for."""
    by = cast.actor(role)
    for name in DEFAULT.required_responsibilities:
        row = responsibility_create(
            by=by,
            partnership=partnership,
            name=name,
            party="us",
            person="Ana Roca",
            audited_how="Our own logs",
        )
        escalation_step_create(by=by, responsibility=row, who="Duty lead", within=2, unit="hours")
    said = {name: f"Stated: {name}" for name in DESIGN_FIELDS}
    design = partnership.boundary_design
    return boundary_design_update(by=by, boundary_design=design, version=None, **said)
