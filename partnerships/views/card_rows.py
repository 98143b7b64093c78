"""The rows of the Fit Card: conflict risks, integration points, steps of the way out."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, ClassVar

from django.http import HttpResponse

from config.kernel.actors import Actor
from config.kernel.pages import href
from config.kernel.requests import MemberRequest
from partnerships import access
from partnerships.actions import conflict_risks, exit_steps, integration_points
from partnerships.forms.rows import ConflictRiskForm, ExitStepForm, IntegrationPointForm
from partnerships.models import Partnership
from partnerships.rules.fit_cards import ROWS, Section
from partnerships.selectors.dossier import fit_card_part
from partnerships.views.conditions import section_conditions
from partnerships.views.rows import Rows, row_create, row_edit, row_remove


class CardRows(Rows):
    """Rows of one section of a partnership's card."""

    section: ClassVar[Section]

    def __init__(self, partnership: Partnership) -> None:
        self._partnership = partnership

    def partnership(self) -> Partnership:
        return self._partnership

    def page(self) -> str:
        return href("partnerships:fit_card_section_edit", self._partnership.pk, self.section)

    def parent_id(self) -> int:
        return int(self._partnership.pk)

    def read(self) -> tuple[Iterable[Any], dict[str, Any]]:
        card = fit_card_part(self._partnership.fit_card)
        rows: Iterable[Any] = getattr(card, ROWS[self.section])
        return rows, {"section": self.section, "conditions": section_conditions(card, self.section)}


class ConflictRisks(CardRows):
    noun = "conflict_risk"
    form = ConflictRiskForm
    named_by = "description"
    section = Section.INCENTIVES

    def create(self, *, by: Actor, **values: Any) -> Any:
        return conflict_risks.conflict_risk_create(by=by, partnership=self._partnership, **values)

    def update(self, row: Any, *, by: Actor, version: int | None, **values: Any) -> Any:
        return conflict_risks.conflict_risk_update(
            by=by, conflict_risk=row, version=version, **values
        )

    def delete(self, row: Any, *, by: Actor, version: int | None) -> None:
        conflict_risks.conflict_risk_delete(by=by, conflict_risk=row, version=version)


class IntegrationPoints(CardRows):
    noun = "integration_point"
    form = IntegrationPointForm
    named_by = "name"
    section = Section.INTEGRATION

    def create(self, *, by: Actor, **values: Any) -> Any:
        return integration_points.integration_point_create(
            by=by, partnership=self._partnership, **values
        )

    def update(self, row: Any, *, by: Actor, version: int | None, **values: Any) -> Any:
        return integration_points.integration_point_update(
            by=by, integration_point=row, version=version, **values
        )

    def delete(self, row: Any, *, by: Actor, version: int | None) -> None:
        integration_points.integration_point_delete(by=by, integration_point=row, version=version)


class ExitSteps(CardRows):
    noun = "exit_step"
    form = ExitStepForm
    named_by = "step"
    section = Section.EXIT

    def create(self, *, by: Actor, **values: Any) -> Any:
        return exit_steps.exit_step_create(by=by, partnership=self._partnership, **values)

    def update(self, row: Any, *, by: Actor, version: int | None, **values: Any) -> Any:
        return exit_steps.exit_step_update(by=by, exit_step=row, version=version, **values)

    def delete(self, row: Any, *, by: Actor, version: int | None) -> None:
        exit_steps.exit_step_delete(by=by, exit_step=row, version=version)


#: Which rows stand in which section.
ROWS_OF: dict[Section, type[CardRows]] = {
    each.section: each for each in (ConflictRisks, IntegrationPoints, ExitSteps)
}


def conflict_risk_create(request: MemberRequest, pk: int) -> HttpResponse:
    return row_create(request, ConflictRisks(access.partnership_for_update(request.actor, pk)))


def conflict_risk_edit(request: MemberRequest, pk: int) -> HttpResponse:
    risk = access.conflict_risk_for_update(request.actor, pk)
    return row_edit(request, ConflictRisks(risk.partnership), risk)


def conflict_risk_remove(request: MemberRequest, pk: int) -> HttpResponse:
    risk = access.conflict_risk_for_update(request.actor, pk)
    return row_remove(request, ConflictRisks(risk.partnership), risk)


def integration_point_create(request: MemberRequest, pk: int) -> HttpResponse:
    return row_create(request, IntegrationPoints(access.partnership_for_update(request.actor, pk)))


def integration_point_edit(request: MemberRequest, pk: int) -> HttpResponse:
    point = access.integration_point_for_update(request.actor, pk)
    return row_edit(request, IntegrationPoints(point.partnership), point)


def integration_point_remove(request: MemberRequest, pk: int) -> HttpResponse:
    point = access.integration_point_for_update(request.actor, pk)
    return row_remove(request, IntegrationPoints(point.partnership), point)


def exit_step_create(request: MemberRequest, pk: int) -> HttpResponse:
    return row_create(request, ExitSteps(access.partnership_for_update(request.actor, pk)))


def exit_step_edit(request: MemberRequest, pk: int) -> HttpResponse:
    step = access.exit_step_for_update(request.actor, pk)
    return row_edit(request, ExitSteps(step.partnership), step)


def exit_step_remove(request: MemberRequest, pk: int) -> HttpResponse:
    step = access.exit_step_for_update(request.actor, pk)
    return row_remove(request, ExitSteps(step.partnership), step)
