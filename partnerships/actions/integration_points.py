"""Where the two organisations' work or systems meet, and what happens there without them."""

from __future__ import annotations

from config.kernel.actors import Actor
from config.kernel.audited import locked, save_changes
from config.kernel.recording import action
from partnerships.actions.threads import recorded_in
from partnerships.models import IntegrationPoint, Partnership


@action
def integration_point_create(
    *,
    by: Actor,
    partnership: Partnership,
    name: str,
    single_point_of_failure: bool = False,
    fallback: str = "",
    switch_time: str = "",
    switch_cost: str = "",
    audited_how: str = "",
) -> IntegrationPoint:
    """A new integration point on the Fit Card."""
    with recorded_in(partnership, by=by, kind="integration_point.created") as under_way:
        point = IntegrationPoint(
            workspace_id=by.workspace_id,
            partnership=partnership,
            name=name,
            single_point_of_failure=single_point_of_failure,
            fallback=fallback,
            switch_time=switch_time,
            switch_cost=switch_cost,
            audited_how=audited_how,
        )
        point.save()
        under_way.subject = point
    return point


@action
def integration_point_update(
    *,
    by: Actor,
    integration_point: IntegrationPoint,
    version: int | None,
    name: str,
    single_point_of_failure: bool = False,
    fallback: str = "",
    switch_time: str = "",
    switch_cost: str = "",
    audited_how: str = "",
) -> IntegrationPoint:
    """Change an integration point. Raises StaleVersion when it changed after `version`."""
    changes = {
        "name": name,
        "single_point_of_failure": single_point_of_failure,
        "fallback": fallback,
        "switch_time": switch_time,
        "switch_cost": switch_cost,
        "audited_how": audited_how,
    }
    with recorded_in(
        integration_point.partnership,
        by=by,
        kind="integration_point.updated",
        subject=integration_point,
    ):
        integration_point = locked(integration_point, version=version)
        save_changes(integration_point, changes)
    return integration_point


@action
def integration_point_delete(
    *, by: Actor, integration_point: IntegrationPoint, version: int | None
) -> None:
    """Take an integration point off the card; its history stays. Raises StaleVersion likewise."""
    with recorded_in(
        integration_point.partnership,
        by=by,
        kind="integration_point.deleted",
        subject=integration_point,
    ):
        locked(integration_point, version=version).delete()
