"""The rows of the Fit Card: conflict risks, integration points, the way out and its rehearsals."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from config.kernel import clock
from config.kernel.findings import Findings
from config.kernel.parts import part_of
from config.kernel.sentences import Phrasebook
from partnerships.actions.rows import Gaps, RowActions
from partnerships.dossier import ConflictRiskPart, ExitRehearsalPart, IntegrationPointPart
from partnerships.models import ConflictRisk, ExitRehearsal, ExitStep, IntegrationPoint
from partnerships.rules.card_rows import (
    conflict_risk_problems,
    exit_rehearsal_problems,
    integration_point_problems,
)
from partnerships.sentences import BOOK


def _today(part: type[Any], problems: Callable[[Any, date], Findings]) -> Gaps:
    return lambda row: problems(part_of(part, row), clock.today())


def _book() -> Phrasebook:
    return BOOK


CONFLICT_RISKS = RowActions(
    ConflictRisk,
    "conflict_risk",
    gaps=_today(ConflictRiskPart, conflict_risk_problems),
    book=_book,
)
INTEGRATION_POINTS = RowActions(
    IntegrationPoint,
    "integration_point",
    gaps=_today(IntegrationPointPart, integration_point_problems),
    book=_book,
)
EXIT_STEPS = RowActions(ExitStep, "exit_step")
EXIT_REHEARSALS = RowActions(
    ExitRehearsal,
    "exit_rehearsal",
    gaps=_today(ExitRehearsalPart, exit_rehearsal_problems),
    book=_book,
)

conflict_risk_create = CONFLICT_RISKS.create
conflict_risk_update = CONFLICT_RISKS.update
conflict_risk_delete = CONFLICT_RISKS.delete

integration_point_create = INTEGRATION_POINTS.create
integration_point_update = INTEGRATION_POINTS.update
integration_point_delete = INTEGRATION_POINTS.delete

exit_step_create = EXIT_STEPS.create
exit_step_update = EXIT_STEPS.update
exit_step_delete = EXIT_STEPS.delete

exit_rehearsal_create = EXIT_REHEARSALS.create
exit_rehearsal_update = EXIT_REHEARSALS.update
exit_rehearsal_delete = EXIT_REHEARSALS.delete
