"""Background jobs: what is done at its time for each workspace, by the worker or by hand.

A job is written so that doing it again does nothing more: a worker that was dead for a week, two
workers at once, or somebody who presses the button all come to the same. One workspace's failure is
noted there and stops no other.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import structlog
from croniter import croniter
from django.db import transaction
from django.utils import timezone
from procrastinate import exceptions
from procrastinate.contrib.django import app

from accounts.models import JobRun, Workspace
from config.kernel import clock
from config.kernel.scope import enumerating_workspaces, workspace_scope

logger = structlog.get_logger(__name__)


@dataclass(frozen=True)
class Job:
    """One job. `work` does it for a workspace and counts what it did; `counted` names the counts.

    `cron` says when, in UTC. `work` runs outside of any scope, in the workspace's time zone.
    """

    name: str
    label: Any
    what: Any
    cron: str
    work: Callable[[Workspace], Mapping[str, int]]
    counted: Mapping[str, Any] = field(default_factory=dict)

    def next_run(self, after: datetime) -> datetime:
        """The first time after `after` at which the worker does it."""
        following: datetime = croniter(self.cron, after.astimezone(UTC)).get_next(datetime)
        return following


registered: dict[str, Job] = {}


def register(job: Job) -> Job:
    """Make `job` known to the page and the worker. Called while `tasks` modules are imported."""
    registered[job.name] = job

    def run(timestamp: int = 0) -> None:
        run_everywhere(job)

    task = app.task(name=_task_name(job), queueing_lock=job.name, lock=job.name)(run)
    app.periodic(cron=job.cron, periodic_id=job.name)(task)
    return job


def make_up() -> None:
    """Queue every job once: what was missed while no worker ran is made up."""
    for job in registered.values():
        task = app.configure_task(_task_name(job), queueing_lock=job.name, lock=job.name)
        with suppress(exceptions.AlreadyEnqueued), transaction.atomic():
            task.defer()


def _task_name(job: Job) -> str:
    return f"seam.{job.name}"


def run_everywhere(job: Job) -> None:
    """Do `job` for each workspace by itself."""
    with enumerating_workspaces():
        workspaces = list(Workspace.objects.order_by("pk"))
    for workspace in workspaces:
        run_in(job, workspace)


def run_in(job: Job, workspace: Workspace) -> JobRun:
    """Do `job` for one workspace and note how it went. Raises nothing: a failure is noted."""
    began, result, error = clock.now(), {}, ""
    try:
        with timezone.override(workspace.zone):
            result = dict(job.work(workspace))
    except Exception as problem:
        logger.exception("job_failed", job=job.name, workspace=workspace.pk)
        error = type(problem).__name__
    return _note(job, workspace, began_at=began, result=result, error=error)


def run_after_commit(name: str, workspace_id: int) -> None:
    """Do the job `name` for a workspace once the transaction under way is committed.

    Whatever becomes of it, the transaction stands: a failure is noted, and the job's next run
    tries again.
    """

    def run() -> None:
        with enumerating_workspaces():
            workspace = Workspace.objects.get(pk=workspace_id)
        run_in(registered[name], workspace)

    transaction.on_commit(run, robust=True)


def _note(job: Job, workspace: Workspace, **values: Any) -> JobRun:
    with workspace_scope(workspace.pk):
        noted, _new = JobRun.objects.update_or_create(
            workspace_id=workspace.pk, job=job.name, defaults=values | {"ended_at": clock.now()}
        )
    return noted
