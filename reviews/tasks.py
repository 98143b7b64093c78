"""What time changes, looked at every hour for each workspace on its own day, and who is told."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from accounts.actions.notices import notices_queue
from accounts.jobs import Job, register
from accounts.models import Workspace
from config.kernel import clock
from config.kernel.actors import Actor
from config.kernel.scope import workspace_scope
from partnerships.actions.positions import positions_refresh
from reviews.desk.notices import due_notices
from reviews.health.actions.deferrals import deferrals_take_effect


def pass_time(workspace: Workspace) -> Mapping[str, int]:
    """Judge what is stale or due, and write the deferrals that took effect."""
    _judge_all(workspace)
    written = deferrals_take_effect(
        by=Actor.system(workspace.pk), today=clock.today(workspace.zone)
    )
    return {"took_effect": written, "left": _judge_all(workspace)}


def _judge_all(workspace: Workspace) -> int:
    """Look until nothing waits any more; how many others are about to write, and wait on."""
    left = None
    while True:
        with workspace_scope(workspace.pk):
            now_left = positions_refresh(workspace.pk, clock.today(workspace.zone))
        if now_left == 0 or now_left == left:
            return now_left
        left = now_left


def tell(workspace: Workspace) -> Mapping[str, int]:
    """Queue the notices that nobody was told yet."""
    with workspace_scope(workspace.pk, slug=workspace.slug):
        return {"told": notices_queue(workspace=workspace, due=due_notices(workspace))}


TIME = register(
    Job(
        name="time",
        label=_("What time changed"),
        what=_("Judges partnerships whose day has come, and writes down deferrals."),
        cron="7 * * * *",
        work=pass_time,
        counted={
            "took_effect": _("Deferrals that took effect"),
            "left": _("Partnerships that others were writing"),
        },
    )
)

TELL = register(
    Job(
        name="notices",
        label=_("Notices"),
        what=_("Finds what people are to be told, and tells each thing once."),
        cron="*/5 * * * *",
        work=tell,
        counted={"told": _("Notices")},
    )
)
