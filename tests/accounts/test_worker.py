"""The worker itself, as the application's role, on a queue that is really there."""

from __future__ import annotations

import pytest
from django.core.management import call_command
from procrastinate.contrib.django.models import ProcrastinateJob

from accounts import jobs
from accounts.selectors.jobs import is_alive, worker_seen_at
from tests.conftest import Cast


def test_it_does_every_job_that_waits_and_leaves_none(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []
    monkeypatch.setattr(jobs, "run_everywhere", lambda job: done.append(job.name))
    call_command("worker", once=True)
    assert sorted(set(done)) == sorted(jobs.registered)
    assert not ProcrastinateJob.objects.filter(task_name__in=_names()).exists()


def test_a_job_that_raises_does_not_end_the_worker(
    committed_cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    done: list[str] = []

    def fail(job: jobs.Job) -> None:
        done.append(job.name)
        raise ValueError("the first of them")

    monkeypatch.setattr(jobs, "run_everywhere", fail)
    call_command("worker", once=True)
    assert sorted(set(done)) == sorted(jobs.registered)


def test_one_that_was_stopped_is_not_alive(committed_cast: Cast) -> None:
    assert not is_alive(worker_seen_at())


def _names() -> list[str]:
    return [f"seam.{name}" for name in jobs.registered]
