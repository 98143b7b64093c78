"""The rows of the Fit Card: conflict risks, integration points, the way out, its rehearsals."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cached_property
from typing import Any, ClassVar

from config.kernel.pages import href
from partnerships import access
from partnerships.actions import card_rows as actions
from partnerships.dossier import FitCardPart, PartnerPart
from partnerships.forms.rows import (
    ConflictRiskForm,
    ExitRehearsalForm,
    ExitStepForm,
    IntegrationPointForm,
)
from partnerships.rules.fit_cards import Section
from partnerships.selectors.dossier import fit_card_part, partner_part
from partnerships.views.conditions import section_conditions
from partnerships.views.rows import Rows, row_views


class CardRows(Rows):
    """Rows of one section of a partnership's card."""

    section: ClassVar[Section]
    #: The field of the card in which its part holds the rows.
    column: ClassVar[str]

    def page(self) -> str:
        return href("partnerships:fit_card_section_edit", self.parent.pk, self.section)

    def read(self) -> Iterable[Any]:
        rows: Iterable[Any] = getattr(self._card, self.column)
        return rows

    def draft_keys(self) -> list[str]:
        """The keys under which rows are kept while somebody types them, new ones and old ones."""
        ids = [f"new:{self.parent.pk}", *(str(part.id) for part in self.read())]
        return [f"{self.noun}:{each}" for each in ids]

    def around(self) -> dict[str, Any]:
        return {
            "partnership": self.parent,
            "section": self.section,
            "conditions": section_conditions(self._card, self.section, self._partner),
        }

    @cached_property
    def _card(self) -> FitCardPart:
        return fit_card_part(self.parent)

    @cached_property
    def _partner(self) -> PartnerPart:
        return partner_part(self.parent.partner)


class ConflictRisks(CardRows):
    actions = actions.CONFLICT_RISKS
    form = ConflictRiskForm
    named_by = "description"
    section = Section.INCENTIVES
    column = "conflict_risks"


class IntegrationPoints(CardRows):
    actions = actions.INTEGRATION_POINTS
    form = IntegrationPointForm
    named_by = "name"
    section = Section.INTEGRATION
    column = "integration_points"


class ExitSteps(CardRows):
    actions = actions.EXIT_STEPS
    form = ExitStepForm
    named_by = "step"
    section = Section.EXIT
    column = "exit_steps"


class ExitRehearsals(CardRows):
    actions = actions.EXIT_REHEARSALS
    form = ExitRehearsalForm
    named_by = "learnt"
    section = Section.EXIT
    column = "exit_rehearsals"


#: Which rows stand in which section.
ROWS_OF: dict[Section, tuple[type[CardRows], ...]] = {
    Section.INCENTIVES: (ConflictRisks,),
    Section.INTEGRATION: (IntegrationPoints,),
    Section.EXIT: (ExitSteps, ExitRehearsals),
}

CONFLICT_RISK = row_views(
    ConflictRisks, access.partnership_for_update, access.conflict_risk_for_update
)
INTEGRATION_POINT = row_views(
    IntegrationPoints, access.partnership_for_update, access.integration_point_for_update
)
EXIT_STEP = row_views(ExitSteps, access.partnership_for_update, access.exit_step_for_update)
EXIT_REHEARSAL = row_views(
    ExitRehearsals, access.partnership_for_update, access.exit_rehearsal_for_update
)
