"""A job is done for each workspace by itself, and again does nothing more."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from asgiref.sync import async_to_sync
from procrastinate import jobs as queued
from procrastinate.contrib.django import app
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import jobs
from accounts.jobs import Job, run_everywhere, run_in
from accounts.models import JobRun, Workspace
from accounts.tasks import resume_stalled
from config.kernel.scope import workspace_scope
from tests.conftest import Cast

pytestmark = pytest.mark.django_db


def job(work: object) -> Job:
    return Job("trial", "Trial", "Tried", "0 * * * *", work, {"done": "Done"})  # type: ignore[arg-type]


def last_run(workspace_id: int) -> JobRun:
    with workspace_scope(workspace_id):
        return JobRun.objects.get(job="trial")


def test_what_it_did_is_noted_and_the_next_run_takes_its_place(cast: Cast) -> None:
    for done in (1, 2):
        run_in(job(lambda workspace, done=done: {"done": done}), cast.workspace)
    assert last_run(cast.workspace.pk).result == {"done": 2}


def test_the_failure_of_one_workspace_is_noted_there_and_stops_no_other(cast: Cast) -> None:
    def work(workspace: Workspace) -> Mapping[str, int]:
        if workspace.pk == cast.workspace.pk:
            raise ValueError("no such thing")
        return {"done": 1}

    run_everywhere(job(work))
    assert last_run(cast.workspace.pk).error == "ValueError"
    assert last_run(cast.elsewhere.workspace_id).error == ""


def test_the_next_run_is_the_next_time_of_its_line() -> None:
    after = datetime(2026, 3, 29, 0, 59, 59, tzinfo=UTC)
    assert job(dict).next_run(after) == datetime(2026, 3, 29, 1, tzinfo=UTC)


def test_every_job_waits_once_however_often_a_worker_starts(cast: Cast) -> None:
    jobs.make_up()
    jobs.make_up()
    waiting = list(ProcrastinateJob.objects.filter(status="todo").values_list("task_name"))
    assert sorted(waiting) == sorted((f"seam.{name}",) for name in jobs.registered)


def begun(name: str) -> int:
    """A job that a worker took and then was killed: its heart stopped an hour ago."""
    app.configure_task(f"seam.{name}", queueing_lock=name, lock=name).defer()
    connector = app.connector
    worker = connector.execute_query_one(  # type: ignore[attr-defined]
        "INSERT INTO procrastinate_workers (last_heartbeat) "
        "VALUES (now() - interval '1 hour') RETURNING id"
    )["id"]
    return int(
        connector.execute_query_one(  # type: ignore[attr-defined]
            "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %(worker)s "
            "WHERE status = 'todo' AND queueing_lock = %(name)s RETURNING id",
            worker=worker,
            name=name,
        )["id"]
    )


@pytest.mark.parametrize("another", [False, True])
def test_what_a_killed_worker_left_is_done_again_once(cast: Cast, another: bool) -> None:
    left = begun("time")
    if another:
        app.configure_task("seam.time", queueing_lock="time", lock="time").defer()
    resume()
    waiting = ProcrastinateJob.objects.filter(task_name="seam.time")
    assert [each.status for each in waiting] == [queued.Status.TODO.value]
    assert (waiting.get().pk == left) is not another


def resume() -> None:
    """Run the task as the worker does, on the connection of the test."""
    context: Any = SimpleNamespace(app=app)
    async_to_sync(resume_stalled.func)(context)
