"""The rows of the Fit Card: conflict risks, integration points, steps of the way out."""

from __future__ import annotations

from partnerships.actions.rows import RowActions
from partnerships.models import ConflictRisk, ExitStep, IntegrationPoint

CONFLICT_RISKS = RowActions(ConflictRisk, "conflict_risk")
INTEGRATION_POINTS = RowActions(IntegrationPoint, "integration_point")
EXIT_STEPS = RowActions(ExitStep, "exit_step")

conflict_risk_create = CONFLICT_RISKS.create
conflict_risk_update = CONFLICT_RISKS.update
conflict_risk_delete = CONFLICT_RISKS.delete

integration_point_create = INTEGRATION_POINTS.create
integration_point_update = INTEGRATION_POINTS.update
integration_point_delete = INTEGRATION_POINTS.delete

exit_step_create = EXIT_STEPS.create
exit_step_update = EXIT_STEPS.update
exit_step_delete = EXIT_STEPS.delete
