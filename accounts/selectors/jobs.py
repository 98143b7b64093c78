"""The background jobs as the page shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Max
from procrastinate.contrib.django.models import ProcrastinateWorker

from accounts.jobs import Job, registered
from accounts.ledger.checkpoints import ChainDiverged, Checkpoint, last_of
from accounts.models import JobRun
from config.kernel import clock

#: A worker says every ten seconds that it lives.
SILENT_AFTER = timedelta(seconds=40)


@dataclass(frozen=True)
class JobLine:
    """One job: its last run here, None before the first, and when the worker does it next."""

    job: Job
    last: JobRun | None
    next_run: datetime

    @property
    def counts(self) -> list[tuple[Any, int]]:
        """What the last run did, each count with its name."""
        result = self.last.result if self.last else {}
        return [(name, result[key]) for key, name in self.job.counted.items() if key in result]


def job_lines(workspace_id: int) -> list[JobLine]:
    """Every job, in the order of how often it is done. One query."""
    last = {run.job: run for run in JobRun.objects.filter(workspace_id=workspace_id)}
    now = clock.now()
    lines = [JobLine(job, last.get(job.name), job.next_run(now)) for job in registered.values()]
    return sorted(lines, key=lambda line: line.next_run)


@dataclass(frozen=True)
class Kept:
    """How far the ledger's checkpoints have got: the last one, when it was written, and whether
    anything keeps them from being read.
    """

    last: Checkpoint | None
    at: datetime | None
    unreadable: bool = False


def kept_checkpoint(workspace_id: int) -> Kept:
    """Where the checkpoints outside the database have got to. No query."""
    try:
        last = last_of(workspace_id)
    except (OSError, ChainDiverged):
        return Kept(None, None, unreadable=True)
    return Kept(last, datetime.fromisoformat(last.at) if last else None)


def worker_seen_at() -> datetime | None:
    """When a worker last said that it lives; None where none has for a long time. One query."""
    seen: datetime | None = ProcrastinateWorker.objects.aggregate(at=Max("last_heartbeat"))["at"]
    return seen


def is_alive(seen_at: datetime | None) -> bool:
    """Whether a worker that was last heard of at `seen_at` still works."""
    return seen_at is not None and seen_at > clock.now() - SILENT_AFTER
